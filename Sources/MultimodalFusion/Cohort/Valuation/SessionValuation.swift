internal import SignalCore

/// Which sessions of a cohort harm the prediction of other people, and so may bear a wrong assessment.
///
/// By ridge regression, fitted in every fold of participants to the others, or by the networks of a training's own
/// folds; the influence of each training session on the fold's error is averaged over the folds it was trained in. An atypical person does harm too: a session listed
/// here is one to look at, never one to leave out unseen.
public struct SessionValuation: Sendable, Hashable {
  /// How the values came about, as the table names it.
  public enum Method: String, Sendable, Hashable {
    /// Exact: the session is left out and ridge regression's weights are solved for again.
    case leaveOneOut = "leave-one-out (ridge regression on all measures)"
    /// Approximate: the product of gradients of a network's losses.
    case firstOrder = "first-order influence (network over turns)"
  }

  public struct SessionValue: Sendable, Hashable {
    public let session: String
    /// Change of the mean squared error in other people when the session is left out, or to first order and in a unit
    /// of its own of the network's loss, averaged over the folds that learned from it. Below 0: the session harms.
    public let change: Double
    /// `change` less the cohort's median, in robust standard deviations (interquartile range / 1.349); 0 where there
    /// is no spread.
    public let deviations: Double
    /// Truth less the prediction of models without the session, averaged over the folds that learned from it; by
    /// first order, of the one model that had not seen the person, `nil` where there is none.
    public let leftOutResidual: Double?
  }

  public let method: Method

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
    self.init(
      .leaveOneOut, changes: changes.compactMapValues(\.mean), residuals: residuals.compactMapValues(\.mean),
      of: cohort)
  }

  /// What a finished training found of its own folds, where the setting that is kept is a network.
  /// - Parameter cohort: What was learned from.
  /// - Returns: `nil` where that setting does not tell.
  public init?(_ cohort: Cohort, _ outcome: TrainingOutcome) {
    guard !outcome.influences.isEmpty else { return nil }
    let predictions = Dictionary(
      outcome.judged.predictions.map { ($0.session, $0) }, uniquingKeysWith: { first, _ in first })
    var (changes, residuals): ([Int: Double], [Int: Double]) = ([:], [:])
    for (place, session) in cohort.sessions.enumerated() {
      changes[place] = outcome.influences[session.session]?.mean
      residuals[place] = predictions[session.session].flatMap { row in
        row.prediction.map { row.total - $0.total }
      }
    }
    self.init(.firstOrder, changes: changes, residuals: residuals, of: cohort)
  }

  /// - Parameters:
  ///   - changes: By place in the cohort.
  ///   - residuals: The same.
  private init(
    _ method: Method, changes means: [Int: Double], residuals: [Int: Double], of cohort: Cohort
  ) {
    self.method = method
    let values = Array(means.values)
    let centre = values.median ?? 0
    let spread = ((values.quantile(0.75) ?? 0) - (values.quantile(0.25) ?? 0)) / 1.349
    sessions = means.map { place, change in
      SessionValue(
        session: cohort.sessions[place].session, change: change,
        deviations: spread > 0 ? (change - centre) / spread : 0,
        leftOutResidual: residuals[place])
    }.sorted { ($0.change, $0.session) < ($1.change, $1.session) }
  }
}
