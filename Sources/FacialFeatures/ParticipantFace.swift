import Foundation
public import SignalCore

/// Which of the gathered faces is the participant's, and how sure that is.
public struct ParticipantFace: Sendable, Hashable, Codable {
  public enum Method: String, Sendable, Hashable, Codable {
    /// The user named it.
    case named
    /// There is no other.
    case only
    /// Its mouth moves when the participant speaks.
    case mouthMovement
    /// It is the largest that moves at all; nothing better was known.
    case largest
  }

  /// Of exactly one of the gathered faces.
  public let identity: Int
  /// Probability that it is the participant's, 0 to 1, as far as the method can tell; that the face is one
  /// person throughout is `GatheredFace.identityConfidence`.
  public let confidence: Double
  public let method: Method
  /// In words for the user.
  public let reason: String

  /// Surer than this the mouths decide; below, size does.
  private static let leastConfidence = 0.8
  /// Nothing is taken for more certain than this, nor for less than its rest to 1, without being named.
  private static let mostConfidence = 0.99
  /// That the participant is in the picture at all, before mouths are looked at.
  private static let presentPrior = 0.9
  /// Eyelids of a living face move by this much of the eye's width within a recording; those of a poster
  /// only tremble.
  private static let leastEyelidRange = 0.06

  /// - Parameters:
  ///   - participantSpeaking: When the participant speaks; empty when that is not known.
  ///   - interviewerSpeaking: When anybody else does.
  /// - Returns: `nil` when there is no face.
  /// - Throws: `.noSuchFace` when the user names a number that does not exist.
  public init?(
    _ choice: FaceChoice, among faces: [GatheredFace], participantSpeaking: [TimeRange],
    interviewerSpeaking: [TimeRange]
  ) throws(FaceError) {
    guard !faces.isEmpty else { return nil }
    switch choice {
    case .automatic:
      self.init(
        foundAmong: faces,
        mouths: Self.mouths(
          of: faces, participantSpeaking: participantSpeaking, interviewerSpeaking: interviewerSpeaking))
    case .left: self.init(named: faces.min { $0.meanPlaceX < $1.meanPlaceX }, "furthest to the left")
    case .right: self.init(named: faces.max { $0.meanPlaceX < $1.meanPlaceX }, "furthest to the right")
    case .largest: self.init(named: faces.max { $0.meanHeight < $1.meanHeight }, "largest")
    case .number(let number):
      guard let face = faces.first(where: { $0.identity == number }) else {
        throw .noSuchFace(number: number, found: faces.map(\.identity))
      }
      self.init(named: face, "number \(number)")
    }
  }

  private init(identity: Int, confidence: Double, method: Method, reason: String) {
    self.identity = identity
    self.confidence =
      method == .named ? 1 : min(max(confidence, 1 - Self.mostConfidence), Self.mostConfidence)
    self.method = method
    self.reason = reason
  }

  private init?(named face: GatheredFace?, _ how: String) {
    guard let face else { return nil }
    self.init(
      identity: face.identity, confidence: 1, method: .named, reason: "You chose the face \(how).")
  }

  private init?(foundAmong faces: [GatheredFace], mouths: [MouthEvidence?]) {
    let probabilities = Self.probabilities(mouths)
    let isHeard = mouths.contains { $0 != nil }
    if faces.count == 1 {
      self.init(
        identity: faces[0].identity, confidence: probabilities[0], method: .only,
        reason: !isHeard
          ? "It is the only face; its mouth could not be compared with speech."
          : probabilities[0] >= 0.5
            ? "It is the only face, and its mouth does not speak against it."
            : "It is the only face, but its mouth moves when others speak.")
      return
    }
    if let best = faces.indices.max(by: { probabilities[$0] < probabilities[$1] }),
      probabilities[best] >= Self.leastConfidence
    {
      self.init(
        identity: faces[best].identity, confidence: probabilities[best], method: .mouthMovement,
        reason: "Its mouth moves when the participant speaks.")
      return
    }
    let living = faces.indices.filter { Self.moves(faces[$0]) }
    let candidates = living.isEmpty ? Array(faces.indices) : living
    guard let largest = candidates.max(by: { Self.prominence(faces[$0]) < Self.prominence(faces[$1]) })
    else { return nil }
    let all = candidates.reduce(0) { $0 + Self.prominence(faces[$1]) }
    let share = all > 0 ? Self.prominence(faces[largest]) / all : 0
    self.init(
      identity: faces[largest].identity,
      confidence: isHeard ? probabilities[largest] : Self.presentPrior * share, method: .largest,
      reason: isHeard
        ? "Mouth movement does not tell the faces apart; this is the largest of them."
        : "Mouths could not be compared with speech; this is the largest face.")
  }

  /// Comparison of each mouth with the interviewer's speech or, where there is too little of that, with the
  /// time in which the participant is silent.
  private static func mouths(
    of faces: [GatheredFace], participantSpeaking: [TimeRange], interviewerSpeaking: [TimeRange]
  ) -> [MouthEvidence?] {
    let alone = participantSpeaking.subtracting(interviewerSpeaking)
    let others = interviewerSpeaking.subtracting(participantSpeaking)
    return faces.map { face in
      if let evidence = MouthEvidence(face: face.faceTrack, participant: alone, other: others) {
        return evidence
      }
      guard !alone.isEmpty, let start = face.faceTrack.timesSeconds.first,
        let end = face.faceTrack.timesSeconds.last
      else { return nil }
      let silence = [TimeRange(startSeconds: start, endSeconds: end)].subtracting(participantSpeaking)
      return MouthEvidence(face: face.faceTrack, participant: alone, other: silence)
    }
  }

  /// Of each face, that it is the participant's; what is missing to 1 is that none is.
  private static func probabilities(_ mouths: [MouthEvidence?]) -> [Double] {
    let prior = log(presentPrior / Double(mouths.count))
    let logs = mouths.map { prior + ($0?.logLikelihoodRatio ?? 0) } + [log(1 - presentPrior)]
    let largest = logs.max() ?? 0
    let weights = logs.map { exp($0 - largest) }
    let total = weights.reduce(0, +)
    return weights.dropLast().map { $0 / total }
  }

  /// Area times time in view.
  private static func prominence(_ face: GatheredFace) -> Double {
    face.meanHeight * face.meanHeight * face.seenSeconds
  }

  private static func moves(_ face: GatheredFace) -> Bool {
    let openings = face.eyesTrack.column(EyeColumn.eyeAspectLeft.rawValue)?.values.presentValues.map(
      Double.init)
    guard let low = openings?.quantile(0.01), let high = openings?.quantile(0.99) else { return false }
    return high - low >= leastEyelidRange
  }
}
