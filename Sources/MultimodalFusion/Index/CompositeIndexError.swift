public import SignalCore

/// Why the composite index's file cannot be used.
public enum CompositeIndexError: UserFacingError, Equatable {
  case unreadable(path: String)
  /// It is not the file its checksum was written for.
  case altered(path: String)
  case checksumUnreadable(path: String)
  /// JSON of another kind, or of a shape this program does not know.
  case foreign(path: String)
  case impossible(path: String, detail: String)
  case otherMeasureSet(index: String, results: String)

  public var message: String {
    switch self {
    case .unreadable(let path): "The composite index ‘\(path)’ cannot be read."
    case .altered(let path): "The composite index ‘\(path)’ is not the one its checksum names."
    case .checksumUnreadable(let path): "The composite index's checksum ‘\(path)’ cannot be read."
    case .foreign(let path): "‘\(path)’ is no composite index that this program knows."
    case .impossible(let path, let detail): "The composite index ‘\(path)’ cannot be used: \(detail)."
    case .otherMeasureSet(let index, let results):
      "The composite index was made for measure set \(index); these results hold measure set \(results)."
    }
  }

  public var remedy: String {
    switch self {
    case .unreadable, .checksumUnreadable, .foreign:
      "Copy the folder Models again from where the program came from."
    case .altered(let path):
      "If somebody changed it on purpose: raise its version and run ‘\(Self.sealing)’ in the folder of "
        + "‘\(path)’. Otherwise copy it again from where the program came from."
    case .impossible: "Correct the file, or copy it again from where the program came from."
    case .otherMeasureSet: "Extract the recordings with the version of the program the index belongs to."
    }
  }

  static let sealing = "sha256sum \(CompositeIndex.fileName) > \(CompositeIndex.checksumName)"
}
