internal import Foundation
public import SignalCore

/// The store cannot be used.
public enum StoreError: UserFacingError, Equatable {
  case cannotOpen(path: String, detail: String)
  case cannotRead(path: String, detail: String)
  case cannotWrite(path: String, detail: String)
  /// A later version of the program made it.
  case newer(path: String)
  /// Its bytes are not those of a store.
  case damaged(path: String)
  /// Another program holds it, and did not let go within some seconds.
  case inUse(path: String)
  case notPermitted(path: String)
  /// No room is left where it lies.
  case diskFull(path: String)
  /// It holds people who do not exist, beside whom nobody who does may stand.
  case simulatedPeople(path: String)

  /// What the system's number of an error says about a place to write to; `nil` where it is neither room nor rights.
  package init?(errorNumber: Int32, path: String) {
    switch errorNumber {
    case ENOSPC, EDQUOT: self = .diskFull(path: path)
    case EACCES, EPERM, EROFS: self = .notPermitted(path: path)
    default: return nil
    }
  }

  public var message: String {
    switch self {
    case .cannotOpen(let path, let detail): "The store ‘\(path)’ cannot be opened: \(detail)."
    case .cannotRead(let path, let detail): "The store ‘\(path)’ cannot be read: \(detail)."
    case .cannotWrite(let path, let detail): "The store ‘\(path)’ cannot be written: \(detail)."
    case .newer(let path): "The store ‘\(path)’ was made by a newer version of this program."
    case .damaged(let path): "The store ‘\(path)’ is damaged, or is no store."
    case .inUse(let path): "The store ‘\(path)’ is in use by another program."
    case .notPermitted(let path): "‘\(path)’ may not be written by this user."
    case .diskFull(let path): "No room is left on the disk where ‘\(path)’ lies."
    case .simulatedPeople(let path): "The store ‘\(path)’ holds SIMULATED PEOPLE, who do not exist."
    }
  }

  public var remedy: String {
    switch self {
    case .cannotOpen, .cannotRead:
      "Check that the file is a Bellwether store and that you may read and write its folder."
    case .cannotWrite: "Check free disk space and write permission, then run the same command again."
    case .newer: "Use that version of the program, or name another results folder; nothing was changed."
    case .damaged: "Run ‘bellwether doctor --check’ on the results folder; it says what can be mended."
    case .inUse: "Wait until the other command has ended, then run the same command again."
    case .notPermitted: "Ask for the right to write there, or name another results folder."
    case .diskFull: "Make room, then run the same command again: it goes on where it stopped."
    case .simulatedPeople: "Name another results folder: real and made-up people are kept apart."
    }
  }
}
