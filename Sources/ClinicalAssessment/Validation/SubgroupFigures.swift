/// The score's figures in the groups one attribute makes.
public struct SubgroupFigures: Sendable, Hashable, Codable {
  public struct Group: Sendable, Hashable, Codable {
    public var people: Int
    /// Discrimination, and differences from everybody else; rows count as people in its intervals, so that
    /// they are absent where people come again.
    public var discrimination: SubgroupRow
    public var meanAbsoluteError: Estimate?
    /// Mean of score minus total.
    public var bias: Estimate?
    /// Of the probabilities; absent without them and where cases or others are too few.
    public var calibrationInTheLarge: Estimate?

    public var name: String { discrimination.group }
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
