import ExtractionPipeline
import Foundation
import MediaDecoding

/// How much a batch of recordings will take of the disk, from their lengths.
struct PlannedBatch {
  private(set) var recordings = 0
  /// Recordings that cannot be opened.
  private(set) var unreadable: [String] = []
  private(set) var hours = 0.0
  /// What the results will take, and what the run takes beside while it lives; bytes.
  private(set) var bytes = 0.0

  /// Results of a second of sound and of a face looked at ten times a second: tracks, transcript, turns and kept
  /// stages, measured on the sample recordings (18 kB a second for both) and rounded up.
  private static let bytesPerSecondOfSound = 8_000.0
  private static let bytesPerSecondOfPicture = 16_000.0
  /// Summary, tables and the store's rows of a session; the store stands twice while it is compacted.
  private static let bytesPerSession = 1_000_000.0

  init(_ paths: [String]) throws(FinderError) {
    var longestSpool = 0.0
    for recording in try RecordingFinder.recordings(at: paths) {
      recordings += 1
      guard let info = try? MediaInfo.probe(recording.path) else {
        unreadable.append(recording.path)
        continue
      }
      let seconds = info.durationSeconds ?? 0
      hours += seconds / 3600
      bytes += Self.bytesPerSession
      if info.video != nil { bytes += seconds * Self.bytesPerSecondOfPicture }
      if let sound = info.audio {
        bytes += seconds * Self.bytesPerSecondOfSound
        // Decoded sound waits in a file, four bytes a sample.
        longestSpool = max(longestSpool, seconds * sound.sampleRateHz * Double(sound.channelCount) * 4)
      }
    }
    bytes += longestSpool * Double(min(recordings, ProcessInfo.processInfo.activeProcessorCount))
  }
}
