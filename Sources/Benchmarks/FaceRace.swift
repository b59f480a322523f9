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
    var (copying, looking, theirs) = (0.0, 0.0, 0.0)
    var (count, found, theirCount) = (0, 0, 0)
    // The first lap warms both up and is not counted.
    for lap in 0...Self.laps {
      let undisturbed = try timedOverThreads { try Self.read(clip, framesPerSecond: 0.001) { _, _ in } }
      let copied = try timedOverThreads { try Self.read(clip) { _, _ in } }
      var faces = 0
      var own = 0.0
      let pictures = try Self.read(clip) { picture, seconds in
        let look = try timedOverThreads {
          try tracker.process(picture, atSeconds: 1000 * Double(lap) + seconds)
        }
        own += look.processorSeconds
        faces += look.value.isEmpty ? 0 : 1
      }
      let other = try peer.ask("video", about: clip, as: Lap.self)
      guard lap > 0 else { continue }
      copying += copied.processorSeconds - undisturbed.processorSeconds
      looking += own
      theirs += other.seconds
      count += pictures
      found += faces
      theirCount += other.pictures
    }
    func milliseconds(_ seconds: Double, _ count: Int) -> String {
      String(format: "%.2f", 1000 * seconds / Double(count))
    }
    let ratio = (copying + looking) / Double(count) / (theirs / Double(theirCount))
    var table = MarkdownTable(
      "A followed face at 1080p, one thread", "pictures", "with a face", "taking over a frame (ms)",
      "looking (ms)", "mediapipe VIDEO (ms)", "ratio")
    table.add(
      "moving face, enlarged", "\(count)", "\(found)", milliseconds(copying, count),
      milliseconds(looking, count), milliseconds(theirs, theirCount), String(format: "%.2f", ratio))
    report = table.text
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
