public import SignalCore

/// A table of features that another tool wrote cannot be read. Lines count from 1; no case holds a value.
public enum FeatureFileError: UserFacingError, Equatable {
  case unreadable(path: String)
  case empty(path: String)
  case unknownTool(path: String)
  case cells(path: String, line: Int, found: Int, expected: Int)
  case notANumber(path: String, line: Int, column: String)
  case duplicateColumn(path: String, column: String)
  case missingColumn(path: String, column: String)
  /// A line far longer than any table of features has.
  case lineTooLong(path: String, line: Int)
  case timesRunBackwards(path: String, line: Int)
  /// py-feat writes times in whole seconds; the rate of its frames cannot be told from them.
  case noFrameRate(path: String)
  case brokenDeclaration(path: String, line: Int)

  public var message: String {
    switch self {
    case .unreadable(let path): "‘\(path)’ cannot be read."
    case .empty(let path): "‘\(path)’ holds no rows."
    case .unknownTool(let path): "‘\(path)’ is in no feature format this program knows."
    case .cells(let path, let line, let found, let expected):
      "Line \(line) of ‘\(path)’ has \(found) cells where \(expected) are expected."
    case .notANumber(let path, let line, let column):
      "Line \(line) of ‘\(path)’ holds no number in column ‘\(column)’."
    case .duplicateColumn(let path, let column): "‘\(path)’ has two columns named ‘\(column)’."
    case .missingColumn(let path, let column): "‘\(path)’ has no column ‘\(column)’."
    case .lineTooLong(let path, let line): "Line \(line) of ‘\(path)’ has no end."
    case .timesRunBackwards(let path, let line):
      "At line \(line) of ‘\(path)’ time runs backwards: the file may hold one recording twice."
    case .noFrameRate(let path): "The frame rate of ‘\(path)’ cannot be told from its times."
    case .brokenDeclaration(let path, let line):
      "Line \(line) of ‘\(path)’ declares nothing that can be read."
    }
  }

  public var remedy: String {
    switch self {
    case .unreadable: "Check that the file exists and that you may read it."
    case .empty: "Run the tool that wrote it again."
    case .unknownTool:
      "Give a table of openSMILE, OpenFace, py-feat or COVAREP, a DAIC-WOZ formant table, or whisperX JSON."
    case .cells, .notANumber, .lineTooLong, .brokenDeclaration:
      "Copy or export the file again; it may have been cut off or edited by hand."
    case .duplicateColumn: "Rename one of them."
    case .missingColumn: "Export the file with all its columns."
    case .timesRunBackwards: "Delete the file and run the tool once more: openSMILE appends to what is there."
    case .noFrameRate: "State the frame rate of the recording."
    }
  }
}
