public import SignalCore
public import SpeechRecognition

/// A study's folder cannot be read. Lines count from 1.
public enum StudyError: UserFacingError, Equatable {
  case unreadable(path: String)
  /// No folder of a session, `300_P`, is there.
  case noSessions(path: String)
  case transcript(TranscriptError)
  case badLabel(path: String, line: Int, column: String)
  case labelCells(path: String, line: Int)
  /// Two tables state different values for one participant.
  case labelsDisagree(path: String, participant: Int, column: String)
  /// One participant in two parts of the split: what is fitted on one would be tested on the same person.
  case inTwoSplits(path: String, participant: Int)

  public var message: String {
    switch self {
    case .unreadable(let path): "‘\(path)’ cannot be read."
    case .noSessions(let path): "‘\(path)’ holds no folder of a session such as ‘300_P’."
    case .transcript(let error): error.message
    case .badLabel(let path, let line, let column):
      "Line \(line) of ‘\(path)’ holds a value in column ‘\(column)’ that cannot be."
    case .labelCells(let path, let line):
      "Line \(line) of ‘\(path)’ has another number of cells than its header."
    case .labelsDisagree(let path, let participant, let column):
      "‘\(path)’ states another ‘\(column)’ of participant \(participant) than the table before it."
    case .inTwoSplits(let path, let participant):
      "‘\(path)’ puts participant \(participant) into a second part of the split."
    }
  }

  public var remedy: String {
    switch self {
    case .unreadable: "Check that it exists and that you may read it."
    case .noSessions:
      "Give the folder the sessions were unpacked into; each is a folder named by its number and ‘_P’."
    case .transcript(let error): error.remedy
    case .badLabel, .labelCells: "Correct that line, or fetch the table again."
    case .labelsDisagree, .inTwoSplits: "Keep the tables of one release of the study only."
    }
  }
}
