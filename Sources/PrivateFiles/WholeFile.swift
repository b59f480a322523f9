internal import Foundation

/// A file written under another name that takes its own when it is whole and on the disk; its owner alone
/// may read it.
struct WholeFile: ~Copyable {
  private let descriptor: Int32
  /// What errors call it.
  private let name: String

  private init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  deinit { close(descriptor) }

  static func write(
    named name: String, to path: String, _ body: (borrowing WholeFile) throws(PrivacyError) -> Void
  ) throws(PrivacyError) {
    let part = path + ".part"
    let descriptor = unsafe open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(name: name) }
    do throws(PrivacyError) {
      let file = WholeFile(descriptor: descriptor, name: name)
      try body(file)
      guard fsync(descriptor) == 0 else { throw .cannotWrite(name: name) }
    } catch {
      unsafe unlink(part)
      throw error
    }
    guard unsafe rename(part, path) == 0 else {
      unsafe unlink(part)
      throw .cannotWrite(name: name)
    }
  }

  func write(_ bytes: [UInt8]) throws(PrivacyError) {
    var offset = 0
    while offset < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Foundation.write(descriptor, buffer.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(name: name) }
      offset += count
    }
  }
}
