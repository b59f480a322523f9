import Foundation

/// A transcript file's characters, whatever its encoding and line ends.
struct TranscriptText {
  /// Without the ends of the lines.
  let lines: [String]
  let text: String
  let path: String

  /// Reads UTF-8 and UTF-16 with or without a byte-order mark, else Windows-1252.
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

  private static func isMarkedWide(_ data: Data) -> Bool {
    data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF])
  }

  /// UTF-16 without a mark, as its zero bytes tell: in most scripts' texts every space and line end has one,
  /// always in the same half.
  private static func unmarkedWide(_ data: Data) -> String.Encoding? {
    var zeros = [0, 0]
    for (index, byte) in data.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    let least = max(data.count / 20, 1)
    if zeros[0] == 0, zeros[1] >= least { return .utf16LittleEndian }
    if zeros[1] == 0, zeros[0] >= least { return .utf16BigEndian }
    return nil
  }

  private static func isNarrow(_ data: Data) -> Bool {
    data.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) || $0 == 0x1A || $0 == 0x1B }
  }

  /// No zero bytes and no control codes but white space, unless they are UTF-16's.
  private static func mayBeText(_ data: Data) -> Bool {
    isMarkedWide(data) || isNarrow(data) || unmarkedWide(data) != nil
  }

  private static func decoded(_ data: Data) -> String? {
    if isMarkedWide(data) { return wide(data, .utf16) }
    if !isNarrow(data) { return unmarkedWide(data).flatMap { wide(data, $0) } }
    let unmarked = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    return String(data: unmarked, encoding: .utf8)
      ?? String(data: unmarked, encoding: .windowsCP1252)
      ?? String(data: unmarked, encoding: .isoLatin1)
  }

  private static func wide(_ data: Data, _ encoding: String.Encoding) -> String? {
    guard data.count.isMultiple(of: 2), let text = String(data: data, encoding: encoding) else { return nil }
    let isText = text.unicodeScalars.allSatisfy {
      $0.value >= 0x20 || (0x09...0x0D).contains($0.value) || $0.value == 0x1A || $0.value == 0x1B
    }
    return isText ? text : nil
  }
}
