import FacialFeatures
import Foundation
import SignalCore
import Testing

/// Numbers between −1 and 1 that are the same each time.
private struct Noise {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 2_654_435_761 &+ 12_345 }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) / 0x1p52
  }
}

/// Takes turns of five seconds: the participant first.
private func turns(_ seconds: Double, participant: Bool) -> [TimeRange] {
  stride(from: participant ? 0.0 : 5.0, to: seconds, by: 10).map {
    TimeRange(startSeconds: $0, endSeconds: min($0 + 5, seconds))
  }
}

private func gathered(
  _ identity: Int, seconds: Double = 60, x: Double = 0.5, height: Double = 0.3, blinks: Bool = true,
  mouthMoves: (Double) -> Double
) -> GatheredFace {
  var noise = Noise(UInt64(identity))
  let times = (0..<Int(seconds * 10)).map { Double($0) / 10 }
  let gap = TrackValues(times.map { Float(0.1 + mouthMoves($0) * noise.next()) })
  let jaw = TrackValues(times.map { Float(0.1 + mouthMoves($0) * noise.next()) })
  let presence = TrackValues(missingUnlessFinite: [Float](repeating: 0.9, count: times.count))
  let eyes = TrackValues(
    times.map { time in blinks && time.truncatingRemainder(dividingBy: 4) < 0.15 ? 0.1 : 0.3 })
  func column(_ name: String, _ values: TrackValues) -> Track.Column {
    Track.Column(name: name, unit: "1", values: values, missingReason: .noFace)
  }
  return GatheredFace(
    trackedIdentities: [identity],
    faceTrack: Track(
      name: "face", timesSeconds: times,
      columns: [
        column("presence", presence), column("mouth_opening", gap), column("blendshape_jawOpen", jaw),
      ]),
    eyesTrack: Track(
      name: "eyes", timesSeconds: times,
      columns: [column("presence", presence), column("eye_aspect_left", eyes)]),
    seenSeconds: seconds, medianInterocularPixels: 100, meanPlaceX: x, meanHeight: height,
    identityConfidence: 1)
}

private func speaks(at seconds: Double, participant: Bool) -> Bool {
  (Int(seconds / 5) % 2 == 0) == participant
}

/// Moves the mouth five times as much when speaking, as people do.
private func speaker(
  _ identity: Int, participant: Bool, seconds: Double = 60, x: Double = 0.5, height: Double = 0.3
) -> GatheredFace {
  gathered(identity, seconds: seconds, x: x, height: height) {
    speaks(at: $0, participant: participant) ? 0.1 : 0.02
  }
}

private func chosen(
  _ faces: [GatheredFace], _ choice: FaceChoice = .automatic, seconds: Double = 60, withSpeech: Bool = true
) throws -> ParticipantFace? {
  try ParticipantFace(
    choice, among: faces, participantSpeaking: withSpeech ? turns(seconds, participant: true) : [],
    interviewerSpeaking: withSpeech ? turns(seconds, participant: false) : [])
}

@Suite struct ParticipantFaceTests {
  @Test("the face whose mouth moves with the participant's speech is taken, though the other is larger")
  func mouths() throws {
    let faces = [
      speaker(1, participant: false, height: 0.5), speaker(2, participant: true, height: 0.2),
    ]
    let result = try #require(try chosen(faces))
    #expect(result.identity == 2)
    #expect(result.method == .mouthMovement)
    #expect(result.confidence > 0.95)
  }

  @Test("a poster is never taken, however large, with or without speech to go by")
  func poster() throws {
    let poster = gathered(1, height: 0.6, blinks: false) { _ in 0 }
    let person = speaker(2, participant: true, height: 0.2)
    #expect(try chosen([poster, person])?.identity == 2)
    let silent = try #require(try chosen([poster, person], withSpeech: false))
    #expect(silent.identity == 2)
    #expect(silent.method == .largest)
  }

  @Test("mouths that tell nothing leave it to size, with less confidence and the reason")
  func undecided() throws {
    let faces = [
      gathered(1, height: 0.2) { _ in 0.05 }, gathered(2, height: 0.4) { _ in 0.05 },
    ]
    let result = try #require(try chosen(faces))
    #expect(result.identity == 2)
    #expect(result.method == .largest)
    #expect(result.confidence < 0.8)
    #expect(result.reason.contains("does not tell"))
  }

