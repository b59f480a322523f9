import Foundation
import TestSupport

/// Makes clips of a face, and decodes them for comparison, with the ffmpeg command.
final class ClipMaker {
  struct Refused: Error, CustomStringConvertible {
    let description: String
  }

  private let folder: URL

  /// - Returns: `nil` where the command is missing.
  init?() {
    folder = FileManager.default.temporaryDirectory.appending(path: "clips-\(UUID().uuidString)")
    guard (try? Self.run(["-version"])) != nil,
      (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil
    else { return nil }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// H.264, 4:2:0, 30 pictures a second, the moving face enlarged.
  func clip(width: Int, height: Int, seconds: Double) throws -> String {
    let path = folder.appending(path: "\(height)-\(Int(seconds)).mp4").path
    let once = min(seconds, 18)
    let part = folder.appending(path: "part-\(height).mp4").path
    _ = try Self.run([
      "-v", "error", "-y", "-i", SampleMedia.path("moving-face.mp4"), "-an", "-t", "\(once)",
      "-vf", "scale=\(width):\(height),fps=30", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset",
      "veryfast",
      part,
    ])
    _ = try Self.run([
      "-v", "error", "-y", "-stream_loop", "\(Int((seconds / once).rounded(.up)))", "-i", part, "-c", "copy",
      "-t", "\(seconds)", path,
    ])
    return path
  }

  /// Processor seconds the command takes to decode a clip with one thread and throw it away.
  func decodingSeconds(_ path: String) throws -> Double {
    let log = try Self.run([
      "-hide_banner", "-nostats", "-benchmark", "-threads", "1", "-i", path, "-map", "0:v", "-f", "null", "-",
    ])
    let parts = log.split(whereSeparator: \.isWhitespace)
    let times = ["utime=", "stime="].compactMap { name in
      parts.last { $0.hasPrefix(name) }.flatMap { Double($0.dropFirst(name.count).dropLast()) }
    }
    guard times.count == 2 else { throw Refused(description: "ffmpeg did not say how long it took.") }
    return times[0] + times[1]
  }

  /// - Returns: What the command printed.
  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["ffmpeg"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardError = output
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Refused(description: text) }
    return text
  }
}
