import Foundation

/// A transcript file's characters, whatever its encoding and line ends.
struct TranscriptText {
  /// Without the ends of the lines.
  let lines: [String]
  let text: String
  let path: String

  /// Reads UTF-8 and UTF-16 with or without a byte-order mark (UTF-16 only with), else Windows-1252.
  /// - Throws: `unreadable`, `appleDouble`, `notText` for bytes no text holds, `empty`.
  init(path: String) throws(TranscriptError) {
    let url = URL(filePath: path)
    guard !url.lastPathComponent.hasPrefix("._") else { throw .appleDouble(path: path) }
    guard let file = try? FileHandle(forReadingFrom: url),
      let head = try? file.read(upToCount: 4096) ?? Data()
    else { throw .unreadable(path: path) }
    guard !head.starts(with: [0x00, 0x05, 0x16, 0x07]) else { throw .appleDouble(path: path) }
    // A video given by mistake is refused before all of it is read.
    guard Self.mayBeText(head) else { throw .notText(path: path) }
    guard let rest = try? file.readToEnd() ?? Data() else { throw .unreadable(path: path) }
    guard let decoded = Self.decoded(head + rest) else { throw .notText(path: path) }
    text = decoded.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    guard text.contains(where: { !$0.isWhitespace }) else { throw .empty(path: path) }
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    self.path = path
  }

  private static func isWide(_ data: Data) -> Bool {
    data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF])
  }

  /// No zero bytes and no control codes but white space, unless a UTF-16 mark comes first.
  private static func mayBeText(_ data: Data) -> Bool {
    isWide(data) || data.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) || $0 == 0x1A || $0 == 0x1B }
  }

  private static func decoded(_ data: Data) -> String? {
    if isWide(data) {
      guard data.count.isMultiple(of: 2) else { return nil }
      let text = String(data: data, encoding: .utf16)
      return text?.contains("\0") == true ? nil : text
    }
    guard mayBeText(data) else { return nil }
    let unmarked = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    return String(data: unmarked, encoding: .utf8)
      ?? String(data: unmarked, encoding: .windowsCP1252)
      ?? String(data: unmarked, encoding: .isoLatin1)
  }
}
