internal import Glibc

/// Sequences of different lengths, their rows one behind the other without padding.
public struct SequenceLayout: Sendable, Hashable {
  /// First row of every sequence, then the number of rows in all.
  public let starts: [Int]

  /// - Precondition: No length is negative.
  public init(lengths: [Int]) {
    var starts = [0]
    for length in lengths {
      precondition(length >= 0, "a sequence's length is not negative")
      starts.append(starts[starts.count - 1] + length)
    }
    self.starts = starts
  }

  public var count: Int { starts.count - 1 }
  public var rows: Int { starts[starts.count - 1] }

  public func rows(of sequence: Int) -> Range<Int> { starts[sequence]..<starts[sequence + 1] }
}

/// Every row looks at the rows of its own sequence, with several heads; Vaswani et al. 2017, "Attention is all you
/// need", equation 1 and section 3.2.2.
public struct SelfAttention: Sendable, Hashable {
  public let width: Int
  public let headCount: Int
  /// width → 3 · width: queries, keys, values, each with its heads side by side.
  public let inputs: Linear
  /// width → width, over the heads side by side.
  public let output: Linear

  public struct Tape: Sendable {
    fileprivate var inputs = Linear.Tape()
    fileprivate var output = Linear.Tape()
    fileprivate var projected: [Double] = []
    /// Of each sequence, of each head: length × length.
    fileprivate var weights: [Double] = []
    fileprivate var layout = SequenceLayout(lengths: [])
    fileprivate var headCount = 1

    public init() {}

    /// How much a query's row took of a key's row, both counted within the sequence; a query's weights sum to 1, or
    /// are all 0 where every key is masked.
    public func weight(sequence: Int, head: Int, query: Int, key: Int) -> Double {
      let length = layout.rows(of: sequence).count
      precondition(
        head >= 0 && head < headCount && query >= 0 && query < length && key >= 0 && key < length,
        "the weight exists")
      return weights[
        weightStart(layout, headCount, sequence) + (head * length + query) * length + key]
    }
  }

  /// - Precondition: The heads share the width evenly.
  public init(name: String, width: Int, headCount: Int, in store: inout ParameterStore, seed: UInt64) {
    precondition(headCount > 0 && width % headCount == 0, "the heads share the width evenly")
    self.width = width
    self.headCount = headCount
    inputs = Linear(
      name: name + ".inputs", inputWidth: width, outputWidth: 3 * width, in: &store, seed: seed)
    output = Linear(name: name + ".output", inputWidth: width, outputWidth: width, in: &store, seed: seed)
  }

  /// - Parameters:
  ///   - input: layout.rows × width.
  ///   - keyIsSeen: One a row; nothing looks at a row that is false. `nil` masks none. A masked row's own output is
  ///     computed all the same; with every key masked, a row's heads are zero.
  public func forward(
    _ input: [Double], _ layout: SequenceLayout, keyIsSeen: [Bool]? = nil, _ parameters: ParameterStore,
    _ tape: inout Tape
  ) -> [Double] {
    precondition(input.count == layout.rows * width, "the input has the layout's rows")
    precondition(keyIsSeen.map { $0.count == layout.rows } ?? true, "the mask has the layout's rows")
    let projected = inputs.forward(input, parameters, &tape.inputs)
    var weights = [Double](repeating: 0, count: weightStart(layout, headCount, layout.count))
    var heads = [Double](repeating: 0, count: layout.rows * width)
    let headWidth = width / headCount
    let factor = 1 / Double(headWidth).squareRoot()
    eachHead(layout) { window in
      multiply(
        projected.span, window.queries, projected.span, window.keys, rightIsTransposed: true, factor: factor,
        into: &weights, window.weights)
      softmaxRows(&weights, window, keyIsSeen)
      multiply(weights.span, window.weights, projected.span, window.values, into: &heads, window.output)
    }
    tape.projected = projected
    tape.weights = weights
    tape.layout = layout
    tape.headCount = headCount
    return output.forward(heads, parameters, &tape.output)
  }

