internal import Foundation

/// What stands in the way of a file that is to be written.
public enum PlaceObstacle: Sendable, Hashable {
  /// The folder it should lie in is not there.
  case noFolder
  /// A file, where a folder is needed.
  case file
  /// A folder, where the file should stand.
  case folder

  /// - Parameter errorNumber: The system's number of the error; `nil` for one that is about something else.
  init?(errorNumber: Int32) {
    switch errorNumber {
    case ENOENT: self = .noFolder
    case ENOTDIR, EEXIST: self = .file
    case EISDIR: self = .folder
    default: return nil
    }
  }

  func message(path: String) -> String {
    switch self {
    case .noFolder: "‘\(path)’ cannot be written: the folder it should lie in does not exist."
    case .file: "‘\(path)’ cannot be written: a file stands where a folder is needed."
    case .folder: "‘\(path)’ cannot be written: a folder stands there."
    }
  }

  var remedy: String {
    switch self {
    case .noFolder: "Make the folder first, or give another place."
    case .file: "Give another place, or put the file that stands there elsewhere."
    case .folder: "Give the name of a file, or another place."
    }
  }
}
