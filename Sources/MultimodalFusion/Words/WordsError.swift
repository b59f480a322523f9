public import LanguageFeatures
public import SignalCore

/// An encoder cannot be put together or trained.
public enum WordsError: UserFacingError, Equatable {
  /// The published encoder cannot be used.
  case encoder(LanguageError)
  /// What training added does not fit the encoder.
  case damaged
  /// Fewer texts to learn from, or to be held out, than needed.
  case tooFewTexts(needed: Int, found: Int)
  case oneOutcomeOnly
  /// The encoder's vectors of these texts are not all finite numbers.
  case notFinite
  /// The same person would be learned from and judged on.
  case personOnBothSides(participant: String)
  case stopped

  public var message: String {
    switch self {
    case .encoder(let error): error.message
    case .damaged: "The trained part of the text encoder is damaged."
    case .tooFewTexts(let needed, let found): "There are \(found) texts with words; \(needed) are needed."
    case .oneOutcomeOnly: "Every text has the same outcome, so there is nothing to learn."
    case .notFinite: "The text encoder gives numbers that are not finite."
    case .personOnBothSides(let participant):
      "‘\(participant)’ is on both sides of the split: a model would be judged on a person it learned from."
    case .stopped: "The training was stopped before it was done."
    }
  }

  public var remedy: String {
    switch self {
    case .encoder(let error): error.remedy
    case .damaged, .notFinite: "Copy the model again from where it was made, or train it again."
    case .tooFewTexts: "Add sessions with transcripts."
    case .oneOutcomeOnly: "Add sessions of people with other outcomes, or check the assessments."
    case .personOnBothSides: "Keep all texts of a person on one side."
    case .stopped: "Start it again."
    }
  }
}
