import Foundation
import PrivateFiles

/// Asks for a passphrase on the terminal, without showing it.
enum PassphrasePrompt {
  /// More than anybody types.
  private static let mostBytes = 1024
  private static let (interrupt, endOfText, eraseLine) = (UInt8(3), UInt8(4), UInt8(21))
  private static let deletions: Set<UInt8> = [8, 127]
  private static let lineEnds: Set<UInt8> = [10, 13]

  static func ask(_ question: String) throws(PrivacyError) -> Secret {
    let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { throw .noTerminal }
    defer { close(terminal) }
    var before = termios()
    guard unsafe tcgetattr(terminal, &before) == 0 else { throw .noTerminal }
    // Keys come one by one and unseen, Ctrl-C too: whatever is typed, the terminal is put right again.
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    unsafe tcsetattr(terminal, TCSANOW, &silent)
    defer { unsafe tcsetattr(terminal, TCSANOW, &before) }
    show(question, on: terminal)
    defer { show("\n", on: terminal) }
    return try Secret(taking: &line(from: terminal).bytes)
  }

  /// The same twice, for a passphrase that is being set.
  static func askTwice(_ question: String) throws(PrivacyError) -> Secret {
    let first = try ask(question + ": ")
    guard first.count >= KeySource.leastPassphraseBytes else { throw .passphraseTooShort }
    guard first.matches(try ask("The same again: ")) else { throw .passphrasesDiffer }
    return first
  }

  /// Bytes with room from the start, so that no copy is left behind as they grow.
  private final class Line {
    var bytes: [UInt8] = []
    init(room: Int) { bytes.reserveCapacity(room) }
  }

  private static func line(from terminal: Int32) throws(PrivacyError) -> Line {
    let line = Line(room: mostBytes)
    while true {
      var byte: UInt8 = 0
      let count = unsafe read(terminal, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != interrupt else { throw .noPassphrase }
      if lineEnds.contains(byte) || byte == endOfText { return line }
      if byte == eraseLine {
        line.bytes.removeAll(keepingCapacity: true)
      } else if deletions.contains(byte) {
        // A whole character, which may be several bytes.
        while let last = line.bytes.popLast(), last & 0xC0 == 0x80 {}
      } else if line.bytes.count < mostBytes {
        line.bytes.append(byte)
      }
    }
  }

  private static func show(_ text: String, on terminal: Int32) {
    let bytes = Array(text.utf8)
    _ = unsafe write(terminal, bytes, bytes.count)
  }
}
