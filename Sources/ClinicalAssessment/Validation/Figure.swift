/// One number of a report, with its interval or the reason it has none.
public struct Figure: Sendable, Hashable, Codable {
  public enum Name: String, Sendable, Hashable, Codable, CaseIterable {
    case concordance
    case meanAbsoluteError
    case rootMeanSquaredError
    case pearson
    case spearman
    case kendallTauB
    case intraclassCorrelation
    case bias
    case areaUnderROC
    case areaUnderROCOfProbability
    case averagePrecision
    case weightedKappaOfBands
    case sensitivity
    case specificity
    case positivePredictiveValue
    case negativePredictiveValue
    case accuracy
    case balancedAccuracy
    case f1
    case matthews
    case kappa
    case brier
    case logLoss
    case calibrationSlope
    case calibrationIntercept
    case calibrationInTheLarge
    case expectedCalibrationError
  }

  /// How an interval was found.
  public enum IntervalMethod: String, Sendable, Hashable, Codable, CaseIterable {
    /// People drawn again, corrected for bias and skew (Efron 1987).
    case bootstrapBCa
    /// People drawn again, percentiles.
    case bootstrapPercentile
    case deLong
    case wilson
    /// From the curvature of the likelihood.
    case wald
    /// From the distribution of F (McGraw & Wong 1996).
    case fDistribution
  }

  public var name: Name
  /// `nil` where the data do not define it.
  public var value: Double?
  public var interval: Interval?
  public var intervalMethod: IntervalMethod?
  /// Why there is no value; `nil` where there is one.
  public var undefinedBecause: String?

  init(_ name: Name, _ value: Double?, _ interval: Interval?, _ method: IntervalMethod?, otherwise: String) {
    self.name = name
    self.value = value
    self.interval = value == nil ? nil : interval
    intervalMethod = self.interval == nil ? nil : method
    undefinedBecause = value == nil ? otherwise : nil
  }
}
