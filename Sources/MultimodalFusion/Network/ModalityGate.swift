package import DenseMath

/// Adds what other modalities have to say to a base vector, no further than a share of the base's length: Rahman et
/// al. 2020, "Integrating multimodal information in large pretrained transformers", ACL, section 4.1, with the affine
/// maps of the authors' published code. Rows are the turns of a session or, in `MultimodalAdaptationGate`, the pieces
/// of a text.
///
/// With Z the base and E_m the vector of another modality present in the row:
/// g_m = ReLU(W_gm [E_m; Z] + b_gm), H = Σ_m g_m ⊙ (W_m E_m + b_m), α = min(limit · ‖Z‖ / (‖H‖ + 1e-6), 1) with ‖H‖
/// taken as 1 where it is exactly 0, and Z + α H comes out. A modality a row lacks adds nothing, its biases included.
package struct ModalityGate: Sendable, Hashable {
  let width: Int
  let limit: Double
  /// One a modality but the first, which is the base wherever it is present.
  let gates: [Linear]
  let values: [Linear]

  /// A modality that is added, and the names of its two maps.
  package struct Branch: Sendable {
    /// Numbers in its vectors.
    package let width: Int
    package let gateName: String
    package let valueName: String

    package init(width: Int, gateName: String, valueName: String) {
      self.width = width
      self.gateName = gateName
      self.valueName = valueName
    }
  }

  /// The rows of one modality: its vectors and the rows of the base they belong to.
  package struct Source: Sendable {
    /// Counted from 1: 0 is the base.
    package let modality: Int
    /// Rows of the base, ascending.
    package let rows: [Int]
    /// rows.count × the modality's width.
    package let vectors: [Double]

    package init(modality: Int, rows: [Int], vectors: [Double]) {
      self.modality = modality
      self.rows = rows
      self.vectors = vectors
    }
  }

  package struct Tape: Sendable {
    fileprivate var parts: [Part] = []
    fileprivate var base: [Double] = []
    fileprivate var shift: [Double] = []
    /// α, one a row.
    package fileprivate(set) var factors: [Double] = []

    package init() {}

    fileprivate struct Part: Sendable {
      let modality: Int
      let rows: [Int]
      var gate = Linear.Tape()
      var value = Linear.Tape()
      var gateOutput: [Double] = []
      var valueOutput: [Double] = []
    }
  }

  /// - Parameters:
  ///   - width: Numbers in a row of the base.
  ///   - valueGain: Factor on the first weights of W_m; 0 adds nothing at first.
  package init(
    _ branches: [Branch], width: Int, limit: Double, valueGain: Double = 1, in store: inout ParameterStore,
    seed: UInt64
  ) {
    precondition(limit > 0, "what is added may have some length")
    self.width = width
    self.limit = limit
    var gates: [Linear] = []
    var values: [Linear] = []
    for branch in branches {
      gates.append(
        Linear(
          name: branch.gateName, inputWidth: branch.width + width, outputWidth: width, in: &store, seed: seed)
      )
      values.append(
        Linear(
          name: branch.valueName, inputWidth: branch.width, outputWidth: width, in: &store, seed: seed,
          gain: valueGain))
    }
    self.gates = gates
    self.values = values
  }

  /// Of turns: every modality's vector is as wide as the base.
  package init(
    name: String, otherModalities: [String], width: Int, limit: Double, in store: inout ParameterStore,
    seed: UInt64
  ) {
    self.init(
      otherModalities.map {
        Branch(width: width, gateName: "\(name).\($0).gate", valueName: "\(name).\($0).value")
      }, width: width, limit: limit, in: &store, seed: seed)
  }

  /// - Parameter base: rows × width.
  /// - Returns: Z + α H, rows × width.
  package func forward(
    _ base: [Double], _ sources: [Source], _ parameters: ParameterStore, _ tape: inout Tape
  ) -> [Double] {
    var shift = [Double](repeating: 0, count: base.count)
    tape.parts = []
    for source in sources where !source.rows.isEmpty {
      var part = Tape.Part(modality: source.modality, rows: source.rows)
      let joined = joined(source, base)
      part.gateOutput = gates[source.modality - 1].forward(joined, parameters, &part.gate)
      part.valueOutput = values[source.modality - 1].forward(source.vectors, parameters, &part.value)
      for (place, row) in source.rows.enumerated() {
        for column in 0..<width {
          let index = place * width + column
          shift[row * width + column] += max(part.gateOutput[index], 0) * part.valueOutput[index]
        }
      }
      tape.parts.append(part)
    }
    var output = base
    tape.factors = []
    for row in 0..<base.count / width {
      let factor = factor(norm(base, row), norm(shift, row))
      tape.factors.append(factor)
      for index in row * width..<(row + 1) * width { output[index] += factor * shift[index] }
    }
    tape.base = base
    tape.shift = shift
    return output
  }

  /// - Parameter readsData: Whether the sources are data, whose gradients nobody needs: none are given then.
  /// - Returns: The gradients of the base, rows × width, and of each source given to `forward` that has rows.
  package func backward(
    _ outputGradient: [Double], _ tape: Tape, _ parameters: ParameterStore, _ gradients: inout [Double],
    readsData: Bool = false
  ) -> (base: [Double], sources: [Source]) {
    var baseGradient = outputGradient
    var shiftGradient = outputGradient
    for row in tape.factors.indices {
      let range = row * width..<(row + 1) * width
      let factor = tape.factors[row]
      for index in range { shiftGradient[index] *= factor }
      guard factor < 1 else { continue }
      // α = limit · ‖Z‖ / (‖H‖ + 1e-6) leans on both lengths; at H = 0 the paper's rule makes it a constant.
      let (baseNorm, shiftNorm) = (norm(tape.base, row), norm(tape.shift, row))
      var along = 0.0
      for index in range { along += outputGradient[index] * tape.shift[index] }
      if baseNorm > 0 {
        for index in range { baseGradient[index] += along * factor / baseNorm * tape.base[index] / baseNorm }
      }
      if shiftNorm > 0 {
        for index in range {
          shiftGradient[index] -= along * factor / (shiftNorm + 1e-6) * tape.shift[index] / shiftNorm
        }
      }
    }
    var sources: [Source] = []
    for part in tape.parts {
      var gateGradient = [Double](repeating: 0, count: part.gateOutput.count)
      var valueGradient = gateGradient
      for (place, row) in part.rows.enumerated() {
        for column in 0..<width {
          let index = place * width + column
          let slope = shiftGradient[row * width + column]
          guard part.gateOutput[index] > 0 else { continue }
          gateGradient[index] = slope * part.valueOutput[index]
          valueGradient[index] = slope * part.gateOutput[index]
        }
      }
      let (gate, value) = (gates[part.modality - 1], values[part.modality - 1])
      let joinedGradient = gate.backward(gateGradient, part.gate, parameters, &gradients)
      for (place, row) in part.rows.enumerated() {
        let first = place * gate.inputWidth + value.inputWidth
        for column in 0..<width { baseGradient[row * width + column] += joinedGradient[first + column] }
      }
      if readsData {
        value.accumulate(valueGradient, part.value, &gradients)
        continue
      }
      var vectors = value.backward(valueGradient, part.value, parameters, &gradients)
      for place in part.rows.indices {
        for column in 0..<value.inputWidth {
          vectors[place * value.inputWidth + column] += joinedGradient[place * gate.inputWidth + column]
        }
      }
      sources.append(Source(modality: part.modality, rows: part.rows, vectors: vectors))
    }
    return (baseGradient, sources)
  }

  private func factor(_ baseNorm: Double, _ shiftNorm: Double) -> Double {
    min(baseNorm / ((shiftNorm == 0 ? 1 : shiftNorm) + 1e-6) * limit, 1)
  }

  private func norm(_ values: [Double], _ row: Int) -> Double {
    var squares = 0.0
    for index in row * width..<(row + 1) * width { squares += values[index] * values[index] }
    return squares.squareRoot()
  }

  /// [E_m; Z] of every row that has the modality.
  private func joined(_ source: Source, _ base: [Double]) -> [Double] {
    let own = values[source.modality - 1].inputWidth
    var joined: [Double] = []
    joined.reserveCapacity(source.rows.count * (own + width))
    for (place, row) in source.rows.enumerated() {
      joined.append(contentsOf: source.vectors[place * own..<(place + 1) * own])
      joined.append(contentsOf: base[row * width..<(row + 1) * width])
    }
    return joined
  }
}
