internal import FeatureStore
public import PrivateFiles
public import SignalCore

/// A results file cannot be written or read.
public enum InterchangeError: UserFacingError, Equatable {
  case cannotWrite(path: String)
  /// Something stands in the way, or the folder is not there.
  case obstructed(PlaceObstacle, path: String)
  case cannotRead(path: String)
  /// No room is left where it would lie.
  case diskFull(path: String)
  case notPermitted(path: String)
  /// A file of an encrypted folder cannot be opened or sealed.
  case sealed(PrivacyError)

  /// What the system's number of an error says about a file that was being written.
  init(errorNumber: Int32, path: String) {
    switch StoreError(errorNumber: errorNumber, path: path) {
    case .diskFull: self = .diskFull(path: path)
    case .notPermitted: self = .notPermitted(path: path)
    default:
      let obstacle = PlaceObstacle(errorNumber: errorNumber)
      self = obstacle.map { .obstructed($0, path: path) } ?? .cannotWrite(path: path)
    }
  }

  public var message: String {
    switch self {
    case .cannotWrite(let path): "‘\(path)’ cannot be written."
    case .obstructed(let obstacle, let path): obstacle.message(path: path)
    case .cannotRead(let path): "‘\(path)’ cannot be read."
    case .diskFull(let path): StoreError.diskFull(path: path).message
    case .notPermitted(let path): StoreError.notPermitted(path: path).message
    case .sealed(let error): error.message
    }
  }

  public var remedy: String {
    switch self {
    case .cannotWrite: "Check free disk space and that you may write there, then run the same command again."
    case .obstructed(let obstacle, _): obstacle.remedy
    case .cannotRead: "Run the extraction again with --overwrite to make the file anew."
    case .diskFull(let path): StoreError.diskFull(path: path).remedy
    case .notPermitted(let path): StoreError.notPermitted(path: path).remedy
    case .sealed(let error): error.remedy
    }
  }
}
