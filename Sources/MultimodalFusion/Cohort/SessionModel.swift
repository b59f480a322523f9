public import SignalCore

/// What a model says about a session.
public struct SessionPrediction: Sendable, Hashable, Codable {
  /// Expected total, inside the scale.
  public var total: Double
  /// Probability that the total reaches the cut-off.
  public var probability: Double?
  /// Expected value of every item.
  public var items: [Double]?

  public init(total: Double, probability: Double? = nil, items: [Double]? = nil) {
    self.total = total
    self.probability = probability
    self.items = items
  }
}

/// A fitted model.
public protocol SessionModel: Sendable {
  /// The prediction, or why there is none: a session that lacks what the model reads is not scored.
  func predict(_ session: CohortSession) -> Result<SessionPrediction, MissingReason>
}

/// A way to fit a model with fixed settings. What it learns, scaling and choices included, comes from the sessions it
/// is given and from nothing else.
public protocol SessionLearner: Sendable {
  /// Tells it from other learners in tables, for example `ridge, all measures`.
  var name: String { get }
  /// The same cohort and seed give the same model, bit for bit.
  func fit(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> any SessionModel
  /// The same model; what takes long tells the course how it goes, and goes on from what the course has kept.
  func fit(_ cohort: Cohort, seed: UInt64, course: inout FitCourse) throws(FusionError) -> any SessionModel
}

extension SessionLearner {
  public func fit(
    _ cohort: Cohort, seed: UInt64, course: inout FitCourse
  ) throws(FusionError) -> any SessionModel {
    try fit(cohort, seed: seed)
  }
}
