import DenseMath

/// Texts, who said them, and what is to be foretold of them together: one text, or the turns of a session.
public struct EncoderExample: Sendable, Hashable {
  /// What is foretold of each is averaged.
  public let texts: [EncoderText]
  public let participant: String
  /// In their own units.
  public let outcomes: [Double]

  public init(text: EncoderText, participant: String, outcomes: [Double]) {
    self.init(texts: [text], participant: participant, outcomes: outcomes)
  }

  public init(texts: [EncoderText], participant: String, outcomes: [Double]) {
    self.texts = texts
    self.participant = participant
    self.outcomes = outcomes
  }
}

public struct EncoderTrainingSettings: Sendable, Hashable, Codable {
  /// Passes over the training examples at most.
  public var epochs = 4
  /// Examples of one step.
  public var batchTexts = 32
  /// Texts of an example that are read at most: drawn anew in every step of training, spread evenly when judging.
  public var textsPerExample = 16
  /// Chance that one of the gate's modalities is left out of an example in a step of training.
  public var modalityDropout = 0.0
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
  /// Of the pass's last step, of the layers or their updates, else of the gate, else of the head; `nil` at the start.
  public let learningRate: Double?
}

/// Trains an encoder's head, gate, updates or layers with the squared error.
///
/// AdamW (Loshchilov & Hutter 2019) with warm-up, a rate for each part; the head begins with its closed form. Kept are
/// the weights of the pass that foretells held-out people best. Same texts, settings and seed give the same bytes.
public struct EncoderTrainer: Sendable {
  public let settings: EncoderTrainingSettings
  public let seed: UInt64

  /// - Precondition: At least one epoch, example a batch, text an example and pass of patience.
  public init(settings: EncoderTrainingSettings, seed: UInt64) {
    precondition(
      settings.epochs > 0 && settings.batchTexts > 0 && settings.textsPerExample > 0
        && settings.patience > 0, "something is trained")
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
    try train(&encoder, on: training, heldOut: heldOut, from: nil) { (state) throws(WordsError) in
      if let epoch = state.epochs.last { progress(epoch) }
    }.epochs
  }

  /// `train`, from the start or from where an earlier call left it.
  /// - Parameters:
  ///   - kept: Of a training of the same texts, settings and seed.
  ///   - afterPass: Called after each pass made now, the start included; what it throws ends the training.
  func train(
    _ encoder: inout TrainableEncoder, on training: [EncoderExample], heldOut: [EncoderExample],
    from kept: EncoderTraining?, afterPass: (EncoderTraining) throws(WordsError) -> Void
  ) throws(WordsError) -> EncoderTraining {
    let people = Set(training.map(\.participant))
    if let both = heldOut.first(where: { people.contains($0.participant) }) {
      throw .personOnBothSides(participant: both.participant)
    }
    let learned = EncoderExamples(training, textsPerExample: settings.textsPerExample)
    let judged = EncoderExamples(heldOut, textsPerExample: settings.textsPerExample)
    guard learned.all.count >= 2, !judged.all.isEmpty else {
      throw .tooFewTexts(needed: 2, found: min(learned.all.count, judged.all.count))
    }
    try setScale(&encoder, learned.all)
    if let kept, kept.isDone {
      encoder.numbers = kept.best
      return kept
    }
    let depth = encoder.settings.firstTrainedDepth ?? 0
    // Layers before this depth stay as they are, so the shelves are the same after a break.
    let shelf = StateShelf(encoder, depth: depth, texts: learned.texts)
    let judgedShelf = StateShelf(encoder, depth: depth, texts: judged.texts)
    var state: EncoderTraining
    if let kept, let numbers = kept.numbers {
      state = kept
      encoder.numbers = numbers
    } else {
      state = try start(&encoder, learned, judged, judgedShelf)
      try afterPass(state)
    }
    var gradients = encoder.zeroGradients
    while !state.isDone, var optimisers = state.optimisers {
      let number = state.epochs.count
      var order = SeededGenerator(seed: seed, stream: "encoder.order", step: number)
      let permutation = order.permutation(learned.all.count)
      var squares = 0.0
      for start in stride(from: 0, to: permutation.count, by: settings.batchTexts) {
        guard !Task.isCancelled else { throw .stopped }
        let chosen = Array(permutation[start..<min(start + settings.batchTexts, permutation.count)])
        squares += step(&encoder, learned, chosen, shelf, &gradients, &optimisers)
      }
      state.optimisers = optimisers
      state.append(
        EncoderEpoch(
          number: number,
          trainingError: squares / Double(learned.all.count * encoder.settings.outputCount),
          heldOutError: error(encoder, judged, judgedShelf), learningRate: optimisers.rate),
        encoder, settings)
      try afterPass(state)
    }
    encoder.numbers = state.best
    return state
  }

