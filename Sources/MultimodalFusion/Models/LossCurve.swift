/// How one training inside a fit went, pass by pass.
public struct LossCurve: Sendable, Hashable, Codable {
  /// What was trained.
  public enum Part: String, Sendable, Hashable, Codable {
    /// A member of the ensemble over turns.
    case network
    /// A gate inside the text encoder, with what is tuned beside it.
    case gate
  }

  /// One pass over the sessions learned from; 0 is before any training.
  public struct Epoch: Sendable, Hashable, Codable {
    public let number: Int
    /// Mean over the pass, dropout included; `nil` before training.
    public let trainingLoss: Double?
    /// Of people held out by this training, without dropout; `nil` where nobody is.
    public let validationLoss: Double?
    /// Of the pass's last step; `nil` before training.
    public let learningRate: Double?

    package init(number: Int, trainingLoss: Double?, validationLoss: Double?, learningRate: Double?) {
      self.number = number
      self.trainingLoss = trainingLoss
      self.validationLoss = validationLoss
      self.learningRate = learningRate
    }
  }

  public let part: Part
  /// Among trainings of its kind, from 0.
  public let member: Int
  /// The inner fold it is of, from 0; `nil` for a fit to the whole training part.
  public let innerFold: Int?
  public let epochs: [Epoch]
}
