import DenseMath
import Foundation

/// Multinomial logistic regression by mini-batches with Adam (Kingma & Ba 2015), always the same for the same rows.
struct SoftmaxRegression {
  struct Row {
    let features: [Float]
    let label: Int
    let weight: Float
  }

  private static let passes = 14
  private static let batch = 64
  private static let rate: Float = 0.003
  /// Share of a weight taken off a step, times the rate.
  private static let decay: Float = 0.3

  /// Classes by features, of the features as they come.
  private(set) var weights: [Double]
  private(set) var biases: [Double]

  init(_ rows: [Row], classes: Int) {
    let width = rows[0].features.count
    let scaling = Scaling(rows, width: width)
    let scaled = rows.map { scaling.scaled($0.features) }
    var parameters = [Float](repeating: 0, count: classes * (width + 1))
    var means = parameters
    var squares = parameters
    var generator = SeededGenerator(seed: 1, stream: "name-context.order")
    let steps = Self.passes * ((rows.count + Self.batch - 1) / Self.batch)
    var step = 0
    for _ in 0..<Self.passes {
      let order = generator.permutation(rows.count)
      for start in stride(from: 0, to: order.count, by: Self.batch) {
        var gradient = [Float](repeating: 0, count: parameters.count)
        let chosen = order[start..<min(order.count, start + Self.batch)]
        for number in chosen {
          Self.add(scaled[number], rows[number], parameters, share: 1 / Float(chosen.count), &gradient)
        }
        step += 1
        let rate = Self.rate * (1 - Float(step - 1) / Float(steps))
        let first = 1 - Float(pow(0.9, Double(step)))
        let second = 1 - Float(pow(0.999, Double(step)))
        for index in parameters.indices {
          means[index] = 0.9 * means[index] + 0.1 * gradient[index]
          squares[index] = 0.999 * squares[index] + 0.001 * gradient[index] * gradient[index]
          let move = means[index] / first / ((squares[index] / second).squareRoot() + 1e-8)
          let pull = index < classes * width ? Self.decay * parameters[index] : 0
          parameters[index] -= rate * (move + pull)
        }
      }
    }
    (weights, biases) = scaling.unscaled(parameters, classes: classes, width: width)
  }

  private static func add(
    _ features: [Float], _ row: Row, _ parameters: [Float], share: Float, _ gradient: inout [Float]
  ) {
    let width = features.count
    let classes = parameters.count / (width + 1)
    var scores = [Float](repeating: 0, count: classes)
    for row in 0..<classes {
      var sum = parameters[classes * width + row]
      for column in 0..<width { sum += parameters[row * width + column] * features[column] }
      scores[row] = sum
    }
    let highest = scores.max() ?? 0
    let shares = scores.map { exp($0 - highest) }
    let total = shares.reduce(0, +)
    for number in 0..<classes {
      let error = (shares[number] / total - (number == row.label ? 1 : 0)) * row.weight * share
      gradient[classes * width + number] += error
      for column in 0..<width { gradient[number * width + column] += error * features[column] }
    }
  }
}

/// Features brought to mean 0 and spread 1, and weights brought back.
private struct Scaling {
  private let means: [Double]
  private let spreads: [Double]

  init(_ rows: [SoftmaxRegression.Row], width: Int) {
    var sums = [Double](repeating: 0, count: width)
    var squares = sums
    for row in rows {
      for (column, value) in row.features.enumerated() {
        sums[column] += Double(value)
        squares[column] += Double(value) * Double(value)
      }
    }
    let count = Double(rows.count)
    means = sums.map { $0 / count }
    spreads = zip(squares, means).map { max(($0 / count - $1 * $1).squareRoot(), 1e-3) }
  }

  func scaled(_ features: [Float]) -> [Float] {
    features.indices.map { Float((Double(features[$0]) - means[$0]) / spreads[$0]) }
  }

  func unscaled(_ parameters: [Float], classes: Int, width: Int) -> (weights: [Double], biases: [Double]) {
    var weights: [Double] = []
    var biases = parameters.suffix(classes).map(Double.init)
    for row in 0..<classes {
      for column in 0..<width {
        let weight = Double(parameters[row * width + column]) / spreads[column]
        weights.append(weight)
        biases[row] -= weight * means[column]
      }
    }
    return (weights, biases)
  }
}