  @Test("without speech the largest face is taken, surer the more it is larger")
  func withoutSpeech() throws {
    let near = try #require(
      try chosen(
        [speaker(1, participant: true, height: 0.3), speaker(2, participant: false, height: 0.33)],
        withSpeech: false))
    let far = try #require(
      try chosen(
        [speaker(1, participant: true, height: 0.1), speaker(2, participant: false, height: 0.5)],
        withSpeech: false))
    #expect(near.identity == 2 && far.identity == 2)
    #expect(near.method == .largest && far.method == .largest)
    // 0.9 of the share of area: 0.33² of 0.3² + 0.33², and 0.5² of 0.1² + 0.5².
    #expect(abs(near.confidence - 0.9 * 0.1089 / 0.1989) < 1e-9)
    #expect(abs(far.confidence - 0.9 * 0.25 / 0.26) < 1e-9)
  }

  @Test("seconds of speech are too few to decide on mouths")
  func short() throws {
    let faces = [
      speaker(1, participant: true, seconds: 7, height: 0.2),
      speaker(2, participant: false, seconds: 7, height: 0.4),
    ]
    #expect(try chosen(faces, seconds: 7)?.method == .largest)
  }

  @Test("the only face is taken; whose speech its mouth follows makes it surer or less sure")
  func only() throws {
    let unheard = try #require(try chosen([speaker(3, participant: true)], withSpeech: false))
    let own = try #require(try chosen([speaker(3, participant: true)]))
    let others = try #require(try chosen([speaker(3, participant: false)]))
    for result in [unheard, own, others] {
      #expect(result.identity == 3)
      #expect(result.method == .only)
    }
    #expect(abs(unheard.confidence - 0.9) < 1e-9)
    #expect(own.confidence > 0.95)
    #expect(others.confidence < 0.1)
    #expect(others.reason.contains("when others speak"))
  }

  @Test("where the interviewer is not heard, silence is compared with the participant's speech")
  func silence() throws {
    let faces = [
      gathered(1, height: 0.5) { _ in 0.05 }, speaker(2, participant: true, height: 0.2),
    ]
    let result = try ParticipantFace(
      .automatic, among: faces, participantSpeaking: turns(60, participant: true), interviewerSpeaking: [])
    #expect(result?.identity == 2)
    #expect(result?.method == .mouthMovement)
  }

  @Test("the evidence of a mouth is the closed form of its z and its windows")
  func closedForm() throws {
    let face = speaker(1, participant: true)
    let evidence = try #require(
      MouthEvidence(
        face: face.faceTrack, participant: turns(60, participant: true), other: turns(60, participant: false))
    )
    // Six turns of ten half seconds on either side; two windows count as one.
    #expect(abs(evidence.independentWindows - 1 / (1 / 60.0 + 1 / 60.0) / 2) < 1e-9)
    #expect(evidence.z > 5)
    let shift = 0.8 * evidence.independentWindows.squareRoot()
    func density(_ mean: Double) -> Double { exp(-(evidence.z - mean) * (evidence.z - mean) / 2) }
    let ratio = log(density(shift) / ((density(-shift) + density(0)) / 2))
    #expect(abs(evidence.logLikelihoodRatio - ratio) < 1e-9)
  }

  @Test(
    "the user's word is taken for sure",
    arguments: [
      (FaceChoice.left, 2), (.right, 1), (.largest, 3), (.number(2), 2),
    ])
  func named(choice: FaceChoice, expected: Int) throws {
    let faces = [
      speaker(1, participant: true, x: 0.9, height: 0.3), speaker(2, participant: false, x: 0.1, height: 0.2),
      speaker(3, participant: false, x: 0.5, height: 0.5),
    ]
    let result = try #require(try chosen(faces, choice))
    #expect(result.identity == expected)
    #expect(result.method == .named)
    #expect(result.confidence == 1)
  }

  @Test("a number that does not exist is an error that names those that do; no face is no choice")
  func missing() throws {
    let faces = [speaker(1, participant: true), speaker(4, participant: false)]
    let error = #expect(throws: FaceError.self) { try chosen(faces, .number(2)) }
    #expect(error == .noSuchFace(number: 2, found: [1, 4]))
    #expect(error?.message.contains("1, 4") == true)
    #expect(try chosen([], .number(2)) == nil)
  }

  @Test(
    "choices are read as they are written, and nothing else is",
    arguments: ["auto", "left", "right", "largest", "3"])
  func texts(text: String) {
    #expect(FaceChoice(text: text)?.text == text)
    #expect(FaceChoice(text: text.uppercased())?.text == text)
    for wrong in ["", "0", "-1", text + "!", "middle"] { #expect(FaceChoice(text: wrong) == nil) }
  }
}
