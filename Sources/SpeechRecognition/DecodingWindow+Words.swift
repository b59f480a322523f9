package import SignalCore

extension DecodingWindow {
  /// No word is shorter than this, where its stretch has room.
  static let shortestWordSeconds = 0.02

  /// A word heard this long in a piece is taken to be said there: its start, being only where the
  /// word before ended, may lie in the piece before.
  static let tellingSeconds = 0.08

  /// Up to this long, time before a word that was aligned with a mark is the word's own: the "Hale"
  /// of "Mr. Hale" is heard during the full stop, as speech without a pause has no room for it.
  static let longestGapSeconds = 0.5

  /// A stretch said to be speech that goes on this long after its last word is heard again.
  static let leastUnheardSeconds = 1.5

  /// Puts words back on the recording's clock.
  ///
  /// A word belongs to the last piece it is heard in, or else the nearest, never to one before its
  /// predecessor's, and is held inside it: times rise, and no word stands in a pause.
  /// - Parameter words: In order, on the window's clock.
  package func placed(_ words: [SpokenWord]) -> [SpokenWord] {
    var byPiece = [[SpokenWord]](repeating: [], count: pieces.count)
    var earliest = 0
    for word in words {
      earliest = piece(of: word, from: earliest)
      byPiece[earliest].append(word)
    }
    return zip(pieces, byPiece).flatMap { piece, words in held(words, inside: piece) }
  }

  private func piece(of word: SpokenWord, from earliest: Int) -> Int {
    /// Seconds shared with a piece; below 0 the distance to it.
    func sharedSeconds(_ index: Int) -> Double {
      min(word.endSeconds, pieces[index].windowEndSeconds)
        - max(word.startSeconds, pieces[index].windowStartSeconds)
    }
    let candidates = Array(earliest..<pieces.count)
    if let last = candidates.last(where: { sharedSeconds($0) >= Self.tellingSeconds }) { return last }
    return candidates.max { sharedSeconds($0) < sharedSeconds($1) } ?? earliest
  }

  private func held(_ words: [SpokenWord], inside piece: Piece) -> [SpokenWord] {
    guard !words.isEmpty else { return [] }
    let shift = piece.source.startSeconds - piece.windowStartSeconds
    let shortest = min(Self.shortestWordSeconds, piece.source.durationSeconds / Double(words.count))
    var result = words
    var floor = piece.source.startSeconds
    for index in result.indices {
      let start = result[index].startSeconds + shift
      result[index].startSeconds = start - floor <= Self.longestGapSeconds ? floor : start
      result[index].endSeconds = max(
        result[index].endSeconds + shift, result[index].startSeconds + shortest)
      floor = result[index].endSeconds
    }
    var ceiling = piece.source.endSeconds
    for index in result.indices.reversed() {
      result[index].endSeconds = min(result[index].endSeconds, ceiling)
      result[index].startSeconds = min(
        result[index].startSeconds, result[index].endSeconds - shortest)
      ceiling = result[index].startSeconds
    }
    return result
  }

  /// Speech after the last word that was heard: the recogniser sometimes ends before its window.
  ///
  /// At least the first quarter of a window's sound counts as heard, and of one without words the first
  /// half, so that noise taken for speech costs four passes at most.
  /// - Parameter words: As `placed` made them.
  package func unheard(after words: [SpokenWord]) -> [TimeRange] {
    var reached = Self.leadSeconds + (durationSeconds - Self.leadSeconds) / (words.isEmpty ? 2 : 4)
    if let end = words.last?.endSeconds, let piece = pieces.last(where: { $0.source.startSeconds < end }) {
      reached = max(reached, end - piece.source.startSeconds + piece.windowStartSeconds)
    }
    return pieces.compactMap { piece in
      let passed = max(reached - piece.windowStartSeconds, 0)
      let rest = piece.source.durationSeconds - passed
      guard rest > 0, passed == 0 || rest >= Self.leastUnheardSeconds else { return nil }
      return TimeRange(
        startSeconds: piece.source.startSeconds + passed, endSeconds: piece.source.endSeconds)
    }
  }
}
