public import PrivateFiles
public import SignalCore

/// A results file cannot be written or read.
public enum InterchangeError: UserFacingError, Equatable {
  case cannotWrite(path: String)
  case cannotRead(path: String)
  /// A file of an encrypted folder cannot be opened or sealed.
  case sealed(PrivacyError)

  public var message: String {
    switch self {
    case .cannotWrite(let path): "‘\(path)’ cannot be written."
    case .cannotRead(let path): "‘\(path)’ cannot be read."
    case .sealed(let error): error.message
    }
  }

  public var remedy: String {
    switch self {
    case .cannotWrite: "Check free disk space and that you may write there, then run the same command again."
    case .cannotRead: "Run the extraction again with --overwrite to make the file anew."
    case .sealed(let error): error.remedy
    }
  }
}
