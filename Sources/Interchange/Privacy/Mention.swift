/// Finds names as whole words: not inside longer words or numbers.
struct Mention {
  private let names: [[UInt8]]
  /// Names of one or two characters: in a text they stand for too much else.
  private let shortNames: [[UInt8]]

  init(of names: [String]) {
    self.names = names.filter { $0.count > 2 }.map { Array($0.utf8) }
    shortNames = names.filter { (1...2).contains($0.count) }.map { Array($0.utf8) }
  }

  /// Whether a name of three or more characters stands in a text.
  func stands(in text: String) -> Bool { Self.stands(names, in: text) }

  /// Whether a name of one or two characters stands in a path, the file's ending aside.
  func stands(inPath path: String) -> Bool {
    let own = path.split(separator: "/").last ?? ""
    let ending = own.lastIndex(of: ".").map { own[$0...] } ?? ""
    return Self.stands(shortNames, in: String(path.dropLast(ending.count)))
  }

  private static func stands(_ names: [[UInt8]], in text: String) -> Bool {
    let bytes = Array(text.utf8)
    return names.contains { name in
      guard let first = name.first, bytes.count >= name.count else { return false }
      var place = bytes.startIndex
      while place + name.count <= bytes.count {
        guard let next = bytes[place...(bytes.count - name.count)].firstIndex(of: first) else { return false }
        if bytes[next..<next + name.count].elementsEqual(name),
          next == 0 || !isWord(bytes[next - 1]),
          next + name.count == bytes.count || !isWord(bytes[next + name.count])
        {
          return true
        }
        place = next + 1
      }
      return false
    }
  }

  /// ASCII letters and digits, and every part of a longer character.
  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte >= 0x80
  }
}
