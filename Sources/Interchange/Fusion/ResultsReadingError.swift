public import SignalCore

/// Why results cannot be read back for scoring or training.
public enum ResultsReadingError: UserFacingError, Equatable {
  /// The folder holds no `measures.csv`.
  case noResults(path: String)
  case tableUnreadable(path: String)
  /// A cell that should hold a number does not; `line` counts from 1.
  case notANumber(path: String, line: Int, column: String)
  /// Sessions of several measure sets do not compare.
  case mixedMeasureSets(versions: [String])
  /// One recording stands under two participants, who would then be on both sides of a split.
  case recordingOfTwoParticipants(first: String, second: String)
  case noAssessment(path: String)
  case columnMissing(path: String, column: String)
  /// Two rows give one person, or one session, different totals.
  case contradiction(path: String, line: Int)

  public var message: String {
    switch self {
    case .noResults(let path): "‘\(path)’ holds no measures.csv."
    case .tableUnreadable(let path): "‘\(path)’ cannot be read as comma-separated text with a header."
    case .notANumber(let path, let line, let column):
      "‘\(path)’, line \(line): the cell ‘\(column)’ is no number."
    case .mixedMeasureSets(let versions):
      "The sessions were measured with several measure sets (\(versions.joined(separator: ", "))), which do not compare."
    case .recordingOfTwoParticipants(let first, let second):
      "The sessions ‘\(first)’ and ‘\(second)’ come from the same recording but name different participants."
    case .noAssessment(let path): "‘\(path)’ has no assessment of any session in the results."
    case .columnMissing(let path, let column): "‘\(path)’ has no column ‘\(column)’."
    case .contradiction(let path, let line):
      "‘\(path)’, line \(line): the same participant or session has another total above."
    }
  }

  public var remedy: String {
    switch self {
    case .noResults: "Give the folder that ‘bellwether extract --out’ wrote."
    case .tableUnreadable: "Run the extraction again, or save the table as UTF-8 text with commas."
    case .notANumber: "Correct the cell, or leave it empty when the value is missing."
    case .mixedMeasureSets: "Extract all sessions with one version of the program."
    case .recordingOfTwoParticipants: "Correct the participants in the manifest and extract again."
    case .noAssessment: "Check that participants or sessions have the same names in both."
    case .columnMissing: "Add the column; the command's help names the columns it reads."
    case .contradiction: "Give each session its own row with a ‘session’ column, or keep one row a participant."
    }
  }
}
