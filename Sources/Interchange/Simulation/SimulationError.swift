public import SignalCore

/// Why made-up people cannot be written.
public enum SimulationError: UserFacingError, Equatable {
  /// Real people could stand beside them.
  case folderInUse(path: String)

  public var message: String {
    switch self {
    case .folderInUse(let path):
      "‘\(path)’ is there and not empty; made-up people get a folder of their own, beside nobody who exists."
    }
  }

  public var remedy: String {
    switch self {
    case .folderInUse: "Name a new folder, or delete this one first."
    }
  }
}
