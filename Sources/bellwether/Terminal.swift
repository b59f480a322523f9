import ArgumentParser
import Foundation
import SignalCore
import Synchronization

/// Data goes to standard output, everything said to people to standard error.
enum Terminal {
  /// Whether something printed was lost, on a full disk for example.
  private static let isCutShort = Mutex(false)

  static func output(_ line: String) { print(line + "\n") }
  /// Text that ends its own lines.
  static func print(_ text: String) {
    // A reader that has gone away (`| head`) is no error of ours.
    if let error = write(text, to: 1), error != EPIPE { isCutShort.withLock { $0 = true } }
  }
  static func say(_ text: String) { _ = write(text + "\n", to: 2) }
  static func saySameLine(_ text: String) { _ = write("\r\u{1B}[2K" + text, to: 2) }

  static var errorIsTerminal: Bool { isatty(2) == 1 }

  /// - Returns: The number of the error that kept it from being written whole.
  private static func write(_ text: String, to file: Int32) -> Int32? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return nil
  }

  /// Runs a command's body; an error, or output that could not be written, becomes two plain lines and exit code 1.
  static func reportingErrors(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as any UserFacingError {
      say("Error: \(error.message)\nWhat to do: \(error.remedy)")
      throw ExitCode(1)
    }
    if isCutShort.withLock({ $0 }) {
      say(
        "Error: What was to be printed could not be written whole.\nWhat to do: Make room on the disk it goes to, or "
          + "give another place.")
      throw ExitCode(1)
    }
  }
}

/// Exit code for work that was done in part.
let partlyDone = ExitCode(2)
