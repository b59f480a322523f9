internal import DenseMath

/// What every training session does to a ridge regression's error in other people, exactly: the change when the
/// session is left out and the weights are solved for again, with scaling and penalty kept.
///
/// Leaving out session i moves the weights by −A xᵢ eᵢ / (1 − hᵢ), with A = (XᵀX + Λ)⁻¹, e the residual and
/// h = xᵢᵀ A xᵢ the leverage (Cook & Weisberg 1982, Residuals and Influence in Regression, eq. 2.2.2; a column of ones
/// without penalty carries the intercept). No session is fitted twice.
public struct RidgeInfluence: Sendable, Hashable {
  /// Change of the validation sessions' mean squared error when a training session is left out, one an assessed
  /// training session in the cohort's order. Above 0: the session helps. Below: it harms.
  public let changes: [Double]
  /// Truth less the prediction of the model without the session, e / (1 − h).
  public let leftOutResiduals: [Double]

  /// - Parameters:
  ///   - model: A ridge regression fitted to `training`; its scaling and penalty are kept.
  ///   - training: What it was fitted to.
  ///   - validation: Assessed sessions of other people.
  /// - Throws: When nobody in `validation` is assessed, a person is on both sides, or the model is of another kind or
  ///   another width.
  public init(_ model: LinearModel, training: Cohort, validation: Cohort) throws(FusionError) {
    let judged = validation.assessed.sessions
    let learned = training.assessed.sessions
    if let known = Set(learned.map(\.participant)).intersection(judged.map(\.participant)).min() {
      throw .personOnBothSides(participant: known)
    }
    guard !judged.isEmpty, !learned.isEmpty else { throw .tooFewPeople(needed: 1, found: 0) }
    guard case .total = model.link, model.means.count == model.scaling.width else {
      throw .damagedModel(detail: "it is no ridge regression of these inputs")
    }
    let inputs = Self.rows(learned, model)
    let others = Self.rows(judged, model)
    let transposed = inputs.transposed
    var system = transposed * inputs
    for place in 1..<system.rows { system[place, place] += model.penalty * Double(learned.count) }
    guard let factor = CholeskyFactor(of: system) else {
      throw .notSolvable(detail: "the measures' products are not positive definite")
    }
    let solved = factor.solution(transposed)
    let totals = Matrix(rows: learned.count, columns: 1, values: learned.compactMap(\.total))
    let weights = solved * totals
    let errors = zip(totals.values, (inputs * weights).values).map { $0 - $1 }
    let judgedErrors = zip(judged.compactMap(\.total), (others * weights).values).map { $0 - $1 }
    // How much each validation prediction follows each training total.
    let pull = others * solved
    var changes: [Double] = []
    var residuals: [Double] = []
    for session in learned.indices {
      var leverage = 0.0
      for column in 0..<inputs.columns { leverage += inputs[session, column] * solved[column, session] }
      let residual = errors[session] / (1 - leverage)
      var change = 0.0
      for (place, error) in judgedErrors.enumerated() {
        let moved = error + pull[place, session] * residual
        change += moved * moved - error * error
      }
      residuals.append(residual)
      changes.append(change / Double(judgedErrors.count))
    }
    self.changes = changes
    leftOutResiduals = residuals
  }

  /// A one, then the scaled inputs less the model's means.
  private static func rows(_ sessions: [CohortSession], _ model: LinearModel) -> Matrix {
    let rows = sessions.map { session in
      [1] + zip(model.scaling.scaled(session), model.means).map { $0 - $1 }
    }
    return Matrix(rows: rows.count, columns: model.means.count + 1, values: rows.flatMap { $0 })
  }
}
