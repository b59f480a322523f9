public import SignalCore

/// Why no pages can be written.
public enum ReportingError: UserFacingError, Equatable {
  case noSessions(path: String)
  case noSuchSession(name: String, path: String)
  case noAssessmentFits(path: String)

  public var message: String {
    switch self {
    case .noSessions(let path): "‘\(path)’ holds no session and no failed recording."
    case .noSuchSession(let name, let path): "‘\(path)’ holds no session ‘\(name)’."
    case .noAssessmentFits(let path):
      "‘\(path)’ has no dated assessment of any participant named in the results."
    }
  }

  public var remedy: String {
    switch self {
    case .noSessions: "Run ‘bellwether extract’ into this folder first, or give the folder it wrote to."
    case .noSuchSession: "Take the names of sessions from the first column of measures.csv."
    case .noAssessmentFits:
      "Write participants as in the table of recordings given to ‘extract’, and give each form a date."
    }
  }
}
