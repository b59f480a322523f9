internal import DenseMath
internal import ExtractionPipeline
internal import FeatureStore
internal import MultimodalFusion
internal import SignalCore

/// A simulated session as an extraction would hand it over.
///
/// Measures are drawn, not measured on the words and tracks: only amounts – words, turns, seconds of speech – are counted
/// on them.
struct SimulatedOutcome {
  private let session: SimulatedStudy.Session
  private let talk: SimulatedTalk
  private let tracks: [Track]
  private var generator: SeededGenerator

  private static let catalog = Dictionary(
    MeasureCatalog.all.enumerated().map { ($1.name, (place: $0, measure: $1)) },
    uniquingKeysWith: { first, _ in first })

  init(_ session: SimulatedStudy.Session, seed: UInt64) {
    self.session = session
    var generator = SeededGenerator(seed: seed, stream: "session." + session.name)
    talk = SimulatedTalk(session, &generator)
    tracks = SimulatedTracks(session, talk: talk).all(&generator)
    self.generator = generator
  }

  private var hasWords: Bool { session.modalities.contains(.language) }
  private var hasVoice: Bool { session.modalities.contains(.speech) }

  /// - Parameters:
  ///   - settingsHash: Of the study, marked as simulated.
  ///   - origin: How the study was drawn, in words.
  mutating func outcome(settingsHash: String, origin: String) -> SessionOutcome {
    let turns = hasVoice || hasWords ? turns() : []
    let quality = quality()
    let record = SessionRecord(
      session: session.name,
      input: InputRecord(
        path: Self.path(session), sha256: sha256Hex(of: "\(settingsHash)\n\(session.name)"),
        participant: session.participant, date: Self.date(session), participantSource: "simulated",
        participantSpeaker: hasWords ? SimulatedTalk.participant : nil),
      readings: readings(), quality: quality, remarks: [simulatedNotice],
      gate: QualityGate().outcome(quality), failures: [], transcript: hasWords ? talk.transcript : nil,
      provenance: Provenance(
        settingsHash: settingsHash, models: [:], transcriptSHA256: nil,
        simulated: "\(simulatedNotice) \(origin)"
      ))
    return SessionOutcome(record: record, tracks: tracks, turns: turns)
  }

  /// Where the recording would be, if there were one.
  static func path(_ session: SimulatedStudy.Session) -> String { "SIMULATED/\(session.name)" }

  /// A session a month, from January 2025 on.
  static func date(_ session: SimulatedStudy.Session) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = 1 + (Int(session.participant.suffix(4)) ?? 0) % 28
    return "\(2025 + session.visit / 12)-\(two(1 + session.visit % 12))-\(two(day))"
  }

  // MARK: Measures

  private func readings() -> [MeasureReading] {
    var values = session.values
    if hasWords { values["language.tokens.count"] = Double(talk.wordCount) }
    if hasVoice { values["speech.conversation.turn.count"] = Double(talk.turns.count) }
    return values.compactMap { name, value in Self.catalog[name].map { ($0.place, $0.measure, value) } }
      .sorted { $0.0 < $1.0 }
      .map { _, measure, value in
        // The interviewer is not heard either where nobody is.
        let isThere = session.modalities.contains(measure.modality)
        return Self.reading(measure, isThere ? value : nil, orMissing: reason(measure))
      }
  }

  private func reason(_ measure: Measure) -> MissingReason {
    if !session.modalities.contains(measure.modality) { return .notRecorded }
    return session.circumstances.device == .telephone ? .lowQuality : .tooShort
  }

  /// Held within the measure's range.
  private static func reading(
    _ measure: Measure, _ value: Double?, orMissing reason: MissingReason
  ) -> MeasureReading {
    let held = value.map {
      min(max($0, measure.lowerBound ?? -.infinity), measure.upperBound ?? .infinity).roundedToSixDigits
    }
    return MeasureReading(measure, MeasuredValue(held, orMissing: reason))
  }

  private mutating func quality() -> [MeasureReading] {
    let device = session.circumstances.device
    let level: Double =
      switch device {
      case .studio: 35
      case .laptop: 25
      case .telephone: 18
      }
    let noise = level + 2 * min(max(generator.normal(), -3), 3)
    let visible = 96 + 2 * min(max(generator.normal(), -2), 2)
    let isSeen = session.modalities.contains(.face)
    let values: [(String, Double?)] = [
      ("quality.media.duration", talk.endSeconds), ("quality.media.damaged_share", 0),
      ("quality.sound.speech_seconds", talk.speechSeconds), ("quality.sound.snr", noise),
      ("quality.sound.clipped_share", 0), ("quality.face.visible_share", isSeen ? visible : nil),
      ("quality.face.size", isSeen ? 120 : nil), ("quality.face.frame_rate", isSeen ? 10 : nil),
    ]
    return values.compactMap { name, value in
      Self.catalog[name].map { Self.reading($0.measure, value, orMissing: .notRecorded) }
    }
  }

  // MARK: Turns

  /// Measures of a turn that lie around the session's, with how far they vary as a share of it.
  private static let ofTurns: [(turn: String, session: String, variation: Double)] = [
    ("speech.pitch.f0.median", "speech.pitch.f0.median", 0.05),
    ("speech.pitch.f0.sd_semitones", "speech.pitch.f0.sd_semitones", 0.2),
    ("speech.intensity.median", "speech.intensity.median", 0.04),
    ("speech.voice.hnr_mean", "speech.voice.hnr_mean", 0.1),
    ("speech.formant.vowel_space_area", "speech.formant.vowel_space_area", 0.2),
    ("speech.timing.speech_rate", "speech.timing.speech_rate", 0.12),
    ("speech.timing.pause_share", "speech.timing.pause_share", 0.3),
    (
      "language.turn.pronoun.first_person_singular.rate", "language.pronoun.first_person_singular.rate", 0.5
    ),
    ("language.turn.sentiment.negative_words.rate", "language.sentiment.vader.negative_words.rate", 0.8),
    ("language.turn.sentiment.positive_words.rate", "language.sentiment.vader.positive_words.rate", 0.6),
    ("language.turn.absolutist.rate", "language.absolutist.rate", 0.8),
  ]

  private mutating func turns() -> [TurnReadings] {
    talk.turns.map { turn in
      var values: [(String, Double?)] = Self.ofTurns.map { name, whole, variation in
        let factor = 1 + variation * generator.normal()
        return (name, (session.values[whole] ?? nil).map { $0 * max(factor, 0) })
      }
      values += [
        ("speech.conversation.turn.latency", turn.latencySeconds),
        ("speech.conversation.turn.pause.share", 100 * turn.pauseShare),
        ("speech.conversation.turn.words", hasWords ? Double(turn.wordCount) : nil),
        ("language.turn.words", Double(turn.wordCount)),
      ]
      let readings = values.compactMap { name, value -> (Int, MeasureReading)? in
        guard let (place, measure) = Self.catalog[name], session.modalities.contains(measure.modality)
        else { return nil }
        return (place, Self.reading(measure, value, orMissing: .tooShort))
      }
      return TurnReadings(time: turn.time, readings: readings.sorted { $0.0 < $1.0 }.map(\.1))
    }
  }
}
