/// Who the user says the participant is.
public enum ParticipantChoice: Sendable, Hashable, Codable {
  /// Found from the recording and its transcript; never guessed.
  case automatic
  /// Sound channel, counted from 1.
  case channel(Int)
  /// Speaker by number in order of appearance, counted from 1.
  case speaker(Int)
  /// Speaker by the name the transcript uses.
  case speakerNamed(String)
  /// Whoever speaks: for work in which it does not matter, such as writing down. Not offered to users,
  /// because measures over two people describe neither.
  case everybody

  /// Reads `auto`, `channel:1`, `speaker:2` or `speaker:NAME`; `nil` for anything else.
  public init?(text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first?.lowercased(), parts.count) {
    case ("auto", 1): self = .automatic
    case ("channel", 2):
      guard let number = Int(parts[1]), number >= 1 else { return nil }
      self = .channel(number)
    case ("speaker", 2):
      if let number = Int(parts[1]) {
        guard number >= 1 else { return nil }
        self = .speaker(number)
      } else {
        self = .speakerNamed(parts[1])
      }
    default: return nil
    }
  }

  public var text: String {
    switch self {
    case .automatic: "auto"
    case .channel(let number): "channel:\(number)"
    case .speaker(let number): "speaker:\(number)"
    case .speakerNamed(let name): "speaker:\(name)"
    case .everybody: "everybody"
    }
  }
}
