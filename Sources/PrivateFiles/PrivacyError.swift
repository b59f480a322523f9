public import SignalCore

/// Why a file or folder cannot be sealed or opened.
///
/// Names of files are relative to the results folder.
public enum PrivacyError: UserFacingError, Equatable {
  /// The passphrase or key file is another one. Says nothing of how far off it is.
  case wrongKey(folder: String)
  /// A key is needed and none was given.
  case locked(folder: String)
  /// The folder's `.key` is no such file, or was changed.
  case headerUnreadable(folder: String)
  /// The folder or file was sealed by a later version of the program.
  case newerVersion(name: String)
  case keyFileUnusable(path: String)
  /// The key would lie in the folder it protects.
  case keyFileInFolder(path: String)
  case passphraseTooShort
  case passphrasesDiffer
  /// Whoever was asked gave none.
  case noPassphrase
  /// A passphrase is wanted and nobody can be asked.
  case noTerminal
  /// The file is not in the sealed form.
  case notSealed(name: String)
  /// The file was changed, put together anew, moved from another name, or sealed with another key.
  case altered(name: String)
  /// The file ends before its last piece.
  case truncated(name: String)
  /// Something follows the last piece.
  case appended(name: String)
  case cannotRead(name: String)
  case cannotWrite(name: String)
  /// Deriving a key needs more memory than there is, or the library does not start.
  case noMemory

  public var message: String {
    switch self {
    case .wrongKey(let folder): "This passphrase or key file does not open ‘\(folder)’."
    case .locked(let folder): "‘\(folder)’ is encrypted."
    case .headerUnreadable(let folder): "The file .key of ‘\(folder)’ is missing a part or was changed."
    case .newerVersion(let name): "‘\(name)’ was encrypted by a later version of this program."
    case .keyFileUnusable(let path):
      "‘\(path)’ is no key file: it must be readable and hold exactly 32 bytes."
    case .keyFileInFolder(let path):
      "The key file ‘\(path)’ would lie in the folder it protects, where a thief finds both."
    case .passphraseTooShort: "The passphrase is shorter than \(KeySource.leastPassphraseBytes) characters."
    case .passphrasesDiffer: "The two passphrases are not the same."
    case .noPassphrase: "No passphrase was given."
    case .noTerminal: "A passphrase is needed, and there is no terminal to ask on."
    case .notSealed(let name): "‘\(name)’ is not an encrypted file of this program."
    case .altered(let name): "‘\(name)’ was changed, damaged or moved since it was encrypted."
    case .truncated(let name): "‘\(name)’ is cut off."
    case .appended(let name): "Something was added to the end of ‘\(name)’ since it was encrypted."
    case .cannotRead(let name): "‘\(name)’ cannot be read."
    case .cannotWrite(let name): "‘\(name)’ cannot be written."
    case .noMemory: "There is not enough free memory to work out the key (256 MiB)."
    }
  }

  public var remedy: String {
    switch self {
    case .wrongKey: "Give the passphrase or --key-file it was encrypted with; without it nobody can open it."
    case .locked: "Give its --key-file, or run the command on a terminal to be asked for the passphrase."
    case .headerUnreadable: "Put the file .key back from a backup; without it nobody can open the folder."
    case .newerVersion: "Use the version of Bellwether that made it, or a later one."
    case .keyFileUnusable:
      "Make one with ‘bellwether key new FILE’, or give the one the folder was made with."
    case .keyFileInFolder: "Keep the key file elsewhere, on another disk if you can."
    case .passphraseTooShort: "Choose a longer one; several words are easy to remember."
    case .passphrasesDiffer: "Run the command again and type the same passphrase twice."
    case .noPassphrase: "Run the command again and type the passphrase."
    case .noTerminal: "Give --key-file, or name the key file in the environment as BELLWETHER_KEY_FILE."
    case .notSealed, .altered, .truncated, .appended:
      "Put it back from a backup, or run ‘bellwether extract’ again with --overwrite to make it anew."
    case .cannotRead: "Check that it is there and that you may read it."
    case .cannotWrite: "Check free disk space and that you may write there, then run the same command again."
    case .noMemory: "Close other programs and run the same command again."
    }
  }
}
