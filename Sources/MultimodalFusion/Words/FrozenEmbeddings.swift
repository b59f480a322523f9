import LanguageFeatures

/// Word, position and segment embeddings, added and normalised in double precision. They are never trained: a session
/// sees few of the 30,522 words, and those alone would move.
struct FrozenEmbeddings: Sendable {
  static let width = HiddenStates.width
  static let epsilon = 1e-12
  private static let wordCount = 30_522
  private static let positionCount = 512

  /// The vocabulary's table stays in the file.
  private let file: SafetensorsFile
  private let words: Range<Int>
  private let positions: [Float]
  private let segment: [Float]
  private let scales: [Float]
  private let shifts: [Float]

  init(_ file: SafetensorsFile) throws(LanguageError) {
    let width = Self.width
    self.file = file
    words = try file.place(of: "embeddings.word_embeddings.weight", shape: [Self.wordCount, width])
    positions = try file.floats(
      "embeddings.position_embeddings.weight", shape: [Self.positionCount, width])
    segment = Array(
      try file.floats("embeddings.token_type_embeddings.weight", shape: [2, width]).prefix(width))
    scales = try file.floats("embeddings.LayerNorm.weight", shape: [width])
    shifts = try file.floats("embeddings.LayerNorm.bias", shape: [width])
  }

  /// - Returns: pieces × 384.
  func states(of text: EncoderText) -> [Double] {
    let width = Self.width
    precondition(
      text.pieces.count <= Self.positionCount, "a text has no more pieces than there are positions")
    var result: [Double] = []
    result.reserveCapacity(text.pieces.count * width)
    var word = [Float](repeating: 0, count: width)
    for (position, piece) in text.pieces.enumerated() {
      precondition(piece >= 0 && piece < Self.wordCount, "a piece is in the vocabulary")
      let start = words.lowerBound + Int(piece) * width * MemoryLayout<Float>.size
      file.copy(start..<start + width * MemoryLayout<Float>.size, into: &word, at: 0)
      let row = (0..<width).map {
        Double(word[$0]) + Double(positions[position * width + $0]) + Double(segment[$0])
      }
      let mean = row.reduce(0, +) / Double(width)
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      let factor = 1 / (variance + Self.epsilon).squareRoot()
      for column in 0..<width {
        result.append((row[column] - mean) * factor * Double(scales[column]) + Double(shifts[column]))
      }
    }
    return result
  }
}
