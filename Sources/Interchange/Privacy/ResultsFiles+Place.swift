internal import Foundation
public import PrivateFiles

extension ResultsFiles {
  /// A file that lies sealed in an encrypted folder.
  public struct SealedPlace: Sendable, Hashable {
    public let folder: String
    /// Relative to the folder, without the ending of sealed files.
    public let name: String
  }

  /// Where a path leads that means a sealed file, with or without its ending; `nil` where a plain file lies, or none,
  /// or no folder above it is encrypted.
  public static func sealedPlace(at path: String) throws(PrivacyError) -> SealedPlace? {
    let plain = path.hasSuffix(SealedFile.ending) ? String(path.dropLast(SealedFile.ending.count)) : path
    let files = FileManager.default
    guard !files.fileExists(atPath: plain), files.fileExists(atPath: plain + SealedFile.ending) else {
      return nil
    }
    let place = URL(filePath: plain).standardizedFileURL
    var name = place.lastPathComponent
    var folder = place.deletingLastPathComponent()
    while true {
      if try FolderLock.of(folder.path) != nil { return SealedPlace(folder: folder.path, name: name) }
      guard folder.path != "/" else { return nil }
      name = "\(folder.lastPathComponent)/\(name)"
      folder = folder.deletingLastPathComponent()
    }
  }

  /// Whether this is the folder at a path, whatever links lead there.
  public func isFolder(at other: String) -> Bool {
    URL(filePath: path).resolvingSymlinksInPath() == URL(filePath: other).resolvingSymlinksInPath()
  }
}
