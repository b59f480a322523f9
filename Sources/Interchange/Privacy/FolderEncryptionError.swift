public import SignalCore

/// Why a folder cannot be encrypted, or is not.
public enum FolderEncryptionError: UserFacingError, Equatable {
  /// Results that are there already would stay plain, or lie on the disk for long after they were sealed.
  case holdsPlainResults(path: String)
  case notEncrypted(path: String)
  /// Tasks of a cluster could not be handed the key without it lying about.
  case notForTasks

  public var message: String {
    switch self {
    case .holdsPlainResults(let path): "‘\(path)’ holds files that are not encrypted."
    case .notEncrypted(let path): "‘\(path)’ is not encrypted."
    case .notForTasks: "--engine does not work on encrypted folders: its tasks write plain files."
    }
  }

  public var remedy: String {
    switch self {
    case .holdsPlainResults:
      "Give a new folder with --out and --encrypt, and delete this one when the new one is complete."
    case .notEncrypted: "Only a folder made with ‘bellwether extract --encrypt’ has a key to change."
    case .notForTasks: "Leave --engine out, or keep the folder on an encrypted disk and leave --encrypt out."
    }
  }
}
