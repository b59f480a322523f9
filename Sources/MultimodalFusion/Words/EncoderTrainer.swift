import DenseMath

/// A text, who said it, and what is to be foretold of it.
public struct EncoderExample: Sendable, Hashable {
  public let text: EncoderText
  public let participant: String
  /// In their own units.
  public let outcomes: [Double]

  public init(text: EncoderText, participant: String, outcomes: [Double]) {
    self.text = text
    self.participant = participant
    self.outcomes = outcomes
  }
}

public struct EncoderTrainingSettings: Sendable, Hashable, Codable {
  /// Passes over the training texts at most.
  public var epochs = 4
  /// Texts of one step.
  public var batchTexts = 32
  /// Greatest rates, reached after the warm-up.
  public var headRate = 1e-3
  public var gateRate = 1e-3
  public var adapterRate = 1e-3
  public var bodyRate = 3e-5
  public var weightDecay = 0.01
  /// Share of all steps.
  public var warmUpShare = 0.1
  /// Passes without gain on the held-out people after which training stops.
  public var patience = 2

  public init() {}
}

/// How one pass went.
public struct EncoderEpoch: Sendable, Hashable, Codable {
  /// 0 is the start: the head alone, in closed form.
  public let number: Int
  /// Mean squared error in units of the outcomes' variance while training; `nil` at the start.
  public let trainingError: Double?
  /// The same of the held-out people.
  public let heldOutError: Double
}

/// Trains an encoder's head, gate, updates or layers on single texts with the squared error.
///
/// AdamW (Loshchilov & Hutter 2019) with warm-up, a rate for each part; the head begins with its closed form. Kept are
/// the weights of the pass that foretells held-out people best. Same texts, settings and seed give the same bytes.
public struct EncoderTrainer: Sendable {
  public let settings: EncoderTrainingSettings
  public let seed: UInt64

  /// - Precondition: At least one epoch, text a batch and pass of patience.
  public init(settings: EncoderTrainingSettings, seed: UInt64) {
    precondition(
      settings.epochs > 0 && settings.batchTexts > 0 && settings.patience > 0, "something is trained")
    self.settings = settings
    self.seed = seed
  }

  /// - Parameters:
  ///   - encoder: Fresh; holds the best weights afterwards.
  ///   - heldOut: Of other people: they decide the head's penalty and when to stop.
  ///   - progress: Called after each pass.
  /// - Returns: The passes made, the start first. Texts with nothing to encode are left out.
  @discardableResult
  public func train(
    _ encoder: inout TrainableEncoder, on training: [EncoderExample], heldOut: [EncoderExample],
    progress: (EncoderEpoch) -> Void = { _ in }
  ) throws(WordsError) -> [EncoderEpoch] {
    let people = Set(training.map(\.participant))
    if let both = heldOut.first(where: { people.contains($0.participant) }) {
      throw .personOnBothSides(participant: both.participant)
    }
    let training = training.filter { !$0.text.isEmpty }
    let heldOut = heldOut.filter { !$0.text.isEmpty }
    guard training.count >= 2, !heldOut.isEmpty else {
      throw .tooFewTexts(needed: 2, found: min(training.count, heldOut.count))
    }
    try setScale(&encoder, training)
    let depth = encoder.settings.firstTrainedDepth ?? 0
    if let gateDepth = encoder.settings.gate?.depth {
      let plain = encoder
      encoder.startGate(from: training.lazy.map { plain.states(of: $0.text, depth: gateDepth) })
    }
    try startHead(&encoder, training, heldOut)
    let shelf = StateShelf(encoder, depth: depth, texts: training.map(\.text))
    let heldOutShelf = StateShelf(encoder, depth: depth, texts: heldOut.map(\.text))
    var epochs = [
      EncoderEpoch(
        number: 0, trainingError: nil, heldOutError: error(encoder, heldOut, heldOutShelf))
    ]
    progress(epochs[0])
    guard encoder.settings.training != .headOnly else { return epochs }
    var optimisers = PartOptimisers(encoder, settings, textCount: training.count)
    var gradients = encoder.zeroGradients
    var best = (error: epochs[0].heldOutError, numbers: encoder.numbers, epoch: 0)
    for number in 1...settings.epochs {
      var order = SeededGenerator(seed: seed, stream: "encoder.order", step: number)
      let permutation = order.permutation(training.count)
      var squares = 0.0
      for start in stride(from: 0, to: permutation.count, by: settings.batchTexts) {
        guard !Task.isCancelled else { throw .stopped }
        let chosen = Array(permutation[start..<min(start + settings.batchTexts, permutation.count)])
        squares += step(
          &encoder, chosen.map { training[$0] }, shelf.states(chosen), depth, &gradients, &optimisers)
      }
      let epoch = EncoderEpoch(
        number: number, trainingError: squares / Double(training.count * encoder.settings.outputCount),
        heldOutError: error(encoder, heldOut, heldOutShelf))
      epochs.append(epoch)
      progress(epoch)
      if epoch.heldOutError < best.error {
        best = (epoch.heldOutError, encoder.numbers, number)
      } else if number - best.epoch >= settings.patience {
        break
      }
    }
    encoder.numbers = best.numbers
    return epochs
  }