  /// Adds the weights' gradients to `gradients`.
  /// - Returns: The input's gradient, rows × width.
  public func backward(
    _ outputGradient: [Double], _ tape: Tape, _ parameters: ParameterStore, _ gradients: inout [Double]
  ) -> [Double] {
    let headGradient = output.backward(outputGradient, tape.output, parameters, &gradients)
    var projectedGradient = [Double](repeating: 0, count: tape.projected.count)
    var scores = [Double](repeating: 0, count: tape.weights.count)
    let factor = 1 / Double(width / headCount).squareRoot()
    let projected = tape.projected
    eachHead(tape.layout) { window in
      multiply(
        headGradient.span, window.output, projected.span, window.values, rightIsTransposed: true,
        into: &scores,
        window.weights)
      multiply(
        tape.weights.span, window.weights, leftIsTransposed: true, headGradient.span, window.output,
        into: &projectedGradient, window.values)
      softmaxGradient(&scores, tape.weights, window)
      multiply(
        scores.span, window.weights, projected.span, window.keys, factor: factor, into: &projectedGradient,
        window.queries)
      multiply(
        scores.span, window.weights, leftIsTransposed: true, projected.span, window.queries, factor: factor,
        into: &projectedGradient, window.keys)
    }
    return inputs.backward(projectedGradient, tape.inputs, parameters, &gradients)
  }

  /// Where one head of one sequence lies.
  private struct HeadWindow {
    let firstRow: Int
    let queries: MatrixWindow
    let keys: MatrixWindow
    let values: MatrixWindow
    let weights: MatrixWindow
    let output: MatrixWindow
  }

  private func eachHead(_ layout: SequenceLayout, _ body: (HeadWindow) -> Void) {
    let headWidth = width / headCount
    for sequence in 0..<layout.count {
      let rows = layout.rows(of: sequence)
      guard !rows.isEmpty else { continue }
      for head in 0..<headCount {
        let first = rows.lowerBound * 3 * width + head * headWidth
        func part(_ index: Int) -> MatrixWindow {
          MatrixWindow(
            start: first + index * width, rows: rows.count, columns: headWidth, rowStride: 3 * width)
        }
        let weights = weightStart(layout, headCount, sequence) + head * rows.count * rows.count
        body(
          HeadWindow(
            firstRow: rows.lowerBound, queries: part(0), keys: part(1), values: part(2),
            weights: MatrixWindow(start: weights, rows: rows.count, columns: rows.count),
            output: MatrixWindow(
              start: rows.lowerBound * width + head * headWidth, rows: rows.count, columns: headWidth,
              rowStride: width)))
      }
    }
  }

  private func softmaxRows(_ weights: inout [Double], _ window: HeadWindow, _ keyIsSeen: [Bool]?) {
    let length = window.weights.rows
    var target = weights.mutableSpan
    for query in 0..<length {
      let start = window.weights.start + query * length
      var greatest = -Double.infinity
      for key in 0..<length where keyIsSeen?[window.firstRow + key] ?? true {
        greatest = max(greatest, target[start + key])
      }
      var sum = 0.0
      for key in 0..<length {
        let isSeen = keyIsSeen?[window.firstRow + key] ?? true
        let share = isSeen ? exp(target[start + key] - greatest) : 0
        target[start + key] = share
        sum += share
      }
      guard sum > 0 else { continue }
      for key in 0..<length { target[start + key] /= sum }
    }
  }

  /// Turns the weights' gradients into the scores': s = w ⊙ (g − w · g), row by row.
  private func softmaxGradient(_ gradients: inout [Double], _ weights: [Double], _ window: HeadWindow) {
    let length = window.weights.rows
    let shares = weights.span
    var target = gradients.mutableSpan
    for query in 0..<length {
      let start = window.weights.start + query * length
      var along = 0.0
      for key in 0..<length { along += shares[start + key] * target[start + key] }
      for key in 0..<length { target[start + key] = shares[start + key] * (target[start + key] - along) }
    }
  }
}

/// Where a sequence's attention weights begin.
private func weightStart(_ layout: SequenceLayout, _ headCount: Int, _ sequence: Int) -> Int {
  var start = 0
  for earlier in 0..<sequence {
    let length = layout.rows(of: earlier).count
    start += headCount * length * length
  }
  return start
}
