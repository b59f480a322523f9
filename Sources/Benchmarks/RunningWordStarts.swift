import Foundation
import SignalCore
import TestSupport

/// How far word starts inside running speech lie from where they are known to be.
///
/// The phrases between a clip's pauses are cut out and put behind one another with 0 to 80 ms between, so that nothing
/// but the alignment can tell where the first word of each begins, while the cut knows it to a hundredth of a second.
/// Which word that is, the unchanged clip tells: there it stands after a pause. Words are matched by their text.
struct RunningWordStarts {
  private static let hop = 160
  /// Sound is what lies less than 25 dB below the clip's loudest hundredth of a second; some clips' noise is 30 dB below.
  private static let soundShare: Float = 0.003_162_277_7
  /// Longer than the closure of a stop, so that no word is cut.
  private static let leastPauseHops = 15
  private static let gapsSeconds = [0, 0.02, 0.04, 0.06, 0.08]
  /// A word of the unchanged clip this near to a rise begins there.
  private static let nearSeconds = 0.15
  private static let targetSeconds = 0.07

  let report: String

  init(_ clips: [SpokenClip], hearing: Hearing) throws {
    var known = 0
    var errors: [Double] = []
    let sources = try clips.map { clip in
      (clip, try hearing.transcribe(clip.signal).transcript.segments.flatMap(\.words))
    }
    for first in Self.gapsSeconds.indices {
      let joined = Self.joined(sources, firstGap: first)
      known += joined.starts.count
      let heard = try hearing.transcribe(joined.signal).transcript.segments.flatMap(\.words)
      let matches = Self.matches(joined.words, heard.map { Self.plain($0.word) })
      for (word, start) in joined.starts {
        if let match = matches[word], let found = heard[match].start { errors.append(found - start) }
      }
    }
    let sizes = errors.map(abs).sorted()
    func milliseconds(_ share: Double) -> String {
      sizes.isEmpty ? "" : String(format: "%.0f ms", 1000 * sizes[Int(share * Double(sizes.count - 1))])
    }
    var table = MarkdownTable(
      "Starts of words in running speech", "found", "median error", "90 % within", "bias", "within 70 ms")
    table.add(
      "\(known)", "\(errors.count)", milliseconds(0.5), milliseconds(0.9),
      errors.mean.map { String(format: "%+.0f ms", 1000 * $0) } ?? "",
      String(
        format: "%.0f %%",
        100 * Double(sizes.count { $0 <= Self.targetSeconds }) / Double(max(sizes.count, 1))))
    report = table.text
  }

  private struct Joined {
    var signal: Signal
    /// All words in order, plain.
    var words: [String]
    /// Numbers of the words that begin a phrase, and the seconds at which they do.
    var starts: [(word: Int, seconds: Double)]
  }

  private static func joined(
    _ sources: [(clip: SpokenClip, words: [Transcript.Word])], firstGap: Int
  ) -> Joined {
    let silence = [Float](repeating: 0, count: 8000)
    var samples = silence
    var result = Joined(signal: Signal(samples: [], sampleRateHz: 16_000), words: [], starts: [])
    var gap = firstGap
    for (clip, words) in sources {
      for phrase in phrases(of: clip.signal) {
        let onset = Double(phrase.lowerBound) / 16_000
        let distances = words.map { abs(($0.start ?? .infinity) - onset) }
        let nearest = distances.indices.min { distances[$0] < distances[$1] }
        // The very first phrase stands after silence.
        if let nearest, distances[nearest] <= nearSeconds, samples.count > silence.count {
          result.starts.append((result.words.count + nearest, Double(samples.count) / 16_000))
        }
        samples += Array(clip.signal.samples[phrase])
        samples += [Float](repeating: 0, count: Int(gapsSeconds[gap % gapsSeconds.count] * 16_000))
        gap += 1
      }
      result.words += words.map { plain($0.word) }
    }
    result.signal = Signal(samples: samples + silence, sampleRateHz: 16_000)
    return result
  }

  /// Where there is sound between pauses, in samples.
  private static func phrases(of signal: Signal) -> [Range<Int>] {
    let energies = stride(from: 0, to: signal.samples.count - hop + 1, by: hop).map { start in
      signal.samples[start..<(start + hop)].reduce(Float(0)) { $0 + $1 * $1 }
    }
    let least = (energies.max() ?? 0) * soundShare
    var result: [Range<Int>] = []
    for index in energies.indices where energies[index] >= least {
      if let last = result.last, index * hop - last.upperBound < leastPauseHops * hop {
        result[result.count - 1] = last.lowerBound..<((index + 1) * hop)
      } else {
        result.append((index * hop)..<((index + 1) * hop))
      }
    }
    return result
  }

  private static func plain(_ word: String) -> String {
    word.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// For each word its place among those heard, along a longest common subsequence; `nil` for one not in it.
  private static func matches(_ words: [String], _ heard: [String]) -> [Int?] {
    var lengths = [[Int]](repeating: [Int](repeating: 0, count: heard.count + 1), count: words.count + 1)
    for word in words.indices.reversed() {
      for place in heard.indices.reversed() {
        lengths[word][place] =
          words[word] == heard[place]
          ? lengths[word + 1][place + 1] + 1 : max(lengths[word + 1][place], lengths[word][place + 1])
      }
    }
    var result = [Int?](repeating: nil, count: words.count)
    var (word, place) = (0, 0)
    while word < words.count, place < heard.count {
      if words[word] == heard[place] {
        result[word] = place
        (word, place) = (word + 1, place + 1)
      } else if lengths[word + 1][place] >= lengths[word][place + 1] {
        word += 1
      } else {
        place += 1
      }
    }
    return result
  }
}