  /// - Returns: The batch's sum of squared errors before the step.
  private func step(
    _ encoder: inout TrainableEncoder, _ examples: [EncoderExample], _ states: [[Double]], _ depth: Int,
    _ gradients: inout EncoderNumbers, _ optimisers: inout PartOptimisers
  ) -> Double {
    let batch = EncoderBatch(examples.map(\.text), depth: depth, states: states, encoder.settings.gate)
    var tape: EncoderTape? = EncoderTape()
    let draw = Dropout.Draw(seed: seed, step: optimisers.step)
    let outputs = encoder.outputs(batch, draw: draw, &tape)
    let wanted = examples.flatMap { encoder.scaled($0.outcomes) }
    var squares = 0.0
    let outputGradient = outputs.indices.map { index in
      let difference = outputs[index] - wanted[index]
      squares += difference * difference
      return 2 * difference / Double(outputs.count)
    }
    encoder.clear(&gradients)
    if let tape { encoder.accumulate(outputGradient, tape, &gradients) }
    optimisers.update(&encoder, gradients)
    return squares
  }

  private func setScale(
    _ encoder: inout TrainableEncoder, _ training: [EncoderExample]
  ) throws(WordsError) {
    for output in 0..<encoder.settings.outputCount {
      let numbers = training.map { $0.outcomes[output] }
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)
      guard variance > 0 else { throw .oneOutcomeOnly }
      encoder.outcomeCentres[output] = mean
      encoder.outcomeScales[output] = variance.squareRoot()
    }
  }

  private func startHead(
    _ encoder: inout TrainableEncoder, _ training: [EncoderExample], _ heldOut: [EncoderExample]
  ) throws(WordsError) {
    guard
      let start = ClosedFormHead(
        vectors: encoder.pooled(training.map(\.text)).compactMap(\.self),
        outcomes: training.map { encoder.scaled($0.outcomes) },
        heldOut: encoder.pooled(heldOut.map(\.text)).compactMap(\.self),
        heldOutOutcomes: heldOut.map { encoder.scaled($0.outcomes) })
    else { throw .notFinite }
    encoder.headParameters[encoder.head.weights] = start.weights[...]
    encoder.headParameters[encoder.head.bias] = start.biases[...]
  }

  private func error(
    _ encoder: TrainableEncoder, _ examples: [EncoderExample], _ shelf: StateShelf
  ) -> Double {
    var squares = 0.0
    for start in stride(from: 0, to: examples.count, by: settings.batchTexts) {
      let chosen = Array(start..<min(start + settings.batchTexts, examples.count))
      let batch = EncoderBatch(
        chosen.map { examples[$0].text }, depth: shelf.depth, states: shelf.states(chosen),
        encoder.settings.gate)
      var tape: EncoderTape?
      let outputs = encoder.outputs(batch, draw: nil, &tape)
      let wanted = chosen.flatMap { encoder.scaled(examples[$0].outcomes) }
      for (found, truth) in zip(outputs, wanted) { squares += (found - truth) * (found - truth) }
    }
    return squares / Double(examples.count * encoder.settings.outputCount)
  }
}

extension TrainableEncoder {
  /// Outcomes in units of the head.
  func scaled(_ outcomes: [Double]) -> [Double] {
    precondition(outcomes.count == settings.outputCount, "an outcome an output")
    return outcomes.indices.map { (outcomes[$0] - outcomeCentres[$0]) / outcomeScales[$0] }
  }
}
