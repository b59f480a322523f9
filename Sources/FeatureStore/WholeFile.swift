internal import Foundation

/// Files that are there whole or not at all, also after the power failed.
package enum WholeFile {
  /// Waits until a file's bytes, or a folder's entries, are on the disk.
  package static func flush(_ path: String) throws(WholeFileError) {
    let file = unsafe open(path, O_RDONLY)
    guard file >= 0 else { throw WholeFileError(number: errno) }
    defer { close(file) }
    // Some network file systems cannot flush folders, and say so.
    guard fsync(file) == 0 || errno == EINVAL else { throw WholeFileError(number: errno) }
  }

  /// Gives a finished file its name, in place of an earlier one.
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
