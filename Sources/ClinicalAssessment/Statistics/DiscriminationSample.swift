/// True classes and scores of the same rows, sorted once so that statistics of many resamples cost O(n) each.
public struct DiscriminationSample: Sendable {
  public let count: Int
  let labels: [Bool]
  let scores: [Double]
  /// Smallest score first.
  let order: SortedRows
  /// Whether the row at each place of `order` is positive: 1 or 0.
  private let sortedLabels: [Double]

  /// - Parameters:
  ///   - labels: `true` is a person with the condition.
  ///   - scores: Higher means more likely to have it.
  /// - Returns: `nil` for no rows and for scores that are not finite.
  /// - Precondition: Both have the same count.
  public init?(labels: [Bool], scores: [Double]) {
    precondition(labels.count == scores.count, "one score a label")
    guard !labels.isEmpty, scores.allSatisfy(\.isFinite) else { return nil }
    count = labels.count
    self.labels = labels
    self.scores = scores
    let order = SortedRows(scores)
    self.order = order
    sortedLabels = order.order.map { labels[Int($0)] ? 1 : 0 }
  }

  /// Weights of the sample itself.
  public var ones: RowWeights { RowWeights(repeating: 1, count: count) }

  /// The chance that a person with the condition scores above one without it, ties counting half: the Mann–Whitney
  /// statistic over the number of pairs (Hanley & McNeil 1982, Radiology 143: 29–36).
  /// - Returns: `nil` when one class is absent.
  public func areaUnderROC(weights: RowWeights) -> Double? {
    var wins = 0.0
    var negatives = 0.0
    var positives = 0.0
    forEachRun(weights) { positive, negative in
      wins += positive * (negatives + negative / 2)
      positives += positive
      negatives += negative
    }
    guard positives > 0, negatives > 0 else { return nil }
    return wins / positives / negatives
  }

  /// Σ (Rₙ − Rₙ₋₁) Pₙ over the different scores from the highest down: recall's steps times precision, without
  /// interpolation (Manning, Raghavan & Schütze 2008, "Introduction to Information Retrieval", section 8.4).
  /// - Returns: `nil` when one class is absent.
  public func averagePrecision(weights: RowWeights) -> Double? {
    // Counted from the lowest up: what lies at or above a score is the total less what came before.
    var runs: [(positive: Double, negative: Double)] = []
    runs.reserveCapacity(order.runCount)
    forEachRun(weights) { runs.append(($0, $1)) }
    var positives = 0.0
    var negatives = 0.0
    var sum = 0.0
    for run in runs.reversed() {
      positives += run.positive
      negatives += run.negative
      if run.positive > 0 { sum += run.positive * positives / (positives + negatives) }
    }
    guard positives > 0, negatives > 0 else { return nil }
    return sum / positives
  }

  /// How labels and the decision “score at or above the threshold” fall together.
  public func confusion(threshold: Double, weights: RowWeights) -> Confusion {
    precondition(weights.count == count, "one weight a row")
    var confusion = Confusion()
    for row in 0..<count {
      confusion.add(label: labels[row], decision: scores[row] >= threshold, weight: weights[row])
    }
    return confusion
  }

  /// Weight of positive and negative rows at each score, from the lowest up.
  func forEachRun(_ weights: RowWeights, _ use: (_ positive: Double, _ negative: Double) -> Void) {
    precondition(weights.count == count, "one weight a row")
    var positive = 0.0
    var total = 0.0
    var nextRun = 1
    for place in 0..<count {
      let weight = weights[Int(order.order[place])]
      positive += weight * sortedLabels[place]
      total += weight
      if place + 1 == Int(order.runStarts[nextRun]) {
        use(positive, total - positive)
        positive = 0
        total = 0
        nextRun += 1
      }
    }
  }
}
