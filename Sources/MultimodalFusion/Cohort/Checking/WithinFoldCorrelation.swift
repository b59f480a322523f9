public import ClinicalAssessment
internal import RealModule
internal import SignalCore

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
  /// the factor 2 is too much and the interval cautious. A single fold, the test part of a study's own split or a site
  /// left out, depends on no other: there the factor is 1.
  ///
  /// n is the number of sessions over the design effect 1 + Σ m(m − 1) / Σ m · u, m a person's sessions and u the
  /// product of the correlations that two sessions of a person have in truth and in prediction (Moulton 1990, Review of
  /// Economics and Statistics 72:334–338), and at least the number of people. The interval is z ± 1.96 √(2 / Σ(n − 3)).
  ///
  /// Of 4,000 simulated cohorts without any relation (60 to 300 people, 9 to 90 measures, 5 or 10 folds), 95.6 % of the
  /// intervals held 0.
  /// - Parameter coverage: Above 0 and below 1.
  /// - Returns: `nil` when a fold with predictions has fewer than 4 predicted people, or all predictions or totals of
  ///   one are equal.
  public func withinFoldCorrelation(coverage: Double = 0.95) -> Estimate? {
    let folds = predictedByFold.filter { !$0.isEmpty }
    let effect = designEffect(folds)
    var weighted = 0.0
    var freedom = 0.0
    for rows in folds {
      let people = Set(rows.map(\.participant)).count
      guard people >= 4, let r = Agreement.pearson(rows.map(\.total), rows.map(\.predicted)), abs(r) < 1
      else { return nil }
      let count = max(Double(rows.count) / effect, Double(people))
      weighted += (count - 3) * Double.atanh(r)
      freedom += count - 3
    }
    guard freedom > 0, let critical = NormalDistribution.criticalValue(coverage: coverage) else { return nil }
    let z = weighted / freedom
    let half = critical * ((folds.count > 1 ? 2 : 1) / freedom).squareRoot()
    return Estimate(
      value: Double.tanh(z),
      interval: Interval(lower: Double.tanh(z - half), upper: Double.tanh(z + half), coverage: coverage))
  }

  /// 1 with one session a person.
  private func designEffect(_ folds: [[PredictedSession]]) -> Double {
    var (pairs, totals, predictions) = (0.0, 0.0, 0.0)
    for rows in folds {
      let total = standardised(rows.map(\.total))
      let predicted = standardised(rows.map(\.predicted))
      for own in Dictionary(grouping: rows.indices, by: { rows[$0].participant }).values where own.count > 1 {
        for first in own {
          for second in own where second != first {
            pairs += 1
            totals += total[first] * total[second]
            predictions += predicted[first] * predicted[second]
          }
        }
      }
    }
    guard pairs > 0 else { return 1 }
    let shared = max(0, totals / pairs) * max(0, predictions / pairs)
    return 1 + pairs / Double(folds.reduce(0) { $0 + $1.count }) * shared
  }

  /// Mean 0 and variance 1 (divisor n); zeros where all are equal.
  private func standardised(_ values: [Double]) -> [Double] {
    let mean = values.mean ?? 0
    let variance = values.map { ($0 - mean) * ($0 - mean) }.mean ?? 0
    return values.map { variance > 0 ? ($0 - mean) / variance.squareRoot() : 0 }
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
