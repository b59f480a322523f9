internal import DenseMath

/// Least squares with a penalty on the squared weights of standardised columns (Hoerl & Kennard 1970).
struct RidgeRegression: Sendable {
  private let columnMeans: [Double]
  /// Weight of each column in its own unit.
  private let weights: [Double]
  private let targetMean: Double

  /// - Parameters:
  ///   - features: One row an observation.
  ///   - targets: One an observation.
  ///   - penalty: Above 0; in the unit of observations, as the sum of squares of a standardised column is.
  /// - Returns: `nil` when a number is not finite.
  init?(features: Matrix, targets: [Double], penalty: Double) {
    precondition(features.rows == targets.count && penalty > 0, "one target an observation, and a penalty")
    let count = Double(features.rows)
    var means = [Double](repeating: 0, count: features.columns)
    var deviations = means
    for column in 0..<features.columns {
      var sum = 0.0
      for row in 0..<features.rows { sum += features[row, column] }
      means[column] = sum / count
      var squares = 0.0
      for row in 0..<features.rows { squares += (features[row, column] - sum / count).squared }
      deviations[column] = (squares / count).squareRoot()
    }
    var standardised = Matrix(rows: features.rows, columns: features.columns)
    for row in 0..<features.rows {
      for column in 0..<features.columns where deviations[column] > 0 {
        standardised[row, column] = (features[row, column] - means[column]) / deviations[column]
      }
    }
    let targetMean = targets.reduce(0, +) / count
    guard
      let solved = RidgeSystem(standardised, targets: targets.map { $0 - targetMean }).weights(
        penalty: penalty)
    else { return nil }
    columnMeans = means
    weights = zip(solved, deviations).map { $1 > 0 ? $0 / $1 : 0 }
    self.targetMean = targetMean
  }

  func prediction(_ features: Matrix, row: Int) -> Double {
    var sum = targetMean
    for column in weights.indices { sum += weights[column] * (features[row, column] - columnMeans[column]) }
    return sum
  }
}

extension Double {
  fileprivate var squared: Double { self * self }
}

/// What a ridge regression says of every row when it has seen no row of that person.
///
/// - Returns: One prediction a row; `nil` below two people or when a number is not finite.
func crossValidatedPredictions(
  features: Matrix, targets: [Double], people: [String], folds: Int, penalty: Double
) -> [Double]? {
  precondition(features.rows == people.count, "one person a row")
  guard let parts = GroupedFolds(people: people, count: folds) else { return nil }
  var predictions = [Double](repeating: 0, count: features.rows)
  for fold in 0..<parts.count {
    let inside = parts.foldOfRow.indices.filter { parts.foldOfRow[$0] != fold }
    let values = inside.flatMap { row in
      features.values[row * features.columns..<(row + 1) * features.columns]
    }
    guard
      let model = RidgeRegression(
        features: Matrix(rows: inside.count, columns: features.columns, values: values),
        targets: inside.map { targets[$0] }, penalty: penalty)
    else { return nil }
    for row in parts.foldOfRow.indices where parts.foldOfRow[row] == fold {
      predictions[row] = model.prediction(features, row: row)
    }
  }
  return predictions
}
