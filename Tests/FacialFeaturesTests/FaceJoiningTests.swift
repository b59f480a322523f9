import FacialFeatures
import SignalCore
import Testing

/// A signature of one colour in each area.
private func looks(_ colour: SIMD3<Float>, hair: SIMD3<Float>, body: SIMD3<Float>) -> FaceSignature {
  var signature = FaceSignature()
  signature.add([colour], of: .cheeks, cheekLuma: 0.6)
  signature.add([hair], of: .hair, cheekLuma: 0.6)
  signature.add([body], of: .body, cheekLuma: 0.6)
  return signature
}

private let dark = looks(SIMD3(180, 130, 110), hair: SIMD3(30, 25, 25), body: SIMD3(40, 60, 140))
private let fair = looks(SIMD3(220, 180, 165), hair: SIMD3(200, 170, 110), body: SIMD3(150, 30, 30))

private func stretch(
  _ identity: Int, _ start: Double, _ end: Double, _ signature: FaceSignature, x: Double = 0.5
) -> FaceJoining.Stretch {
  let stand = FaceLikeness.Stand(place: SIMD2(x, 0.4), size: SIMD2(0.15, 0.35))
  return FaceJoining.Stretch(
    identity: identity, firstSeconds: start, lastSeconds: end, first: stand, last: stand, signature: signature
  )
}

@Suite struct FaceJoiningTests {
  @Test("stretches of one look are one person, of another look another, wherever they sit")
  func joined() {
    let people = FaceJoining.people(
      of: [
        stretch(1, 0, 10, dark, x: 0.2), stretch(2, 0, 10, fair, x: 0.8), stretch(3, 20, 30, fair, x: 0.2),
        stretch(4, 20, 30, dark, x: 0.8),
      ], together: [.init(1, 2), .init(3, 4)])
    #expect(people.map(\.identities) == [[1, 4], [2, 3]])
    #expect(people.allSatisfy { $0.confidence > 0.9 })
  }

  @Test("those seen in one picture are two people even if they look alike, and so are all joined to them")
  func together() {
    let people = FaceJoining.people(
      of: [
        stretch(1, 0, 10, dark, x: 0.2), stretch(2, 5, 10, dark, x: 0.8), stretch(3, 11, 20, dark, x: 0.2),
      ],
      together: [.init(1, 2)])
    #expect(people.map(\.identities) == [[1, 3], [2]])
    for person in people { #expect(!(person.identities.contains(1) && person.identities.contains(2))) }
  }

  @Test("a stretch that fits two people alike is given to neither, and lowers what is known of both")
  func contested() {
    // Twins who sit at the same distance from the place where one of them turns up.
    let people = FaceJoining.people(
      of: [
        stretch(1, 0, 10, dark, x: 0.1), stretch(2, 0, 10, dark, x: 0.9), stretch(3, 12, 20, dark, x: 0.5),
      ],
      together: [.init(1, 2)])
    #expect(people.map(\.identities) == [[1], [2], [3]])
    #expect(people.allSatisfy { $0.confidence < 0.2 })
  }

  @Test("nothing known of looks leaves two stretches in one place apart, with little confidence")
  func unsure() {
    let people = FaceJoining.people(
      of: [stretch(1, 0, 10, FaceSignature()), stretch(2, 12, 20, FaceSignature())], together: [])
    #expect(people.map(\.identities) == [[1], [2]])
    // Place alone gives odds of e^1.2 for one person.
    let apart = 1 - FaceLikeness.probability(logOdds: 1.2)
    #expect(people.allSatisfy { abs($0.confidence - apart) < 1e-9 })
  }

  @Test("a single stretch is one person for sure")
  func single() {
    let people = FaceJoining.people(of: [stretch(7, 0, 10, dark)], together: [])
    #expect(people.map(\.identities) == [[7]])
    #expect(people.map(\.confidence) == [1])
    #expect(FaceJoining.people(of: [], together: []).isEmpty)
  }

  @Test("the order in which stretches are given does not matter")
  func order() {
    let stretches = [
      stretch(1, 0, 10, dark), stretch(2, 0, 10, fair, x: 0.8), stretch(3, 12, 20, fair),
      stretch(4, 30, 40, dark),
    ]
    let together: Set<FaceJoining.Pair> = [.init(2, 1)]
    #expect(
      FaceJoining.people(of: stretches, together: together)
        == FaceJoining.people(of: stretches.reversed(), together: together))
  }

  @Test("brightness leaves a signature nearly alone; other colours change it")
  func brightness() throws {
    func cheeks(_ colours: [SIMD3<Float>], luma: Float) -> FaceSignature {
      var signature = FaceSignature()
      signature.add(colours, of: .cheeks, cheekLuma: luma)
      return signature
    }
    let bright = cheeks([SIMD3(200, 150, 130)], luma: 0.62)
    let dim = cheeks([SIMD3(100, 75, 65)], luma: 0.31)
    let green = cheeks([SIMD3(130, 200, 150)], luma: 0.7)
    #expect(try #require(bright.distance(to: dim, in: .cheeks)) < 0.1)
    #expect(try #require(bright.distance(to: green, in: .cheeks)) > 0.8)
    // The root of what single precision leaves of 0.
    #expect(try #require(bright.distance(to: bright, in: .cheeks)) < 1e-3)
    #expect(bright.distance(to: dim, in: .hair) == nil)
  }
}
