public import SignalCore

/// Says the same of everybody: what a score has to beat.
public enum ConstantLearner: SessionLearner, Hashable {
  /// The training sessions' mean total, and their share of cases.
  case mean
  /// The commoner class for certain, with the mean total of its training sessions.
  case majority

  public var name: String {
    switch self {
    case .mean: "mean"
    case .majority: "majority"
    }
  }

  public func fit(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> any SessionModel {
    let totals = cohort.sessions.compactMap(\.total)
    guard let mean = totals.mean else { throw .tooFewPeople(needed: 1, found: 0) }
    let cases = totals.filter { $0 >= cohort.scale.cutOff }
    switch self {
    case .mean:
      return ConstantModel(
        prediction: SessionPrediction(
          total: mean, probability: Double(cases.count) / Double(totals.count)))
    case .majority:
      let casesAreCommoner = 2 * cases.count > totals.count
      let commoner = casesAreCommoner ? cases : totals.filter { $0 < cohort.scale.cutOff }
      return ConstantModel(
        prediction: SessionPrediction(
          total: commoner.mean ?? mean, probability: casesAreCommoner ? 1 : 0))
    }
  }
}

/// One prediction for everybody.
public struct ConstantModel: SessionModel, Hashable, Codable {
  public let prediction: SessionPrediction

  public func predict(_ session: CohortSession) -> Result<SessionPrediction, MissingReason> {
    .success(prediction)
  }
}
