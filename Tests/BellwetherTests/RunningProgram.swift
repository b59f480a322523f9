import Foundation
import Testing

/// The built program while it runs: what it says is read line by line, and its processes can be ended.
final class RunningProgram {
  private let process = Process()
  private let errors = Pipe()
  private var unread = Data()

  /// - Parameter arguments: Of a command that says how it goes on standard error.
  init(_ arguments: [String]) throws {
    process.executableURL = URL(filePath: Program.executable)
    process.arguments = arguments
    process.currentDirectoryURL = Program.home
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  var processID: Int32 { process.processIdentifier }

  var isRunning: Bool { process.isRunning }

  /// The next line with all of these parts; `nil` when the program has ended without one.
  func line(with parts: String...) -> String? {
    while true {
      while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[unread.startIndex..<end], as: UTF8.self)
        unread = unread[(end + 1)...]
        if parts.allSatisfy({ line.contains($0) }) { return line }
      }
      let more = errors.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      unread += more
    }
  }

  /// Ends it with a signal.
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Reads to the end and waits for it.
  /// - Returns: The exit code, or the number of the signal that ended it.
  func end() -> Int32 {
    _ = line(with: "no line has this \(UUID().uuidString)")
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Process numbers of its workers.
  var workers: [Int32] { Self.workers(of: processID) }

  static func workers(of parent: Int32) -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.filter { number in
      guard let text = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { return false }
      // State and parent follow the name; a zombie is a worker no more.
      let fields = text[end...].split(separator: " ")
      return fields.count > 2 && fields[1] != "Z" && fields[2] == "\(parent)"
    }
  }
}
