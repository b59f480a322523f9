import RealModule

/// A piece of evidence a reader sees of a person: a session, a turn.
public struct RankedSegment: Sendable, Hashable {
  public var id: String
  /// Shown in descending order of this.
  public var score: Double
  /// Chance that a reader who has read it knows enough and stops; set by the study for each kind of segment.
  public var stopProbability: Double
  /// Length in words.
  public var words: Double

  public init(id: String, score: Double, stopProbability: Double, words: Double) {
    self.id = id
    self.score = score
    self.stopProbability = stopProbability
    self.words = words
  }
}

/// A person in a ranking with the evidence shown for them.
public struct RankedPerson: Sendable, Hashable {
  public var id: String
  /// Looked at in descending order of this.
  public var score: Double
  /// Whether the person is one of those looked for.
  public var isRelevant: Bool
  public var segments: [RankedSegment]

  public init(id: String, score: Double, isRelevant: Bool, segments: [RankedSegment]) {
    self.id = id
    self.score = score
    self.isRelevant = isRelevant
    self.segments = segments
  }
}

/// How much a ranking of persons by need, with evidence ranked within each, gives a reader whose patience halves with
/// time: hierarchical time-biased gain.
///
/// Shing, Resnik & Oard 2020, "A prioritization model for suicidality risk assessment", ACL: 8124–8137; after Smucker
/// & Clarke 2012, "Time-based calibration of effectiveness measures", SIGIR: 95–104, whose timings are the defaults.
/// The reader looks at persons in descending order of score and reads each one's segments until one is enough:
/// E = Σⱼ wⱼ Πₘ₍ₘ<ⱼ₎ (1 − pₘ) words. Equal scores are ordered by id, so that the order of the input does not matter.
public struct TimeBiasedGain: Sendable, Hashable, Codable {
  /// Chance that the summary of a person who is looked for is opened.
  public var clickProbabilityRelevant = 0.64
  public var clickProbabilityOther = 0.39
  /// Chance that an opened person who is looked for is recognised as such.
  public var saveProbability = 0.77
  public var secondsPerSummary = 4.4
  public var secondsPerWord = 0.018
  public var secondsPerOpening = 7.8
  /// After this time half the readers have stopped.
  public var halfLifeSeconds = 224.0

  public init() {}

  public struct Result: Sendable, Hashable, Codable {
    /// Expected number of persons found, discounted: hTBG.
    public var gain: Double
    /// The same when readers read everything of an opened person: TBG, which does not reward good evidence first.
    public var gainReadingAll: Double
    /// hTBG of the best order of persons and segments.
    public var bestGain: Double
    /// hTBG over its best, 0 to 1; `nil` where nobody can be found.
    public var shareOfBest: Double?
  }

  /// - Throws: `AssessmentError.rankingParameter` for a probability outside 0 to 1, a time or length that is negative
  ///   or not finite, a half-life of 0, and a score that is not finite.
  public func evaluate(_ people: [RankedPerson]) throws(AssessmentError) -> Result {
    try checkSettings()
    for person in people { try Self.check(person) }
    let shown = people.sorted { Self.precedes($0.score, $0.id, $1.score, $1.id) }.map { person in
      var reading = person
      reading.segments.sort { Self.precedes($0.score, $0.id, $1.score, $1.id) }
      return Look(reading)
    }
    var best = people.map { person in
      var reading = person
      reading.segments.sort { Self.precedes($0.worth, $0.id, $1.worth, $1.id) }
      return Look(reading)
    }
    best.sort { ($0.canBeFound ? 0 : 1, $0.words) < ($1.canBeFound ? 0 : 1, $1.words) }
    let gain = discounted(shown, \.words)
    let bestGain = discounted(best, \.words)
    return Result(
      gain: gain, gainReadingAll: discounted(shown, \.allWords), bestGain: bestGain,
      shareOfBest: bestGain > 0 ? gain / bestGain : nil)
  }

  /// What reading one person takes and can give.
  private struct Look {
    var isRelevant: Bool
    /// Some segment can convince a reader.
    var canBeFound: Bool
    /// Words read until one stops.
    var words = 0.0
    var allWords = 0.0

    init(_ person: RankedPerson) {
      isRelevant = person.isRelevant
      canBeFound = person.isRelevant && person.segments.contains { $0.stopProbability > 0 }
      var stillReading = 1.0
      for segment in person.segments {
        words += segment.words * stillReading
        allWords += segment.words
        stillReading *= 1 - segment.stopProbability
      }
    }
  }

  private func discounted(_ looks: [Look], _ words: KeyPath<Look, Double>) -> Double {
    var seconds = 0.0
    var gain = 0.0
    for look in looks {
      if look.canBeFound {
        gain += clickProbabilityRelevant * saveProbability * .exp2(-seconds / halfLifeSeconds)
      }
      let opened = look.isRelevant ? clickProbabilityRelevant : clickProbabilityOther
      seconds += secondsPerSummary + (secondsPerWord * look[keyPath: words] + secondsPerOpening) * opened
    }
    return gain
  }

  private static func precedes(_ first: Double, _ firstID: String, _ second: Double, _ secondID: String)
    -> Bool
  {
    first > second || (first == second && firstID < secondID)
  }

  private func checkSettings() throws(AssessmentError) {
    try Self.check("the chance of opening a relevant person", clickProbabilityRelevant, isShare: true)
    try Self.check("the chance of opening another person", clickProbabilityOther, isShare: true)
    try Self.check("the chance of recognising a person", saveProbability, isShare: true)
    try Self.check("the seconds for a summary", secondsPerSummary)
    try Self.check("the seconds for a word", secondsPerWord)
    try Self.check("the seconds for opening", secondsPerOpening)
    try Self.check("the half-life", halfLifeSeconds)
    guard halfLifeSeconds > 0 else { throw .rankingParameter(name: "the half-life", value: halfLifeSeconds) }
  }

  private static func check(_ person: RankedPerson) throws(AssessmentError) {
    guard person.score.isFinite else {
      throw .rankingParameter(name: "a person's score", value: person.score)
    }
    for segment in person.segments {
      guard segment.score.isFinite else {
        throw .rankingParameter(name: "a segment's score", value: segment.score)
      }
      try check("a stop probability", segment.stopProbability, isShare: true)
      try check("a length in words", segment.words)
    }
  }

  private static func check(_ name: String, _ value: Double, isShare: Bool = false) throws(AssessmentError) {
    guard value >= 0, value.isFinite, !isShare || value <= 1 else {
      throw .rankingParameter(name: name, value: value)
    }
  }
}

extension RankedSegment {
  /// What reading it is worth, by which the best order goes: stop probability a word.
  fileprivate var worth: Double {
    stopProbability > 0 ? stopProbability / words : -1
  }
}
