#if canImport(Glibc)
  internal import Glibc
#endif

/// The lines of a text file, read a mebibyte at a time: memory does not grow with the file.
///
/// Lines end with a line feed, or with a carriage return before it; a byte order mark of UTF-8 is left out.
struct TextLines: ~Copyable {
  private static let blockBytes = 1 << 20
  /// A line this long belongs to no table.
  private static let longestLineBytes = 1 << 24

  let path: String
  /// Number of the line handed out last; the first line is 1.
  private(set) var number = 0
  private let file: Int32
  private var bytes = [UInt8](repeating: 0, count: TextLines.blockBytes)
  private var position = 0
  private var end = 0
  private var isAtEnd = false

  init(path: String) throws(FeatureFileError) {
    self.path = path
    file = unsafe open(path, O_RDONLY)
    if file < 0 { throw .unreadable(path: path) }
  }

  deinit { close(file) }

  /// Hands out the next line; `nil` at the end of the file.
  mutating func next<Value>(
    _ body: (Span<UInt8>) throws(FeatureFileError) -> Value
  ) throws(FeatureFileError) -> Value? {
    var searched = position
    while true {
      if let feed = lineFeed(from: searched) { return try handOut(upTo: feed, body) }
      searched = end - position
      if isAtEnd {
        guard position < end else { return nil }
        return try handOut(upTo: end, body)
      }
      try fill()
      searched += position
    }
  }

  private mutating func handOut<Value>(
    upTo feed: Int, _ body: (Span<UInt8>) throws(FeatureFileError) -> Value
  ) throws(FeatureFileError) -> Value {
    var start = position
    var lineEnd = feed
    if number == 0, lineEnd - start >= 3, bytes[start] == 0xEF, bytes[start + 1] == 0xBB,
      bytes[start + 2] == 0xBF
    {
      start += 3
    }
    if lineEnd > start, bytes[lineEnd - 1] == 0x0D { lineEnd -= 1 }
    number += 1
    position = min(feed + 1, end)
    return try body(bytes.span.extracting(start..<lineEnd))
  }

  private func lineFeed(from start: Int) -> Int? {
    let end = end
    return unsafe bytes.withUnsafeBytes { buffer in
      guard start < end, let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, 0x0A, end - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Moves what is left to the front and reads behind it.
  private mutating func fill() throws(FeatureFileError) {
    let left = end - position
    if left > 0, position > 0 { bytes.replaceSubrange(0..<left, with: bytes[position..<end]) }
    position = 0
    end = left
    if bytes.count - end < Self.blockBytes {
      guard bytes.count < Self.longestLineBytes else { throw .lineTooLong(path: path, line: number + 1) }
      bytes += [UInt8](repeating: 0, count: max(bytes.count, Self.blockBytes))
    }
    let (start, capacity, file) = (end, bytes.count - end, file)
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      while true {
        let count = unsafe read(file, buffer.baseAddress?.advanced(by: start), capacity)
        if count < 0, errno == EINTR { continue }
        return count
      }
    }
    guard count >= 0 else { throw .unreadable(path: path) }
    if count == 0 { isAtEnd = true }
    end += count
  }
}
