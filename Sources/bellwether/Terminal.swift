import ArgumentParser
import Foundation
import SignalCore

/// Data goes to standard output, everything said to people to standard error.
enum Terminal {
  static func output(_ line: String) { write(line + "\n", to: .standardOutput) }
  /// Text that ends its own lines.
  static func print(_ text: String) { write(text, to: .standardOutput) }
  static func say(_ text: String) { write(text + "\n", to: .standardError) }
  static func saySameLine(_ text: String) { write("\r\u{1B}[2K" + text, to: .standardError) }

  static var errorIsTerminal: Bool { isatty(2) == 1 }

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that has gone away (`| head`) is no error of ours.
    try? handle.write(contentsOf: Data(text.utf8))
  }

  /// Runs a command's body; an error becomes two plain lines and exit code 1.
  static func reportingErrors(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as any UserFacingError {
      say("Error: \(error.message)\nWhat to do: \(error.remedy)")
      throw ExitCode(1)
    }
  }
}

/// Exit code for work that was done in part.
let partlyDone = ExitCode(2)
