package import DenseMath
internal import RealModule

/// What a network predicts.
package struct TurnOutcomes: Sendable, Hashable, Codable {
  /// Levels of a session's total; `nil` where sessions have no outcome.
  let levelCount: Int?
  /// One an item.
  let itemLevelCounts: [Int]
  /// In standard deviations from the turns' mean outcome; `nil` where turns have none.
  let turnThreshold: Double?

  package init(levelCount: Int?, itemLevelCounts: [Int], turnThreshold: Double?) {
    self.levelCount = levelCount
    self.itemLevelCounts = itemLevelCounts
    self.turnThreshold = turnThreshold
  }
}

/// A session's turns, each with some of several modalities, to a total, items and an outcome a turn.
///
/// Every modality has its own projection with normalisation; a turn's first modality present is the base to which
/// `ModalityGate` adds the others; place in the conversation and speaker are added; pre-norm transformer blocks let
/// turns look at one another; attention pooling over the participant's turns feeds the session's heads. The heads
/// correct a ridge regression's prediction and say nothing at first, so that an untrained network is that regression.
package struct TurnNetwork: Sendable {
  let modalities: [TurnModality]
  let settings: TurnNetworkSettings
  /// Weights as they are at first.
  package private(set) var initial = ParameterStore()
  private let inputDropouts: [Dropout]
  private let projections: [Linear]
  private let normalisations: [LayerNormalisation]
  private let gate: ModalityGate
  private let gateNormalisation: LayerNormalisation
  private let gateDropout: Dropout
  /// One number: how loud the place in the conversation is.
  private let positionLoudness: ParameterPlace
  /// The interviewer's vector, then the participant's.
  private let speakers: ParameterPlace
  private let blocks: [TransformerBlock]
  private let lastNormalisation: LayerNormalisation
  package let heads: TurnHeads

  struct Tape: Sendable {
    fileprivate var dropouts: [Dropout.Tape] = []
    fileprivate var projections: [Linear.Tape] = []
    fileprivate var normalisations: [LayerNormalisation.Tape] = []
    fileprivate var gate = ModalityGate.Tape()
    fileprivate var gateNormalisation = LayerNormalisation.Tape()
    fileprivate var gateDropout = Dropout.Tape()
    /// Rows × width: the place in the conversation.
    fileprivate var waves: [Double] = []
    fileprivate var blocks: [TransformerBlock.Tape] = []
    fileprivate var lastNormalisation = LayerNormalisation.Tape()
  }

  /// - Precondition: There is a modality, and the heads share the width evenly.
  package init(
    modalities: [TurnModality], outcomes: TurnOutcomes, settings: TurnNetworkSettings, seed: UInt64
  ) {
    precondition(!modalities.isEmpty, "there is a modality")
    self.modalities = modalities
    self.settings = settings
    let width = settings.width
    var store = ParameterStore()
    var projections: [Linear] = []
    var normalisations: [LayerNormalisation] = []
    for modality in modalities {
      let name = "modality.\(modality.name)"
      projections.append(
        Linear(name: name, inputWidth: modality.width, outputWidth: width, in: &store, seed: seed))
      normalisations.append(LayerNormalisation(name: name + ".norm", width: width, in: &store))
    }
    self.projections = projections
    self.normalisations = normalisations
    inputDropouts = modalities.map { Dropout(rate: settings.inputDropout, stream: "input.\($0.name)") }
    gate = ModalityGate(
      name: "gate", otherModalities: modalities.dropFirst().map(\.name), width: width,
      limit: settings.gateLimit, in: &store,
      seed: seed)
    gateNormalisation = LayerNormalisation(name: "gate.norm", width: width, in: &store)
    gateDropout = Dropout(rate: settings.dropout, stream: "gate")
    positionLoudness = store.add(name: "position.loudness", shape: [1], decays: false, initial: [0.1])
    var generator = SeededGenerator(seed: seed, stream: "speakers")
    speakers = store.add(
      name: "speakers", shape: [2, width], decays: true,
      initial: (0..<2 * width).map { _ in 0.1 * generator.normal() })
    blocks = (0..<settings.layerCount).map {
      TransformerBlock(name: "block\($0)", settings: settings, in: &store, seed: seed)
    }
    lastNormalisation = LayerNormalisation(name: "last.norm", width: width, in: &store)
    heads = TurnHeads(outcomes, width: width, in: &store, seed: seed)
    initial = store
  }

  /// Loss of a batch, with its gradients added to `gradients`.
  /// - Parameter draw: `nil` judges without dropout.
  package func loss(
    _ batch: TurnBatch, _ parameters: ParameterStore, draw: Dropout.Draw?, _ gradients: inout [Double]
  ) -> Double {
    var tape = Tape()
    var headTape = TurnHeads.Tape()
    let hidden = encode(batch, parameters, draw, &tape)
    heads.forward(hidden, batch, parameters, &headTape)
    let (loss, hiddenGradient) = heads.loss(batch, headTape, parameters, &gradients)
    backward(hiddenGradient, batch, tape, parameters, &gradients)
    return loss
  }

  /// The loss without dropout.
  package func judged(_ batch: TurnBatch, _ parameters: ParameterStore) -> Double {
    var unused = parameters.zeroGradients
    return heads.loss(batch, outputs(batch, parameters), parameters, &unused).loss
  }

  /// What the network says, without dropout.
  package func outputs(_ batch: TurnBatch, _ parameters: ParameterStore) -> TurnHeads.Tape {
    var tape = Tape()
    var headTape = TurnHeads.Tape()
    heads.forward(encode(batch, parameters, nil, &tape), batch, parameters, &headTape)
    return headTape
  }

  private func encode(
    _ batch: TurnBatch, _ parameters: ParameterStore, _ draw: Dropout.Draw?, _ tape: inout Tape
  ) -> [Double] {
    let width = settings.width
    var base = [Double](repeating: 0, count: batch.bases.count * width)
    var sources: [ModalityGate.Source] = []
    for modality in modalities.indices {
      var (dropout, projection, normalisation) = (Dropout.Tape(), Linear.Tape(), LayerNormalisation.Tape())
      let input = inputDropouts[modality].forward(batch.inputs[modality], draw, &dropout)
      let vectors = normalisations[modality].forward(
        projections[modality].forward(input, parameters, &projection), parameters, &normalisation)
      tape.dropouts.append(dropout)
      tape.projections.append(projection)
      tape.normalisations.append(normalisation)
      var (rows, others): ([Int], [Double]) = ([], [])
      for (place, row) in batch.rows[modality].enumerated() {
        let vector = vectors[place * width..<(place + 1) * width]
        if batch.bases[row] == modality {
          base.replaceSubrange(row * width..<(row + 1) * width, with: vector)
        } else {
          rows.append(row)
          others.append(contentsOf: vector)
        }
      }
      sources.append(ModalityGate.Source(modality: modality, rows: rows, vectors: others))
    }
    let fused = gateNormalisation.forward(
      gate.forward(base, sources, parameters, &tape.gate), parameters, &tape.gateNormalisation)
    var hidden = gateDropout.forward(fused, draw, &tape.gateDropout)
    tape.waves = waves(batch.positions)
    let loudness = parameters.values[positionLoudness.start]
    for row in batch.bases.indices {
      let speaker = speakers.start + (batch.isParticipant[row] ? width : 0)
      for column in 0..<width {
        hidden[row * width + column] +=
          loudness * tape.waves[row * width + column] + parameters.values[speaker + column]
      }
    }
    for block in blocks {
      var blockTape = TransformerBlock.Tape()
      hidden = block.forward(hidden, batch.layout, parameters, draw, &blockTape)
      tape.blocks.append(blockTape)
    }
    return lastNormalisation.forward(hidden, parameters, &tape.lastNormalisation)
  }

  private func backward(
    _ hiddenGradient: [Double], _ batch: TurnBatch, _ tape: Tape, _ parameters: ParameterStore,
    _ gradients: inout [Double]
  ) {
    let width = settings.width
    var gradient = lastNormalisation.backward(
      hiddenGradient, tape.lastNormalisation, parameters, &gradients)
    for (block, blockTape) in zip(blocks, tape.blocks).reversed() {
      gradient = block.backward(gradient, blockTape, parameters, &gradients)
    }
    for row in batch.bases.indices {
      let speaker = speakers.start + (batch.isParticipant[row] ? width : 0)
      for column in 0..<width {
        let slope = gradient[row * width + column]
        gradients[positionLoudness.start] += slope * tape.waves[row * width + column]
        gradients[speaker + column] += slope
      }
    }
    let fusedGradient = gateNormalisation.backward(
      gateDropout.backward(gradient, tape.gateDropout), tape.gateNormalisation, parameters, &gradients)
    let (baseGradient, sources) = gate.backward(fusedGradient, tape.gate, parameters, &gradients)
    for modality in modalities.indices {
      let others = sources.first { $0.modality == modality }
      var vectors: [Double] = []
      vectors.reserveCapacity(batch.rows[modality].count * width)
      var place = 0
      for row in batch.rows[modality] {
        if batch.bases[row] == modality {
          vectors.append(contentsOf: baseGradient[row * width..<(row + 1) * width])
        } else if let others {
          vectors.append(contentsOf: others.vectors[place * width..<(place + 1) * width])
          place += 1
        }
      }
      // Inputs are data: nothing flows back into them.
      projections[modality].accumulate(
        normalisations[modality].backward(vectors, tape.normalisations[modality], parameters, &gradients),
        tape.projections[modality], &gradients)
    }
  }

  /// Sine and cosine in turn, of wavelengths from 2π to 20 000π turns; Vaswani et al. 2017, section 3.5.
  private func waves(_ positions: [Int]) -> [Double] {
    let width = settings.width
    let frequencies = (0..<width).map { Double.pow(10_000, -Double($0 / 2 * 2) / Double(width)) }
    var waves = [Double](repeating: 0, count: positions.count * width)
    for (row, position) in positions.enumerated() {
      for column in 0..<width {
        let angle = Double(position) * frequencies[column]
        waves[row * width + column] = column % 2 == 0 ? Double.sin(angle) : Double.cos(angle)
      }
    }
    return waves
  }
}
