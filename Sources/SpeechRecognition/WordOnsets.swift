package import SignalCore

/// Moves the starts of words after a pause to where the sound rises.
///
/// The alignment says where a word before ended, not where the next begins: after a pause that is too early, and the
/// edges of detected speech lie on frames of 32 ms with 30 ms added. Inside running speech there is no rise to go by,
/// and the alignment stays.
package enum WordOnsets {
  /// A word stands after a pause when the word before ended this long ago, or there is none in its stretch.
  private static let leastPauseSeconds = 0.15
  private static let hopSeconds = 0.01
  /// Sound begins 25 dB below the word's loudest hundredth of a second (energy 10^−2.5), and lasts three of them.
  private static let onsetShare: Float = 0.003_162_277_7
  private static let lastingHops = 3
  /// A start moves no further than this; beyond, the rise belongs to something else.
  private static let furthestSeconds = 0.5

  /// The words with their starts moved; order, ends and stretches stay.
  /// - Parameters:
  ///   - words: In order, as `DecodingWindow.placed` made them.
  ///   - signal: What they were heard in.
  package static func snapped(_ words: [SpokenWord], to signal: Signal, of window: DecodingWindow)
    -> [SpokenWord]
  {
    var result = words
    for index in result.indices {
      let word = result[index]
      let stretch = window.pieces.last { $0.source.startSeconds <= word.startSeconds + hopSeconds }
      let stretchStart = stretch?.source.startSeconds ?? word.startSeconds
      let before = index > 0 ? result[index - 1].endSeconds : -.infinity
      guard word.startSeconds - before >= leastPauseSeconds || before <= stretchStart else { continue }
      if let onset = onset(of: word, in: signal) { result[index].startSeconds = onset }
    }
    return result
  }

  private static func onset(of word: SpokenWord, in signal: Signal) -> Double? {
    let latest = min(
      word.endSeconds - DecodingWindow.shortestWordSeconds, word.startSeconds + furthestSeconds)
    guard latest > word.startSeconds else { return nil }
    let sound = signal.slice(TimeRange(startSeconds: word.startSeconds, endSeconds: word.endSeconds))
    let hop = Int(hopSeconds * signal.sampleRateHz)
    let energies = stride(from: 0, to: sound.samples.count - hop + 1, by: hop).map { start in
      sound.samples[start..<(start + hop)].reduce(Float(0)) { $0 + $1 * $1 }
    }
    guard let loudest = energies.max(), loudest > 0 else { return nil }
    let least = loudest * onsetShare
    let first = energies.indices.first { index in
      energies[index..<min(index + lastingHops, energies.count)].allSatisfy { $0 >= least }
    }
    return first.map { min(word.startSeconds + Double($0) * hopSeconds, latest) }
  }
}
