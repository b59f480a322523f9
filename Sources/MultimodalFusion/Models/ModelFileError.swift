public import SignalCore

/// Why a stored model cannot be used.
public enum ModelFileError: UserFacingError, Equatable {
  case unreadable(path: String)
  case cannotWrite(path: String)
  /// The weights are not those the card was written for.
  case weightsDoNotMatch(path: String)
  /// The card was changed after the model was made.
  case cardDoesNotMatch(path: String)
  /// A format or kind of model this program does not know.
  case unknownKind(path: String, kind: String)
  /// The weights do not have the parts or shapes the card announces.
  case damaged(path: String, detail: String)
  case otherMeasureSet(model: String, results: String)
  /// Measures the model reads that the results do not have as columns.
  case measuresMissing(names: [String])
  case otherScale(model: String, asked: String)
  /// It was trained inside other weights of the text encoder than those given, or none were given.
  case otherEncoder(path: String)
  case encoderMissing(path: String)

  public var message: String {
    switch self {
    case .unreadable(let path): "The model ‘\(path)’ cannot be read."
    case .cannotWrite(let path): "The model ‘\(path)’ cannot be written."
    case .weightsDoNotMatch(let path): "The weights of the model ‘\(path)’ are not those its card names."
    case .cardDoesNotMatch(let path): "The card of the model ‘\(path)’ was changed after the model was made."
    case .unknownKind(let path, let kind):
      "The model ‘\(path)’ is of a kind this program does not know: \(kind)."
    case .damaged(let path, let detail): "The model ‘\(path)’ is damaged: \(detail)."
    case .otherMeasureSet(let model, let results):
      "The model was trained on measure set \(model); these results hold measure set \(results)."
    case .measuresMissing(let names):
      "The results lack \(names.count) of the measures the model reads, among them \(names[0])."
    case .otherEncoder(let path): "The model ‘\(path)’ was trained with another text encoder."
    case .encoderMissing(let path): "The model ‘\(path)’ needs the text encoder, which is not at hand."
    case .otherScale(let model, let asked): "The model predicts \(model), not \(asked)."
    }
  }

  public var remedy: String {
    switch self {
    case .unreadable: "Give the folder that ‘bellwether train --out’ wrote."
    case .cannotWrite: "Choose a new folder name, and check free disk space and that you may write there."
    case .weightsDoNotMatch, .cardDoesNotMatch, .damaged:
      "Copy the model again from where it was made, or train it again."
    case .unknownKind: "Use the version of the program that trained it."
    case .otherMeasureSet: "Extract the recordings with the version that trained the model, or train again."
    case .measuresMissing: "Extract the recordings again with all modalities the model was trained on."
    case .otherEncoder: "Use the version of the program that trained it, or train it again."
    case .encoderMissing: "Run ‘bellwether doctor’: it says which models are missing."
    case .otherScale: "Use a model trained on this scale."
    }
  }
}
