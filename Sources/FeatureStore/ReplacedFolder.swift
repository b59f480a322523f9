internal import CFiles
internal import Foundation
package import SignalCore

/// A folder that takes the place of an earlier one of its name without a moment in which neither is there: what a
/// person wrote into the earlier one is not lost when the program is killed.
package enum ReplacedFolder {
  /// Earlier folders on their way out, where a file system cannot exchange two names in one step.
  private static let setAside = ".earlier-"

  /// Gives a finished folder its name, and removes the earlier one.
  /// - Parameter part: Lies beside it; not there any more afterwards.
  package static func replace(_ folder: String, with part: String) throws(WholeFileError) {
    guard FileManager.default.fileExists(atPath: folder) else {
      return try WholeFile.rename(part, to: folder)
    }
    if unsafe files_exchange(part, folder) == 0 {
      try WholeFile.flush(URL(filePath: folder).deletingLastPathComponent().path)
      try remove(part)
    } else if [EINVAL, ENOSYS, ENOTSUP].contains(errno) {
      try replaceStepwise(folder, with: part)
    } else {
      throw WholeFileError(number: errno)
    }
  }

  /// The same in two steps; `recover` completes what was broken off between them.
  package static func replaceStepwise(_ folder: String, with part: String) throws(WholeFileError) {
    let place = URL(filePath: folder)
    let earlier = place.deletingLastPathComponent().appending(path: setAside + place.lastPathComponent).path
    if FileManager.default.fileExists(atPath: earlier) { try remove(earlier) }
    try WholeFile.rename(folder, to: earlier)
    try WholeFile.rename(part, to: folder)
    try remove(earlier)
  }

  /// Gives folders that a killed program had set aside their names again, unless the new ones have them already.
  ///
  /// - Precondition: Nobody else writes below `parent`.
  package static func recover(in parent: String) throws(WholeFileError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(setAside) {
      let earlier = "\(parent)/\(name)"
      let folder = "\(parent)/\(name.dropFirst(setAside.count))"
      if FileManager.default.fileExists(atPath: folder) {
        try remove(earlier)
      } else {
        try WholeFile.rename(earlier, to: folder)
      }
    }
  }

  private static func remove(_ folder: String) throws(WholeFileError) {
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      throw WholeFileError(number: (error as? CocoaError)?.code == .fileWriteNoPermission ? EACCES : EIO)
    }
  }
}
