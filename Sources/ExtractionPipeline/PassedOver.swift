internal import Foundation

/// What lies behind the paths a user names and is not looked at. Hidden files and `__MACOSX` folders do not count.
public struct PassedOver: Sendable, Hashable {
  /// Files whose name does not end as a recording's does; transcripts of recordings do not count.
  public internal(set) var otherFiles = 0
  /// Their endings, in small letters, sorted; empty for names without one.
  public internal(set) var endings: [String] = []
  /// Recordings that were named already.
  public internal(set) var namedAgain = 0
  /// Folders whose content cannot be listed.
  public internal(set) var closedFolders = 0

  public init() {}

  public var isNothing: Bool { otherFiles + namedAgain + closedFolders == 0 }

  /// - Parameter names: All that lies below a folder, relative to it.
  mutating func count(_ names: [String], below folder: String, besides recordings: [Recording]) {
    let used = Set(recordings.flatMap { [$0.path] + ($0.transcriptPath.map { [$0] } ?? []) })
    var found = Set(endings)
    if !Self.isListable(folder) { closedFolders += 1 }
    for name in names {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var isFolder: ObjCBool = false
      guard !used.contains(path),
        unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      else { continue }
      if isFolder.boolValue {
        if !Self.isListable(path) { closedFolders += 1 }
      } else {
        otherFiles += 1
        found.insert(URL(filePath: name).pathExtension.lowercased())
      }
    }
    endings = found.sorted()
  }

  private static func isListable(_ folder: String) -> Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) != nil
  }
}
