import Foundation
import SignalCore

/// How far the starts of words after a pause lie from the rise of the sound, which is known to a hundredth of a second.
///
/// The clips are set apart by silence, so that every first word of a clip has a known start; pauses inside a clip
/// give more.
struct WordStarts {
  private static let hop = 160
  /// Sound begins 30 dB below the clip's loudest hundredth of a second and stays for three of them.
  private static let onsetShare: Float = 0.001
  private static let leastPauseHops = 25
  /// A word further than this from a rise is not the one that begins there.
  private static let furthestSeconds = 0.4

  let report: String

  init(_ clips: [SpokenClip], hearing: Hearing) throws {
    var errors: [Double] = []
    var onsets = 0
    for clip in clips {
      let silence = Array(Signal.silent(seconds: 0.5).samples)
      let signal = Signal(samples: silence + Array(clip.signal.samples) + silence, sampleRateHz: 16_000)
      let words = try hearing.transcribe(signal).transcript.segments.flatMap(\.words)
      for onset in Self.onsets(signal) {
        onsets += 1
        let nearest = words.compactMap(\.start).map { $0 - onset }.min { abs($0) < abs($1) }
        if let nearest, abs(nearest) <= Self.furthestSeconds { errors.append(nearest) }
      }
    }
    var table = MarkdownTable(
      "Starts of words after a pause", "found", "median error", "bias", "within 100 ms")
    let sizes = errors.map(abs).sorted()
    table.add(
      "\(onsets)", "\(errors.count)",
      sizes.isEmpty ? "" : String(format: "%.0f ms", 1000 * sizes[sizes.count / 2]),
      errors.mean.map { String(format: "%+.0f ms", 1000 * $0) } ?? "",
      String(format: "%.0f %%", 100 * Double(sizes.count { $0 <= 0.1 }) / Double(max(onsets, 1))))
    report = table.text
  }

  /// Seconds at which sound rises out of a quarter of a second of silence or more.
  private static func onsets(_ signal: Signal) -> [Double] {
    let energies = stride(from: 0, to: signal.samples.count - hop, by: hop).map { start in
      signal.samples[start..<(start + hop)].reduce(Float(0)) { $0 + $1 * $1 }
    }
    let least = (energies.max() ?? 0) * onsetShare
    var result: [Double] = []
    var quiet = 0
    for index in energies.indices {
      if energies[index] < least {
        quiet += 1
      } else {
        let lasts = energies[index..<min(index + 3, energies.count)].allSatisfy { $0 >= least }
        if quiet >= leastPauseHops, lasts { result.append(Double(index * hop) / signal.sampleRateHz) }
        if lasts { quiet = 0 }
      }
    }
    return result
  }
}

extension Signal {
  fileprivate static func silent(seconds: Double) -> Signal {
    Signal(samples: [Float](repeating: 0, count: Int(seconds * 16_000)), sampleRateHz: 16_000)
  }
}
