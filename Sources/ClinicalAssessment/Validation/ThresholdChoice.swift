internal import Foundation

/// Whether a threshold looks as if it had been chosen on the rows it is judged on.
///
/// A threshold that is the best possible one on its rows need not come from them: one fixed beforehand, near where
/// it should be, is the best by chance in a fifth of studies of 40 people. So the share of thresholds of which this
/// would be true by chance is worked out, and beyond `tolerated` nothing is said. Two things make it small: many
/// rows, among which few cuts are the best of those that could be; and many decimals, of which few are exactly where
/// a search over the rows would stop. A test measures both errors by simulation.
package struct ThresholdChoice {
  package enum Verdict: Equatable {
    /// Another threshold would look better on these rows.
    case notBest
    /// It is the best by a criterion, as so large a share of thresholds fixed elsewhere would be.
    case mayBeChance(criterion: String, share: Double)
    case chosenHere(criterion: String)
  }

  /// Chance up to which a threshold is said to have been chosen on the rows.
  package static let tolerated = 0.05

  private struct Cut {
    /// Rows that score below it.
    let below: Int
    let youden: Double
    let accuracy: Double
    let f1: Double
  }

  private let sorted: [Double]
  /// For each criterion, the numbers of rows below a threshold that reach its greatest value.
  private let best: [(name: String, below: Set<Int>)]
  /// Of the cuts that a threshold fixed elsewhere may well have, the share that is best by some criterion.
  private let shareOfBest: Double

  /// - Returns: `nil` with one class only, or one score: then no threshold is better than another.
  package init?(labels: [Bool], scores: [Double]) {
    let cases = Double(labels.count { $0 })
    let others = Double(labels.count) - cases
    guard cases > 0, others > 0 else { return nil }
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    let sorted = order.map { scores[$0] }
    // Thresholds between equal scores do not exist; below all and above all everybody is called alike.
    var cuts: [Cut] = []
    var missed = 0.0
    var cleared = 0.0
    for (below, row) in order.enumerated() {
      if below > 0, sorted[below] != sorted[below - 1] {
        let caught = cases - missed
        cuts.append(
          Cut(
            below: below, youden: caught / cases + cleared / others, accuracy: caught + cleared,
            f1: 2 * caught / (2 * caught + missed + others - cleared)))
      }
      if labels[row] { missed += 1 } else { cleared += 1 }
    }
    var best: [(name: String, below: Set<Int>)] = []
    let criteria: [(String, (Cut) -> Double)] = [
      ("sum of sensitivity and specificity", \.youden), ("accuracy", \.accuracy), ("F1", \.f1),
    ]
    for (name, value) in criteria {
      guard let highest = cuts.map(value).max() else { return nil }
      best.append((name, Set(cuts.filter { value($0) == highest }.map(\.below))))
    }
    self.sorted = sorted
    self.best = best
    // Cuts within two standard errors of the best sum of sensitivity and specificity cannot be told from it, so a
    // careful choice made elsewhere may have any of them.
    let highest = cuts.map(\.youden).max() ?? 0
    let error = (0.25 / cases + 0.25 / others).squareRoot()
    let plausible = cuts.filter { $0.youden >= highest - 2 * error }.map(\.below)
    let bestCuts = best.reduce(into: Set<Int>()) { $0.formUnion($1.below) }
    shareOfBest = Double(bestCuts.count) / Double(Set(plausible).union(bestCuts).count)
  }

  package func verdict(on threshold: Double) -> Verdict {
    let below = sorted.count { $0 < threshold }
    guard let criterion = best.first(where: { $0.below.contains(below) })?.name else { return .notBest }
    let share = shareOfBest * shareAtStops(threshold, lower: sorted[below - 1], upper: sorted[below])
    return share <= Self.tolerated
      ? .chosenHere(criterion: criterion) : .mayBeChance(criterion: criterion, share: share)
  }

  /// The share of thresholds with as many decimals, between two neighbouring scores, at which a search would stop:
  /// the upper score, the middle, the first that is above the lower score. 1 for a threshold at none of them.
  private func shareAtStops(_ threshold: Double, lower: Double, upper: Double) -> Double {
    let text = "\(threshold)"
    // Numbers written with an exponent have no plain count of decimals.
    guard !text.contains("e"), let decimals = text.split(separator: ".").dropFirst().first?.count else {
      return 1
    }
    let steps = pow(10, Double(min(decimals, Self.mostDecimals)))
    let count = max(1, (upper * steps).rounded(.down) - (lower * steps).rounded(.down))
    let stops = [upper, (lower + upper) / 2, ((lower * steps).rounded(.down) + 1) / steps]
    let isStop = stops.contains { abs($0 - threshold) <= 0.5 / steps }
    let different = Set(stops.map { ($0 * steps).rounded() }).count
    return isStop ? min(1, Double(different) / count) : 1
  }

  /// More make no difference, and would be the last bits of a number.
  private static let mostDecimals = 9
}
