internal import SignalCore

/// Which sessions of a cohort harm the prediction of other people, and so may bear a wrong assessment.
///
/// In every fold of participants a ridge regression is fitted to the others; the influence of each training session on
/// the fold's error is averaged over the folds it was trained in. An atypical person does harm too: a session listed
/// here is one to look at, never one to leave out unseen.
public struct SessionValuation: Sendable, Hashable {
  public struct SessionValue: Sendable, Hashable {
    public let session: String
    /// Change of the mean squared error in other people when the session is left out, averaged over the folds that
    /// learned from it. Below 0: the session harms.
    public let change: Double
    /// `change` less the cohort's median, in robust standard deviations (interquartile range / 1.349); 0 where there
    /// is no spread.
    public let deviations: Double
    /// Truth less the prediction of models without the session, averaged over the folds that learned from it.
    public let leftOutResidual: Double
  }

  /// The assessed sessions, the most harmful first.
  public let sessions: [SessionValue]

  /// Sessions that harm, at least so many robust standard deviations below the median.
  public func suspects(deviations: Double = 3) -> [SessionValue] {
    sessions.filter { $0.change < 0 && $0.deviations <= -deviations }
  }

  /// - Throws: What splitting and fitting throw.
  public init(
    _ cohort: Cohort, learner: RidgeLearner = RidgeLearner(), folds: Int = 5, seed: UInt64
  ) throws(FusionError) {
    var changes: [Int: [Double]] = [:]
    var residuals: [Int: [Double]] = [:]
    for (fold, split) in try cohort.splits(.participants(folds: folds), seed: seed).enumerated() {
      let training = cohort.subset(split.training)
      let model = try learner.fitted(training, seed: partSeed(seed, "valuation", fold))
      let influence = try RidgeInfluence(
        model, training: training, validation: cohort.subset(split.validation))
      for (index, place) in split.training.enumerated() {
        changes[place, default: []].append(influence.changes[index])
        residuals[place, default: []].append(influence.leftOutResiduals[index])
      }
    }
    let means = changes.compactMapValues(\.mean)
    let values = Array(means.values)
    let centre = values.median ?? 0
    let spread = ((values.quantile(0.75) ?? 0) - (values.quantile(0.25) ?? 0)) / 1.349
    sessions = means.map { place, change in
      SessionValue(
        session: cohort.sessions[place].session, change: change,
        deviations: spread > 0 ? (change - centre) / spread : 0,
        leftOutResidual: residuals[place]?.mean ?? 0)
    }.sorted { ($0.change, $0.session) < ($1.change, $1.session) }
  }
}
