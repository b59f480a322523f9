import FacialFeatures
import Foundation
import MediaDecoding
import NeuralRuntime
import SignalCore

/// Time a followed face takes in pictures of 1080p, beside mediapipe's VIDEO mode on one core, by turns.
///
/// Ours counts everything between the decoder's frame and the measures; theirs starts from a picture made RGB.
struct FaceRace {
  private static let laps = 3
  private struct Lap: Decodable {
    let seconds: Double
    let pictures: Int
    let faces: Int
  }

  let report: String

  init(catalog: ModelCatalog, peer: Peer, maker: ClipMaker) throws {
    let clip = try maker.clip(width: 1920, height: 1080, seconds: 4)
    let tracker = try FaceTracker(catalog: catalog)
    var (ours, theirs) = (0.0, 0.0)
    var (count, found, theirCount) = (0, 0, 0)
    // The first lap warms both up and is not counted.
    for lap in 0...Self.laps {
      // The machine's speed drifts: decoding alone is timed before and after.
      let before = try Self.decodingSeconds(clip)
      var faces = 0
      let whole = try timedOverThreads {
        try Self.read(clip) { picture, seconds in
          let face = try tracker.process(picture, atSeconds: 1000 * Double(lap) + seconds)
          faces += face.isEmpty ? 0 : 1
        }
      }
      let after = try Self.decodingSeconds(clip)
      let other = try peer.ask("video", about: clip, as: Lap.self)
      guard lap > 0 else { continue }
      ours += whole.processorSeconds - (before + after) / 2
      theirs += other.seconds
      count += whole.value
      found += faces
      theirCount += other.pictures
    }
    func milliseconds(_ seconds: Double, _ count: Int) -> String {
      String(format: "%.2f", 1000 * seconds / Double(count))
    }
    let ratio = ours / Double(count) / (theirs / Double(theirCount))
    var table = MarkdownTable(
      "A followed face at 1080p, one thread", "pictures", "with a face", "ours (ms)", "mediapipe VIDEO (ms)",
      "ratio")
    table.add(
      "moving face, enlarged", "\(count)", "\(found)", milliseconds(ours, count),
      milliseconds(theirs, theirCount), String(format: "%.2f", ratio))
    report = table.text
  }

  /// Of all pictures, none of which but the first is taken over.
  private static func decodingSeconds(_ clip: String) throws -> Double {
    try timedOverThreads { try read(clip, framesPerSecond: 0.001) { _, _ in } }.processorSeconds
  }

  /// - Returns: How many pictures there were.
  private static func read(
    _ path: String, framesPerSecond: Double? = nil, _ use: (Picture, Double) throws -> Void
  ) throws -> Int {
    var reader = try VideoReader(path: path, framesPerSecond: framesPerSecond)
    var count = 0
    while let seconds = try reader.next() {
      try use(reader.picture, seconds)
      count += 1
    }
    return count
  }
}
