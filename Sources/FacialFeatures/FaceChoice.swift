public import SignalCore

/// Whose face the user says the participant's is.
public enum FaceChoice: Sendable, Hashable, Codable {
  /// Found from mouth movement and speech, else from size.
  case automatic
  /// The one furthest to the left in the picture.
  case left
  case right
  case largest
  /// Face by number in order of first appearance, counted from 1.
  case number(Int)

  /// Reads `auto`, `left`, `right`, `largest` or a number from 1; `nil` for anything else.
  public init?(text: String) {
    switch text.lowercased() {
    case "auto": self = .automatic
    case "left": self = .left
    case "right": self = .right
    case "largest": self = .largest
    default:
      guard let number = Int(text), number >= 1 else { return nil }
      self = .number(number)
    }
  }

  public var text: String {
    switch self {
    case .automatic: "auto"
    case .left: "left"
    case .right: "right"
    case .largest: "largest"
    case .number(let number): "\(number)"
    }
  }
}

/// Why the participant's face could not be taken as asked.
public enum FaceError: UserFacingError, Equatable {
  /// The numbers are those of the faces there are.
  case noSuchFace(number: Int, found: [Int])

  public var message: String {
    switch self {
    case .noSuchFace(let number, let found):
      "There is no face number \(number); the faces found are "
        + found.map(String.init).joined(separator: ", ") + "."
    }
  }

  public var remedy: String {
    switch self {
    case .noSuchFace: "Choose one of these, or left, right, largest or auto."
    }
  }
}
