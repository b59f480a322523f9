internal import FeatureStore
internal import Foundation

/// A file written piece by piece under another name, which takes its own when it is whole and on the disk, and is
/// gone otherwise.
final class StreamedFile {
  private let path: String
  private let partPath: String
  private let file: Int32
  private var waiting: [UInt8] = []
  private var isFinished = false

  /// Bytes gathered before they are written.
  private static let blockBytes = 1 << 18

  init(path: String) throws(InterchangeError) {
    self.path = path
    let target = URL(filePath: path)
    partPath = target.deletingLastPathComponent().appending(path: ".part-" + target.lastPathComponent).path
    file = unsafe open(partPath, O_CREAT | O_TRUNC | O_WRONLY, 0o644)
    guard file >= 0 else { throw InterchangeError(errorNumber: errno, path: path) }
    waiting.reserveCapacity(Self.blockBytes)
  }

  deinit {
    if isFinished { return }
    close(file)
    unsafe unlink(partPath)
  }

  func append(_ bytes: some Sequence<UInt8>) throws(InterchangeError) {
    waiting.append(contentsOf: bytes)
    if waiting.count >= Self.blockBytes { try empty() }
  }

  func finish() throws(InterchangeError) {
    try empty()
    guard fsync(file) == 0 else { throw InterchangeError(errorNumber: errno, path: path) }
    do {
      try WholeFile.rename(partPath, to: path)
    } catch { throw InterchangeError(errorNumber: error.number, path: path) }
    close(file)
    isFinished = true
  }

  /// A whole file at once.
  static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(InterchangeError) {
    let file = try StreamedFile(path: path)
    try file.append(bytes)
    try file.finish()
  }

  private func empty() throws(InterchangeError) {
    var start = 0
    while start < waiting.count {
      let count = unsafe waiting.withUnsafeBytes { bytes in
        unsafe Foundation.write(file, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw InterchangeError(errorNumber: errno, path: path) }
      start += count
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
