internal import Foundation

/// A file written under another name, which takes its own when it is whole and is gone otherwise.
final class PartialOutput {
  private let path: String
  private let partPath: String
  private let handle: FileHandle
  private var isFinished = false

  init(path: String) throws(NumPyError) {
    self.path = path
    let target = URL(filePath: path)
    let folder = target.deletingLastPathComponent()
    partPath = folder.appending(path: ".part-" + target.lastPathComponent).path
    guard FileManager.default.createFile(atPath: partPath, contents: nil),
      let handle = FileHandle(forWritingAtPath: partPath)
    else { throw .cannotWrite(path: path) }
    self.handle = handle
  }

  deinit {
    if !isFinished {
      try? handle.close()
      try? FileManager.default.removeItem(atPath: partPath)
    }
  }

  func append(_ bytes: some DataProtocol) throws(NumPyError) {
    do { try handle.write(contentsOf: bytes) } catch { throw .cannotWrite(path: path) }
  }

  /// Writes over bytes written before.
  func replace(at offset: UInt64, with bytes: [UInt8]) throws(NumPyError) {
    do {
      try handle.seek(toOffset: offset)
      try handle.write(contentsOf: bytes)
      try handle.seekToEnd()
    } catch { throw .cannotWrite(path: path) }
  }

  func finish() throws(NumPyError) {
    do { try handle.close() } catch { throw .cannotWrite(path: path) }
    guard unsafe rename(partPath, path) == 0 else { throw .cannotWrite(path: path) }
    isFinished = true
  }
}
