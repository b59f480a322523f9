package import DenseMath

/// What the backward pass needs of the forward pass.
package struct EncoderTape: Sendable {
  fileprivate var layers: [TrainableLayer.Tape] = []
  fileprivate var gate: MultimodalAdaptationGate.Tape?
  fileprivate var head = Linear.Tape()
  fileprivate var layout = SequenceLayout(lengths: [])
  fileprivate var depth = 0

  package init() {}
}

extension TrainableEncoder {
  /// Zeros, one a weight of every part.
  package var zeroGradients: EncoderNumbers {
    EncoderNumbers(
      body: body.zeroGradients, gate: gateParameters.zeroGradients, adapters: adapterParameters.zeroGradients,
      head: headParameters.zeroGradients)
  }

  /// Runs the layers behind the batch's depth, and the gate where it is among them.
  /// - Parameters:
  ///   - end: The depth at which to stop, before a gate that sits there; `nil` runs all, gate included.
  ///   - tape: `nil` keeps nothing for gradients.
  package func run(
    _ batch: EncoderBatch, to end: Int? = nil, draw: Dropout.Draw?, _ tape: inout EncoderTape?
  ) -> [Double] {
    var states = batch.states
    for depth in batch.depth...(end ?? Self.layerCount) {
      if depth > batch.depth {
        var layerTape = TrainableLayer.Tape()
        states = layers[depth - 1].forward(states, batch.layout, body, &layerTape)
        tape?.layers.append(layerTape)
      }
      if depth != end, let gate, let signals = batch.signals, depth == settings.gate?.depth,
        !signals.rows.isEmpty
      {
        var gateTape = MultimodalAdaptationGate.Tape()
        states = gate.forward(states, signals, gateParameters, draw, &gateTape)
        tape?.gate = gateTape
      }
    }
    tape?.layout = batch.layout
    tape?.depth = batch.depth
    return states
  }

  /// Mean over each text's rows of the last states: texts × 384.
  func pooledMeans(
    _ batch: EncoderBatch, draw: Dropout.Draw?, _ tape: inout EncoderTape?
  ) -> [Double] {
    let states = run(batch, draw: draw, &tape)
    let width = Self.width
    var means = [Double](repeating: 0, count: batch.layout.count * width)
    for text in 0..<batch.layout.count {
      let rows = batch.layout.rows(of: text)
      for row in rows {
        for column in 0..<width { means[text * width + column] += states[row * width + column] }
      }
      for column in 0..<width { means[text * width + column] /= Double(rows.count) }
    }
    return means
  }

  /// The head's outputs, texts × outputs, in units of the outcomes' scales.
  package func outputs(_ batch: EncoderBatch, draw: Dropout.Draw?, _ tape: inout EncoderTape?) -> [Double] {
    let means = pooledMeans(batch, draw: draw, &tape)
    var headTape = Linear.Tape()
    let outputs = head.forward(means, headParameters, &headTape)
    tape?.head = headTape
    return outputs
  }

  /// Adds the gradients of what is trained. Those of other parts of the body are left undefined.
  /// - Parameter outputGradient: As many numbers as `outputs` gave.
  package func accumulate(_ outputGradient: [Double], _ tape: EncoderTape, _ gradients: inout EncoderNumbers)
  {
    let meanGradient = head.backward(outputGradient, tape.head, headParameters, &gradients.head)
    guard let firstDepth = settings.firstTrainedDepth else { return }
    let width = Self.width
    var stateGradient = [Double](repeating: 0, count: tape.layout.rows * width)
    for text in 0..<tape.layout.count {
      let rows = tape.layout.rows(of: text)
      for row in rows {
        for column in 0..<width {
          stateGradient[row * width + column] = meanGradient[text * width + column] / Double(rows.count)
        }
      }
    }
    for depth in stride(from: Self.layerCount, through: max(firstDepth, tape.depth), by: -1) {
      if let gate, let gateTape = tape.gate, depth == settings.gate?.depth {
        stateGradient = gate.backward(stateGradient, gateTape, gateParameters, &gradients.gate)
      }
      guard depth > max(firstDepth, tape.depth) else { break }
      stateGradient = layers[depth - 1].backward(
        stateGradient, tape.layers[depth - 1 - tape.depth], body, isTrained: settings.training == .full,
        &gradients.body)
    }
    adapters?.accumulate(gradients.body, adapterParameters, &gradients.adapters)
  }

  /// The sum of squared errors of examples of one text or more each, with the gradients of its mean added.
  /// - Parameters:
  ///   - counts: Texts of each example, one or more; what is foretold of them is averaged.
  ///   - wanted: examples × outputs, in units of the outcomes' scales.
  package func squaredError(
    _ batch: EncoderBatch, counts: [Int], wanted: [Double], draw: Dropout.Draw?,
    _ gradients: inout EncoderNumbers
  ) -> Double {
    let width = settings.outputCount
    var tape: EncoderTape? = EncoderTape()
    let means = averaged(outputs(batch, draw: draw, &tape), counts: counts, width: width)
    var squares = 0.0
    var outputGradient: [Double] = []
    for (example, count) in counts.enumerated() {
      let own = (example * width..<(example + 1) * width).map { index in
        let difference = means[index] - wanted[index]
        squares += difference * difference
        return 2 * difference / Double(means.count) / Double(count)
      }
      for _ in 0..<count { outputGradient += own }
    }
    if let tape { accumulate(outputGradient, tape, &gradients) }
    return squares
  }

  /// Zeroes the gradients that training uses.
  package func clear(_ gradients: inout EncoderNumbers) {
    if settings.training == .full { gradients.body = body.zeroGradients }
    adapters?.clear(&gradients.body)
    gradients.gate = gateParameters.zeroGradients
    gradients.adapters = adapterParameters.zeroGradients
    gradients.head = headParameters.zeroGradients
  }
}
