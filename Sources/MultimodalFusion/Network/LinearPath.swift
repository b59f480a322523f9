internal import DenseMath
internal import SignalCore

/// A ridge regression for every set of modalities, so that a session or turn without one is judged by the regression
/// that never had it.
struct LinearPath: Sendable, Hashable, Codable {
  /// By set of modalities, bit m = modality m; `nil` where too few examples have them all.
  let fits: [Fit?]

  struct Fit: Sendable, Hashable, Codable {
    let means: [Double]
    /// 1 / standard deviation; 0 for a column that never changes.
    let factors: [Double]
    let weights: [Double]
    let intercept: Double
    let penalty: Double

    func score(_ input: [Double]) -> Double {
      var sum = intercept
      for column in input.indices {
        sum += (input[column] - means[column]) * factors[column] * weights[column]
      }
      return sum
    }
  }

  /// - Returns: The path, and for every row with an outcome, by set of modalities what regressions without the row's fold of people say
  ///   of it: what the network may lean on in training without being fooled by how well a fit knows its own examples.
  static func fitted(
    _ rows: [LinearRow], modalityCount: Int, settings: LinearPathSettings, seed: UInt64
  ) -> (path: LinearPath, outOfFold: [[Double?]]) {
    let folds = folds(of: rows, settings, seed)
    var fits: [Fit?] = [nil]
    var outOfFold = rows.map { _ in [Double?](repeating: nil, count: 1 << modalityCount) }
    for mask in 1..<1 << modalityCount {
      let members = rows.indices.filter { rows[$0].presence & mask == mask && rows[$0].target != nil }
      guard Set(members.map { folds[$0] }).count > 1 else {
        fits.append(nil)
        continue
      }
      let (fit, scores) = fitted(
        members.map { rows[$0] }, mask, members.map { folds[$0] }, settings.penalties)
      for (row, score) in zip(members, scores) { outOfFold[row][mask] = score }
      fits.append(fit)
    }
    return (LinearPath(fits: fits), outOfFold)
  }

  /// Standard deviations from the mean outcome, by set of modalities: only the set that is present is filled.
  func scores(_ row: LinearRow) -> [Double?] {
    var scores = [Double?](repeating: nil, count: fits.count)
    let mask = row.presence
    scores[mask] = fits[mask]?.score(row.joined(mask))
    return scores
  }

  private static func fitted(
    _ rows: [LinearRow], _ mask: Int, _ folds: [Int], _ penalties: [Double]
  ) -> (fit: Fit?, outOfFold: [Double?]) {
    let inputs = rows.map { $0.joined(mask) }
    let targets = rows.compactMap(\.target)
    let width = inputs[0].count
    let moments = (0..<width).map { column in inputs.map { $0[column] }.meanAndDeviation }
    let means = moments.map(\.mean)
    let factors = moments.map { $0.deviation > 1e-9 ? 1 / $0.deviation : 0 }
    // A last column this tall takes the intercept's part without being penalised to speak of.
    let tall = 100.0
    let scaled = inputs.map { input in
      input.indices.map { (input[$0] - means[$0]) * factors[$0] } + [tall]
    }
    func weights(_ members: [Int]) -> [[Double]?] {
      let system = RidgeSystem(
        Matrix(rows: members.count, columns: width + 1, values: members.flatMap { scaled[$0] }),
        targets: members.map { targets[$0] })
      return penalties.map { system.weights(penalty: Double(members.count) * $0) }
    }
    var predictions = [[Double?]](
      repeating: [Double?](repeating: nil, count: rows.count), count: penalties.count)
    for fold in Set(folds).sorted() {
      let solutions = weights(rows.indices.filter { folds[$0] != fold })
      for row in rows.indices where folds[row] == fold {
        for (place, solution) in solutions.enumerated() {
          predictions[place][row] = solution.map { product($0, scaled[row]) }
        }
      }
    }
    let errors = predictions.map { column in
      zip(column, targets).reduce(0) { sum, pair in
        sum + (pair.0.map { ($0 - pair.1) * ($0 - pair.1) } ?? .infinity)
      }
    }
    guard
      let best = errors.indices.min(by: { errors[$0] < errors[$1] }), errors[best].isFinite,
      let solution = weights(Array(rows.indices))[best]
    else { return (nil, rows.map { _ in nil }) }
    let fit = Fit(
      means: means, factors: factors, weights: Array(solution.dropLast()), intercept: tall * solution[width],
      penalty: penalties[best])
    return (fit, predictions[best])
  }

  /// Every participant in one fold.
  private static func folds(of rows: [LinearRow], _ settings: LinearPathSettings, _ seed: UInt64) -> [Int] {
    let people = Set(rows.map(\.participant)).sorted()
    var generator = SeededGenerator(seed: seed, stream: "linear folds")
    var foldOfPerson: [String: Int] = [:]
    for (place, person) in generator.permutation(people.count).enumerated() {
      foldOfPerson[people[person]] = place % settings.foldCount
    }
    return rows.map { foldOfPerson[$0.participant] ?? 0 }
  }
}

extension LinearRow {
  /// The blocks of a set of modalities, one behind the other.
  fileprivate func joined(_ mask: Int) -> [Double] {
    blocks.enumerated().flatMap { modality, block in mask >> modality & 1 == 1 ? block ?? [] : [] }
  }
}

private func product(_ first: [Double], _ second: [Double]) -> Double {
  var sum = 0.0
  for index in first.indices { sum += first[index] * second[index] }
  return sum
}

extension [Double] {
  /// Divisor n; 0 and 0 of nothing.
  var meanAndDeviation: (mean: Double, deviation: Double) {
    guard !isEmpty else { return (0, 0) }
    let mean = reduce(0, +) / Double(count)
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(count)).squareRoot())
  }
}
