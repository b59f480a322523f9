/// One point of a receiver operating characteristic.
public struct ROCPoint: Sendable, Hashable, Codable {
  /// Decide “yes” at or above this score; `nil` for the point where nobody is decided “yes”.
  public var threshold: Double?
  public var sensitivity: Double
  public var specificity: Double
  public var falsePositiveRate: Double { 1 - specificity }
}

/// One point of a precision–recall curve.
public struct PrecisionRecallPoint: Sendable, Hashable, Codable {
  /// Decide “yes” at or above this score.
  public var threshold: Double
  public var precision: Double
  public var recall: Double
}

extension Discrimination {
  /// One point a different score, from “nobody” (0, 0) to “everybody” (1, 1). The area under straight lines between
  /// them is the area under the ROC curve.
  /// - Returns: `nil` when one class is absent or a score is not finite.
  public static func rocPoints(labels: [Bool], scores: [Double]) -> [ROCPoint]? {
    guard let sample = DiscriminationSample(labels: labels, scores: scores) else { return nil }
    let steps = sample.decisions(sample.ones).steps
    guard let all = steps.last, all.truePositives > 0, all.falsePositives > 0 else { return nil }
    return [ROCPoint(threshold: nil, sensitivity: 0, specificity: 1)]
      + steps.map {
        ROCPoint(
          threshold: $0.score, sensitivity: $0.truePositives / all.truePositives,
          specificity: (all.falsePositives - $0.falsePositives) / all.falsePositives)
      }
  }

  /// One point a different score, from the highest score down.
  /// - Returns: `nil` when one class is absent or a score is not finite.
  public static func precisionRecallPoints(labels: [Bool], scores: [Double]) -> [PrecisionRecallPoint]? {
    guard let sample = DiscriminationSample(labels: labels, scores: scores) else { return nil }
    let steps = sample.decisions(sample.ones).steps
    guard let all = steps.last, all.truePositives > 0, all.falsePositives > 0 else { return nil }
    return steps.map {
      PrecisionRecallPoint(
        threshold: $0.score, precision: $0.truePositives / ($0.truePositives + $0.falsePositives),
        recall: $0.truePositives / all.truePositives)
    }
  }
}

/// Who is decided “yes” at every possible threshold.
struct Decisions {
  struct Step {
    var score: Double
    var truePositives: Double
    var falsePositives: Double
  }

  /// From the highest score down, one a different score.
  var steps: [Step]

  func decided(atOrAbove threshold: Double) -> (truePositives: Double, falsePositives: Double) {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].score >= threshold { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? (0, 0) : (steps[low - 1].truePositives, steps[low - 1].falsePositives)
  }
}

extension DiscriminationSample {
  func decisions(_ weights: RowWeights) -> Decisions {
    var runs: [(positive: Double, negative: Double)] = []
    runs.reserveCapacity(order.runCount)
    forEachRun(weights) { runs.append(($0, $1)) }
    var steps: [Decisions.Step] = []
    steps.reserveCapacity(runs.count)
    var positives = 0.0
    var negatives = 0.0
    for run in runs.indices.reversed() {
      positives += runs[run].positive
      negatives += runs[run].negative
      steps.append(
        Decisions.Step(
          score: scores[Int(order.order[Int(order.runStarts[run])])], truePositives: positives,
          falsePositives: negatives))
    }
    return Decisions(steps: steps)
  }
}
