public import SignalCore

/// The store cannot be used.
public enum StoreError: UserFacingError, Equatable {
  case cannotOpen(path: String, detail: String)
  case cannotRead(path: String, detail: String)
  case cannotWrite(path: String, detail: String)

  public var message: String {
    switch self {
    case .cannotOpen(let path, let detail): "The store ‘\(path)’ cannot be opened: \(detail)."
    case .cannotRead(let path, let detail): "The store ‘\(path)’ cannot be read: \(detail)."
    case .cannotWrite(let path, let detail): "The store ‘\(path)’ cannot be written: \(detail)."
    }
  }

  public var remedy: String {
    switch self {
    case .cannotOpen, .cannotRead:
      "Check that the file is a Bellwether store and that you may read and write its folder."
    case .cannotWrite: "Check free disk space and write permission, then run the same command again."
    }
  }
}
