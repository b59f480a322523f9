public import NeuralRuntime
public import SignalCore

/// Language measures cannot be computed on this installation.
public enum LanguageError: UserFacingError, Equatable {
  /// A file the measures need is not there, or is not the published one.
  case model(ModelError)
  /// A word list is the published file and yet could not be read.
  case lexiconUnreadable

  public var message: String {
    switch self {
    case .model(let error): error.message
    case .lexiconUnreadable: "A word list of the language measures could not be read."
    }
  }

  public var remedy: String {
    switch self {
    case .model(let error): error.remedy
    case .lexiconUnreadable: "Check that you may read the files in the folder .deps, then run it again."
    }
  }
}
