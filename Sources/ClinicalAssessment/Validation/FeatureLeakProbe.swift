public import DenseMath

/// Looks for labels inside features: features fitted to labels give a plain linear model an accuracy on those
/// labels that the claimed test accuracy does not come near.
public struct FeatureLeakProbe: Sendable, Hashable, Codable {
  /// Share of rows whose label a linear model tells that has seen no row of that person.
  public var probeAccuracy: Double
  public var claimedAccuracy: Double
  public var rows: Int
  public var people: Int
  /// Lower 95 % bound of the difference probe − claimed.
  public var lowestDifference: Double

  /// A difference that chance does not explain and that is large enough to matter.
  ///
  /// Honest features do no better on the rows a model was fitted to than on new people, when every person is
  /// predicted from others; 5 points of slack allow for a test part that is a little harder.
  public var isSuspicious: Bool { lowestDifference > 0.05 }

  /// Runs the probe: ridge regression on standardised features against ±1 labels, 10 parts, people kept
  /// together.
  ///
  /// - Parameters:
  ///   - features: One row an observation; every number finite. Rows the features may have been fitted on
  ///     (a training part), or rows of a test part.
  ///   - labels: One a row.
  ///   - people: One a row; rows of a person stay together.
  ///   - claimedAccuracy: Share of test rows classified rightly, as claimed for the model, 0 to 1.
  ///   - claimedRows: Rows, or better people, that claim rests on.
  /// - Returns: `nil` below 20 rows, below ten people or with one class only: too few to tell.
  public init?(
    features: Matrix, labels: [Bool], people: [String], claimedAccuracy: Double, claimedRows: Int
  ) {
    precondition(features.rows == labels.count && labels.count == people.count, "one label and person a row")
    precondition((0...1).contains(claimedAccuracy) && claimedRows > 0, "a claim is a share of some rows")
    let names = Set(people)
    guard labels.count >= 20, names.count >= 10, labels.contains(true), labels.contains(false),
      let predictions = crossValidatedPredictions(
        features: features, targets: labels.map { $0 ? 1 : -1 }, people: people, folds: 10,
        penalty: Double(features.columns))
    else { return nil }
    let isRight = zip(labels, predictions).map { $0 == ($1 > 0) }
    let accuracy = Double(isRight.count { $0 }) / Double(labels.count)

    // Rows of a person are alike, so the spread is taken over people: residuals summed within each first.
    var residuals: [String: Double] = [:]
    for (person, right) in zip(people, isRight) {
      residuals[person, default: 0] += (right ? 1 : 0) - accuracy
    }
    let scatter = residuals.values.map { $0 * $0 }.sorted().reduce(0, +)
    let probeVariance = scatter / (Double(labels.count) * Double(labels.count))
    let claimedVariance = claimedAccuracy * (1 - claimedAccuracy) / Double(claimedRows)
    probeAccuracy = accuracy
    self.claimedAccuracy = claimedAccuracy
    rows = labels.count
    self.people = names.count
    lowestDifference = accuracy - claimedAccuracy - 1.96 * (probeVariance + claimedVariance).squareRoot()
  }
}
