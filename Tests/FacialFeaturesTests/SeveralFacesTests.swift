import FacialFeatures
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

/// One tracker serves all tests, one after another; each begins at an earlier time than the last one ended, which makes
/// it forget.
@MainActor @Suite(.serialized) struct SeveralFacesTests {
  private static let shared = Result {
    let catalog = try installedModels()
    return (try FaceTracker(catalog: catalog), try FaceTracker(catalog: catalog))
  }
  private static let photographs = Result { (try Scene.woman(), try Scene.man(pictures: 14)) }

  private let tracker: FaceTracker
  private let otherTracker: FaceTracker
  private let woman: Picture
  private let man: [Picture]

  init() throws {
    (tracker, otherTracker) = try Self.shared.get()
    (woman, man) = try Self.photographs.get()
    for tracker in [tracker, otherTracker] {
      for seconds in [1e6] {
        #expect(try tracker.process(.black(width: 8, height: 8), atSeconds: seconds).isEmpty)
      }
    }
  }

  /// Identities from left to right.
  private func identities(_ people: [Scene.Person], _ seconds: Double) throws -> [Int] {
    try tracker.process(Scene.picture(people), atSeconds: seconds)
      .sorted { $0.place.x < $1.place.x }.map(\.identity)
  }

  @Test("two people keep their numbers while one grows and the other shrinks")
  func crossingSizes() throws {
    var seen: Set<[Int]> = []
    for step in 0..<6 {
      let sides = (200 + 24 * step, 320 - 24 * step)
      seen.insert(
        try identities(
          [
            Scene.Person(photograph: woman.resized(width: sides.0, height: sides.0), left: 0),
            Scene.Person(photograph: man[step].resized(width: sides.1, height: sides.1), left: 320),
          ], 1 + 0.1 * Double(step)))
    }
    #expect(seen.count == 1)
    #expect(seen.first?.count == 2)
  }

