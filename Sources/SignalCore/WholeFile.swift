internal import Foundation

/// A file written piece by piece under another name, which takes its own when it is whole and on the disk, and is gone
/// otherwise: it is there whole or not at all, also after the power failed.
package final class WholeFile {
  private let path: String
  private let partPath: String
  private let file: Int32
  private var waiting: [UInt8] = []
  private var isFinished = false

  /// Bytes gathered before they are written.
  private static let blockBytes = 1 << 18

  /// - Parameter isPrivate: Whether its owner alone may read it.
  package init(path: String, isPrivate: Bool = false) throws(WholeFileError) {
    self.path = path
    let target = URL(filePath: path)
    partPath = target.deletingLastPathComponent().appending(path: ".part-" + target.lastPathComponent).path
    file = unsafe open(partPath, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, isPrivate ? 0o600 : 0o644)
    guard file >= 0 else { throw WholeFileError(number: errno) }
    waiting.reserveCapacity(Self.blockBytes)
  }

  deinit {
    if isFinished { return }
    close(file)
    unsafe unlink(partPath)
  }

  package func append(_ bytes: some Sequence<UInt8>) throws(WholeFileError) {
    waiting.append(contentsOf: bytes)
    if waiting.count >= Self.blockBytes { try empty() }
  }

  /// Writes over bytes that were appended before.
  package func replace(at offset: Int, with bytes: [UInt8]) throws(WholeFileError) {
    try empty()
    try unsafe write(bytes) { file, start, count in
      unsafe pwrite(file, start, count, offset + bytes.count - count)
    }
  }

  package func finish() throws(WholeFileError) {
    try empty()
    guard fsync(file) == 0 else { throw WholeFileError(number: errno) }
    try Self.rename(partPath, to: path)
    close(file)
    isFinished = true
  }

  /// A whole file at once.
  package static func write(
    _ bytes: some Sequence<UInt8>, to path: String, isPrivate: Bool = false
  ) throws(WholeFileError) {
    let file = try WholeFile(path: path, isPrivate: isPrivate)
    try file.append(bytes)
    try file.finish()
  }

  private func empty() throws(WholeFileError) {
    try unsafe write(waiting) { file, start, count in unsafe Foundation.write(file, start, count) }
    waiting.removeAll(keepingCapacity: true)
  }

  private func write(
    _ bytes: [UInt8], _ system: (Int32, UnsafeRawPointer, Int) -> Int
  ) throws(WholeFileError) {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe buffer.baseAddress.map { unsafe system(file, $0 + start, bytes.count - start) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw WholeFileError(number: errno) }
      start += count
    }
  }

  /// Waits until a file's bytes, or a folder's entries, are on the disk.
  package static func flush(_ path: String) throws(WholeFileError) {
    let file = unsafe open(path, O_RDONLY)
    guard file >= 0 else { throw WholeFileError(number: errno) }
    defer { close(file) }
    // Some network file systems cannot flush folders, and say so.
    guard fsync(file) == 0 || errno == EINVAL else { throw WholeFileError(number: errno) }
  }

  /// Gives a finished file or folder its name, in place of an earlier one; a folder only where there is none.
  package static func rename(_ part: String, to path: String) throws(WholeFileError) {
    guard unsafe Foundation.rename(part, path) == 0 else { throw WholeFileError(number: errno) }
    try flush(URL(filePath: path).deletingLastPathComponent().path)
  }
}

/// A system call on a file failed.
package struct WholeFileError: Error {
  /// The system's number of the error.
  package let number: Int32

  package init(number: Int32) { self.number = number }
}
