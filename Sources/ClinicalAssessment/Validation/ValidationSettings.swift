/// What is compared, and how.
public struct ValidationSettings: Sendable, Hashable {
  public var scale = ValidationScale.phq8
  /// Greatest distance in days between session and assessment; 14 because the PHQ asks about two weeks.
  public var windowDays = 14
  /// Score from which a person is called positive; `nil` takes the table's column, then the scale's cut-off.
  public var threshold: Double?
  /// Share of cases where the score is to be used, above 0 and below 1; `nil` takes the share in the data.
  public var prevalence: Double?
  /// `nil` gives figures by every attribute the table has.
  public var subgroups: [Subgroup]?
  /// Why figures are wanted in spite of a leak.
  public var allowedLeakReason: String?
  /// Most computations under way at once; does not change any figure.
  public var jobs = 1

  /// Draws of people behind every bootstrap interval.
  public static let resamples = 2000
  public static let seed: UInt64 = 20_240_531
  public static let coverage = 0.95
  /// Parts of the cross-validation of baselines.
  public static let folds = 10
  /// Fewer cases or fewer others than this give no claim about a group.
  public static let fewestForClaim = 10

  public init() {}
}
