public import SignalCore

/// Why a folder cannot be encrypted, or is not.
public enum FolderEncryptionError: UserFacingError, Equatable {
  /// Results that are there already would stay plain, or lie on the disk for long after they were sealed.
  case holdsPlainResults(path: String)
  case notEncrypted(path: String)
  /// Nobody is there to type a passphrase for the tasks of a cluster.
  case passphraseForTasks(path: String)

  public var message: String {
    switch self {
    case .holdsPlainResults(let path): "‘\(path)’ holds files that are not encrypted."
    case .notEncrypted(let path): "‘\(path)’ is not encrypted."
    case .passphraseForTasks(let path):
      "‘\(path)’ opens with a passphrase, and nobody is there to type it for the tasks of --engine."
    }
  }

  public var remedy: String {
    switch self {
    case .holdsPlainResults:
      "Give a new folder with --out and --encrypt, and delete this one when the new one is complete."
    case .notEncrypted: "Only a folder made with ‘bellwether extract --encrypt’ has a key to change."
    case .passphraseForTasks(let path):
      """
      Give a key file that the tasks can read: --key-file for a new folder, ‘bellwether key change \(path) --new-key-file \
      FILE’ for one that is there. Or leave --engine out.
      """
    }
  }
}
