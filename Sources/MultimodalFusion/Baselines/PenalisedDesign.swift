internal import DenseMath
internal import RealModule

/// Scaled inputs of training sessions, centred on their means, ready for fits with any penalty.
struct PenalisedDesign {
  /// sessions × inputs, centred.
  let centred: Matrix
  /// Each input's mean over the training sessions.
  let means: [Double]

  /// - Precondition: There is a row, and rows are of one positive length.
  init(rows: [[Double]]) {
    let width = rows.first?.count ?? 0
    var means = [Double](repeating: 0, count: width)
    for row in rows { for (place, value) in row.enumerated() { means[place] += value } }
    for place in means.indices { means[place] /= Double(rows.count) }
    self.means = means
    centred = Matrix(
      rows: rows.count, columns: width,
      values: rows.flatMap { row in zip(row, means).map { $0 - $1 } })
  }
}

/// Ridge regression whose intercept bears no penalty, ready for any: see `RidgeSystem`.
struct PenalisedLine {
  private let system: RidgeSystem
  private let count: Double
  let meanTarget: Double

  /// - Precondition: As many targets as the design has sessions.
  init(_ design: PenalisedDesign, targets: [Double]) {
    count = Double(targets.count)
    let mean = targets.reduce(0, +) / count
    meanTarget = mean
    system = RidgeSystem(design.centred, targets: targets.map { $0 - mean })
  }

  /// - Parameter penalty: A session's share of it: λ = n · penalty. Above 0.
  /// - Returns: One weight an input; `nil` where the equations cannot be solved.
  func weights(penalty: Double) -> [Double]? { system.weights(penalty: penalty * count) }
}

/// Logistic regression with a penalty: the weights w and the intercept b that make the mean negative log-likelihood
/// + penalty/2 · |w|² least, by Newton's method with halved steps (Hastie, Tibshirani & Friedman 2009, The Elements
/// of Statistical Learning, 2nd ed., sections 4.4.1 and 18.3.2).
struct LogisticSystem {
  private let design: PenalisedDesign
  private let isCase: [Bool]
  /// Inputs in fewer directions where there are more inputs than sessions: the penalty does not change under a
  /// rotation, and weights have no part outside the sessions' span.
  private let rotated: Matrix
  private let rotation: Matrix?

  private static let greatestSteps = 60
  private static let leastStep = 1e-9

  /// - Returns: `nil` when the inputs' directions cannot be found.
  init?(_ design: PenalisedDesign, isCase: [Bool]) {
    precondition(isCase.count == design.centred.rows, "one class a session")
    self.design = design
    self.isCase = isCase
    if design.centred.columns > design.centred.rows {
      guard let singular = SingularValues(of: design.centred) else { return nil }
      rotation = singular.rightTransposed
      rotated = design.centred * singular.rightTransposed.transposed
    } else {
      rotation = nil
      rotated = design.centred
    }
  }

  struct Solution {
    let weights: [Double]
    /// Log-odds at the training sessions' mean inputs.
    let intercept: Double
  }

  /// - Parameter penalty: Above 0.
  /// - Returns: `nil` where the equations cannot be solved.
  func solution(penalty: Double) -> Solution? {
    let width = rotated.columns
    let cases = Double(isCase.count { $0 })
    let start = Double.log((cases + 0.5) / (Double(isCase.count) - cases + 0.5))
    // Intercept first, then the weights.
    var parameters = [start] + [Double](repeating: 0, count: width)
    var loss = objective(parameters, penalty)
    for _ in 0..<Self.greatestSteps {
      guard let step = newtonStep(parameters, penalty) else { return nil }
      var length = 1.0
      var next = parameters
      var nextLoss = loss
      repeat {
        next = zip(parameters, step).map { $0 - length * $1 }
        nextLoss = objective(next, penalty)
        length /= 2
      } while nextLoss > loss && length > 1e-6
      guard nextLoss <= loss else { break }
      let moved = zip(parameters, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
      parameters = next
      loss = nextLoss
      if moved < Self.leastStep { break }
    }
    let weights = Array(parameters.dropFirst())
    guard let rotation else { return Solution(weights: weights, intercept: parameters[0]) }
    let back = Matrix(rows: 1, columns: width, values: weights) * rotation
    return Solution(weights: back.values, intercept: parameters[0])
  }

  private func logOdds(_ parameters: [Double]) -> [Double] {
    let weights = Matrix(rows: rotated.columns, columns: 1, values: Array(parameters.dropFirst()))
    return (rotated * weights).values.map { $0 + parameters[0] }
  }

  private func objective(_ parameters: [Double], _ penalty: Double) -> Double {
    var loss = 0.0
    for (score, positive) in zip(logOdds(parameters), isCase) {
      loss += softplus(positive ? -score : score)
    }
    let squares = parameters.dropFirst().reduce(0) { $0 + $1 * $1 }
    return loss / Double(isCase.count) + penalty / 2 * squares
  }

  private func newtonStep(_ parameters: [Double], _ penalty: Double) -> [Double]? {
    let width = rotated.columns
    let count = Double(isCase.count)
    var gradient = [Double](repeating: 0, count: width + 1)
    // Rows of [1, x] times the root of each session's curvature.
    var bent = Matrix(rows: rotated.rows, columns: width + 1)
    for (row, score) in logOdds(parameters).enumerated() {
      let probability = logistic(score)
      let error = (probability - (isCase[row] ? 1 : 0)) / count
      let root = (probability * (1 - probability) / count).squareRoot()
      gradient[0] += error
      bent[row, 0] = root
      for column in 0..<width {
        let value = rotated[row, column]
        gradient[column + 1] += error * value
        bent[row, column + 1] = root * value
      }
    }
    var curvature = bent.transposed * bent
    for column in 1...width {
      gradient[column] += penalty * parameters[column]
      curvature[column, column] += penalty
    }
    // Perfectly told apart, the intercept's curvature vanishes.
    curvature[0, 0] += 1e-12
    return CholeskyFactor(of: curvature)?.solution(gradient)
  }
}
