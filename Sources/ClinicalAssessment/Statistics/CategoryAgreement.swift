extension Discrimination {
  /// Cohen's κ, agreement of two lists of categories beyond chance, at most 1.
  ///
  /// Cohen 1960, "A coefficient of agreement for nominal scales", Educ. Psychol. Meas. 20: 37–46.
  /// - Returns: `nil` without rows, and when both lists hold one and the same category only.
  /// - Precondition: Both have the same count.
  public static func kappa(_ first: [Int], _ second: [Int]) -> Double? {
    CategorySample(first, second).flatMap { $0.kappa(weights: $0.ones) }
  }

  /// Cohen's weighted κ with squared distances of categories, at most 1.
  ///
  /// Cohen 1968, "Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit",
  /// Psychol. Bull. 70: 213–220.
  /// - Parameters: Numbers of ordered bands; one step is one unit of distance.
  /// - Returns: `nil` without rows, and when both lists hold one and the same band only.
  /// - Precondition: Both have the same count.
  public static func weightedKappa(_ first: [Int], _ second: [Int]) -> Double? {
    CategorySample(first, second).flatMap { $0.quadraticKappa(weights: $0.ones) }
  }
}

/// Two categories of each row, for statistics of many resamples.
public struct CategorySample: Sendable {
  public let count: Int
  /// Row numbers of `levels`.
  private let first: [Int]
  private let second: [Int]
  /// Categories that occur, ascending.
  private let levels: [Int]

  /// - Returns: `nil` for no rows.
  /// - Precondition: Both have the same count.
  public init?(_ first: [Int], _ second: [Int]) {
    precondition(first.count == second.count, "two categories a row")
    guard !first.isEmpty else { return nil }
    let levels = Set(first).union(second).sorted()
    let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    self.levels = levels
    self.first = first.compactMap { places[$0] }
    self.second = second.compactMap { places[$0] }
    count = first.count
  }

  /// Weights of the sample itself.
  public var ones: RowWeights { RowWeights(repeating: 1, count: count) }

  /// See ``Discrimination/kappa(_:_:)``.
  public func kappa(weights: RowWeights) -> Double? {
    precondition(weights.count == count, "one weight a row")
    var shares = Shares(levels: levels.count)
    var disagreement = 0.0
    for row in 0..<count {
      shares.add(first[row], second[row], weights[row])
      if first[row] != second[row] { disagreement += weights[row] }
    }
    guard shares.total > 0 else { return nil }
    let both = levels.indices.reduce(0) { $0 + shares.first[$1] * shares.second[$1] }
    // Counts are whole, so this is 0 exactly where chance agrees always.
    let expected = shares.total * shares.total - both
    guard expected > 0 else { return nil }
    return 1 - disagreement * shares.total / expected
  }

  /// See ``Discrimination/weightedKappa(_:_:)``.
  public func quadraticKappa(weights: RowWeights) -> Double? {
    precondition(weights.count == count, "one weight a row")
    // Σᵢⱼ (i − j)² nᵢ mⱼ needs the first two moments of either margin only.
    let origin = Double(levels[0])
    let distances = levels.map { Double($0) - origin }
    var total = 0.0
    var disagreement = 0.0
    var (a, b, aa, bb) = (0.0, 0.0, 0.0, 0.0)
    for row in 0..<count {
      let x = distances[first[row]]
      let y = distances[second[row]]
      let weight = weights[row]
      total += weight
      disagreement += weight * (x - y) * (x - y)
      a += weight * x
      b += weight * y
      aa += weight * x * x
      bb += weight * y * y
    }
    guard total > 0 else { return nil }
    let expected = (aa * total + bb * total - 2 * a * b) / total
    guard expected > 0, (disagreement / expected).isFinite else { return nil }
    return 1 - disagreement / expected
  }

  private struct Shares {
    var first: [Double]
    var second: [Double]
    var total = 0.0

    init(levels: Int) {
      first = Array(repeating: 0, count: levels)
      second = first
    }

    mutating func add(_ a: Int, _ b: Int, _ weight: Double) {
      first[a] += weight
      second[b] += weight
      total += weight
    }
  }
}
