/// What is imported.
public enum ImportKind: String, Sendable, Hashable, CaseIterable {
  /// Told by the content.
  case auto
  case daicWOZ = "daic-woz"
  case eDAIC = "e-daic"
  case openSMILE = "opensmile"
  case openFace = "openface"
  case pyFeat = "py-feat"
  case covarep
  case whisperX = "whisperx"

  init?(_ tool: ForeignTool) {
    switch tool {
    case .openSMILE: self = .openSMILE
    case .openFace: self = .openFace
    case .pyFeat: self = .pyFeat
    case .covarep: self = .covarep
    case .whisperX: self = .whisperX
    case .formantTable, .unnamed: return nil
    }
  }

  init(_ corpus: StudySession.Corpus) { self = corpus == .daicWOZ ? .daicWOZ : .eDAIC }
}

/// What the files do not say themselves.
public struct ImportSettings: Sendable {
  /// Anything else than `auto` refuses files of other tools.
  public var kind = ImportKind.auto
  /// The session's name, of one file; otherwise the recording's as the file calls it, or the file's own.
  public var session: String?
  public var participant: String?
  /// `YYYY-MM-DD`.
  public var date: String?
  /// Of the video, for py-feat.
  public var frameRateHz: Double?
  /// What is known to be wrong with single sessions of a study.
  public var corrections = StudyCorrections.documented

  public init() {}

  var isOfOneSession: Bool { session != nil || participant != nil || date != nil }
}

/// What an import did.
public struct ImportOutcome: Sendable, Hashable {
  /// Names of sessions that were not there before, and of those that were.
  public var made: [String] = []
  public var extended: [String] = []
  /// Files or sessions that could not be imported, with what to do.
  public var failed: [FailedImport] = []
  /// Files of a folder in no known format.
  public var unknownFiles: [String] = []
  /// What a person must know, in plain sentences.
  public var notes: [String] = []
  /// The study's labels and split, where it has any.
  public var assessmentsPath: String?

  public struct FailedImport: Sendable, Hashable {
    public let path: String
    public let message: String
    public let remedy: String
  }
}
