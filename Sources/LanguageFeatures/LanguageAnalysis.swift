public import NeuralRuntime
public import SignalCore

/// Computes the language measures of one session from its transcript.
public struct LanguageAnalysis: Sendable {
  /// Folders of the models it uses, below the models folder.
  public static let modelFolders = ["vader/", "english/", "empath/", "minilm/"]

  private let knowledge: WordKnowledge
  private let encoder: SentenceEncoder
  private let reader: SentenceReader

  /// - Parameter catalog: The installation's model files; word lists and rules are read from it.
  public init(catalog: ModelCatalog) throws(LanguageError) {
    let lexicon = try SentimentLexicon(catalog: catalog)
    knowledge = WordKnowledge(lexicon: lexicon, topics: try TopicLexicon(catalog: catalog))
    encoder = try SentenceEncoder(catalog: catalog)
    reader = SentenceReader(
      tagger: try PartOfSpeechTagger(catalog: catalog), sentiment: SentenceSentiment(lexicon: lexicon))
  }

  /// One reading for each of `LanguageMeasures.all`, in that order, and the participant's turns.
  ///
  /// - Parameters:
  ///   - transcript: Who said what. A language it does not name is told from its words; what rests on English
  ///     is missing as not applicable in any other.
  ///   - participant: The speaker whose words count, nobody else's; `nil` takes every segment.
  public func analyse(_ transcript: Transcript, participant: String?) -> LanguageResult {
    let language = transcript.language ?? LanguageDetection.language(of: transcript)
    let isEnglish = language.map(isEnglish) ?? true
    let speech = ParticipantSpeech(transcript, participant: participant, reader: isEnglish ? reader : nil)
    guard !speech.session.words.isEmpty else { return .missing(reason: .noSpeech) }

    func readings(_ measures: [PassageMeasure], of passage: SpokenPassage) -> [MeasureReading] {
      measures.map { measure in
        measure.scope == .english && !isEnglish
          ? MeasureReading(measure.measure, .missing(.notApplicable("language")))
          : MeasureReading(measure.measure, measure.value(of: passage, knowledge: knowledge))
      }
    }
    let coherence = isEnglish ? Coherence(speech.turns, encoder: encoder) : nil
    let turns = speech.turns.enumerated().map { index, turn in
      LanguageTurn(
        time: turn.time,
        readings: readings(LanguageMeasures.turnForms, of: turn.passage) + [
          MeasureReading(
            LanguageMeasures.turnRelevance,
            coherence.map { MeasuredValue($0.relevance[index], orMissing: .tooShort) }
              ?? .missing(.notApplicable("language")))
        ])
    }
    func absent(_ reason: MissingReason) -> [MeasureReading] {
      LanguageMeasures.coherence.map { MeasureReading($0, .missing(reason)) }
    }
    let isShort = speech.session.words.count < PassageMeasure.minimumWords
    let meanings =
      coherence.map { isShort ? absent(.tooShort) : $0.readings } ?? absent(.notApplicable("language"))
    return LanguageResult(
      readings: readings(LanguageMeasures.passages, of: speech.session)
        + LanguageMeasures.turnReadings(speech) + meanings + trendReadings(turns, isEnglish: isEnglish),
      turns: turns, language: language,
      safety: isEnglish ? SafetyMention.mentions(in: transcript, participant: participant) : [])
  }

  private func trendReadings(_ turns: [LanguageTurn], isEnglish: Bool) -> [MeasureReading] {
    let timed = turns.filter { $0.time != nil }
    return zip(LanguageMeasures.trends, LanguageMeasures.turnForms.indices).map { trend, index in
      guard !timed.isEmpty else { return MeasureReading(trend.slope, .missing(.notRecorded)) }
      if LanguageMeasures.turnForms[index].scope == .english, !isEnglish {
        return MeasureReading(trend.slope, .missing(.notApplicable("language")))
      }
      let points = timed.compactMap { turn in
        turn.readings[index].value.number.flatMap { value in
          turn.time.map { (seconds: $0.startSeconds, value: value) }
        }
      }
      .sorted { $0.seconds < $1.seconds }
      let whole = TimeRange(
        startSeconds: points.first?.seconds ?? 0, endSeconds: points.last?.seconds ?? 0)
      return MeasureReading(
        trend.slope, MeasuredValue(Trend(points, in: whole).slopePerTenMinutes, orMissing: .tooShort))
    }
  }
}

/// The readings of one session.
public struct LanguageResult: Sendable, Hashable {
  /// One for each of `LanguageMeasures.all`, in that order.
  public let readings: [MeasureReading]
  /// The participant's turns in order.
  public let turns: [LanguageTurn]
  /// ISO 639-1 code as given or told from the words; `nil` where neither says.
  public let language: String?
  /// Places a person should read.
  public let safety: [SafetyMention]

  /// Every measure missing for the same reason.
  public static func missing(reason: MissingReason) -> LanguageResult {
    LanguageResult(
      readings: LanguageMeasures.all.map { MeasureReading($0, .missing(reason)) }, turns: [], language: nil,
      safety: [])
  }
}

/// One turn of the participant.
public struct LanguageTurn: Sendable, Hashable {
  /// `nil` where the transcript gives no times.
  public let time: TimeRange?
  /// One for each of `LanguageMeasures.ofTurn`, in that order.
  public let readings: [MeasureReading]
}

/// ISO 639-1 or 639-2 code, with or without a region, or the recogniser's word.
func isEnglish(_ language: String) -> Bool {
  let primary = language.lowercased().prefix { $0.isLetter }
  return ["en", "eng", "english"].contains(primary)
}
