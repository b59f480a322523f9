public import FeatureStore
internal import Foundation

/// A results folder's `.work`: the only place for temporary files of a run, readable by its owner alone.
///
/// Whatever a run that was killed left there, or half-written beside it, goes when the next one begins.
public struct WorkFolder: Sendable {
  private static let name = ".work"

  public let path: String

  /// Empties or makes the folder, and removes what an earlier run has not finished writing.
  ///
  /// - Precondition: The caller holds the folder's `ResultsLock`.
  public init(inResults folder: String) throws(StoreError) {
    path = "\(folder)/\(Self.name)"
    let files = FileManager.default
    do {
      try ReplacedFolder.recover(in: folder)
    } catch {
      throw .cannotWrite(path: folder, detail: "what a stopped run had set aside could not be put back")
    }
    for left in Self.leftOvers(in: folder) + [path] where files.fileExists(atPath: left) {
      do {
        try files.removeItem(atPath: left)
      } catch { throw .cannotWrite(path: left, detail: "it could not be removed") }
    }
    do {
      try files.createDirectory(
        atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch { throw .cannotWrite(path: path, detail: "it could not be made") }
  }

  /// Takes the folder away when the run is over.
  public func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Files and folders under names only half-written ones have.
  private static func leftOvers(in folder: String) -> [String] {
    func names(_ folder: String) -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
    let beside = names(folder).filter { name in
      name.hasPrefix(".part-") || name.hasPrefix(".dat.nosync") || name == "bellwether.sqlite.part"
        || name == "bellwether.sqlite.part-journal"
    }
    let stages = "\(folder)/.stages"
    return beside.map { "\(folder)/\($0)" }
      + names(stages).flatMap { session in
        // Earlier versions kept what was said as `hearing`.
        names("\(stages)/\(session)").filter { $0.hasPrefix(".part-") || $0.hasPrefix("hearing.json") }
          .map { "\(stages)/\(session)/\($0)" }
      }
  }
}
