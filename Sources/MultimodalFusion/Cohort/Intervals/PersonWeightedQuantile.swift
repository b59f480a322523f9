/// Scores of calibration sessions in which every person counts once, however many sessions they have, and the person
/// to come counts once with a score beyond all.
///
/// A session of person k weighs 1 / ((K + 1) n_k), K the people and n_k the person's sessions: hierarchical conformal
/// prediction for repeated measurements (Lee, Barber & Willett 2023, arXiv:2306.06342). With one session a person it is
/// the usual quantile at rank ⌈(1 − α)(K + 1)⌉.
struct PersonWeightedQuantile {
  private let people: Int
  /// Ascending.
  private let scores: [(score: Double, weight: Double)]

  init(_ scores: [(participant: String, score: Double)]) {
    let counts = scores.reduce(into: [:]) { $0[$1.participant, default: 0] += 1 }
    people = counts.count
    self.scores = scores.map { ($0.score, 1 / Double(counts[$0.participant] ?? 1)) }
      .sorted { $0.0 < $1.0 }
  }

  /// The least score at or below which a share of `coverage` of the people lies, the one to come included.
  /// - Returns: `nil` when that takes more people than there are.
  func score(coverage: Double) -> Double? {
    // Weights in people; a sum of thirds may end a hair below a whole number.
    let needed = coverage * Double(people + 1) - 1e-9
    var sum = 0.0
    for (score, weight) in scores {
      sum += weight
      if sum >= needed { return score }
    }
    return nil
  }
}
