/// What the encoder knows of every piece of a batch of texts at one depth: a row of 384 numbers a piece, the texts one
/// below the other without padding.
public struct HiddenStates: Sendable {
  /// Numbers in a row.
  public static let width = 384

  /// Row by row.
  public internal(set) var values: [Float] = []
  /// Per text of the batch the rows its pieces have, in the order of `SentenceTokens.pieces`.
  public internal(set) var sentences: [Range<Int>] = []
  /// Which of the texts handed over is the batch's first.
  public internal(set) var firstSentence = 0

  /// Changes rows in place.
  /// - Parameters:
  ///   - rows: Inside one of `sentences`, or spanning several.
  ///   - change: Gets the rows' numbers, row by row.
  public mutating func change(rows: Range<Int>, _ change: (inout MutableSpan<Float>) -> Void) {
    let last = sentences.last?.upperBound ?? 0
    precondition(rows.lowerBound >= 0 && rows.upperBound <= last, "the rows are there")
    var all = values.mutableSpan
    var part = all._mutatingExtracting(rows.lowerBound * Self.width..<rows.upperBound * Self.width)
    change(&part)
  }
}

/// Reads and changes the hidden states between layers, as a network that fuses other signals does.
///
/// Called once a batch after the embeddings (`depth` 0) and after each layer (1 to 6); what it leaves in `states` is
/// what the next layer, or the pooling, works on.
public typealias EncoderHook = (_ depth: Int, _ states: inout HiddenStates) -> Void
