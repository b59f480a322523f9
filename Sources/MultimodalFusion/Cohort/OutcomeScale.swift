/// The questionnaire or rating a model predicts.
public struct OutcomeScale: Sendable, Hashable, Codable {
  /// For example `PHQ-8`.
  public let name: String
  /// Least and greatest total.
  public let minimum: Double
  public let maximum: Double
  /// 0 where only totals are known.
  public let itemCount: Int
  /// A total from here on counts as a case.
  public let cutOff: Double

  public init(name: String, minimum: Double = 0, maximum: Double, itemCount: Int, cutOff: Double) {
    self.name = name
    self.minimum = minimum
    self.maximum = maximum
    self.itemCount = itemCount
    self.cutOff = cutOff
  }

  /// The nearest total the scale knows.
  public func clipped(_ total: Double) -> Double { min(max(total, minimum), maximum) }
}
