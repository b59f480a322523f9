import FacialFeatures
import Foundation
import MediaDecoding
import NeuralRuntime

/// A long recording of 720p at 30 pictures a second, looked at 10 times a second: time beside that of decoding and of
/// the networks alone, and memory.
struct FaceLongRun {
  private static let lookedAtPerSecond = 10.0
  private static let rehearsals = 300

  let report: String

  init(catalog: ModelCatalog, minutes: Double, maker: ClipMaker) throws {
    let clip = try maker.clip(width: 1280, height: 720, seconds: 60 * minutes)
    let tracker = try FaceTracker(catalog: catalog)
    var afterMinute: Int?
    var found = 0
    let ours = try timedOverThreads {
      var reader = try VideoReader(path: clip, framesPerSecond: Self.lookedAtPerSecond)
      var gathering = FaceGathering()
      var count = 0
      while let seconds = try reader.next() {
        let faces = try tracker.process(reader.picture, atSeconds: seconds)
        gathering.add(faces, atSeconds: seconds)
        count += 1
        found += faces.isEmpty ? 0 : 1
        if afterMinute == nil, seconds >= 60 { afterMinute = MemoryCheck.peakKibibytes() }
      }
      return (looked: count, rows: gathering.finish().pictures)
    }
    let peak = MemoryCheck.peakKibibytes()
    let decoding = try maker.decodingSeconds(clip)
    let inference = try Self.inferenceSeconds(catalog: catalog) * Double(ours.value.looked)
    var table = MarkdownTable(
      "720p at 30 pictures a second, 10 looked at", "looked at", "with a face", "ours (s)",
      "ffmpeg decoding (s)", "networks alone (s)", "ratio", "peak after 1 min (MiB)", "at the end")
    table.add(
      "\(String(format: "%g", minutes)) min", "\(ours.value.rows)", "\(found)",
      String(format: "%.1f", ours.processorSeconds), String(format: "%.1f", decoding),
      String(format: "%.1f", inference),
      String(format: "%.2f", ours.processorSeconds / (decoding + inference)),
      afterMinute.map { "\($0 / 1024)" } ?? "–", "\(peak / 1024)")
    report = table.text
  }

  /// Of landmarks and channels for one picture.
  private static func inferenceSeconds(catalog: ModelCatalog) throws -> Double {
    let landmarks = try InferenceModel(
      "face/face_landmarks_detector.tflite", in: catalog, inputShape: [1, 256, 256, 3])
    let channels = try InferenceModel("face/face_blendshapes.tflite", in: catalog)
    for model in [landmarks, channels] {
      model.writeInput { input in for index in input.indices { input[index] = 0.5 } }
      try model.run()
    }
    let all = try timedOverThreads {
      for _ in 0..<rehearsals {
        try landmarks.run()
        try channels.run()
      }
    }
    return all.processorSeconds / Double(rehearsals)
  }
}
