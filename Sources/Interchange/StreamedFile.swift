internal import PrivateFiles
internal import SignalCore

/// A file written piece by piece, plain or sealed, which takes its name when it is whole and on the disk, and is gone
/// otherwise.
public final class StreamedFile {
  private enum Form {
    case plain(WholeFile)
    case sealed(SealedStream)
  }

  private let path: String
  private let form: Form

  init(path: String) throws(InterchangeError) {
    self.path = path
    do throws(WholeFileError) { form = .plain(try WholeFile(path: path)) } catch {
      throw InterchangeError(errorNumber: error.number, path: path)
    }
  }

  init(sealed name: String, key: FolderKey, path: String) throws(InterchangeError) {
    self.path = path
    do throws(PrivacyError) {
      form = .sealed(try SealedStream(name: name, key: key, path: path))
    } catch { throw .sealed(error) }
  }

  func append(_ bytes: some Sequence<UInt8>) throws(InterchangeError) {
    try carryOut { (file) throws(WholeFileError) in
      try file.append(bytes)
    } sealed: { (file) throws(PrivacyError) in
      try file.append(bytes)
    }
  }

  func finish() throws(InterchangeError) {
    try carryOut { (file) throws(WholeFileError) in
      try file.finish()
    } sealed: { (file) throws(PrivacyError) in
      try file.finish()
    }
  }

  /// A whole plain file at once.
  public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(InterchangeError) {
    let file = try StreamedFile(path: path)
    try file.append(bytes)
    try file.finish()
  }

  private func carryOut(
    plain: (WholeFile) throws(WholeFileError) -> Void, sealed: (SealedStream) throws(PrivacyError) -> Void
  ) throws(InterchangeError) {
    switch form {
    case .plain(let file):
      do throws(WholeFileError) { try plain(file) } catch {
        throw InterchangeError(errorNumber: error.number, path: path)
      }
    case .sealed(let file):
      do throws(PrivacyError) { try sealed(file) } catch { throw .sealed(error) }
    }
  }
}
