package import DenseMath
public import LanguageFeatures
public import NeuralRuntime

/// all-MiniLM-L6-v2 in double precision with its gradients, a Multimodal Adaptation Gate between its layers, and a
/// linear head on the mean over all pieces.
///
/// Texts of a batch lie one below the other without padding. Without a gate, or where no piece has a signal, the
/// states are those of the plain encoder bit for bit.
public struct TrainableEncoder: Sendable {
  public static let layerCount = SentenceEncoder.layerCount
  static let width = HiddenStates.width
  private static let headCount = 12
  private static let innerWidth = 1536
  /// Rows a batch has at most outside training, unless one text alone has more.
  private static let batchRows = 512

  public let settings: EncoderSettings
  let embeddings: FrozenEmbeddings
  let layers: [TrainableLayer]
  let gate: MultimodalAdaptationGate?
  let adapters: LowRankAdapters?
  let head: Linear
  /// The layers' weights, low-rank updates added.
  var body: ParameterStore
  var gateParameters: ParameterStore
  var adapterParameters: ParameterStore
  var headParameters: ParameterStore
  /// The head foretells an outcome less its centre over its scale; one of each an output.
  var outcomeCentres: [Double]
  var outcomeScales: [Double]

  /// - Parameters:
  ///   - catalog: The installation's model files.
  ///   - seed: Decides the first weights of gate and updates.
  public init(catalog: ModelCatalog, settings: EncoderSettings, seed: UInt64) throws(LanguageError) {
    let path: String
    do { path = try catalog.verifiedPath("minilm/model.safetensors") } catch { throw .model(error) }
    try self.init(weights: SafetensorsFile(contentsOf: path), settings: settings, seed: seed)
  }

  /// - Precondition: The gate's depth is one of 0...6, and what is to be trained is there.
  package init(weights: SafetensorsFile, settings: EncoderSettings, seed: UInt64) throws(LanguageError) {
    precondition(settings.training != .gateOnly || settings.gate != nil, "there is a gate to train")
    precondition(settings.outputCount > 0, "the head foretells something")
    self.settings = settings
    embeddings = try FrozenEmbeddings(weights)
    var body = ParameterStore()
    var layers: [TrainableLayer] = []
    for index in 0..<Self.layerCount {
      let layer = TrainableLayer(
        name: "layer\(index)", width: Self.width, headCount: Self.headCount, innerWidth: Self.innerWidth,
        epsilon: FrozenEmbeddings.epsilon, in: &body, seed: seed)
      try layer.read(weights, index: index, into: &body)
      layers.append(layer)
    }
    var gateParameters = ParameterStore()
    gate = Self.gate(settings, in: &gateParameters, seed: seed)
    var adapterParameters = ParameterStore()
    adapters = Self.adapters(settings, layers, body, in: &adapterParameters, seed: seed)
    var headParameters = ParameterStore()
    head = Linear(
      name: "head", inputWidth: Self.width, outputWidth: settings.outputCount, in: &headParameters, seed: seed
    )
    self.layers = layers
    self.body = body
    self.gateParameters = gateParameters
    self.adapterParameters = adapterParameters
    self.headParameters = headParameters
    outcomeCentres = [Double](repeating: 0, count: settings.outputCount)
    outcomeScales = [Double](repeating: 1, count: settings.outputCount)
  }

  /// Another gate inside the same layers, whose weights are shared until they change.
  /// - Precondition: The layers themselves are not to be trained, and those of `plain` are as published.
  init(_ plain: TrainableEncoder, settings: EncoderSettings, seed: UInt64) {
    precondition(settings.training != .full && plain.adapters == nil, "the layers stay as they are")
    self.settings = settings
    embeddings = plain.embeddings
    layers = plain.layers
    body = plain.body
    var gateParameters = ParameterStore()
    gate = Self.gate(settings, in: &gateParameters, seed: seed)
    self.gateParameters = gateParameters
    var adapterParameters = ParameterStore()
    adapters = Self.adapters(settings, layers, body, in: &adapterParameters, seed: seed)
    self.adapterParameters = adapterParameters
    var headParameters = ParameterStore()
    head = Linear(
      name: "head", inputWidth: Self.width, outputWidth: settings.outputCount, in: &headParameters, seed: seed
    )
    self.headParameters = headParameters
    outcomeCentres = [Double](repeating: 0, count: settings.outputCount)
    outcomeScales = [Double](repeating: 1, count: settings.outputCount)
  }

