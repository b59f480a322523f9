package import SignalCore

/// Stretches of speech put behind one another for one pass of the recogniser, and the way back
/// from the window's time to the recording's.
///
/// A pass costs the same whether its 30 s are full or not, so short stretches share one. Between
/// two stretches the window holds the recording's own pause, a longer one than `longestPauseSeconds`
/// with its middle left out: the model mishears words that stand in digital silence. Other speech in
/// a pause is silenced.
package struct DecodingWindow: Sendable, Hashable {
  /// One stretch of speech inside the window.
  package struct Piece: Sendable, Hashable {
    /// On the recording's clock.
    package var source: TimeRange
    /// Where the piece begins in the window.
    package var windowStartSeconds: Double

    package var windowEndSeconds: Double { windowStartSeconds + source.durationSeconds }
  }

  package private(set) var pieces: [Piece]

  /// Less than the model's 30 s by the sound at both ends and the silence it expects after all.
  static let longestSeconds = 28.0
  static let longestPauseSeconds = 2.0
  /// Sound kept before and after speech: a window that begins in a word, or in silence, loses words.
  static let leadSeconds = 0.75
  /// The library cannot align a window of less than 0.16 s.
  static let shortestSeconds = 1.0

  package var durationSeconds: Double { pieces.last?.windowEndSeconds ?? 0 }

  /// As many ranges from the front as fit into one window, at least one.
  ///
  /// - Parameters:
  ///   - ranges: In order and apart, none longer than a window, as `cut` makes them.
  ///   - limitSeconds: What speech and pauses may fill together, `longestSeconds` at most.
  package init(
    filledFrom ranges: some Sequence<TimeRange>, limitSeconds: Double = DecodingWindow.longestSeconds
  ) {
    pieces = []
    for range in ranges {
      let start = pieces.last.map { last in
        let pause = range.startSeconds - last.source.endSeconds
        return last.windowEndSeconds + min(pause, Self.longestPauseSeconds)
      }
      let windowStart = start ?? Self.leadSeconds
      if start != nil, windowStart + range.durationSeconds > Self.leadSeconds + limitSeconds { return }
      pieces.append(Piece(source: range, windowStartSeconds: windowStart))
    }
  }

  /// All ranges, in as few windows as hold them in order, and those about equally full: windows are decoded side by
  /// side, and the fullest is waited for.
  /// - Parameter ranges: As for `init(filledFrom:)`.
  package static func packed(_ ranges: [TimeRange]) -> [DecodingWindow] {
    var result = packed(ranges, limitSeconds: longestSeconds)
    for limit in stride(from: longestSeconds - 1, to: 0, by: -1) {
      let tighter = packed(ranges, limitSeconds: limit)
      guard tighter.count == result.count else { break }
      result = tighter
    }
    return result
  }

  private static func packed(_ ranges: [TimeRange], limitSeconds: Double) -> [DecodingWindow] {
    var rest = ranges[...]
    var result: [DecodingWindow] = []
    while !rest.isEmpty {
      let window = DecodingWindow(filledFrom: rest, limitSeconds: limitSeconds)
      rest = rest.dropFirst(window.pieces.count)
      result.append(window)
    }
    return result
  }

  /// The speech inside a signal as ranges that each fit into a window, in order.
  package static func cut(_ speech: [TimeRange], of signal: Signal) -> [TimeRange] {
    speech.compactMap { $0.intersection(signal.timeRange) }.merged().flatMap { cut($0, of: signal) }
  }

  /// A range too long for a window falls apart where its second half is quietest.
  private static func cut(_ range: TimeRange, of signal: Signal) -> [TimeRange] {
    var rest = range
    var result: [TimeRange] = []
    while rest.durationSeconds > longestSeconds {
      let search = TimeRange(
        startSeconds: rest.startSeconds + longestSeconds / 2,
        endSeconds: rest.startSeconds + longestSeconds)
      let at = quietestSeconds(in: search, of: signal)
      result.append(TimeRange(startSeconds: rest.startSeconds, endSeconds: at))
      rest.startSeconds = at
    }
    return result + [rest]
  }

  /// Middle of the 0.2 s with the least energy.
  private static func quietestSeconds(in range: TimeRange, of signal: Signal) -> Double {
    let block = signal.slice(range)
    let hop = Int(0.02 * signal.sampleRateHz)
    let hopEnergies = stride(from: 0, to: block.samples.count - hop + 1, by: hop).map { start in
      block.samples[start..<(start + hop)].reduce(0) { $0 + $1 * $1 }
    }
    let width = 10
    let sums = (0...(hopEnergies.count - width)).map { hopEnergies[$0..<($0 + width)].reduce(0, +) }
    let quietest = sums.indices.min { sums[$0] < sums[$1] } ?? 0
    return block.startSeconds + Double((quietest + width / 2) * hop) / signal.sampleRateHz
  }

  /// The window's sound: its pieces, and of the pauses what it holds, filled up to the shortest window.
  /// - Parameter speech: All that is spoken in the signal, the pieces included; what is not a piece is silenced.
  package func samples(of signal: Signal, amid speech: [TimeRange]) -> [Float] {
    let rate = signal.sampleRateHz
    let seconds = max(durationSeconds + Self.leadSeconds, Self.shortestSeconds)
    var result = [Float](repeating: 0, count: Int((seconds * rate).rounded(.up)))
    /// Puts a stretch of the signal, or silence as long, where it belongs when a piece lies at its own place.
    func put(_ range: TimeRange, by piece: Piece, silent: Bool = false) {
      let sound = signal.slice(range)
      let offset = piece.windowStartSeconds - piece.source.startSeconds + sound.startSeconds
      let start = Int((offset * rate).rounded())
      let places = (start..<(start + sound.samples.count)).clamped(to: result.indices)
      for place in places { result[place] = silent ? 0 : sound.samples[place - start] }
    }
    for (index, piece) in pieces.enumerated() {
      let around = surroundings(of: index)
      put(around, by: piece)
      for other in speech.compactMap({ $0.intersection(around) }) { put(other, by: piece, silent: true) }
    }
    for piece in pieces { put(piece.source, by: piece) }
    return result
  }

  /// A piece with the sound around it that the window holds: up to the middle of a pause kept whole.
  private func surroundings(of index: Int) -> TimeRange {
    let source = pieces[index].source
    func share(ofPauseAfter index: Int) -> Double {
      guard pieces.indices.contains(index), pieces.indices.contains(index + 1) else {
        return Self.leadSeconds
      }
      let pause = pieces[index + 1].source.startSeconds - pieces[index].source.endSeconds
      return pause > Self.longestPauseSeconds ? Self.leadSeconds : pause / 2
    }
    return TimeRange(
      startSeconds: source.startSeconds - share(ofPauseAfter: index - 1),
      endSeconds: source.endSeconds + share(ofPauseAfter: index))
  }
}
