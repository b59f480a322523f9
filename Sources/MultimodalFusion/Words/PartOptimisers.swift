import DenseMath

/// One optimiser a part of the encoder, each with its own rate.
struct PartOptimisers: Sendable, Codable {
  private var body: AdamW?
  private var gate: AdamW?
  private var adapters: AdamW?
  private var head: AdamW
  /// Steps made so far.
  var step: Int { head.step }
  /// Of the step made last: of the layers or their updates, else of the gate, else of the head.
  var rate: Double {
    let part = body ?? adapters ?? gate ?? head
    return part.rate(step: part.step)
  }

  init(_ encoder: TrainableEncoder, _ settings: EncoderTrainingSettings, exampleCount: Int) {
    let batches = (exampleCount + settings.batchTexts - 1) / settings.batchTexts
    func optimiser(_ parameters: ParameterStore, rate: Double) -> AdamW {
      var own = AdamW.Settings()
      own.rate = rate
      own.weightDecay = settings.weightDecay
      own.warmUpShare = settings.warmUpShare
      return AdamW(parameters, settings: own, stepCount: batches * settings.epochs)
    }
    if encoder.settings.training == .full { body = optimiser(encoder.body, rate: settings.bodyRate) }
    if encoder.gate != nil { gate = optimiser(encoder.gateParameters, rate: settings.gateRate) }
    if encoder.adapters != nil {
      adapters = optimiser(encoder.adapterParameters, rate: settings.adapterRate)
    }
    head = optimiser(encoder.headParameters, rate: settings.headRate)
  }

  mutating func update(_ encoder: inout TrainableEncoder, _ gradients: EncoderNumbers) {
    body?.update(&encoder.body, gradients.body)
    gate?.update(&encoder.gateParameters, gradients.gate)
    if adapters?.update(&encoder.adapterParameters, gradients.adapters) != nil {
      encoder.adapters?.merge(encoder.adapterParameters, into: &encoder.body)
    }
    head.update(&encoder.headParameters, gradients.head)
  }
}

/// Texts' states at the depth where training begins. Behind layers that do not change they are computed once, as long
/// as there is room.
struct StateShelf: Sendable {
  let depth: Int
  private let texts: [EncoderText]
  private let encoder: TrainableEncoder
  private let kept: [[Double]]?

  /// Rows kept at most; at 3 KB a row, 460 MB.
  private static let keptRows = 150_000

  /// - Parameter encoder: As it is before training; only what lies before `depth` is used of it.
  init(_ encoder: TrainableEncoder, depth: Int, texts: [EncoderText]) {
    self.depth = depth
    self.texts = texts
    self.encoder = encoder
    let rows = texts.reduce(0) { $0 + $1.pieces.count }
    kept =
      depth > 0 && rows <= Self.keptRows
      ? texts.map { encoder.states(of: $0, depth: depth) } : nil
  }

  func states(_ chosen: [Int]) -> [[Double]] {
    chosen.map { kept?[$0] ?? encoder.states(of: texts[$0], depth: depth) }
  }
}