  private static func adapters(
    _ settings: EncoderSettings, _ layers: [TrainableLayer], _ body: ParameterStore,
    in store: inout ParameterStore, seed: UInt64
  ) -> LowRankAdapters? {
    guard case .lowRank(let rank) = settings.training else { return nil }
    return LowRankAdapters(rank: rank, layers: layers, body: body, in: &store, seed: seed)
  }

  private static func gate(
    _ settings: EncoderSettings, in store: inout ParameterStore, seed: UInt64
  ) -> MultimodalAdaptationGate? {
    settings.gate.map {
      precondition((0...layerCount).contains($0.depth), "the gate sits behind a layer there is")
      return MultimodalAdaptationGate(
        $0, width: width, epsilon: FrozenEmbeddings.epsilon, in: &store, seed: seed)
    }
  }

  /// What the head foretells of each text, in the outcomes' own units; `nil` for a text with nothing to encode.
  public func predictions(_ texts: [EncoderText]) -> [[Double]?] {
    pooled(texts).map { mean in
      mean.map { mean in
        var tape = Linear.Tape()
        let outputs = head.forward(mean, headParameters, &tape)
        return outputs.indices.map { outputs[$0] * outcomeScales[$0] + outcomeCentres[$0] }
      }
    }
  }

  /// One vector a turn for a network over turns: the mean over the pieces' last states, brought to unit length; `nil`
  /// for a turn with nothing to encode. Words alone and no training give what `SentenceEncoder` gives.
  public func turnVectors(_ turns: [EncoderText]) -> [[Double]?] {
    pooled(turns).map { mean in
      mean.map { mean in
        let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // The floor `SentenceEncoder` puts under the length.
        return mean.map { $0 / max(length, 1e-12) }
      }
    }
  }

  /// The mean over the pieces' last states of each text, 384 numbers; `nil` for a text with nothing to encode.
  ///
  /// Texts are cut into batches by their order and lengths alone.
  func pooled(_ texts: [EncoderText]) -> [[Double]?] {
    var result: [[Double]?] = []
    result.reserveCapacity(texts.count)
    var pending: [EncoderText] = []
    var rows = 0
    var emptyAfter: [Int] = []
    func flush(_ result: inout [[Double]?]) {
      let batch = EncoderBatch(pending, depth: 0, states: pending.map(embeddings.states), settings.gate)
      var tape: EncoderTape?
      let means = pooledMeans(batch, draw: nil, &tape)
      for (index, empties) in emptyAfter.enumerated() {
        result.append(Array(means[index * Self.width..<(index + 1) * Self.width]))
        result += [[Double]?](repeating: nil, count: empties)
      }
      (pending, rows, emptyAfter) = ([], 0, [])
    }
    for text in texts {
      if text.isEmpty {
        if emptyAfter.isEmpty { result.append(nil) } else { emptyAfter[emptyAfter.count - 1] += 1 }
        continue
      }
      if !pending.isEmpty, rows + text.pieces.count > Self.batchRows { flush(&result) }
      pending.append(text)
      emptyAfter.append(0)
      rows += text.pieces.count
    }
    if !pending.isEmpty { flush(&result) }
    return result
  }

  /// A text's states behind a layer, before a gate that sits there: rows × 384.
  package func states(of text: EncoderText, depth: Int) -> [Double] {
    let start = embeddings.states(of: text)
    guard depth > 0 else { return start }
    let batch = EncoderBatch([text], depth: 0, states: [start], settings.gate)
    var tape: EncoderTape?
    return run(batch, to: depth, draw: nil, &tape)
  }
}

/// Texts that go through the encoder together, from a depth on.
package struct EncoderBatch: Sendable {
  package let layout: SequenceLayout
  let depth: Int
  /// States at the depth, before a gate that sits there: rows × 384.
  let states: [Double]
  let signals: GateSignals?

  /// - Precondition: No text is empty.
  package init(_ texts: [EncoderText], depth: Int, states: [[Double]], _ gate: GateSettings?) {
    layout = SequenceLayout(lengths: texts.map(\.pieces.count))
    self.depth = depth
    self.states = Array(states.joined())
    signals = gate.map { GateSignals(texts, $0) }
  }
}
