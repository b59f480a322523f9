/// Ridge regression of the total; the penalty is chosen by folds of participants inside the sessions it learns from.
/// Every session counts once, however many a person has.
public struct RidgeLearner: PenalisedLearner {
  public static let kind = "ridge"
  /// From nearly none to so much that only the direction of each measure's correlation with the outcome counts.
  public static let usualPenalties = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]

  public let settings: PenalisedSettings

  public init(_ settings: PenalisedSettings) { self.settings = settings }

  /// - Throws: With fewer assessed people than two a fold, with one outcome only, or without usable columns.
  public func fitted(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> LinearModel {
    let assessed = try assessed(cohort)
    let totals = assessed.sessions.compactMap(\.total)
    guard Set(totals).count >= 2 else { throw .oneOutcomeOnly }
    let trials = try trials(assessed, totals, seed: seed)
    guard let best = trials.min(by: { $0.squares < $1.squares }) else { throw .noSettingWorked }

    let (scaling, design) = try design(assessed)
    let system = PenalisedLine(design, targets: totals)
    guard let weights = system.weights(penalty: best.penalty) else {
      throw .notSolvable(detail: "the measures' products are not positive definite")
    }
    return LinearModel(
      inputs: settings.inputs, scale: cohort.scale, scaling: scaling, weights: weights, means: design.means,
      base: system.meanTarget, link: .total(residuals: best.residuals.sorted()), penalty: best.penalty)
  }

  private struct Trial {
    let penalty: Double
    var residuals: [Double] = []
    var squares: Double { residuals.reduce(0) { $0 + $1 * $1 } }
  }

  /// Truth less prediction of every session in the inner folds, one list a penalty that could be solved with.
  private func trials(
    _ cohort: Cohort, _ totals: [Double], seed: UInt64
  ) throws(FusionError) -> [Trial] {
    var trials = settings.penalties.map { Trial(penalty: $0) }
    for split in try cohort.splits(.participants(folds: settings.innerFolds), seed: seed) {
      let (scaling, design) = try design(cohort.subset(split.training))
      let system = PenalisedLine(design, targets: split.training.map { totals[$0] })
      let judged = split.validation.map { place in
        (zip(scaling.scaled(cohort.sessions[place]), design.means).map { $0 - $1 }, totals[place])
      }
      trials = trials.compactMap { trial in
        guard let weights = system.weights(penalty: trial.penalty) else { return nil }
        var trial = trial
        for (row, total) in judged {
          let sum = zip(row, weights).reduce(system.meanTarget) { $0 + $1.0 * $1.1 }
          trial.residuals.append(total - cohort.scale.clipped(sum))
        }
        return trial
      }
    }
    return trials
  }
}
