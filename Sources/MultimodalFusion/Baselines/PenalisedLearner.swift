/// Fits a weighted sum of measures with a penalty that is chosen by folds of participants inside the sessions it learns
/// from.
public protocol PenalisedLearner: SessionLearner, Hashable {
  /// For tables: `ridge`.
  static var kind: String { get }
  /// To choose from where nothing else is said.
  static var usualPenalties: [Double] { get }
  var settings: PenalisedSettings { get }
  init(_ settings: PenalisedSettings)

  /// `fit` with the model's own type.
  func fitted(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> LinearModel
}

public struct PenalisedSettings: Sendable, Hashable {
  public var inputs: InputChoice
  /// To choose from: a session's share of the penalty, in units of an input's variance. Above 0, least first.
  public var penalties: [Double]
  public var innerFolds: Int
  public var scaling: ScalingSettings

  /// - Precondition: There is a penalty, and all are above 0.
  public init(inputs: InputChoice, penalties: [Double], innerFolds: Int, scaling: ScalingSettings) {
    precondition(!penalties.isEmpty && penalties.allSatisfy { $0 > 0 }, "there is a positive penalty")
    self.inputs = inputs
    self.penalties = penalties
    self.innerFolds = innerFolds
    self.scaling = scaling
  }
}

extension PenalisedLearner {
  public init(
    inputs: InputChoice = .allMeasures, penalties: [Double] = Self.usualPenalties, innerFolds: Int = 5,
    scaling: ScalingSettings = ScalingSettings()
  ) {
    self.init(
      PenalisedSettings(inputs: inputs, penalties: penalties, innerFolds: innerFolds, scaling: scaling))
  }

  public var name: String {
    "\(Self.kind), \(settings.inputs.name)" + (settings.scaling.usesOwn ? ", within people" : "")
  }

  public func fit(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> any SessionModel {
    try fitted(cohort, seed: seed)
  }

  /// The sessions with a total.
  /// - Throws: With fewer people than two a fold.
  func assessed(_ cohort: Cohort) throws(FusionError) -> Cohort {
    let assessed = cohort.assessed
    let (people, needed) = (assessed.participants.count, 2 * settings.innerFolds)
    guard people >= needed else { throw .tooFewPeople(needed: needed, found: people) }
    return assessed
  }

  /// Scaling learned from sessions, and the sessions as it gives them.
  func design(_ cohort: Cohort) throws(FusionError) -> (scaling: CohortScaling, design: PenalisedDesign) {
    let scaling = try CohortScaling(learning: settings.inputs, from: cohort, settings: settings.scaling)
    return (scaling, PenalisedDesign(rows: cohort.sessions.map { scaling.scaled($0) }))
  }
}
