internal import Foundation
internal import MediaDecoding

/// What one piece of work may take.
struct WorkerLimits: Sendable, Hashable {
  /// By the clock, while this program runs (time in which it or the machine sleeps does not count).
  var seconds: Double
  var processorSeconds: Double
  /// Memory that is nobody else's; mapped files do not count.
  var memoryBytes: Int

  /// Of a recording that does not state its length: the bytes of a second of the thinnest sound.
  private static let bytesPerSecond = 1_000.0

  /// - Parameter info: `nil` for a recording that was not opened yet.
  init(recordingAt path: String, info: MediaInfo?, terms: WorkerTerms, memoryBytes: Int) {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    let length = info.map { $0.durationSeconds ?? Double(size ?? 0) / Self.bytesPerSecond } ?? 0
    seconds = terms.leastSeconds + terms.secondsPerSecond * length
    processorSeconds = terms.leastProcessorSeconds + terms.processorSecondsPerSecond * length
    self.memoryBytes = memoryBytes
  }

  /// A worker's share of the machine's memory: 1.5 GB at least, which suffices for three hours, and 4 GB at most.
  static func memoryBytes(jobs: Int) -> Int {
    let whole = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    return min(max(whole / (jobs + 1), 3 << 29), 4 << 30)
  }
}
