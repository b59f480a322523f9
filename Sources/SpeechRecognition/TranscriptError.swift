public import SignalCore

/// A transcript file cannot be read. Lines count from 1; no case holds a word of the text.
public enum TranscriptError: UserFacingError, Equatable {
  case unreadable(path: String)
  /// A companion file macOS leaves on foreign disks, named `._x`: it holds no text.
  case appleDouble(path: String)
  case notText(path: String)
  case empty(path: String)
  case unknownFormat(path: String)
  /// Broken JSON; the parser does not tell where.
  case brokenJSON(path: String)
  /// JSON without transcript segments, or with one whose values have the wrong type (from 1).
  case noTranscript(path: String, segment: Int?)
  case badTime(path: String, line: Int)
  case missingColumns(path: String, line: Int)
  /// A line that does not fit the format, or the last one of a file that was cut off.
  case broken(path: String, line: Int)
  /// One file with the turns of several recordings.
  case severalRecordings(path: String, count: Int)

  public var message: String {
    switch self {
    case .unreadable(let path): "The transcript ‘\(path)’ cannot be read."
    case .appleDouble(let path): "‘\(path)’ is a hidden macOS companion file, not a transcript."
    case .notText(let path): "‘\(path)’ is not a text file."
    case .empty(let path): "The transcript ‘\(path)’ is empty."
    case .unknownFormat(let path): "‘\(path)’ is in no transcript format this program knows."
    case .brokenJSON(let path): "‘\(path)’ begins like JSON but breaks off or is damaged: it is not complete."
    case .noTranscript(let path, let segment?):
      "Segment \(segment) of ‘\(path)’ holds a value of the wrong type."
    case .noTranscript(let path, nil): "‘\(path)’ is JSON but has no list of segments."
    case .badTime(let path, let line): "Line \(line) of ‘\(path)’ holds a time that cannot be understood."
    case .missingColumns(let path, let line):
      "Line \(line) of ‘\(path)’ has fewer columns than it should."
    case .broken(let path, let line): "‘\(path)’ is broken at line \(line)."
    case .severalRecordings(let path, let count):
      "‘\(path)’ holds the turns of \(count) recordings; which is meant cannot be told."
    }
  }

  public var remedy: String {
    switch self {
    case .unreadable: "Check that the file exists and that you may read it."
    case .appleDouble: "Choose the file of the same name without ‘._’ in front."
    case .notText: "Choose the transcript itself; save it as plain UTF-8 text if it is a document."
    case .empty: "Export the transcript again, or leave --transcript out to have the speech recognised."
    case .unknownFormat:
      """
      Use WebVTT, SubRip, whisperX JSON, transcript.json, ELAN, TextGrid, RTTM, or a table as in DAIC-WOZ \
      or E-DAIC.
      """
    case .brokenJSON: "Export the file again; it may have been cut off or edited by hand."
    case .noTranscript: "Give the JSON whisperX or this program writes, with ‘segments’ at the top."
    case .badTime: "Correct that line; times look like 00:01:02.500, or are seconds in a table."
    case .missingColumns: "Correct that line, and check that its columns are set apart as in the first line."
    case .broken: "Export the file again; it may have been cut off or edited by hand."
    case .severalRecordings: "Keep only the lines of this recording in a file of its own."
    }
  }
}
