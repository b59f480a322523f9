internal import SignalCore

/// What a sample of filled-in forms of one scale says.
public struct ScaleSummary: Sendable, Hashable {
  /// Forms in all.
  public let forms: Int
  /// Forms with nothing answered.
  public let unanswered: Int
  /// Forms with too many answers wanting for a total.
  public let undetermined: Int
  /// Of forms without a gap that matters, and with items.
  public let alpha: Estimate?
  /// Forms whose every completion has the same total.
  public let complete: ScaleSample
  /// The complete ones and those whose total is prorated.
  public let scored: ScaleSample
  /// Forms by what the PHQ's algorithm makes of them, unanswered ones left out; empty for scales without it.
  public let syndromes: [DepressiveSyndrome: Int]
  /// The same for complete forms alone.
  public let syndromesOfComplete: [DepressiveSyndrome: Int]
  /// Forms by the item about suicide, unanswered ones left out; empty for scales without it.
  public let safety: [SafetyPrompt: Int]

  /// - Parameters:
  ///   - results: Of forms of this scale.
  ///   - coverage: Of the intervals.
  public init(_ questionnaire: Questionnaire, _ results: [ScaleResult], coverage: Double = 0.95) {
    forms = results.count
    let answered = results.filter { $0.total != .unanswered }
    unanswered = results.count - answered.count
    let scoredForms = answered.filter { $0.total.value != nil }
    undetermined = answered.count - scoredForms.count
    let completeForms = answered.filter(\.isComplete)
    complete = ScaleSample(questionnaire, completeForms, coverage: coverage)
    scored = ScaleSample(questionnaire, scoredForms, coverage: coverage)
    alpha = InternalConsistency.alpha(
      completeForms.filter { !$0.answers.isEmpty }.map { $0.partPoints.compactMap { $0 } }, coverage: coverage
    )
    syndromes = Self.counts(answered.compactMap(\.syndrome))
    syndromesOfComplete = Self.counts(completeForms.compactMap(\.syndrome))
    safety = Self.counts(answered.compactMap(\.safety))
  }

  private static func counts<Key>(_ keys: [Key]) -> [Key: Int] {
    keys.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}

/// Totals of a group of forms.
public struct ScaleSample: Sendable, Hashable {
  public let forms: Int
  /// In points; `nil` without forms.
  public let mean: Double?
  /// In points, divisor n − 1; `nil` below two forms.
  public let standardDeviation: Double?
  /// Share of totals at or above the scale's cut-off, with Wilson's interval; `nil` without forms or cut-off.
  public let prevalence: Estimate?
  /// Forms at or above the cut-off.
  public let positive: Int?
  /// Every band of the scale in rising order, with the number of forms in it.
  public let bands: [BandCount]

  init(_ questionnaire: Questionnaire, _ results: [ScaleResult], coverage: Double) {
    let totals = results.compactMap(\.total.value)
    forms = totals.count
    mean = totals.mean
    standardDeviation = totals.sampleStandardDeviation
    let positive = questionnaire.cutOff.map { cutOff in totals.count { $0 >= cutOff.atLeast } }
    self.positive = positive
    prevalence = positive.flatMap {
      Estimate.proportion(Double($0), of: Double(totals.count), coverage: coverage)
    }
    var counts: [SeverityBand: Int] = [:]
    for result in results { if let band = result.band { counts[band, default: 0] += 1 } }
    bands = questionnaire.bandScheme.bands.map { BandCount(band: $0, forms: counts[$0] ?? 0) }
  }
}

public struct BandCount: Sendable, Hashable {
  public let band: SeverityBand
  public let forms: Int
}
