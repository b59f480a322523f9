import Foundation
import SignalCore
import SpeechAcoustics

/// Memory an hour of sound takes in the streaming set, above what the program has before.
struct MemoryCheck {
  let report: String

  init() throws {
    let before = Self.peakKibibytes()
    let rate = 16_000
    // A buzz with pauses: voiced and unvoiced frames both.
    let second = (0..<rate).map { index -> Float in
      let time = Double(index) / Double(rate)
      return time < 0.7
        ? Float(0.1 * (1...20).reduce(0) { $0 + sin(2 * .pi * 130 * Double($1) * time) / Double($1) }) : 0
    }
    var stream = EGeMAPSCompatStream(sampleRateHz: Double(rate))
    for _ in 0..<3600 { stream.append(second.span) }
    let rows = stream.finish().lowLevel.rowCount
    let mebibytes = Double(Self.peakKibibytes() - before) / 1024
    report =
      "Memory: one hour streamed through the compatible set (\(rows) rows) takes \(Int(mebibytes.rounded(.up))) MiB.\n"
  }

  /// The process's largest resident memory so far.
  static func peakKibibytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