  /// The head in closed form, the gate as near to nothing as can be.
  private func start(
    _ encoder: inout TrainableEncoder, _ learned: EncoderExamples, _ judged: EncoderExamples,
    _ judgedShelf: StateShelf
  ) throws(WordsError) -> EncoderTraining {
    if let gateDepth = encoder.settings.gate?.depth {
      let plain = encoder
      encoder.startGate(
        from: learned.all.indices.lazy.flatMap { learned.even($0) }.map {
          plain.states(of: learned.texts[$0], depth: gateDepth)
        })
    }
    try startHead(&encoder, learned, judged)
    let epoch = EncoderEpoch(
      number: 0, trainingError: nil, heldOutError: error(encoder, judged, judgedShelf), learningRate: nil)
    let trains = encoder.settings.training != .headOnly
    return EncoderTraining(
      start: epoch, encoder,
      trains ? PartOptimisers(encoder, settings, exampleCount: learned.all.count) : nil)
  }

  /// - Returns: The batch's sum of squared errors before the step.
  private func step(
    _ encoder: inout TrainableEncoder, _ examples: EncoderExamples, _ chosen: [Int], _ shelf: StateShelf,
    _ gradients: inout EncoderNumbers, _ optimisers: inout PartOptimisers
  ) -> Double {
    let draw = Dropout.Draw(seed: seed, step: optimisers.step)
    var generator = SeededGenerator(seed: seed, stream: "encoder.texts", step: optimisers.step)
    let places = chosen.map { examples.drawn($0, &generator) }
    let texts = places.flatMap { own in
      let isSilenced = (encoder.settings.gate?.modalities ?? []).map { _ in
        settings.modalityDropout > 0 && generator.unit() < settings.modalityDropout
      }
      return own.map {
        isSilenced.contains(true) ? examples.texts[$0].silencing(isSilenced) : examples.texts[$0]
      }
    }
    let batch = EncoderBatch(
      texts, depth: shelf.depth, states: shelf.states(places.flatMap(\.self)), encoder.settings.gate)
    encoder.clear(&gradients)
    let squares = encoder.squaredError(
      batch, counts: places.map(\.count),
      wanted: chosen.flatMap { encoder.scaled(examples.all[$0].outcomes) }, draw: draw, &gradients)
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
    _ encoder: inout TrainableEncoder, _ training: EncoderExamples, _ heldOut: EncoderExamples
  ) throws(WordsError) {
    let plain = encoder
    func vectors(_ examples: EncoderExamples) -> [[Double]] {
      let places = examples.all.indices.map(examples.even)
      let pooled = plain.pooled(places.joined().map { examples.texts[$0] }).compactMap(\.self)
      let means = averaged(
        Array(pooled.joined()), counts: places.map(\.count), width: TrainableEncoder.width)
      return examples.all.indices.map {
        Array(means[$0 * TrainableEncoder.width..<($0 + 1) * TrainableEncoder.width])
      }
    }
    guard
      let start = ClosedFormHead(
        vectors: vectors(training), outcomes: training.all.map { plain.scaled($0.outcomes) },
        heldOut: vectors(heldOut), heldOutOutcomes: heldOut.all.map { plain.scaled($0.outcomes) })
    else { throw .notFinite }
    encoder.headParameters[encoder.head.weights] = start.weights[...]
    encoder.headParameters[encoder.head.bias] = start.biases[...]
  }

  private func error(
    _ encoder: TrainableEncoder, _ examples: EncoderExamples, _ shelf: StateShelf
  ) -> Double {
    var squares = 0.0
    for start in stride(from: 0, to: examples.all.count, by: settings.batchTexts) {
      let chosen = Array(start..<min(start + settings.batchTexts, examples.all.count))
      let places = chosen.map(examples.even)
      let flat = places.flatMap(\.self)
      let batch = EncoderBatch(
        flat.map { examples.texts[$0] }, depth: shelf.depth, states: shelf.states(flat), encoder.settings.gate
      )
      var tape: EncoderTape?
      let outputs = averaged(
        encoder.outputs(batch, draw: nil, &tape), counts: places.map(\.count),
        width: encoder.settings.outputCount)
      let wanted = chosen.flatMap { encoder.scaled(examples.all[$0].outcomes) }
      for (found, truth) in zip(outputs, wanted) { squares += (found - truth) * (found - truth) }
    }
    return squares / Double(examples.all.count * encoder.settings.outputCount)
  }
}

extension TrainableEncoder {
  /// Outcomes in units of the head.
  func scaled(_ outcomes: [Double]) -> [Double] {
    precondition(outcomes.count == settings.outputCount, "an outcome an output")
    return outcomes.indices.map { (outcomes[$0] - outcomeCentres[$0]) / outcomeScales[$0] }
  }
}
