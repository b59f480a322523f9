/// What the sentence encoder makes of the place a word stands in: of the word where it stands, and of a blank there.
///
/// Words are read as they are said, in lower case without punctuation, each with at most `reach` words to
/// either side.
struct ContextStates: Sendable {
  /// Words to either side of the one asked for.
  static let reach = 12
  /// Layers run. On the labelled sentences the fourth told names best; later ones speak of the whole sentence.
  static let depth = 4
  /// Pieces of a word that are read; longer ones are noise of a transcript.
  private static let longestWord = 8

  private let encoder: SentenceEncoder
  private let blank: [Int32]
  private let frame: [Int32]

  init(encoder: SentenceEncoder) {
    self.encoder = encoder
    blank = Self.inner(encoder.tokenizer.tokens(of: "[MASK]"))
    frame = encoder.tokenizer.tokens(of: "").pieces
  }

  /// Without the two pieces that frame every text.
  private static func inner(_ tokens: SentenceTokens) -> [Int32] {
    Array(tokens.pieces.dropFirst().dropLast().prefix(longestWord))
  }

  /// - Parameters:
  ///   - words: What somebody says.
  ///   - places: Which of them are asked for.
  /// - Returns: For each place the mean state of the word's pieces, then the state of a blank in its place;
  ///   384 numbers each.
  func states(of words: [String], at places: [Int]) -> [[Float]] {
    let pieces = words.map { Self.inner(encoder.tokenizer.tokens(of: $0)) }
    var texts: [SentenceTokens] = []
    var asked: [Range<Int>] = []
    for place in places {
      let start = max(0, place - Self.reach)
      let end = min(words.count, place + Self.reach + 1)
      let before = pieces[start..<place].flatMap(\.self)
      let after = pieces[place + 1..<end].flatMap(\.self)
      for own in [pieces[place], blank] {
        var all = [frame[0]]
        all += before
        all += own
        all += after
        all.append(frame[1])
        asked.append(1 + before.count..<1 + before.count + own.count)
        texts.append(
          SentenceTokens(
            pieces: all, wordOffsets: [Int](repeating: 0, count: all.count), isTruncated: false))
      }
    }
    var result = [[Float]](repeating: [], count: places.count)
    encoder.read(texts, depth: Self.depth) { states in
      for (number, rows) in states.sentences.enumerated() {
        let text = states.firstSentence + number
        let own = asked[text].lowerBound + rows.lowerBound..<asked[text].upperBound + rows.lowerBound
        result[text / 2] += Self.mean(own, of: states)
      }
    }
    return result
  }

  private static func mean(_ rows: Range<Int>, of states: HiddenStates) -> [Float] {
    let width = HiddenStates.width
    var sums = [Float](repeating: 0, count: width)
    for row in rows {
      for column in 0..<width { sums[column] += states.values[row * width + column] }
    }
    let count = Float(max(1, rows.count))
    return sums.map { $0 / count }
  }
}
