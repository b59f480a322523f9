/// Every player's fair share of what a game is worth, over all coalitions; Shapley 1953, "A value for n-person games",
/// Contributions to the Theory of Games II.
package struct ShapleyValues: Sendable, Hashable {
  /// One a player. They sum to the worth of all players less that of none.
  package let shares: [Double]

  /// - Parameter worths: One a coalition; player p belongs to coalition c where bit p of c is set, so that the first is
  ///   the worth of nobody.
  /// - Precondition: There are 2^`players` worths.
  package init(players: Int, worths: [Double]) {
    precondition(worths.count == 1 << players, "one worth a coalition")
    // Share of the orders in which a player is preceded by one coalition of a size: size! (n − size − 1)! / n!.
    var weights: [Double] = []
    for size in 0..<players {
      let former = weights.last ?? 1
      weights.append(size == 0 ? 1 / Double(players) : former * Double(size) / Double(players - size))
    }
    shares = (0..<players).map { player in
      worths.indices.reduce(0) { sum, coalition in
        coalition >> player & 1 == 1
          ? sum
          : sum + weights[coalition.nonzeroBitCount] * (worths[coalition | 1 << player] - worths[coalition])
      }
    }
  }
}
