public import NeuralRuntime
public import SignalCore

/// Language measures cannot be computed on this installation.
public enum LanguageError: UserFacingError, Equatable {
  /// A file the measures need is not there, or is not the published one.
  case model(ModelError)
  /// A word list is the published file and yet could not be read.
  case lexiconUnreadable
  /// The list of word pieces cannot be read, or is not one of BERT's.
  case vocabularyUnreadable
  /// The sentence encoder's weights cannot be used.
  case weights(WeightsFault)
  /// The model's vocabulary or a list of names is the published file and yet could not be read.
  case listUnreadable
  /// The user's list of names could not be read.
  case siteNamesUnreadable(path: String)
  /// The rules of de-identification are English.
  case deidentificationNotEnglish(language: String)

  public var message: String {
    switch self {
    case .model(let error): error.message
    case .lexiconUnreadable: "A word list of the language measures could not be read."
    case .vocabularyUnreadable: "The sentence encoder's list of word pieces could not be read."
    case .weights(let fault): "The sentence encoder's weights cannot be used: \(fault.text)."
    case .listUnreadable: "The lists for de-identification could not be read."
    case .siteNamesUnreadable(let path): "The list of names ‘\(path)’ could not be read."
    case .deidentificationNotEnglish(let language):
      "The transcript is marked as ‘\(language)’; names can be masked in English only."
    }
  }

  public var remedy: String {
    switch self {
    case .model(let error): error.remedy
    case .weights(let fault) where fault != .unreadable:
      "Remove the folder .deps and start ./bellwether again to set it up anew."
    case .lexiconUnreadable, .listUnreadable, .vocabularyUnreadable, .weights:
      "Check that you may read the files in the folder .deps, then run it again."
    case .siteNamesUnreadable: "Give a text file in UTF-8 with one name a line."
    case .deidentificationNotEnglish: "Leave de-identification out, and mask the transcript by hand."
    }
  }
}