  @Test("one who leaves and returns to the same place keeps the number, and the other does throughout")
  func returning() throws {
    let stays = Scene.Person(photograph: woman, left: 0)
    let leaves = Scene.Person(photograph: man[0], left: 360)
    let before = try identities([stays, leaves], 1)
    try #require(before.count == 2)
    for step in 1...20 { #expect(try identities([stays], 1 + 0.1 * Double(step)) == [before[0]]) }
    // Less than two seconds after it was missed it is found at once; later, with the next search for newcomers.
    let after = try [3.1, 3.2, 6.1].map { try identities([stays, leaves], $0) }
    #expect(after.last == before)
    #expect(after.allSatisfy { $0 == before || $0 == [before[0]] })
  }

  @Test("another person in the place of one just followed, as after a cut, gets another number")
  func cut() throws {
    var first: [Int] = []
    for step in 0..<6 {
      first += try identities([Scene.Person(photograph: man[step], left: 200)], 1 + 0.1 * Double(step))
    }
    #expect(Set(first).count == 1)
    let second = try identities([Scene.Person(photograph: woman, left: 170)], 1.6)
    #expect(second.count == 1)
    #expect(second != [first[0]])
  }

  @Test("places swapped while nobody was in view are sorted out by looks when all is gathered")
  func swapped() throws {
    var gathering = FaceGathering()
    func look(_ people: [Scene.Person], _ seconds: Double) throws {
      gathering.add(try tracker.process(Scene.picture(people), atSeconds: seconds), atSeconds: seconds)
    }
    for step in 0..<12 {
      try look(
        [.init(photograph: woman, left: 0), .init(photograph: man[step], left: 360)], 1 + 0.1 * Double(step))
    }
    for step in 0..<3 { try look([], 2.2 + 0.1 * Double(step)) }
    for step in 0..<12 {
      try look(
        [.init(photograph: man[step], left: 20), .init(photograph: woman, left: 350)], 3 + 0.1 * Double(step))
    }
    let gathered = gathering.finish()
    try #require(gathered.faces.count == 2)
    #expect(gathered.pictures == 27)
    #expect(gathered.picturesWithSeveral == 24)
    for face in gathered.faces {
      // Each is seen in all 24 pictures, and 60 (woman) or 90 (man) px apart in the eyes wherever it sits.
      let sizes = face.faceTrack.columns.first { $0.name == "interocular" }?.values.presentValues ?? []
      #expect(sizes.count == 24)
      let spread = try #require(zip([sizes.max()], [sizes.min()]).map { ($0 ?? 0) / ($1 ?? 1) }.first)
      #expect(spread < 1.25)
      #expect(abs(face.meanPlaceX - 0.5) < 0.1)
      #expect(face.identityConfidence > 0.8)
    }
  }

  @Test("a poster beside a person is followed as a face of its own and never mixes with the person")
  func poster() throws {
    let poster = Scene.Person(photograph: woman, left: 0)
    var placesOfIdentity: [Int: Set<Bool>] = [:]
    for step in 0..<12 {
      let picture = Scene.picture([poster, .init(photograph: man[step], left: 380 - 8 * step)])
      for face in try tracker.process(picture, atSeconds: 1 + 0.1 * Double(step)) {
        placesOfIdentity[face.identity, default: []].insert(face.place.x < 0.35)
      }
    }
    #expect(placesOfIdentity.count == 2)
    #expect(placesOfIdentity.values.allSatisfy { $0.count == 1 })
  }

  @Test("a face leaving at the edge is followed while half of it is in view, and then is gone")
  func leaving() throws {
    var identities: Set<Int> = []
    var last: FollowedFace?
    for step in 0..<24 {
      let picture = Scene.picture([Scene.Person(photograph: woman, left: 200 - 20 * step)])
      let faces = try tracker.process(picture, atSeconds: 1 + 0.1 * Double(step))
      for face in faces {
        identities.insert(face.identity)
        #expect(face.place.x > 0)
        last = face
      }
    }
    #expect(identities.count == 1)
    // The middle of the face was followed to within a quarter of its width of the edge.
    let end = try #require(last)
    #expect(end.place.x < end.size.x / 2)
    #expect(try tracker.process(Scene.picture([]), atSeconds: 4).isEmpty)
  }

  @Test("another picture size or a step back in time begins with a search, and numbers are not used again")
  func startingAfresh() throws {
    let wide = Scene.picture([Scene.Person(photograph: woman, left: 180)])
    let square = woman
    let looks = try [(wide, 1.0), (wide, 1.1), (square, 1.2), (square, 1.3), (square, 0.5)].map {
      picture, time in
      try #require(try tracker.process(picture, atSeconds: time).first)
    }
    #expect(looks.map { $0.observation.faceCount != nil } == [true, false, true, false, true])
    let numbers = looks.map(\.identity)
    #expect(numbers[0] == numbers[1])
    #expect(numbers[2] == numbers[3])
    #expect(numbers[2] > numbers[1])
    #expect(numbers[4] > numbers[3])
  }

  @Test("a light look gives the followed faces' landmarks, and no others")
  func lightLook() throws {
    let picture = Scene.picture([.init(photograph: woman, left: 0), .init(photograph: man[0], left: 360)])
    #expect(try tracker.eyelids(in: picture, atSeconds: 1).isEmpty)
    let full = try tracker.process(picture, atSeconds: 1.1)
    let light = try tracker.eyelids(in: picture, atSeconds: 1.14)
    #expect(light.map(\.identity) == full.map(\.identity))
    for (light, full) in zip(light, full) {
      // The region settled on is looked at again.
      #expect(light.landmarks == full.observation.landmarks)
      #expect(light.presence == full.observation.presence)
    }
    let alone = Scene.picture([.init(photograph: woman, left: 0)])
    #expect(try tracker.eyelids(in: alone, atSeconds: 1.18).count == 1)
    // What a light look missed, a full one looks for again.
    #expect(try tracker.process(picture, atSeconds: 1.2).map(\.identity) == full.map(\.identity))
  }

  @Test("the same seconds inside a longer film give the same bits as alone")
  func chunks() throws {
    let film = try SampleMedia.pictures("moving-face.mp4", limit: 60)
    let whole = try film.map { try tracker.process($0.picture, atSeconds: $0.seconds).map(\.observation) }
    for start in [13, 30] {
      let part = try film[start...].map { frame in
        try otherTracker.process(frame.picture, atSeconds: frame.seconds).map(\.observation)
      }
      // One picture to settle in; when the detector looked differs.
      for (alone, inside) in zip(part, whole[start...]).dropFirst() {
        try #require(alone.count == 1 && inside.count == 1)
        #expect(alone[0].landmarks == inside[0].landmarks)
        #expect(alone[0].blendshapes == inside[0].blendshapes)
        #expect(alone[0].pose == inside[0].pose)
        #expect(alone[0].appearance == inside[0].appearance)
      }
    }
  }
}
