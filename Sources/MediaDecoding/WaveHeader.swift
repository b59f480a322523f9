internal import Glibc

/// Bytes of sound a RIFF WAVE file's header promises; libav does not tell when the file is shorter.
///
/// Microsoft & IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991), chapter 2: chunks of
/// a four-letter name, a little-endian size, and data padded to an even length.
/// - Returns: `nil` where the header is another one or leaves the size open (0 or all ones), as a recorder
///   writing into a pipe does.
func waveDataBytes(path: String) -> Int? {
  guard let file = unsafe fopen(path, "rb") else { return nil }
  defer { unsafe fclose(file) }
  var chunk = [UInt8](repeating: 0, count: 8)
  func readChunk() -> (name: String, size: Int)? {
    guard unsafe fread(&chunk, 1, 8, file) == 8 else { return nil }
    let size = chunk[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    return (String(decoding: chunk[0..<4], as: UTF8.self), size)
  }
  guard readChunk()?.name == "RIFF", unsafe fseek(file, 12, SEEK_SET) == 0 else { return nil }
  while let (name, size) = readChunk() {
    if name == "data" { return size == 0 || size == 0xFFFF_FFFF ? nil : size }
    guard unsafe fseek(file, size + size % 2, SEEK_CUR) == 0 else { return nil }
  }
  return nil
}
