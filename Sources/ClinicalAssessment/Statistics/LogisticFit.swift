import RealModule

/// Logistic regression of a class on one number, or on nothing but an offset.
///
/// Maximum likelihood by Newton's method with halved steps where the likelihood would fall (McCullagh & Nelder 1989,
/// "Generalized Linear Models", section 4.4).
struct LogisticFit: Sendable {
  var intercept: Double
  var slope: Double
  /// Inverse of the information, for intervals.
  var interceptVariance: Double
  var slopeVariance: Double

  /// log-odds of the class = intercept + slope · x.
  ///
  /// - Parameters:
  ///   - start: Where to begin; a fit of a like sample saves steps.
  ///   - separable: Whether a threshold on x parts the classes, which has no finite maximum.
  /// - Returns: `nil` when one class is absent, x is constant, or the classes are separable.
  static func joint(
    labels: [Double], x: [Double], weights: RowWeights,
    from start: (intercept: Double, slope: Double) = (0, 1)
  ) -> LogisticFit? {
    guard !separable(labels: labels, x: x, weights: weights) else { return nil }
    var (intercept, slope) = start
    var state = Likelihood(labels: labels, x: x, weights: weights, intercept: intercept, slope: slope)
    for _ in 0..<100 {
      let determinant = state.h00 * state.h11 - state.h01 * state.h01
      guard determinant > state.h00 * state.h11 * 1e-14 else { return nil }
      let stepIntercept = (state.h11 * state.g0 - state.h01 * state.g1) / determinant
      let stepSlope = (state.h00 * state.g1 - state.h01 * state.g0) / determinant
      var share = 1.0
      var next = Likelihood(
        labels: labels, x: x, weights: weights, intercept: intercept + stepIntercept, slope: slope + stepSlope
      )
      // Near the top rounding alone decides which of two is higher.
      while !(next.value >= state.value - 1e-12 * abs(state.value)), share > 1e-10 {
        share /= 2
        next = Likelihood(
          labels: labels, x: x, weights: weights, intercept: intercept + share * stepIntercept,
          slope: slope + share * stepSlope)
      }
      intercept += share * stepIntercept
      slope += share * stepSlope
      state = next
      guard abs(stepIntercept) <= 1e-9 * (1 + abs(intercept)), abs(stepSlope) <= 1e-9 * (1 + abs(slope))
      else {
        continue
      }
      let final = state.h00 * state.h11 - state.h01 * state.h01
      guard final > 0, intercept.isFinite, slope.isFinite else { return nil }
      return LogisticFit(
        intercept: intercept, slope: slope, interceptVariance: state.h11 / final,
        slopeVariance: state.h00 / final)
    }
    return nil
  }

  /// log-odds of the class = intercept + offset; the slope is 1 by definition.
  /// - Returns: `nil` when one class is absent.
  static func offset(labels: [Double], offset: [Double], weights: RowWeights, from start: Double = 0)
    -> LogisticFit?
  {
    guard let share = weightedMean(labels, weights), share > 0, share < 1 else { return nil }
    var intercept = start
    var state = Likelihood(labels: labels, x: offset, weights: weights, intercept: intercept, slope: 1)
    for _ in 0..<200 {
      // Far off, where the information vanishes, a step of 4 is as good as any.
      let step = state.h00 > 0 ? min(4, max(-4, state.g0 / state.h00)) : (state.g0 > 0 ? 4 : -4)
      var taken = step
      var next = Likelihood(
        labels: labels, x: offset, weights: weights, intercept: intercept + taken, slope: 1)
      while !(next.value >= state.value - 1e-12 * abs(state.value)), abs(taken) > 1e-10 {
        taken /= 2
        next = Likelihood(labels: labels, x: offset, weights: weights, intercept: intercept + taken, slope: 1)
      }
      intercept += taken
      state = next
      if abs(step) <= 1e-9 * (1 + abs(intercept)) {
        guard state.h00 > 0 else { return nil }
        return LogisticFit(
          intercept: intercept, slope: 1, interceptVariance: 1 / state.h00, slopeVariance: 0)
      }
    }
    return nil
  }

  /// Whether no positive row lies above (or none below) any negative one, up to ties at the border: complete or
  /// quasi-complete separation (Albert & Anderson 1984, Biometrika 71: 1–10), a constant x and a single class
  /// included.
  private static func separable(labels: [Double], x: [Double], weights: RowWeights) -> Bool {
    var positive = (low: Double.infinity, high: -Double.infinity)
    var negative = positive
    for row in x.indices where weights[row] > 0 {
      if labels[row] > 0 {
        positive = (min(positive.low, x[row]), max(positive.high, x[row]))
      } else {
        negative = (min(negative.low, x[row]), max(negative.high, x[row]))
      }
    }
    return positive.low >= negative.high || negative.low >= positive.high
  }
}

/// Log-likelihood of a logistic model with its gradient and information.
private struct Likelihood {
  var value = 0.0
  var g0 = 0.0
  var g1 = 0.0
  var h00 = 0.0
  var h01 = 0.0
  var h11 = 0.0

  init(labels: [Double], x: [Double], weights: RowWeights, intercept: Double, slope: Double) {
    precondition(labels.count == weights.count && x.count == weights.count, "one weight a row")
    let (labels, x, weights) = (labels.span, x.span, weights.span)
    // Rows' odds are multiplied up and their logarithm taken once a run, not once a row.
    var odds = 1.0
    for row in x.indices where weights[row] > 0 {
      let weight = weights[row]
      let z = intercept + slope * x[row]
      let e = Double.exp(-abs(z))
      let p = z < 0 ? e / (1 + e) : 1 / (1 + e)
      let information = weight * (e / ((1 + e) * (1 + e)))
      let residual = weight * (labels[row] - p)
      value += weight * (labels[row] * z - max(z, 0))
      if weight == 1 {
        odds *= 1 + e
        if odds > 1e250 {
          value -= Double.log(odds)
          odds = 1
        }
      } else {
        value -= weight * Double.log(onePlus: e)
      }
      g0 += residual
      g1 += residual * x[row]
      h00 += information
      h01 += information * x[row]
      h11 += information * x[row] * x[row]
    }
    value -= Double.log(odds)
  }
}
