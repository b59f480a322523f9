internal import Foundation

/// What a person opens an encrypted folder with.
public enum KeySource: Sendable {
  case passphrase(Secret)
  /// The 32 bytes of a key file.
  case keyFile(Secret)

  public static let leastPassphraseBytes = 8
  static let keyFileBytes = 32

  /// Reads a key file.
  /// - Throws: `.keyFileUnusable` unless it holds exactly 32 bytes.
  public init(keyFileAt path: String) throws(PrivacyError) {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw .keyFileUnusable(path: path) }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: Self.keyFileBytes + 1), data.count == Self.keyFileBytes
    else { throw .keyFileUnusable(path: path) }
    var bytes = Array(data)
    self = .keyFile(try Secret(taking: &bytes))
  }

  /// Writes a new key file that its owner alone may read; never over a file that is there.
  public static func makeKeyFile(at path: String) throws(PrivacyError) {
    let bytes = try Sodium.randomBytes(keyFileBytes)
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard file >= 0 else { throw .cannotWrite(name: path) }
    let written = unsafe write(file, bytes, bytes.count)
    guard written == bytes.count, fsync(file) == 0, close(file) == 0 else {
      unsafe unlink(path)
      throw .cannotWrite(name: path)
    }
  }

  var method: FolderLock.Method {
    switch self {
    case .passphrase: .passphrase
    case .keyFile: .keyFile
    }
  }
}
