import Foundation
import TestSupport

/// Recordings made of the sample interview with the ffmpeg command, in a folder that goes away with the value.
final class SessionMaker {
  struct Refused: Error, CustomStringConvertible {
    let description: String
  }

  private let folder: URL
  private let interview = Benchmarks.home.appending(path: "SampleMedia/interview.mp4").path

  /// - Returns: `nil` where the command is missing.
  init?() {
    folder = FileManager.default.temporaryDirectory.appending(path: "batch-\(UUID().uuidString)")
    guard (try? Self.ffmpeg(["-version"])) != nil,
      (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil
    else { return nil }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func place(_ name: String) -> String { folder.appending(path: name).path }

  /// A folder of pieces of the interview's sound, each beginning elsewhere in it.
  func pieces(_ count: Int, seconds: Double) throws -> String {
    let target = folder.appending(path: "pieces")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try Self.ffmpeg([
      "-v", "error", "-stream_loop", "-1", "-i", interview, "-vn", "-ar", "16000", "-t",
      "\(Double(count) * seconds)",
      "-f", "segment", "-segment_time", "\(seconds)", target.appending(path: "visit-%05d.wav").path,
    ])
    let made = try FileManager.default.contentsOfDirectory(atPath: target.path).count
    guard made == count else { throw Refused(description: "ffmpeg made \(made) recordings of \(count).") }
    return target.path
  }

  /// The interview again and again, for so many minutes.
  /// - Parameter height: Of the pictures, enlarged, 16 to 9 with black sides, 30 a second; `nil` leaves them out.
  func session(minutes: Double, height: Int?) throws -> String {
    guard let height else {
      let path = place("sound-\(minutes).wav")
      try Self.ffmpeg([
        "-v", "error", "-y", "-stream_loop", "-1", "-i", interview, "-vn", "-ar", "16000", "-t",
        "\(60 * minutes)",
        path,
      ])
      return path
    }
    let (once, path) = (place("once-\(height).mp4"), place("session-\(height)-\(minutes).mp4"))
    try Self.ffmpeg([
      "-v", "error", "-y", "-i", interview, "-vf",
      "scale=-2:\(height),pad=\(height * 16 / 9):\(height):-1:-1,fps=30", "-pix_fmt", "yuv420p", "-c:v",
      "libx264", "-preset", "veryfast", "-c:a", "aac", once,
    ])
    try Self.ffmpeg([
      "-v", "error", "-y", "-stream_loop", "-1", "-i", once, "-c", "copy", "-t", "\(60 * minutes)", path,
    ])
    return path
  }

  private static func ffmpeg(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["ffmpeg"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Refused(description: "ffmpeg could not make a recording (\(process.terminationStatus)).")
    }
  }
}
