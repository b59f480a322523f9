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
  public enum Evidence: Sendable, Hashable, Codable {
    /// A correlation with severity pooled over studies: it is the weight itself.
    case pooled(correlation: Double)
    /// The same direction in two independent samples of people, or in one of 200 and more; size not known.
    case repeated
    /// One sample below 200, a comparison of something other than people, a measure that is only related to what
    /// was studied, or a direction that as many samples contest.
    case weak

    /// 0.10 and 0.05 are this program's conventions for a small and a very small correlation (Cohen 1988 calls
    /// .10 small); they were fitted to no data.
    public var weight: Double {
      switch self {
      case .pooled(let correlation): abs(correlation)
      case .repeated: 0.10
      case .weak: 0.05
      }
    }
  }

  /// Name of the session's measure.
  public let measure: String
  /// Name of the measure of a single turn that says the same, where there is one.
  public let turnMeasure: String?
  /// A few words for people.
  public let title: String
  public let modality: Measure.Modality
  public let direction: Direction
  public let evidence: Evidence
  /// The published effect, with its size where one is known.
  public let effect: String
  public let source: String
  /// What speaks against it.
  public let contrary: String

  public var weight: Double { evidence.weight }
}

/// A measure that was considered for the index and not taken, and why.
public struct LeftOutMeasure: Sendable, Hashable, Codable {
  public let measure: String
  public let reason: String
}
