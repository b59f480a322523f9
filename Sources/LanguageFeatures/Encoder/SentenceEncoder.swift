public import NeuralRuntime
import RealModule

/// Turns sentences into vectors whose directions lie close when the meanings do: all-MiniLM-L6-v2.
///
/// Six layers of BERT, 384 numbers wide (Wang et al. 2020, "MiniLM"; Reimers & Gurevych 2019, "Sentence-BERT",
/// section 3), the mean over all pieces, unit length. One thread a call; may be called from several at once.
public struct SentenceEncoder: Sendable {
  public static let layerCount = 6
  /// Rows of a batch at most, unless one text alone has more; bounds the memory to some 10 MB a call.
  private static let batchRows = 768
  private static let file = "minilm/model.safetensors"

  public let tokenizer: SentenceTokenizer
  private let embeddings: PieceEmbeddings
  private let layers: [EncoderLayer]

  /// - Parameter catalog: The installation's model files.
  public init(catalog: ModelCatalog) throws(LanguageError) {
    let path: String
    do { path = try catalog.verifiedPath(Self.file) } catch { throw .model(error) }
    try self.init(weights: SafetensorsFile(contentsOf: path), tokenizer: SentenceTokenizer(catalog: catalog))
  }

  package init(weights: SafetensorsFile, tokenizer: SentenceTokenizer) throws(LanguageError) {
    self.tokenizer = tokenizer
    embeddings = try PieceEmbeddings(weights)
    var layers: [EncoderLayer] = []
    for index in 0..<Self.layerCount { layers.append(try EncoderLayer(weights, index: index)) }
    self.layers = layers
  }

  /// One vector a text, in order; `nil` for a text with nothing to encode.
  ///
  /// Of a text longer than `SentenceTokenizer.maximumPieces` the beginning counts; `tokens(of:)` says when.
  public func embeddings(of texts: [String]) -> [SentenceEmbedding?] {
    embeddings(of: texts.map(tokenizer.tokens))
  }

  /// One vector a text, in order; `nil` for a text with nothing to encode.
  ///
  /// - Parameter hook: Sees and may change what each layer hands on. Texts are cut into batches by their order and
  ///   lengths alone; `HiddenStates.firstSentence` says where a batch starts.
  public func embeddings(of texts: [SentenceTokens], hook: EncoderHook? = nil) -> [SentenceEmbedding?] {
    var result: [SentenceEmbedding?] = []
    result.reserveCapacity(texts.count)
    for batch in batches(texts) {
      let states = run(texts[batch], hook: hook)
      for (text, rows) in zip(texts[batch], states.sentences) {
        result.append(text.isEmpty ? nil : SentenceEmbedding(meanOf: rows, in: states))
      }
    }
    return result
  }

  /// Runs the first layers alone.
  /// - Parameters:
  ///   - depth: How many layers, 1 to 6.
  ///   - reader: Gets what the last of them hands on, once a batch.
  package func read(_ texts: [SentenceTokens], depth: Int, _ reader: (HiddenStates) -> Void) {
    for batch in batches(texts) { reader(run(texts[batch], depth: depth, hook: nil)) }
  }

  private func batches(_ texts: [SentenceTokens]) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var first = 0
    while first < texts.count {
      var end = first
      var rows = 0
      while end < texts.count, end == first || rows + texts[end].pieces.count <= Self.batchRows {
        rows += texts[end].pieces.count
        end += 1
      }
      batches.append(first..<end)
      first = end
    }
    return batches
  }

  private func run(
    _ texts: ArraySlice<SentenceTokens>, depth: Int = layerCount, hook: EncoderHook?
  ) -> HiddenStates {
    var states = HiddenStates()
    states.firstSentence = texts.startIndex
    var row = 0
    for text in texts {
      states.sentences.append(row..<row + text.pieces.count)
      row += text.pieces.count
    }
    embeddings.write(texts, into: &states)
    hook?(0, &states)
    let longest = texts.reduce(0) { max($0, $1.pieces.count) }
    var work = EncoderLayer.Workspace(rows: row, longestSentence: longest)
    for (index, layer) in layers.prefix(depth).enumerated() {
      layer.run(&states, &work)
      hook?(index + 1, &states)
    }
    return states
  }
}

/// A sentence's vector, of unit length.
public struct SentenceEmbedding: Sendable, Hashable {
  /// 384 numbers.
  public let values: [Float]

  /// Mean over a text's rows, brought to unit length.
  init(meanOf rows: Range<Int>, in states: HiddenStates) {
    let width = HiddenStates.width
    var sums = [Float](repeating: 0, count: width)
    var target = sums.mutableSpan
    let source = states.values.span
    for row in rows {
      let part = source.extracting(row * width..<(row + 1) * width)
      for column in part.indices { target[column] += part[column] }
    }
    let mean = 1 / Float(rows.count)
    var squares: Float = 0
    for column in sums.indices {
      sums[column] *= mean
      squares = Relaxed.multiplyAdd(sums[column], sums[column], squares)
    }
    // The floor the reference puts under the length.
    let scale = 1 / max(squares.squareRoot(), 1e-12)
    values = sums.map { $0 * scale }
  }

  /// Cosine of the angle between two sentences' vectors, from −1 to 1.
  public func cosine(with other: SentenceEmbedding) -> Double {
    var sum = 0.0
    for index in values.indices { sum += Double(values[index]) * Double(other.values[index]) }
    return min(max(sum, -1), 1)
  }
}

/// Word, position and segment embeddings, added and normalised.
private struct PieceEmbeddings: Sendable {
  /// The vocabulary's table stays in the file: a session uses few of its 30,522 rows.
  private let file: SafetensorsFile
  private let words: Range<Int>
  private let wordCount: Int
  /// Per position, with the embedding of the first segment added: there is no second.
  private let positions: [Float]
  private let normalisation: LayerNormalisation

  init(_ file: SafetensorsFile) throws(LanguageError) {
    let width = HiddenStates.width
    self.file = file
    wordCount = 30_522
    words = try file.place(of: "embeddings.word_embeddings.weight", shape: [wordCount, width])
    var positions = try file.floats("embeddings.position_embeddings.weight", shape: [512, width])
    let segments = try file.floats("embeddings.token_type_embeddings.weight", shape: [2, width])
    addToRows(&positions, rows: 0..<512, segments.span.extracting(0..<width))
    self.positions = positions
    normalisation = LayerNormalisation(
      scales: try file.floats("embeddings.LayerNorm.weight", shape: [width]),
      shifts: try file.floats("embeddings.LayerNorm.bias", shape: [width]))
  }

  func write(_ texts: ArraySlice<SentenceTokens>, into states: inout HiddenStates) {
    let width = HiddenStates.width
    let rows = states.sentences.last?.upperBound ?? 0
    states.values = [Float](repeating: 0, count: rows * width)
    for (text, place) in zip(texts, states.sentences) {
      for (position, piece) in text.pieces.enumerated() {
        precondition(piece >= 0 && piece < wordCount, "a piece is in the vocabulary")
        let start = words.lowerBound + Int(piece) * width * 4
        let row = place.lowerBound + position
        file.copy(start..<start + width * 4, into: &states.values, at: row * width)
        addToRows(
          &states.values, rows: row..<row + 1,
          positions.span.extracting(position * width..<(position + 1) * width))
      }
    }
    normalisation.apply(to: &states.values, rows: 0..<rows)
  }
}
