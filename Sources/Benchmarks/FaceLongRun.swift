import FacialFeatures
import Foundation
import MediaDecoding
import NeuralRuntime

/// A long recording of 720p at 30 pictures a second, looked at 10 times a second: time beside that of decoding and of
/// the networks alone, and memory.
struct FaceLongRun {
  private static let lookedAtPerSecond = 10.0
  /// The networks alone run once for so many looks, between them, so that both meet the same machine.
  private static let looksPerRehearsal = 10

  let report: String

  init(catalog: ModelCatalog, minutes: Double, maker: ClipMaker) throws {
    let clip = try maker.clip(width: 1280, height: 720, seconds: 60 * minutes)
    let tracker = try FaceTracker(catalog: catalog)
    let landmarks = try InferenceModel(
      "face/face_landmarks_detector.tflite", in: catalog, inputShape: [1, 256, 256, 3])
    let channels = try InferenceModel("face/face_blendshapes.tflite", in: catalog)
    for model in [landmarks, channels] {
      model.writeInput { input in for index in input.indices { input[index] = 0.5 } }
      try model.run()
    }
    var afterMinute: Int?
    var (looked, found, rehearsals) = (0, 0, 0)
    var rehearsing = 0.0
    var gathering = FaceGathering()
    let decodingBefore = try maker.decodingSeconds(clip)
    let all = try timedOverThreads {
      var reader = try VideoReader(path: clip, framesPerSecond: Self.lookedAtPerSecond)
      while let seconds = try reader.next() {
        let faces = try tracker.process(reader.picture, atSeconds: seconds)
        gathering.add(faces, atSeconds: seconds)
        looked += 1
        found += faces.isEmpty ? 0 : 1
        if afterMinute == nil, seconds >= 60 { afterMinute = MemoryCheck.peakKibibytes() }
        guard looked.isMultiple(of: Self.looksPerRehearsal) else { continue }
        rehearsing += try timedOverThreads {
          try landmarks.run()
          try channels.run()
        }.processorSeconds
        rehearsals += 1
      }
    }
    let peak = MemoryCheck.peakKibibytes()
    let ours = all.processorSeconds - rehearsing
    let decoding = (decodingBefore + (try maker.decodingSeconds(clip))) / 2
    let inference = rehearsing / Double(rehearsals) * Double(looked)
    var table = MarkdownTable(
      "720p at 30 pictures a second, 10 looked at", "looked at", "with a face", "ours (s)",
      "ffmpeg decoding (s)", "networks alone (s)", "ratio", "peak after 1 min (MiB)", "at the end")
    table.add(
      "\(String(format: "%g", minutes)) min", "\(gathering.finish().pictures)", "\(found)",
      String(format: "%.1f", ours), String(format: "%.1f", decoding),
      String(format: "%.1f", inference),
      String(format: "%.2f", ours / (decoding + inference)),
      afterMinute.map { "\($0 / 1024)" } ?? "–", "\(peak / 1024)")
    report = table.text
  }
}
