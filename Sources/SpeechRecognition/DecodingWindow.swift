package import SignalCore

/// Stretches of speech put behind one another for one pass of the recogniser, and the way back
/// from the window's time to the recording's.
///
/// A pass costs the same whether its 30 s are full or not, so short stretches share one. Between
/// two stretches the window holds digital silence as long as the real pause, at most
/// `longestPauseSeconds`: nothing outside the stretches is ever heard.
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

  /// Two seconds less than the model's 30 s, which serve as the silence it expects at the end.
  static let longestSeconds = 28.0
  static let longestPauseSeconds = 1.0
  /// Silence before the first piece: a window that begins in a word loses words.
  static let leadSeconds = 0.3
  /// The library cannot align a window of less than 0.16 s.
  static let shortestSeconds = 1.0

  package var durationSeconds: Double { pieces.last?.windowEndSeconds ?? 0 }

  /// As many ranges from the front as fit into one window, at least one.
  ///
  /// - Parameter ranges: In order and apart, none longer than a window, as `cut` makes them.
  package init(filledFrom ranges: some Sequence<TimeRange>) {
    pieces = []
    for range in ranges {
      let start = pieces.last.map { last in
        let pause = range.startSeconds - last.source.endSeconds
        return last.windowEndSeconds + min(pause, Self.longestPauseSeconds)
      }
      let windowStart = start ?? Self.leadSeconds
      if start != nil, windowStart + range.durationSeconds > Self.leadSeconds + Self.longestSeconds { return }
      pieces.append(Piece(source: range, windowStartSeconds: windowStart))
    }
  }

  /// All ranges, in as few windows as hold them in order.
  /// - Parameter ranges: As for `init(filledFrom:)`.
  package static func packed(_ ranges: [TimeRange]) -> [DecodingWindow] {
    var rest = ranges[...]
    var result: [DecodingWindow] = []
    while !rest.isEmpty {
      let window = DecodingWindow(filledFrom: rest)
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

  /// The window's sound: its pieces with silence between, filled up to the shortest window.
  package func samples(of signal: Signal) -> [Float] {
    let rate = signal.sampleRateHz
    let count = Int((max(durationSeconds, Self.shortestSeconds) * rate).rounded(.up))
    var result = [Float](repeating: 0, count: count)
    for piece in pieces {
      let sound = signal.slice(piece.source).samples
      let start = Int((piece.windowStartSeconds * rate).rounded())
      let end = min(start + sound.count, count)
      result.replaceSubrange(start..<end, with: sound[..<(end - start)])
    }
    return result
  }
}
