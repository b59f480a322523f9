internal import CLibAV

#if canImport(Glibc)
  internal import Glibc
#endif

/// SHA-256 (FIPS 180-4) of a file's bytes as 64 lower-case hexadecimal digits.
///
/// Reads a mebibyte at a time. Throws when the file cannot be opened or read to its end, or is a pipe, a device or a
/// folder, which may never end.
public func sha256Hex(ofFileAt path: String) throws(FileHashError) -> String {
  let file = unsafe try openedRegularFile(path)
  defer { unsafe fclose(file) }
  guard let digest = unsafe av_sha_alloc() else { throw .unreadable(path: path) }
  defer { unsafe av_free(UnsafeMutableRawPointer(digest)) }
  unsafe av_sha_init(digest, 256)
  var block = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = unsafe fread(&block, 1, block.count, file)
    if count == 0 { break }
    unsafe av_sha_update(digest, block, count)
  }
  guard unsafe ferror(file) == 0 else { throw .unreadable(path: path) }
  var bytes = [UInt8](repeating: 0, count: 32)
  unsafe av_sha_final(digest, &bytes)
  return hexadecimal(bytes)
}

/// Opens without waiting for somebody to write, as a pipe would.
private func openedRegularFile(_ path: String) throws(FileHashError) -> UnsafeMutablePointer<FILE> {
  let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { throw .unreadable(path: path) }
  var status = stat()
  guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    close(descriptor)
    throw .notAFile(path: path)
  }
  guard let file = unsafe fdopen(descriptor, "rb") else {
    close(descriptor)
    throw .unreadable(path: path)
  }
  return unsafe file
}

/// SHA-256 of a text's UTF-8 bytes as 64 lower-case hexadecimal digits.
public func sha256Hex(of text: String) -> String { sha256Hex(ofBytes: Array(text.utf8)) }

/// SHA-256 of bytes in memory as 64 lower-case hexadecimal digits.
public func sha256Hex(ofBytes message: [UInt8]) -> String {
  guard let digest = unsafe av_sha_alloc() else { preconditionFailure("out of memory") }
  defer { unsafe av_free(UnsafeMutableRawPointer(digest)) }
  var bytes = [UInt8](repeating: 0, count: 32)
  unsafe av_sha_init(digest, 256)
  unsafe av_sha_update(digest, message, message.count)
  unsafe av_sha_final(digest, &bytes)
  return hexadecimal(bytes)
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// A file's bytes cannot be read.
public enum FileHashError: UserFacingError, Equatable {
  case unreadable(path: String)
  /// A pipe, a device or a folder.
  case notAFile(path: String)

  public var message: String {
    switch self {
    case .unreadable(let path): "‘\(path)’ cannot be read."
    case .notAFile(let path): "‘\(path)’ is a pipe, a device or a folder, not a file, and cannot be read."
    }
  }
  public var remedy: String {
    switch self {
    case .unreadable: "Check that the file exists, is whole, and that you may read it."
    case .notAFile: "Copy what it gives into a file and name that."
    }
  }
}
