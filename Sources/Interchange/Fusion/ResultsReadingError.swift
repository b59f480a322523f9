public import MultimodalFusion
public import PrivateFiles
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
  /// The reference was measured with another measure set than the results.
  case otherMeasureSet(reference: String, results: String)
  /// The composite index was made for another measure set than the results.
  case otherIndex(CompositeIndexError)
  case summaryUnreadable(session: String)
  /// A session's name that would lead out of the folder.
  case impossibleName(path: String, line: Int)
  case notScored(path: String)
  case scoreUnreadable(session: String)
  case severalScorers(path: String)
  /// One recording stands under two participants, who would then be on both sides of a split.
  case recordingOfTwoParticipants(first: String, second: String)
  case noAssessment(path: String)
  /// Sessions were measured by different tools, or different versions of one.
  case mixedTools(set: String, first: String, second: String, isMissing: Bool)
  case noSuchMeasureSet(name: String, known: [String])
  /// A file of an encrypted folder cannot be opened.
  case sealed(PrivacyError)
  /// Sessions of people who exist and of people who do not, in one folder.
  case realAndSimulated(path: String)
  /// Real people would be held against people who do not exist.
  case simulatedReference

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
    case .otherMeasureSet(let reference, let results):
      "The reference was measured with measure set \(reference), the results with \(results)."
    case .summaryUnreadable(let session): "The summary.json of the session ‘\(session)’ cannot be read."
    case .impossibleName(let path, let line):
      "‘\(path)’, line \(line): this is no name of a session's folder."
    case .severalScorers(let path): "The sessions of ‘\(path)’ were scored by different models or indices."
    case .scoreUnreadable(let session): "The score.json of the session ‘\(session)’ cannot be read."
    case .mixedTools(let set, let first, let second, let isMissing):
      isMissing
        ? "Of the sessions ‘\(first)’ and ‘\(second)’ only one has the measures of ‘\(set)’: sessions measured by different tools do not compare."
        : "The measures of ‘\(set)’ in the sessions ‘\(first)’ and ‘\(second)’ come from different versions of a tool or of different parts of the recording, and do not compare."
    case .noSuchMeasureSet(let name, let known):
      "No session has measures of ‘\(name)’; there are: \(known.joined(separator: ", "))."
    case .notScored(let path): "No session of ‘\(path)’ has been scored."
    case .otherIndex(let error): error.message
    case .sealed(let error): error.message
    case .realAndSimulated(let path): "‘\(path)’ holds real people and SIMULATED PEOPLE, who do not exist."
    case .simulatedReference: "The reference holds SIMULATED PEOPLE, who do not exist."
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
    case .otherMeasureSet: "Extract both with one version of the program."
    case .summaryUnreadable: "Run the extraction again; it makes the session anew."
    case .impossibleName: "Run the extraction again with --overwrite to make the tables anew."
    case .severalScorers: "Run ‘bellwether score’ on the whole folder again."
    case .scoreUnreadable: "Run ‘bellwether score’ on the folder again."
    case .mixedTools(let set, _, _, true):
      "Give every session these measures, or choose the measures to learn from with --measures, for example --measures \(set)."
    case .mixedTools:
      "Import tables of one version for all sessions, or learn from other measures with --measures."
    case .noSuchMeasureSet: "Name sets that are there, joined by commas."
    case .notScored: "Run ‘bellwether score’ on the folder first."
    case .otherIndex(let error): error.remedy
    case .sealed(let error): error.remedy
    case .realAndSimulated: "Keep them in folders of their own."
    case .simulatedReference: "Give a folder of real people measured as these were."
    }
  }
}
