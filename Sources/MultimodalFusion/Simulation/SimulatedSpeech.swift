internal import DenseMath
internal import LanguageFeatures

/// Sessions of people who do not exist, in which the voice says something that neither the words nor the voice's mean
/// over a turn shows: with severity, pitch rises on words of feeling and falls as much on words for things.
///
/// What is said does not depend on anything. Only a model that knows which word a voice goes with can find the effect.
public struct SimulatedSpeech: Sendable, Hashable {
  public var people = 60
  /// Turns of the participant in a session.
  public var turns = 8
  /// Semitones a word of feeling is raised by, and a word for a thing lowered, for a standard deviation of the total,
  /// where the pitch of words varies by 1 semitone otherwise; 0 plants nothing.
  public var effect = 0.8

  private static let feelings = ["sad", "alone", "tired", "afraid", "angry", "empty"]
  private static let things = ["table", "window", "coffee", "street", "garden", "paper"]
  /// A pitch column and the presence of a whole turn's mean.
  private static let speechWidth = 2

  public init() {}

  /// The same people for the same seed.
  public func cohort(encoder: GateEncoder, seed: UInt64) throws(FusionError) -> Cohort {
    var settings = SimulationSettings()
    settings.people = people
    settings.modalities = [SimulatedModality(.speech, measureCount: 1)]
    let plain = try SimulatedCohort(settings, seed: seed).cohort
    let totals = plain.sessions.compactMap(\.total)
    let (mean, deviation) = totals.meanAndDeviation
    return plain.replacingSessions(
      plain.sessions.enumerated().map { place, session in
        var session = session
        let severity = deviation > 0 ? ((session.total ?? mean) - mean) / deviation : 0
        var generator = SeededGenerator(seed: seed, stream: "speech", step: place)
        let spoken = (0..<turns).map { _ in turn(severity, encoder.tokenizer, &generator) }
        session.turns = sequence(spoken, encoder)
        session.spoken = spoken
        return session
      })
  }

  private func turn(
    _ severity: Double, _ tokenizer: SentenceTokenizer, _ generator: inout SeededGenerator
  ) -> SpokenTurn {
    let feeling = Self.feelings[generator.whole(below: Self.feelings.count)]
    let thing = Self.things[generator.whole(below: Self.things.count)]
    let isFirst = generator.unit() < 0.5
    let words = isFirst ? [feeling, "by", "the", thing] : ["the", thing, "is", feeling]
    let pitches = words.map { word -> [Double?] in
      let planted = word == feeling ? effect : word == thing ? -effect : 0
      return [planted * severity + generator.normal()]
    }
    return SpokenTurn(
      pieces: SpokenPieces(words: words, tokenizer: tokenizer),
      readings: ["speech": WordReadings(columnNames: ["f0_semitones"], values: pitches)])
  }

  private func sequence(_ spoken: [SpokenTurn], _ encoder: GateEncoder) -> TurnSequence {
    let vectors = encoder.plain.turnVectors(spoken.map { EncoderText($0.pieces, wordVectors: []) })
    return TurnSequence(
      modalities: [
        TurnModality(name: TurnSequence.wordsName, width: TrainableEncoder.width),
        TurnModality(name: "speech", width: Self.speechWidth),
      ],
      turns: zip(spoken, vectors).enumerated().map { place, pair in
        let pitches = pair.0.readings.values.flatMap { $0.values.compactMap { $0[0] } }
        return Turn(
          startSeconds: 10 * Double(place), endSeconds: 10 * Double(place) + 5, isParticipant: true,
          inputs: [pair.1, [pitches.reduce(0, +) / Double(max(pitches.count, 1)), 1]])
      })
  }
}
