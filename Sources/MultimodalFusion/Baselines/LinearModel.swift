internal import DenseMath
public import SignalCore

/// A weighted sum of scaled measures: ridge regression of the total, or logistic regression of the class.
public struct LinearModel: SessionModel, Hashable, Codable {
  /// What the weighted sum is.
  public enum Link: Sendable, Hashable, Codable {
    /// The total itself. `residuals`, sorted, are truth less prediction in the inner folds: the share of them that
    /// would lift a prediction to the cut-off is the probability of a case.
    case total(residuals: [Double])
    /// The log-odds of a case. The total is the mean of the training totals of each class, weighted by probability.
    case logOdds(caseTotal: Double, otherTotal: Double)
  }

  public let inputs: InputChoice
  public let scale: OutcomeScale
  public let scaling: CohortScaling
  /// One an input: the scaling's columns, then its indicators.
  public let weights: [Double]
  /// The training sessions' mean of every scaled input.
  public let means: [Double]
  /// The weighted sum at these means.
  public let base: Double
  public let link: Link
  /// A session's share of the penalty, as chosen.
  public let penalty: Double

  /// A session with a smaller share of the model's columns is not scored.
  public static let leastPresentShare = 0.5

  init(
    inputs: InputChoice, scale: OutcomeScale, scaling: CohortScaling, weights: [Double], means: [Double],
    base: Double, link: Link, penalty: Double
  ) {
    self.inputs = inputs
    self.scale = scale
    self.scaling = scaling
    self.weights = weights
    self.means = means
    self.base = base
    self.link = link
    self.penalty = penalty
  }

  public func predict(_ session: CohortSession) -> Result<SessionPrediction, MissingReason> {
    let present = scaling.presentShare(session)
    guard present >= Self.leastPresentShare else {
      return .failure(
        present == 0
          ? .notRecorded
          : .failed("fewer than half of the model's \(scaling.columns.count) inputs have a value"))
    }
    return .success(prediction(weightedSum: base + contributions(session).reduce(0, +)))
  }

  /// What each scaled input adds to the base.
  func contributions(_ session: CohortSession) -> [Double] {
    zip(zip(scaling.scaled(session), means), weights).map { ($0.0 - $0.1) * $1 }
  }

  private func prediction(weightedSum: Double) -> SessionPrediction {
    switch link {
    case .total(let residuals):
      let total = scale.clipped(weightedSum)
      let lifted = residuals.count - partition(residuals, below: scale.cutOff - total)
      return SessionPrediction(
        total: total, probability: Double(lifted + 1) / Double(residuals.count + 2))
    case .logOdds(let caseTotal, let otherTotal):
      let probability = logistic(weightedSum)
      return SessionPrediction(
        total: scale.clipped(probability * caseTotal + (1 - probability) * otherTotal),
        probability: probability)
    }
  }

  /// How many of the sorted numbers lie below the limit.
  private func partition(_ sorted: [Double], below limit: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
