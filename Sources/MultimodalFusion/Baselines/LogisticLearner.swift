internal import DenseMath

/// Logistic regression of whether the total reaches the cut-off; the penalty is chosen by folds of participants inside
/// the sessions it learns from.
public struct LogisticLearner: PenalisedLearner {
  public static let kind = "logistic"
  public static let usualPenalties = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]
  public let settings: PenalisedSettings

  public init(_ settings: PenalisedSettings) { self.settings = settings }

  /// - Throws: With fewer assessed people than two a fold, with one class only, or without usable columns.
  public func fitted(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> LinearModel {
    let assessed = try assessed(cohort)
    let totals = assessed.sessions.compactMap(\.total)
    let isCase = totals.map { $0 >= cohort.scale.cutOff }
    guard Set(isCase).count == 2 else { throw .oneClassOnly(cutOff: cohort.scale.cutOff) }
    let losses = try losses(assessed, isCase, seed: seed)
    guard
      let best = zip(losses, settings.penalties).compactMap({ loss, penalty in loss.map { ($0, penalty) } })
        .min(by: { $0.0 < $1.0 })
    else { throw .noSettingWorked }

    let (scaling, design) = try design(assessed)
    guard let solution = LogisticSystem(design, isCase: isCase)?.solution(penalty: best.1) else {
      throw .notSolvable(detail: "the measures' curvature is not positive definite")
    }
    func mean(_ wanted: Bool) -> Double {
      let own = zip(totals, isCase).filter { $0.1 == wanted }.map(\.0)
      return own.reduce(0, +) / Double(own.count)
    }
    return LinearModel(
      inputs: settings.inputs, scale: cohort.scale, scaling: scaling, weights: solution.weights,
      means: design.means, base: solution.intercept,
      link: .logOdds(caseTotal: mean(true), otherTotal: mean(false)), penalty: best.1)
  }

  /// Negative log-likelihood over the inner folds, one a penalty; `nil` where a fold could not be solved.
  private func losses(
    _ cohort: Cohort, _ isCase: [Bool], seed: UInt64
  ) throws(FusionError) -> [Double?] {
    var losses = [Double?](repeating: 0, count: settings.penalties.count)
    for split in try cohort.splits(.participants(folds: settings.innerFolds), seed: seed) {
      let (scaling, design) = try design(cohort.subset(split.training))
      let system = LogisticSystem(design, isCase: split.training.map { isCase[$0] })
      for (place, penalty) in settings.penalties.enumerated() {
        guard let loss = losses[place], let solution = system?.solution(penalty: penalty) else {
          losses[place] = nil
          continue
        }
        losses[place] = split.validation.reduce(loss) { sum, session in
          let row = scaling.scaled(cohort.sessions[session])
          let score = zip(zip(row, design.means), solution.weights).reduce(solution.intercept) {
            $0 + ($1.0.0 - $1.0.1) * $1.1
          }
          return sum + softplus(isCase[session] ? -score : score)
        }
      }
    }
    return losses
  }
}
