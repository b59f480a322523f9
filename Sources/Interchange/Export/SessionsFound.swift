internal import FeatureStore
internal import Foundation

/// The sessions of a results folder, the same for every format: those of its store, or where there is no store those
/// whose folders hold a summary.
public struct SessionsFound: Sendable {
  /// In order of name.
  let names: [String]
  /// Sessions' folders that the store knows nothing of: a run was stopped before it saved them. No format has them.
  public let foldersNotStored: Int
  /// Sessions of the store whose folder holds no summary. Formats have their numbers, and no tracks or turns.
  public let storedWithoutFolder: Int
  let store: FeatureStore?

  /// - Throws: `noResults` where there are none.
  init(_ files: ResultsFiles) throws(ExportError) {
    let folders = files.names(in: "").filter { Self.holdsSummary($0, files) }
    if files.exists(ResultsFolder.storeName) {
      // Without its key a sealed store would be taken for none, and an empty one made beside it.
      guard FileManager.default.fileExists(atPath: files.actualPlace(of: ResultsFolder.storeName)) else {
        throw .sealed(.locked(folder: files.path))
      }
      do {
        let store = try ResultsFolder(files).openStore()
        names = try store.sessionNames()
        self.store = store
      } catch { throw ExportError(any: error) }
    } else {
      names = folders
      store = nil
    }
    if names.isEmpty { throw .noResults(path: files.path) }
    foldersNotStored = Set(folders).subtracting(names).count
    storedWithoutFolder = Set(names).subtracting(folders).count
  }

  /// - Parameters:
  ///   - wanted: `nil` for all.
  ///   - pseudonyms: Whose order is taken; `nil` for that of the names.
  func chosen(
    _ wanted: [String]?, of files: ResultsFiles, _ pseudonyms: ExportPseudonyms?
  ) throws(ExportError) -> [String] {
    let wanted = wanted.map { Set($0) }
    if let missing = wanted?.subtracting(names).min() {
      throw .noSuchSession(name: missing, path: files.path)
    }
    let chosen = wanted.map { names.filter($0.contains) } ?? names
    return pseudonyms?.ordered(chosen) ?? chosen
  }

  static func holdsSummary(_ name: String, _ files: ResultsFiles) -> Bool {
    !name.hasPrefix(".") && files.exists("\(name)/\(SessionTexts.summary)")
  }
}
