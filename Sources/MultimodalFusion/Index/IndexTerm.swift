public import SignalCore

/// One sign of the composite index: a measure, the direction in which depression is said to move it, and how much
/// it counts.
public struct IndexTerm: Sendable, Hashable, Codable {
  public enum Direction: String, Sendable, Hashable, Codable {
    case higher, lower

    /// +1 where higher values speak for depression, −1 where lower ones do.
    public var sign: Double { self == .higher ? 1 : -1 }
  }

  /// What a weight rests on. All weights stand for a correlation with severity, the one scale on which pooled
  /// figures were found for more than one measure.
  public enum Evidence: String, Sendable, Hashable, Codable {
    /// A correlation with severity pooled over studies: it is the weight itself.
    case pooled
    /// The same direction in two independent samples of people, or in one of 200 and more; size not known.
    case repeated
    /// One sample below 200, a comparison of something other than people, a measure that is only related to what
    /// was studied, or a direction that as many samples contest.
    case weak
  }

  /// Name of the session's measure.
  public let measure: String
  /// Name of the measure of a single turn that says the same, where there is one.
  public let turnMeasure: String?
  /// A few words for people.
  public let title: String
  public let modality: Measure.Modality
  public let direction: Direction
  /// How much it counts, above 0 and at most 1. What is `repeated` has 0.10 and what is `weak` 0.05 in the table as
  /// shipped: this program's conventions for a small and a very small correlation (Cohen 1988 calls .10 small).
  public let weight: Double
  public let evidence: Evidence
  /// Pooled, with severity; given where the evidence is pooled and nowhere else.
  public let correlation: Double?
  /// The published effect, with its size where one is known.
  public let effect: String
  public let source: String
  /// What speaks against it.
  public let contrary: String

  /// What contradicts itself in what the weight is said to rest on; `nil` for nothing.
  var evidenceFault: String? {
    guard (correlation != nil) == (evidence == .pooled) else {
      return "‘\(measure)’ has a correlation without pooled evidence, or the other way round"
    }
    guard let correlation else { return nil }
    return correlation.isFinite && abs(correlation) <= 1 && correlation * direction.sign > 0
      ? nil : "the correlation and the direction of ‘\(measure)’ contradict each other"
  }
}

/// A measure that was considered for the index and not taken, and why.
public struct LeftOutMeasure: Sendable, Hashable, Codable {
  public let measure: String
  public let reason: String
}
