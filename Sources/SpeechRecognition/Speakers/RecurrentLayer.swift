import DenseMath
import RealModule

/// Weights of one layer of long short-term memory (Hochreiter & Schmidhuber 1997 with Gers's forget gate).
///
/// Gates in the order input, forget, cell, output; each has one row a unit.
struct RecurrentLayer: Sendable {
  static let units = 256
  static let gates = 4 * units

  let inputs: Int
  /// gates × inputs.
  let inputWeights: [Float]
  /// gates × units.
  let recurrentWeights: [Float]
  /// Input and recurrent bias together.
  let biases: [Float]

  /// Runs a batch of sequences of one length from a state of zeros.
  ///
  /// - Parameters:
  ///   - sequences: steps × batch × inputs numbers, and maybe more, which are passed over.
  ///   - gates: Work memory for steps × batch × 1024 numbers.
  ///   - cells: Work memory for batch × units numbers.
  ///   - outputs: Takes the outputs of every step, steps × batch × units.
  func run(
    _ sequences: [Float], steps: Int, batch: Int, gates: inout [Float], cells: inout [Float],
    outputs: inout [Float]
  ) {
    let size = batch * Self.units
    for row in 0..<batch * steps {
      for gate in 0..<Self.gates { gates[row * Self.gates + gate] = biases[gate] }
    }
    multiply(
      sequences.span.extracting(0..<steps * batch * inputs), inputWeights.span,
      ProductShape(rows: steps * batch, inner: inputs, columns: Self.gates, rightIsTransposed: true),
      into: &gates, accumulating: true)
    for i in 0..<size { cells[i] = 0 }
    let recurrence = ProductShape(
      rows: batch, inner: Self.units, columns: Self.gates, rightIsTransposed: true)
    for step in 0..<steps {
      let row = step * batch
      if step > 0 {
        multiply(
          outputs.span.extracting((step - 1) * size..<step * size), recurrentWeights.span, recurrence,
          into: &gates, at: row * Self.gates, accumulating: true)
      }
      var state = cells.mutableSpan
      var results = outputs.mutableSpan
      for sequence in 0..<batch {
        updateCells(
          gates.span.extracting((row + sequence) * Self.gates..<(row + sequence + 1) * Self.gates),
          cells: &state, from: sequence * Self.units, outputs: &results,
          outputsFrom: (row + sequence) * Self.units)
      }
    }
  }

  /// c ← σ(f)·c + σ(i)·tanh(g), h = σ(o)·tanh(c).
  private func updateCells(
    _ gates: Span<Float>, cells: inout MutableSpan<Float>, from cellStart: Int,
    outputs: inout MutableSpan<Float>, outputsFrom outputStart: Int
  ) {
    let units = Self.units
    let input = gates.extracting(0..<units)
    let forget = gates.extracting(units..<2 * units)
    let candidate = gates.extracting(2 * units..<3 * units)
    let exit = gates.extracting(3 * units..<4 * units)
    precondition(cellStart >= 0 && cellStart + units <= cells.count, "one cell a unit")
    precondition(outputStart >= 0 && outputStart + units <= outputs.count, "one output a unit")
    for i in 0..<units {
      let kept = logistic(forget[i]) * cells[cellStart + i]
      let cell = Relaxed.multiplyAdd(logistic(input[i]), hyperbolicTangent(candidate[i]), kept)
      cells[cellStart + i] = cell
      outputs[outputStart + i] = logistic(exit[i]) * hyperbolicTangent(cell)
    }
  }
}

/// e^x within 2·10⁻⁷ of its value: 2ⁿ times a Taylor polynomial of degree 6 in the rest, whose magnitude is at
/// most ln 2 / 2. Free of branches and calls, so that loops over it run in vector lanes.
@inline(__always)
private func exponential(_ x: Float) -> Float {
  let clamped = x < -87 ? -87 : (x > 87 ? 87 : x)
  // Adding 1.5·2²³ leaves the nearest whole number in the lowest bits.
  let rounding: Float = 12_582_912
  let shifted = Relaxed.multiplyAdd(clamped, 1.442_695_04, rounding)
  let whole = shifted - rounding
  let rest = Relaxed.multiplyAdd(whole, 2.121_944_4e-4, Relaxed.multiplyAdd(whole, -0.693_359_375, clamped))
  var series = Relaxed.multiplyAdd(rest, 1 / 720, 1 / 120)
  series = Relaxed.multiplyAdd(series, rest, 1 / 24)
  series = Relaxed.multiplyAdd(series, rest, 1 / 6)
  series = Relaxed.multiplyAdd(series, rest, 0.5)
  series = Relaxed.multiplyAdd(series, rest, 1)
  series = Relaxed.multiplyAdd(series, rest, 1)
  return series * Float(bitPattern: (shifted.bitPattern &<< 23) &+ 0x3f80_0000)
}

@inline(__always)
private func logistic(_ x: Float) -> Float { 1 / (1 + exponential(-x)) }

@inline(__always)
private func hyperbolicTangent(_ x: Float) -> Float { 2 * logistic(2 * x) - 1 }
