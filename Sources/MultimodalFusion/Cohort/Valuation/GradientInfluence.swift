/// What every training session does to a network's validation error, to first order: the loss on the validation sessions
/// falls by rate · (g · v) in a step that follows the session's own gradient g, v the validation loss's gradient.
///
/// Summed over checkpoints of a training run, each with its learning rate (TracIn; Pruthi et al. 2020, NeurIPS 33).
/// It is an approximation: order sessions by it, and do not read its size as an error.
public struct GradientInfluence: Sendable, Hashable {
  /// One a training session. Above 0: the session lowers the validation loss. Below: it raises it.
  public private(set) var changes: [Double]

  /// - Parameter sessions: How many training sessions there are.
  public init(sessions: Int) { changes = [Double](repeating: 0, count: sessions) }

  /// Adds one checkpoint.
  /// - Parameters:
  ///   - gradients: Of each training session's own loss with respect to the weights.
  ///   - validation: Of the validation loss with respect to the same weights.
  ///   - rate: Learning rate at this checkpoint.
  /// - Throws: When there is not one gradient a session, or one is of another length than the validation gradient.
  public mutating func add(
    gradients: [[Double]], validation: [Double], rate: Double
  ) throws(FusionError) {
    guard gradients.count == changes.count else { throw Self.misfit }
    for (session, gradient) in gradients.enumerated() {
      try add(gradient, of: session, validation: validation, rate: rate)
    }
  }

  /// Adds one training session of one checkpoint: gradients by the thousand need not be held together.
  /// - Throws: When there is no such session, or its gradient is of another length than the validation gradient.
  public mutating func add(
    _ gradient: [Double], of session: Int, validation: [Double], rate: Double
  ) throws(FusionError) {
    guard changes.indices.contains(session), gradient.count == validation.count else { throw Self.misfit }
    changes[session] += rate * zip(gradient, validation).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static let misfit = FusionError.damagedModel(
    detail: "the gradients do not fit the sessions or the weights")
}
