internal import Foundation
public import SignalCore

/// A results folder cannot be looked through.
public enum UpkeepError: UserFacingError, Equatable {
  case noResults(path: String)
  /// A run writes there at this moment.
  case inUse(path: String)

  public var message: String {
    switch self {
    case .noResults(let path): "‘\(path)’ is no results folder: it holds neither a store nor a session."
    case .inUse(let path): "Another run writes to ‘\(path)’ at this moment."
    }
  }

  public var remedy: String {
    switch self {
    case .noResults: "Name a folder that ‘bellwether extract’ has written."
    case .inUse: "Wait until it has ended, or check without --repair, which changes nothing."
    }
  }
}

/// Whether a run holds a results folder: it keeps a lock (flock) on the folder's file `.lock` as long as it lives.
enum RunAtWork {
  static let lockName = ".lock"

  static func isThere(in folder: String) -> Bool {
    let file = unsafe open("\(folder)/\(lockName)", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    // Closing gives the lock back.
    defer { close(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}
