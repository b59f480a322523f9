internal import Foundation
public import PrivateFiles

extension ResultsFiles {
  /// Whether an existing folder is encrypted.
  public static func isEncrypted(_ path: String) throws(PrivacyError) -> Bool {
    try FolderLock.of(path) != nil
  }

  /// An existing folder; in an encrypted one the key is asked for.
  public static func opening(
    _ path: String, unlock: (FolderLock) throws -> KeySource
  ) throws -> ResultsFiles {
    guard FileManager.default.fileExists(atPath: path) else { throw InterchangeError.noFolder(path: path) }
    guard let lock = try FolderLock.of(path) else {
      // Sealed files without their `.key`: nothing may be read or written as if they were not there.
      guard !hasSealedFiles(path) else { throw PrivacyError.headerUnreadable(folder: path) }
      return ResultsFiles(path: path)
    }
    return ResultsFiles(path: path, key: try lock.key(under: try unlock(lock), folder: path))
  }

  /// A folder that `extract` writes to, made where it is not there: encrypted if it is so already, or if that is
  /// wanted and it holds nothing yet. Once encrypted it stays so.
  /// - Parameters:
  ///   - wanted: Gives a new folder's key; `nil` leaves it plain.
  ///   - unlock: Gives the key of a folder that is encrypted.
  public static func preparing(
    _ path: String, cost: FolderLock.Cost = .usual, encryptedBy wanted: (() throws -> KeySource)?,
    unlock: (FolderLock) throws -> KeySource
  ) throws -> ResultsFiles {
    try makeFolder(path)
    if try FolderLock.of(path) != nil { return try opening(path, unlock: unlock) }
    guard let wanted else {
      // Sealed files without their `.key`: nothing may be written beside them as if they were not there.
      guard !hasSealedFiles(path) else { throw PrivacyError.headerUnreadable(folder: path) }
      return ResultsFiles(path: path)
    }
    let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard content.allSatisfy(isNoResult) else { throw FolderEncryptionError.holdsPlainResults(path: path) }
    let source = try wanted()
    let key = try FolderKey.random()
    try FolderLock(sealing: key, under: source, cost: cost).write(to: path)
    return ResultsFiles(path: path, key: key)
  }

  /// Makes a results folder where it is not there.
  static func makeFolder(_ path: String) throws(InterchangeError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      if isFileInTheWay(path) { throw .obstructed(.file, path: path) }
      switch (error as? CocoaError)?.code {
      case .fileWriteNoPermission: throw .notPermitted(path: path)
      case .fileWriteOutOfSpace: throw .diskFull(path: path)
      default: throw .cannotWrite(path: path)
      }
    }
  }

  /// Whether a file stands at a path or where one of the folders above it should be.
  private static func isFileInTheWay(_ path: String) -> Bool {
    var place = URL(filePath: path).standardizedFileURL
    var isFolder = ObjCBool(false)
    while unsafe !FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder),
      place.path != "/"
    {
      place.deleteLastPathComponent()
    }
    return !isFolder.boolValue
  }

  /// The lock and the folder for temporary files say nothing of anybody.
  private static func isNoResult(_ name: String) -> Bool { [".lock", ".work", ".part-.key"].contains(name) }

  private static func hasSealedFiles(_ path: String) -> Bool {
    let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return content.contains { $0.hasSuffix(SealedFile.ending) }
  }

  /// Exchanges what opens the folder; every sealed file stays as it is.
  public func changeKey(to source: KeySource, cost: FolderLock.Cost = .usual) throws(PrivacyError) {
    guard let key else { throw .headerUnreadable(folder: path) }
    try FolderLock(sealing: key, under: source, cost: cost).write(to: path)
  }
}
