package import DenseMath

/// Adds what other modalities have to say to a turn's base vector, no further than a share of the base's length:
/// Rahman et al. 2020, "Integrating multimodal information in large pretrained transformers", ACL, section 4.1, here a
/// turn at a time.
///
/// With Z the base and E_m the vector of another modality present in the turn:
/// g_m = ReLU(W_gm [E_m; Z] + b_gm), H = Σ_m g_m ⊙ (W_m E_m + b_m), α = min(limit · ‖Z‖ / (‖H‖ + 1e-6), 1) with ‖H‖
/// taken as 1 where it is exactly 0, and Z + α H comes out. A modality a turn lacks adds nothing, its biases included.
package struct ModalityGate: Sendable, Hashable {
  let width: Int
  let limit: Double
  /// One a modality but the first, which is the base wherever it is present.
  let gates: [Linear]
  let values: [Linear]

  /// The rows of one modality: its vectors and the turns they belong to.
  package struct Source: Sendable {
    package let modality: Int
    /// Rows of the base, ascending.
    package let rows: [Int]
    /// rows.count × width.
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

  package init(
    name: String, otherModalities: [String], width: Int, limit: Double, in store: inout ParameterStore,
    seed: UInt64
  ) {
    self.width = width
    self.limit = limit
    var gates: [Linear] = []
    var values: [Linear] = []
    for modality in otherModalities {
      gates.append(
        Linear(
          name: "\(name).\(modality).gate", inputWidth: 2 * width, outputWidth: width, in: &store, seed: seed)
      )
      values.append(
        Linear(
          name: "\(name).\(modality).value", inputWidth: width, outputWidth: width, in: &store, seed: seed))
    }
    self.gates = gates
    self.values = values
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

  /// - Returns: The gradients of the base, rows × width, and of each source given to `forward` that has rows.
  package func backward(
    _ outputGradient: [Double], _ tape: Tape, _ parameters: ParameterStore, _ gradients: inout [Double]
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
      let joinedGradient = gates[part.modality - 1].backward(gateGradient, part.gate, parameters, &gradients)
      var vectors = values[part.modality - 1].backward(valueGradient, part.value, parameters, &gradients)
      for (place, row) in part.rows.enumerated() {
        for column in 0..<width {
          vectors[place * width + column] += joinedGradient[place * 2 * width + column]
          baseGradient[row * width + column] += joinedGradient[(place * 2 + 1) * width + column]
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

  /// [E_m; Z], one row a turn that has the modality.
  private func joined(_ source: Source, _ base: [Double]) -> [Double] {
    var joined: [Double] = []
    joined.reserveCapacity(2 * source.vectors.count)
    for (place, row) in source.rows.enumerated() {
      joined.append(contentsOf: source.vectors[place * width..<(place + 1) * width])
      joined.append(contentsOf: base[row * width..<(row + 1) * width])
    }
    return joined
  }
}
