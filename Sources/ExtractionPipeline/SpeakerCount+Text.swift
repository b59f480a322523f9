public import SpeechRecognition

extension SpeakerCount {
  /// Reads `auto` or a number from 1 to 6; `nil` for anything else.
  public init?(text: String) {
    if text == "auto" {
      self = .automatic
    } else {
      guard let number = Int(text), (1...6).contains(number) else { return nil }
      self = .expected(number)
    }
  }

  public var text: String {
    switch self {
    case .automatic: "auto"
    case .expected(let number): "\(number)"
    }
  }
}
