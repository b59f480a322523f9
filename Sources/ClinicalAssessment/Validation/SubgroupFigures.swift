/// The score's figures in the groups one attribute makes.
public struct SubgroupFigures: Sendable, Hashable, Codable {
  public struct Group: Sendable, Hashable, Codable {
    public var name: String
    public var rows: Int
    public var people: Int
    public var cases: Int
    /// False where cases or others are too few to claim anything; the figures that need them are absent then.
    public var isLargeEnough: Bool
    public var meanAbsoluteError: Estimate?
    /// Mean of score minus total.
    public var bias: Estimate?
    public var areaUnderROC: Estimate?
    public var sensitivity: Estimate?
    public var specificity: Estimate?
    /// Logit of the probabilities against the outcome, offset only: 0 is right, above 0 says too low.
    public var calibrationInTheLarge: Estimate?
  }

  public var attribute: Subgroup
  /// By name; age bands from the youngest.
  public var groups: [Group]
  public var rowsWithoutAttribute: Int
  /// Greatest difference of sensitivity between groups that are large enough; `nil` below two of them.
  public var sensitivityGap: Double?
  /// The same for the false positive rate.
  public var falsePositiveRateGap: Double?
}
