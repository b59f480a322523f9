public import SignalCore

/// The participant cannot be told apart as asked.
public enum ParticipantError: UserFacingError, Equatable {
  case noSuchChannel(Int, count: Int)
  case noSuchSpeaker(count: Int)
  /// Talk, questions and phrases do not tell well enough. The confidence is the likeliest voice's, 0 to 1.
  case undecided(confidence: Double)

  public var message: String {
    switch self {
    case .noSuchChannel(let number, let count):
      "Channel \(number) holds no sound of its own; the recording has \(count) channel\(count == 1 ? "" : "s")."
    case .noSuchSpeaker(let count):
      "The transcript names \(count == 0 ? "no speakers" : "\(count) speaker\(count == 1 ? "" : "s")"), and not the one asked for."
    case .undecided(let confidence):
      "Which voice is the participant's cannot be told (confidence \(Int((100 * confidence).rounded(.down))) %, at least 80 % is asked for)."
    }
  }

  public var remedy: String {
    switch self {
    case .noSuchChannel: "Name another channel with --participant channel:N, or leave it to auto."
    case .noSuchSpeaker: "Name a speaker of the transcript with --participant speaker:NAME or speaker:N."
    case .undecided:
      "See in transcript.json who says what, then name the participant with --participant speaker:N or channel:N."
    }
  }
}
