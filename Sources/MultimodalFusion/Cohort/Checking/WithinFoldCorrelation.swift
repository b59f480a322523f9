public import ClinicalAssessment
internal import RealModule

extension CrossValidation {
  /// Pearson's r of predicted and true total inside the folds, with an interval.
  ///
  /// Predictions of different folds come from different models. Pooled, they are biased downwards where there is
  /// nothing to find: a fold of high totals leaves low ones to learn from, so its predictions are low. Inside a fold
  /// all predictions come from one model that has seen none of its people, and r is 0 on average where measures and
  /// outcome are unrelated. The folds' values are joined on Fisher's scale z = artanh r, weighted by n − 3.
  ///
  /// The folds' values are not independent: what fold a teaches about b is what b teaches about a. For a linear model
  /// of unrelated data, r of fold a is a sum over the other folds b of terms that are the same for (a, b) and (b, a);
  /// so two folds of K correlate by 1/(K − 1) and the variance of the mean is twice that of independent folds. The
  /// interval is z ± 1.96 √(2 / Σ(n − 3)), n the people, not the sessions, in a fold. Where there is a strong relation
  /// the factor 2 is too much and the interval cautious.
  /// - Parameter coverage: Above 0 and below 1.
  /// - Returns: `nil` when a fold has fewer than 4 predicted people, or all predictions or totals of a fold are equal.
  public func withinFoldCorrelation(coverage: Double = 0.95) -> Estimate? {
    var weighted = 0.0
    var freedom = 0.0
    for rows in predictedByFold {
      let people = Set(rows.map(\.participant)).count
      guard people >= 4, let r = Agreement.pearson(rows.map(\.total), rows.map(\.predicted)), abs(r) < 1
      else { return nil }
      weighted += Double(people - 3) * Double.atanh(r)
      freedom += Double(people - 3)
    }
    guard freedom > 0, let critical = NormalDistribution.criticalValue(coverage: coverage) else { return nil }
    let z = weighted / freedom
    let half = critical * (2 / freedom).squareRoot()
    return Estimate(
      value: Double.tanh(z),
      interval: Interval(lower: Double.tanh(z - half), upper: Double.tanh(z + half), coverage: coverage))
  }

  /// Root mean squared error of the total over all predicted sessions; `nil` without any.
  public var rootMeanSquaredError: Double? {
    let rows = predictedByFold.flatMap { $0 }
    return Agreement.rootMeanSquaredError(rows.map(\.total), rows.map(\.predicted))
  }

  struct PredictedSession {
    let session: String
    let participant: String
    let total: Double
    let predicted: Double
  }

  /// The sessions with a prediction, fold by fold.
  var predictedByFold: [[PredictedSession]] {
    chosen.indices.map { fold in
      predictions.filter { $0.fold == fold }.compactMap { row in
        row.prediction.map {
          PredictedSession(
            session: row.session, participant: row.participant, total: row.total, predicted: $0.total)
        }
      }
    }
  }
}
