import DenseMath

/// One layer of BERT: self-attention and a feed-forward part, each added to its input and normalised.
///
/// Vaswani et al. 2017, "Attention is all you need", sections 3.1 to 3.3 (normalisation after the addition); Devlin
/// et al. 2019, "BERT". Weights are kept with the input running down and the output across.
struct EncoderLayer: Sendable {
  static let width = HiddenStates.width
  static let heads = 12
  static let headWidth = width / heads
  static let innerWidth = 1536
  /// Rows whose feed-forward part is computed at once, so that its numbers stay in the cache.
  private static let blockRows = 192

  /// 384 × 1152: queries, keys and values side by side.
  private let attentionWeights: [Float]
  private let attentionBiases: [Float]
  private let mixingWeights: [Float]
  private let mixingBiases: [Float]
  private let attentionNormalisation: LayerNormalisation
  private let innerWeights: [Float]
  private let innerBiases: [Float]
  private let outerWeights: [Float]
  private let outerBiases: [Float]
  private let outputNormalisation: LayerNormalisation

  init(_ file: SafetensorsFile, index: Int) throws(LanguageError) {
    let (width, inner) = (Self.width, Self.innerWidth)
    let prefix = "encoder.layer.\(index)."
    func weights(_ name: String, outputs: Int, inputs: Int) throws(LanguageError) -> [Float] {
      try file.floats(prefix + name + ".weight", shape: [outputs, inputs])
    }
    func biases(_ name: String, _ count: Int) throws(LanguageError) -> [Float] {
      try file.floats(prefix + name + ".bias", shape: [count])
    }
    func normalisation(_ name: String) throws(LanguageError) -> LayerNormalisation {
      LayerNormalisation(
        scales: try file.floats(prefix + name + ".weight", shape: [width]), shifts: try biases(name, width))
    }
    var stacked: [Float] = []
    var stackedBiases: [Float] = []
    for part in ["query", "key", "value"] {
      stacked += try weights("attention.self." + part, outputs: width, inputs: width)
      stackedBiases += try biases("attention.self." + part, width)
    }
    attentionBiases = stackedBiases
    attentionWeights = transposed(stacked, rows: 3 * width, columns: width)
    mixingWeights = transposed(
      try weights("attention.output.dense", outputs: width, inputs: width), rows: width, columns: width)
    mixingBiases = try biases("attention.output.dense", width)
    attentionNormalisation = try normalisation("attention.output.LayerNorm")
    innerWeights = transposed(
      try weights("intermediate.dense", outputs: inner, inputs: width), rows: inner, columns: width)
    innerBiases = try biases("intermediate.dense", inner)
    outerWeights = transposed(
      try weights("output.dense", outputs: width, inputs: inner), rows: width, columns: inner)
    outerBiases = try biases("output.dense", width)
    outputNormalisation = try normalisation("output.LayerNorm")
  }

  /// Numbers a batch needs between the steps; kept from layer to layer.
  struct Workspace {
    fileprivate var attention: [Float]
    fileprivate var context: [Float]
    fileprivate var scores: [Float]
    fileprivate var inner: [Float]

    init(rows: Int, longestSentence: Int) {
      attention = [Float](repeating: 0, count: rows * 3 * width)
      context = [Float](repeating: 0, count: rows * width)
      scores = [Float](repeating: 0, count: longestSentence * longestSentence)
      inner = [Float](repeating: 0, count: min(rows, blockRows) * innerWidth)
    }
  }

  /// Runs the layer over the states in place.
  func run(_ states: inout HiddenStates, _ work: inout Workspace) {
    let width = Self.width
    let rows = states.sentences.last?.upperBound ?? 0
    multiply(
      states.values.span.extracting(0..<rows * width), attentionWeights.span,
      ProductShape(rows: rows, inner: width, columns: 3 * width), into: &work.attention)
    addToRows(&work.attention, rows: 0..<rows, attentionBiases.span)
    for sentence in states.sentences {
      attend(sentence, work.attention, &work.scores, &work.context)
    }
    addToRows(&states.values, rows: 0..<rows, mixingBiases.span)
    multiply(
      work.context.span.extracting(0..<rows * width), mixingWeights.span,
      ProductShape(rows: rows, inner: width, columns: width), into: &states.values, accumulating: true)
    attentionNormalisation.apply(to: &states.values, rows: 0..<rows)
    for start in stride(from: 0, to: rows, by: Self.blockRows) {
      feedForward(start..<min(start + Self.blockRows, rows), &states.values, &work.inner)
    }
  }

  /// Attention of one text's pieces to each other; softmax(QKᵀ/√32)·V a head, equation 1.
  private func attend(
    _ rows: Range<Int>, _ attention: [Float], _ scores: inout [Float], _ context: inout [Float]
  ) {
    let (width, size, length) = (Self.width, Self.headWidth, rows.count)
    let square = MatrixWindow(start: 0, rows: length, columns: length, rowStride: length)
    for head in 0..<Self.heads {
      func window(_ part: Int) -> MatrixWindow {
        MatrixWindow(
          start: rows.lowerBound * 3 * width + part * width + head * size, rows: length, columns: size,
          rowStride: 3 * width)
      }
      multiply(
        attention.span, window(0), attention.span, window(1), rightIsTransposed: true,
        factor: 1 / Float(size).squareRoot(), into: &scores, square)
      var all = scores.mutableSpan
      for row in 0..<length {
        var part = all._mutatingExtracting(row * length..<(row + 1) * length)
        softmax(&part)
      }
      multiply(
        scores.span, square, attention.span, window(2), into: &context,
        MatrixWindow(
          start: rows.lowerBound * width + head * size, rows: length, columns: size, rowStride: width))
    }
  }

  private func feedForward(_ rows: Range<Int>, _ values: inout [Float], _ inner: inout [Float]) {
    let (width, innerWidth) = (Self.width, Self.innerWidth)
    multiply(
      values.span.extracting(rows.lowerBound * width..<rows.upperBound * width), innerWeights.span,
      ProductShape(rows: rows.count, inner: width, columns: innerWidth), into: &inner)
    addBiasAndRectify(&inner, count: rows.count, biases: innerBiases.span)
    addToRows(&values, rows: rows, outerBiases.span)
    multiply(
      inner.span.extracting(0..<rows.count * innerWidth), outerWeights.span,
      ProductShape(rows: rows.count, inner: innerWidth, columns: width), into: &values,
      at: rows.lowerBound * width, accumulating: true)
    outputNormalisation.apply(to: &values, rows: rows)
  }
}

/// Columns become rows; in blocks, which touch each line of the cache once.
private func transposed(_ matrix: [Float], rows: Int, columns: Int) -> [Float] {
  var result = [Float](repeating: 0, count: rows * columns)
  let block = 16
  var target = result.mutableSpan
  let source = matrix.span
  for firstRow in stride(from: 0, to: rows, by: block) {
    for firstColumn in stride(from: 0, to: columns, by: block) {
      for column in firstColumn..<min(firstColumn + block, columns) {
        for row in firstRow..<min(firstRow + block, rows) {
          target[column * rows + row] = source[row * columns + column]
        }
      }
    }
  }
  return result
}
