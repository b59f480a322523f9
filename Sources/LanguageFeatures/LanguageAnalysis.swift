public import NeuralRuntime
public import SignalCore

/// Computes the language measures of one session from its transcript.
public struct LanguageAnalysis: Sendable {
  private let lexicon: SentimentLexicon
  private let sentiment: SentenceSentiment

  /// - Parameter catalog: The installation's model files; the VADER lexicon is read from it.
  public init(catalog: ModelCatalog) throws(LanguageError) {
    let path: String
    do { path = try catalog.verifiedPath("vader/vader_lexicon.txt") } catch { throw .model(error) }
    lexicon = try SentimentLexicon(contentsOf: path)
    sentiment = SentenceSentiment(lexicon: lexicon)
  }

  /// One reading for each of `LanguageMeasures.all`, in that order.
  ///
  /// - Parameters:
  ///   - transcript: Who said what. What rests on English word lists is missing, as failed, for a
  ///     transcript marked as another language.
  ///   - participant: The speaker whose words count, nobody else's; `nil` takes every segment.
  public func analyse(_ transcript: Transcript, participant: String?) -> LanguageResult {
    let speech = ParticipantSpeech(transcript, participant: participant)
    let words = speech.tokens.words
    guard !words.isEmpty else { return .missing(reason: .noSpeech) }

    func english(_ measure: Measure, _ value: @autoclosure () -> MeasuredValue) -> MeasureReading {
      guard let language = transcript.language, !isEnglish(language) else {
        return MeasureReading(measure, value())
      }
      let message = "the word lists are English and the transcript is marked ‘\(language)’"
      return MeasureReading(measure, .missing(.failed(message)))
    }
    return LanguageResult(readings: [
      MeasureReading(LanguageMeasures.tokenCount, .value(Double(words.count))),
      english(LanguageMeasures.firstPersonSingularRate, rate(of: .firstPersonSingular, in: words)),
      english(LanguageMeasures.absolutistRate, rate(of: .absolutist, in: words)),
      english(LanguageMeasures.negationRate, rate(of: .negation, in: words)),
      english(LanguageMeasures.compoundMean, compoundMean(of: speech)),
      english(LanguageMeasures.positiveWordRate, rate(in: words) { valence(of: $0) >= emotionalValence }),
      english(LanguageMeasures.negativeWordRate, rate(in: words) { valence(of: $0) <= -emotionalValence }),
      MeasureReading(
        LanguageMeasures.mattr50,
        MeasuredValue(movingAverageTypeTokenRatio(words: words, windowWords: 50), orMissing: .tooShort)),
      MeasureReading(LanguageMeasures.wordsPerMinute, wordsPerMinute(of: speech)),
      english(LanguageMeasures.fillerRate, fillerRate(of: speech)),
    ])
  }

  private func compoundMean(of speech: ParticipantSpeech) -> MeasuredValue {
    guard speech.tokens.words.count >= minimumWords, speech.sentences.count >= minimumSentences
    else { return .missing(.tooShort) }
    return MeasuredValue(speech.sentences.map(sentiment.compound).mean, orMissing: .tooShort)
  }

  /// A word's own rating; 0 for one that is not rated, which lies below every threshold asked for.
  private func valence(of word: String) -> Double {
    lexicon.valence(of: word) ?? lexicon.valence(of: withoutClitics(word)) ?? 0
  }
}

/// The readings of one session.
public struct LanguageResult: Sendable, Hashable {
  /// One for each of `LanguageMeasures.all`, in that order.
  public let readings: [MeasureReading]

  /// Every measure missing for the same reason.
  public static func missing(reason: MissingReason) -> LanguageResult {
    LanguageResult(readings: LanguageMeasures.all.map { MeasureReading($0, .missing(reason)) })
  }
}

/// Below 50 words one word more or less moves a rate by over 2 in 100, as much as groups differ.
private let minimumWords = 50
private let minimumSentences = 5
/// Lexicon points from which a word counts as pleasant or unpleasant; weaker ratings are near neutral.
private let emotionalValence = 1.0

/// ISO 639-1 or 639-2 code, with or without a region, or the recogniser's word.
func isEnglish(_ language: String) -> Bool {
  let primary = language.lowercased().prefix { $0.isLetter }
  return ["en", "eng", "english"].contains(primary)
}

/// Occurrences in 100 words.
private func rate(in words: [String], where counts: (String) -> Bool) -> MeasuredValue {
  guard words.count >= minimumWords else { return .missing(.tooShort) }
  return .value(100 * Double(words.count(where: counts)) / Double(words.count))
}

private func rate(of wordClass: WordClass, in words: [String]) -> MeasuredValue {
  rate(in: words, where: wordClass.contains)
}

private func wordsPerMinute(of speech: ParticipantSpeech) -> MeasuredValue {
  guard speech.timedWordCount > 0 else { return .missing(.notRecorded) }
  guard speech.timedWordCount >= minimumWords else { return .missing(.tooShort) }
  return .value(60 * Double(speech.timedWordCount) / speech.speakingSeconds)
}

private func fillerRate(of speech: ParticipantSpeech) -> MeasuredValue {
  let fillers = speech.tokens.fillers.count
  let sounds = fillers + speech.tokens.words.count
  guard sounds >= minimumWords else { return .missing(.tooShort) }
  // Recognisers leave fillers out: that none was written does not say that none was spoken.
  guard fillers > 0 || !speech.isRecognised else { return .missing(.lowQuality) }
  return .value(100 * Double(fillers) / Double(sounds))
}
