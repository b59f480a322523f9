/// An encoder's training between two passes: saved, loaded and gone on with it becomes, bit for bit, what it would have
/// become without a break.
struct EncoderTraining: Sendable, Codable {
  /// The passes made, the start first.
  var epochs: [EncoderEpoch]
  var isDone = false
  /// As training left it; empty once it is done.
  var numbers: EncoderNumbers?
  /// The weights to keep so far.
  var best: EncoderNumbers
  var bestError: Double
  var bestEpoch = 0
  /// `nil` once it is done.
  var optimisers: PartOptimisers?

  /// Before the first pass.
  init(start: EncoderEpoch, _ encoder: TrainableEncoder, _ optimisers: PartOptimisers?) {
    epochs = [start]
    numbers = encoder.numbers
    best = encoder.numbers
    bestError = start.heldOutError
    self.optimisers = optimisers
  }

  /// Takes in a pass.
  mutating func append(
    _ epoch: EncoderEpoch, _ encoder: TrainableEncoder, _ settings: EncoderTrainingSettings
  ) {
    epochs.append(epoch)
    numbers = encoder.numbers
    if epoch.heldOutError < bestError {
      (best, bestError, bestEpoch) = (encoder.numbers, epoch.heldOutError, epoch.number)
    } else if epoch.number - bestEpoch >= settings.patience {
      isDone = true
    }
    if epoch.number >= settings.epochs { isDone = true }
    if isDone { (numbers, optimisers) = (nil, nil) }
  }
}

extension LossCurve.Epoch {
  init(_ epoch: EncoderEpoch) {
    self.init(
      number: epoch.number, trainingLoss: epoch.trainingError, validationLoss: epoch.heldOutError,
      learningRate: epoch.learningRate)
  }
}
