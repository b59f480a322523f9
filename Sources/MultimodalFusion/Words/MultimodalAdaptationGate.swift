package import DenseMath

/// Shifts the vector of a piece of text by what voice and face did while it was said.
///
/// Rahman et al. 2020, "Integrating multimodal information in large pretrained transformers", ACL, with the affine maps
/// of the authors' published code: of a piece's vector Z and its signals Mₖ,
/// gₖ = ReLU(Wgₖ [Mₖ; Z] + bgₖ), H = Σ gₖ ⊙ (Wₖ Mₖ + bₖ), α = min(β ‖Z‖ / (‖H‖ + 10⁻⁶), 1) with ‖H‖ taken as 1
/// where H is zero, Z′ = Dropout(LayerNorm(Z + α H)). A modality that is absent takes no part in the sum, bias and
/// all, and a piece without any keeps its vector bit for bit.
package struct MultimodalAdaptationGate: Sendable {
  private struct Branch {
    /// [Mₖ; Z] → width.
    let gate: Linear
    /// Mₖ → width.
    let shift: Linear
  }

  private let width: Int
  private let shiftShare: Double
  private let branches: [Branch]
  let normalisation: LayerNormalisation
  private let dropout: Dropout

  package struct Tape: Sendable {
    fileprivate struct Branch {
      var gate = Linear.Tape()
      var shift = Linear.Tape()
      /// Before ReLU.
      var openings: [Double] = []
      var shifts: [Double] = []
      /// Of each of the modality's rows the place among the rows with any modality.
      var places: [Int] = []
    }
    fileprivate var branches: [Branch] = []
    fileprivate var rows: [Int] = []
    fileprivate var modalityRows: [[Int]] = []
    fileprivate var states: [Double] = []
    fileprivate var shifts: [Double] = []
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
    precondition(settings.shiftShare > 0, "a shift may have some length")
    self.width = width
    shiftShare = settings.shiftShare
    var branches: [Branch] = []
    for modality in settings.modalities {
      let name = "gate." + modality.name
      branches.append(
        Branch(
          gate: Linear(
            name: name + ".opening", inputWidth: modality.width + width, outputWidth: width, in: &store,
            seed: seed),
          shift: Linear(
            name: name + ".shift", inputWidth: modality.width, outputWidth: width, in: &store, seed: seed,
            gain: 0)))
    }
    self.branches = branches
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
    tape.modalityRows = signals.modalities.map(\.rows)
    tape.states = gathered(states, signals.rows)
    tape.branches = []
    var shifts = [Double](repeating: 0, count: tape.states.count)
    for (branch, signal) in zip(branches, signals.modalities) {
      var kept = Tape.Branch()
      kept.places = places(of: signal.rows, in: signals.rows)
      let joined = joined(signal, branch.shift.inputWidth, states)
      kept.openings = branch.gate.forward(joined, parameters, &kept.gate)
      kept.shifts = branch.shift.forward(signal.values, parameters, &kept.shift)
      addGatedShifts(kept, to: &shifts)
      tape.branches.append(kept)
    }
    tape.shifts = shifts
    return shifted(tape.states, shifts)
  }

  /// Adds the weights' gradients to `gradients`.
  /// - Returns: The gradient of the states.
  package func backward(
    _ outputGradient: [Double], _ tape: Tape, _ parameters: ParameterStore, _ gradients: inout [Double]
  ) -> [Double] {
    let afterDropout = gathered(outputGradient, tape.rows)
    let sumGradient = normalisation.backward(
      dropout.backward(afterDropout, tape.dropout), tape.normalisation, parameters, &gradients)
    var stateGradient = sumGradient
    var shiftGradient = [Double](repeating: 0, count: sumGradient.count)
    for row in tape.rows.indices {
      backThroughLimit(row, sumGradient, tape, &stateGradient, &shiftGradient)
    }
    var result = outputGradient
    scatter(stateGradient, tape.rows, into: &result)
    for (index, branch) in branches.enumerated() {
      let kept = tape.branches[index]
      let (openingGradient, ownShiftGradient) = gatedShiftGradients(kept, shiftGradient)
      branch.shift.accumulate(ownShiftGradient, kept.shift, &gradients)
      let joinedGradient = branch.gate.backward(openingGradient, kept.gate, parameters, &gradients)
      let joinedWidth = branch.gate.inputWidth
      for (row, place) in tape.modalityRows[index].enumerated() {
        let first = row * joinedWidth + branch.shift.inputWidth
        for column in 0..<width { result[place * width + column] += joinedGradient[first + column] }
      }
    }
    return result
  }

  /// α for one row, and whether it is below its limit of 1.
  private func limit(_ stateNorm: Double, _ shiftNorm: Double) -> (factor: Double, isShare: Bool) {
    let share = shiftShare * stateNorm / ((shiftNorm == 0 ? 1 : shiftNorm) + Self.normFloor)
    return share < 1 ? (share, true) : (1, false)
  }

  private static let normFloor = 1e-6

  /// Z + α H, row by row.
  private func shifted(_ states: [Double], _ shifts: [Double]) -> [Double] {
    var result = states
    for row in 0..<states.count / width {
      let range = row * width..<(row + 1) * width
      let factor = limit(norm(states, range), norm(shifts, range)).factor
      for index in range { result[index] += factor * shifts[index] }
    }
    return result
  }

  /// From the gradient of Z + α H to those of Z and H. Where H is zero α has no slope; where ‖Z‖ is zero its own
  /// slope is taken as zero.
  private func backThroughLimit(
    _ row: Int, _ sumGradient: [Double], _ tape: Tape, _ stateGradient: inout [Double],
    _ shiftGradient: inout [Double]
  ) {
    let range = row * width..<(row + 1) * width
    let (stateNorm, shiftNorm) = (norm(tape.states, range), norm(tape.shifts, range))
    let (factor, isShare) = limit(stateNorm, shiftNorm)
    var factorGradient = 0.0
    for index in range {
      shiftGradient[index] = factor * sumGradient[index]
      factorGradient += sumGradient[index] * tape.shifts[index]
    }
    guard isShare, shiftNorm > 0 else { return }
    let divisor = shiftNorm + Self.normFloor
    let alongStates = stateNorm > 0 ? factorGradient * shiftShare / divisor / stateNorm : 0
    let alongShifts = -factorGradient * factor / divisor / shiftNorm
    for index in range {
      stateGradient[index] += alongStates * tape.states[index]
      shiftGradient[index] += alongShifts * tape.shifts[index]
    }
  }

  /// Adds one modality's g ⊙ (W M + b) to the rows that have it.
  private func addGatedShifts(_ kept: Tape.Branch, to shifts: inout [Double]) {
    for (row, place) in kept.places.enumerated() {
      for column in 0..<width {
        let index = row * width + column
        shifts[place * width + column] += max(kept.openings[index], 0) * kept.shifts[index]
      }
    }
  }

  private func gatedShiftGradients(
    _ kept: Tape.Branch, _ shiftGradient: [Double]
  ) -> (opening: [Double], shift: [Double]) {
    var opening = [Double](repeating: 0, count: kept.openings.count)
    var shift = opening
    for (row, place) in kept.places.enumerated() {
      for column in 0..<width {
        let index = row * width + column
        guard kept.openings[index] > 0 else { continue }
        let gradient = shiftGradient[place * width + column]
        opening[index] = gradient * kept.shifts[index]
        shift[index] = gradient * kept.openings[index]
      }
    }
    return (opening, shift)
  }

  /// [Mₖ; Z] of every row that has the modality.
  private func joined(_ signal: GateSignals.Gathered, _ signalWidth: Int, _ states: [Double]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(signal.rows.count * (signalWidth + width))
    for (row, place) in signal.rows.enumerated() {
      result += signal.values[row * signalWidth..<(row + 1) * signalWidth]
      result += states[place * width..<(place + 1) * width]
    }
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

private func norm(_ numbers: [Double], _ range: Range<Int>) -> Double {
  var squares = 0.0
  for index in range { squares += numbers[index] * numbers[index] }
  return squares.squareRoot()
}

/// Where each of some rising numbers stands in a rising list that holds them all.
private func places(of numbers: [Int], in all: [Int]) -> [Int] {
  var place = 0
  return numbers.map { number in
    while all[place] != number { place += 1 }
    return place
  }
}
