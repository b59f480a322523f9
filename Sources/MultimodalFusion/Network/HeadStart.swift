internal import RealModule

/// What the heads say before anything is learned: the ridge regression's out-of-fold predictions, calibrated.
package struct HeadStart: Sendable, Hashable, Codable {
  package struct Ordinal: Sendable, Hashable, Codable {
    package let slope: Double
    package let bias: Double
    /// t_0 = 0, then rising.
    package let thresholds: [Double]
  }

  package struct Turn: Sendable, Hashable, Codable {
    let slope: Double
    /// As a logarithm.
    let steepness: Double
  }

  var ordinals: [Ordinal] = []
  var turn: Turn?

  /// The proportional odds model with the people's spread over the levels and the scores' correlation with them.
  ///
  /// With correlation r the logistic noise, of variance π²/3, makes up the share 1 − r² of the latent outcome's
  /// variance; the rest is the score's. A score that does not go with the levels gets slope 0.
  package static func ordinal(levels: [Int], scores: [Double], levelCount: Int) -> Ordinal {
    let outcome = Moments(levels.map(Double.init), scores)
    let correlation = min(max(outcome.correlation, 0), 0.95)
    let stretch = 1 / (1 - correlation * correlation).squareRoot()
    let noise = Double.pi / 3.squareRoot()
    let slope =
      outcome.secondDeviation > 0 ? stretch * noise * correlation / outcome.secondDeviation : 0
    let shares = smoothedShares(levels, levelCount)
    var thresholds: [Double] = []
    var reached = 0.0
    for level in 0..<levelCount - 1 {
      reached += shares[level]
      thresholds.append(stretch * Double.log(reached / (1 - reached)))
    }
    return Ordinal(
      slope: slope, bias: -thresholds[0] - slope * outcome.secondMean,
      thresholds: thresholds.map { $0 - thresholds[0] })
  }

  /// - Parameter values: Outcomes in standard deviations from their mean.
  static func turn(values: [Double], scores: [Double]) -> Turn {
    let outcome = Moments(values, scores)
    let correlation = min(max(outcome.correlation, 0), 0.95)
    let slope =
      outcome.secondDeviation > 0
      ? min(correlation * outcome.firstDeviation / outcome.secondDeviation, 1.5) : 0
    // A normal residual's probability as a logistic one: Φ(x) ≈ σ(1.702 x) (Camilli 1994).
    let steepness = 1.702 / (1 - correlation * correlation).squareRoot()
    return Turn(slope: slope, steepness: Double.log(steepness))
  }

  /// Share of people at each level, each person spread over the neighbours by a normal curve of 6 % of the scale, with
  /// one person's worth spread evenly, so that no level is impossible.
  private static func smoothedShares(_ levels: [Int], _ levelCount: Int) -> [Double] {
    let width = max(0.5, 0.06 * Double(levelCount))
    var counts = [Double](repeating: 1 / Double(levelCount), count: levelCount)
    for level in levels {
      let weights = (0..<levelCount).map {
        Double.exp(-0.5 * (Double($0 - level) / width) * (Double($0 - level) / width))
      }
      let sum = weights.reduce(0, +)
      for index in weights.indices { counts[index] += weights[index] / sum }
    }
    let sum = counts.reduce(0, +)
    return counts.map { $0 / sum }
  }
}

/// Means, standard deviations (divisor n) and correlation of two series; a correlation without spread is 0.
struct Moments {
  let firstDeviation: Double
  let secondMean: Double
  let secondDeviation: Double
  let correlation: Double

  init(_ first: [Double], _ second: [Double]) {
    let count = Double(max(first.count, 1))
    let firstMean = first.reduce(0, +) / count
    let mean = second.reduce(0, +) / count
    var (firstSquares, secondSquares, products) = (0.0, 0.0, 0.0)
    for (left, right) in zip(first, second) {
      firstSquares += (left - firstMean) * (left - firstMean)
      secondSquares += (right - mean) * (right - mean)
      products += (left - firstMean) * (right - mean)
    }
    firstDeviation = (firstSquares / count).squareRoot()
    secondMean = mean
    secondDeviation = (secondSquares / count).squareRoot()
    let spread = (firstSquares * secondSquares).squareRoot()
    correlation = spread > 0 ? products / spread : 0
  }
}
