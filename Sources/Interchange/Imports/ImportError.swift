public import SignalCore

/// Why another tool's values cannot be imported.
public enum ImportError: UserFacingError, Equatable {
  case notFound(path: String)
  /// A folder without a file in a known format.
  case nothingFound(path: String)
  /// The file or study is another tool's than was stated.
  case otherKind(path: String, found: String, stated: String)
  /// Nothing in the file becomes a track, a measure or a transcript.
  case nothingToImport(path: String)
  /// A name for one session was given and there are several.
  case severalSessions(path: String, count: Int)
  /// The session in the results belongs to somebody else, or another day.
  case otherPerson(session: String)
  /// The session in the results has values of a recording in another folder.
  case otherRecording(session: String, recordings: [String])
  /// Two files give one session values of one place.
  case samePlace(session: String, table: String, paths: [String])

  public var message: String {
    switch self {
    case .notFound(let path): "‘\(path)’ does not exist."
    case .nothingFound(let path): "‘\(path)’ holds no table of a tool this program knows."
    case .otherKind(let path, let found, let stated): "‘\(path)’ is of \(found), not of \(stated)."
    case .nothingToImport(let path):
      "‘\(path)’ holds a value a recording of a tool that does not name itself: nothing says what they are."
    case .severalSessions(let path, let count):
      "‘\(path)’ holds \(count) sessions; a session’s name, participant or date is one’s alone."
    case .otherPerson(let session):
      "The session ‘\(session)’ of the results belongs to another participant or another day."
    case .otherRecording(let session, let recordings):
      "The session ‘\(session)’ of the results has values of ‘\(recordings[0])’; these are of ‘\(recordings[1])’."
    case .samePlace(let session, let table, let paths):
      "\(paths.map { "‘\($0)’" }.joined(separator: " and ")) both hold ‘\(table)’ of the session ‘\(session)’."
    }
  }

  public var remedy: String {
    switch self {
    case .notFound: "Check the spelling; put a path with spaces in quotes."
    case .nothingFound, .nothingToImport:
      "Give a table of openSMILE, OpenFace, py-feat or COVAREP, whisperX JSON, or a folder of DAIC-WOZ or E-DAIC."
    case .otherKind: "Leave --kind out, or give the path that was meant."
    case .severalSessions: "Import the files one by one, or leave out --session, --participant and --date."
    case .otherPerson: "Check --session and --participant."
    case .otherRecording:
      "Name the session of a single recording with --session, the same name where it is the same recording, or "
        + "import both recordings at once, in one table, into a new folder."
    case .samePlace: "Import them one by one, each with --session."
    }
  }
}
