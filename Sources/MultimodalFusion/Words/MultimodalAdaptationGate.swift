package import DenseMath

/// Shifts the vector of a piece of text by what voice and face did while it was said.
///
/// `ModalityGate` over pieces, its base the piece's vector Z and its modalities the signals, followed as in Rahman et
/// al. 2020 by Z′ = Dropout(LayerNorm(Z + α H)). A modality that is absent takes no part, bias and all, and a piece
/// without any keeps its vector bit for bit.
package struct MultimodalAdaptationGate: Sendable {
  private let width: Int
  private let gate: ModalityGate
  let normalisation: LayerNormalisation
  private let dropout: Dropout

  package struct Tape: Sendable {
    fileprivate var rows: [Int] = []
    fileprivate var gate = ModalityGate.Tape()
    fileprivate var normalisation = LayerNormalisation.Tape()
    fileprivate var dropout = Dropout.Tape()

    package init() {}
  }

  /// The shifts' weights begin at zero, so that training starts from what the encoder knows.
  /// - Parameters:
  ///   - width: Numbers in a piece's vector.
  ///   - epsilon: Added to the variance by the normalisation.
  package init(
    _ settings: GateSettings, width: Int, epsilon: Double, in store: inout ParameterStore, seed: UInt64
  ) {
    precondition(!settings.modalities.isEmpty, "a gate has something to let in")
    self.width = width
    gate = ModalityGate(
      settings.modalities.map {
        ModalityGate.Branch(
          width: $0.width, gateName: "gate.\($0.name).opening", valueName: "gate.\($0.name).shift")
      }, width: width, limit: settings.shiftShare, valueGain: 0, in: &store, seed: seed)
    normalisation = LayerNormalisation(
      name: "gate.normalisation", width: width, epsilon: epsilon, in: &store)
    dropout = Dropout(rate: settings.dropoutRate, stream: "gate.dropout")
  }

  /// - Parameters:
  ///   - states: rows × width.
  ///   - draw: `nil` outside training.
  package func forward(
    _ states: [Double], _ signals: GateSignals, _ parameters: ParameterStore, _ draw: Dropout.Draw?,
    _ tape: inout Tape
  ) -> [Double] {
    let sums = shiftedStates(states, signals, parameters, &tape)
    let normalised = normalisation.forward(sums, parameters, &tape.normalisation)
    var result = states
    scatter(dropout.forward(normalised, draw, &tape.dropout), signals.rows, into: &result)
    return result
  }

  /// Z + α H of the rows with any modality, one below the other.
  package func shiftedStates(
    _ states: [Double], _ signals: GateSignals, _ parameters: ParameterStore, _ tape: inout Tape
  ) -> [Double] {
    tape.rows = signals.rows
    let sources = signals.modalities.enumerated().map { index, signal in
      ModalityGate.Source(
        modality: index + 1, rows: places(of: signal.rows, in: signals.rows), vectors: signal.values)
    }
    return gate.forward(gathered(states, signals.rows), sources, parameters, &tape.gate)
  }

  /// Adds the weights' gradients to `gradients`.
  /// - Returns: The gradient of the states.
  package func backward(
    _ outputGradient: [Double], _ tape: Tape, _ parameters: ParameterStore, _ gradients: inout [Double]
  ) -> [Double] {
    let afterDropout = gathered(outputGradient, tape.rows)
    let sumGradient = normalisation.backward(
      dropout.backward(afterDropout, tape.dropout), tape.normalisation, parameters, &gradients)
    let stateGradient = gate.backward(sumGradient, tape.gate, parameters, &gradients, readsData: true).base
    var result = outputGradient
    scatter(stateGradient, tape.rows, into: &result)
    return result
  }

  private func gathered(_ rows: [Double], _ places: [Int]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(places.count * width)
    for place in places { result += rows[place * width..<(place + 1) * width] }
    return result
  }

  private func scatter(_ rows: [Double], _ places: [Int], into target: inout [Double]) {
    for (row, place) in places.enumerated() {
      for column in 0..<width { target[place * width + column] = rows[row * width + column] }
    }
  }
}

/// Where each of some rising numbers stands in a rising list that holds them all.
private func places(of numbers: [Int], in all: [Int]) -> [Int] {
  var place = 0
  return numbers.map { number in
    while all[place] != number { place += 1 }
    return place
  }
}
