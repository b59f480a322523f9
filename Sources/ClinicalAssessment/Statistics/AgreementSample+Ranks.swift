import RealModule

extension AgreementSample {
  /// Spearman's rank correlation: Pearson's of mid-ranks, −1 to 1.
  /// - Returns: `nil` below two rows and where either is constant.
  public func spearman(weights: RowWeights) -> Double? {
    precondition(weights.count == count, "one weight a row")
    let total = weights.reduce(0, +)
    guard total >= 2 else { return nil }
    var ranks = [Double](repeating: 0, count: count)
    let truthSquares = truthOrder.eachRun(weights, total: total) { row, rank in ranks[row] = rank }
    var products = 0.0
    let predictedSquares = predictedOrder.eachRun(weights, total: total) { row, rank in
      products += weights[row] * rank * ranks[row]
    }
    guard truthSquares > 0, predictedSquares > 0 else { return nil }
    return min(1, max(-1, products / (truthSquares.squareRoot() * predictedSquares.squareRoot())))
  }

  /// Kendall's τ-b, −1 to 1: (concordant − discordant pairs) / √((pairs untied in y) (pairs untied in ŷ)).
  ///
  /// Kendall 1945, "The treatment of ties in ranking problems", Biometrika 33: 239–251. Pairs are counted in a
  /// binary indexed tree (Fenwick 1994, Softw. Pract. Exp. 24: 327–336) over the side with fewer different values.
  /// - Returns: `nil` below two rows and where either is constant.
  public func kendallTauB(weights: RowWeights) -> Double? {
    precondition(weights.count == count, "one weight a row")
    let total = weights.reduce(0, +)
    let swap = truthOrder.runCount < predictedOrder.runCount
    let (outer, inner) = swap ? (predictedOrder, truthOrder) : (truthOrder, predictedOrder)
    let innerRuns = swap ? truthRuns : predictedRuns
    var below = CountTree(levels: inner.runCount)
    var difference = 0.0
    var before = 0.0
    var outerTies = 0.0
    for run in 0..<outer.runCount {
      let places = Int(outer.runStarts[run])..<Int(outer.runStarts[run + 1])
      for place in places {
        let row = Int(outer.order[place])
        guard weights[row] > 0 else { continue }
        let (less, notMore) = below.counts(at: Int(innerRuns[row]))
        difference += weights[row] * (less - (before - notMore))
      }
      var size = 0.0
      for place in places {
        let row = Int(outer.order[place])
        guard weights[row] > 0 else { continue }
        below.add(weights[row], at: Int(innerRuns[row]))
        size += weights[row]
      }
      before += size
      outerTies += size * (size - 1) / 2
    }
    let pairs = total * (total - 1) / 2
    let innerTies = below.perLevel.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    guard pairs - outerTies > 0, pairs - innerTies > 0 else { return nil }
    let untied = (pairs - outerTies).squareRoot() * (pairs - innerTies).squareRoot()
    return min(1, max(-1, difference / untied))
  }
}

extension SortedRows {
  /// Calls with every row's mid-rank less the mean rank, rows of equal value together.
  /// - Returns: Σ w r² of those ranks; exactly 0 when all are equal.
  fileprivate func eachRun(_ weights: RowWeights, total: Double, _ use: (Int, Double) -> Void) -> Double {
    var before = 0.0
    var squares = 0.0
    for run in 0..<runCount {
      let places = Int(runStarts[run])..<Int(runStarts[run + 1])
      var size = 0.0
      for place in places { size += weights[Int(order[place])] }
      guard size > 0 else { continue }
      let rank = before + size / 2 - total / 2
      for place in places { use(Int(order[place]), rank) }
      squares += size * rank * rank
      before += size
    }
    return squares
  }
}

/// Weights by level, with sums of all levels below one in O(log levels).
private struct CountTree {
  private(set) var perLevel: [Double]
  private var tree: [Double]

  init(levels: Int) {
    perLevel = Array(repeating: 0, count: levels)
    tree = Array(repeating: 0, count: levels + 1)
  }

  mutating func add(_ weight: Double, at level: Int) {
    perLevel[level] += weight
    var node = level + 1
    while node < tree.count {
      tree[node] += weight
      node += node & -node
    }
  }

  /// Weight below the level, and weight not above it.
  func counts(at level: Int) -> (less: Double, notMore: Double) {
    var sum = 0.0
    var node = level
    while node > 0 {
      sum += tree[node]
      node &= node - 1
    }
    return (sum, sum + perLevel[level])
  }
}
