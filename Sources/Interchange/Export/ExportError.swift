public import FeatureStore
public import PrivateFiles
public import SignalCore

/// Why results cannot be exported as asked for.
public enum ExportError: UserFacingError, Equatable {
  /// The folder holds no session.
  case noResults(path: String)
  case noSuchSession(name: String, path: String)
  case noSuchMeasure(pattern: String)
  case unreadable(path: String)
  case cannotWrite(path: String)
  /// Something stands in the way, or the folder is not there.
  case obstructed(PlaceObstacle, path: String)
  /// Several files, or numbers that are no text, need a place to be written to.
  case needsPlace(format: String, isFolder: Bool)
  /// No session holds all of openSMILE's values.
  case noCompatibleValues
  /// No session has this kind of tracks.
  case noTracks(format: String)
  case noFace
  case noTranscript(session: String)
  /// A file of an encrypted folder cannot be opened.
  case sealed(PrivacyError)
  /// The folder's store cannot be used.
  case store(StoreError)
  /// The file that is to keep the pseudonyms holds something else.
  case notPseudonyms(path: String)
  /// A session or participant came up after the pseudonyms were given.
  case changed
  /// Something no error of ours has a name for.
  case broken(detail: String)

  /// An error met on a walk over sessions.
  init(any error: any Error) {
    switch error {
    case let error as ExportError: self = error
    case let error as InterchangeError: self.init(error)
    case let error as PrivacyError: self = .sealed(error)
    case let error as StoreError: self = .store(error)
    default: self = .broken(detail: "\(error)")
    }
  }

  init(_ error: InterchangeError) {
    switch error {
    case .cannotRead(let path): self = .unreadable(path: path)
    case .noFolder(let path), .noResults(let path): self = .noResults(path: path)
    case .cannotWrite(let path), .diskFull(let path), .notPermitted(let path): self = .cannotWrite(path: path)
    case .obstructed(let obstacle, let path): self = .obstructed(obstacle, path: path)
    case .sealed(let error): self = .sealed(error)
    }
  }

  public var message: String {
    switch self {
    case .noResults(let path): "‘\(path)’ holds no measured session."
    case .noSuchSession(let name, let path): "‘\(path)’ has no session ‘\(name)’."
    case .noSuchMeasure(let pattern): "No measure of these sessions is called ‘\(pattern)’."
    case .unreadable(let path): "‘\(path)’ cannot be read."
    case .cannotWrite(let path): "‘\(path)’ cannot be written."
    case .obstructed(let obstacle, let path): obstacle.message(path: path)
    case .needsPlace(let format, let isFolder):
      isFolder ? "‘\(format)’ gives several files." : "‘\(format)’ is not text that could be printed."
    case .noCompatibleValues:
      "No session of these holds all values of openSMILE’s set, and its names would be wrong for other values."
    case .noTracks(let format): "These sessions have no tracks for ‘\(format)’."
    case .noFace: "No session of these has a track of the face."
    case .noTranscript(let session): "The session ‘\(session)’ has no transcript."
    case .sealed(let error): error.message
    case .store(let error): error.message
    case .notPseudonyms(let path): "‘\(path)’ is no key to pseudonyms that this program wrote."
    case .changed: "The results changed while they were exported."
    case .broken(let detail): "The export was broken off: \(detail)."
    }
  }

  public var remedy: String {
    switch self {
    case .noResults: "Give the folder that ‘bellwether extract --out’ wrote."
    case .noSuchSession: "Give names of session folders, as they stand in measures.csv."
    case .noSuchMeasure:
      "Use * for any letters, as in ‘speech.pitch.*’; ‘bellwether measures’ lists all names."
    case .unreadable: "Run the extraction again with --overwrite to make the file anew."
    case .cannotWrite: "Check free disk space and that you may write there, then run the same command again."
    case .obstructed(let obstacle, _): obstacle.remedy
    case .needsPlace(_, let isFolder):
      isFolder ? "Give a folder with --out." : "Give a file with --out."
    case .noCompatibleValues:
      "Bring openSMILE’s own table in with ‘bellwether import’, run ‘bellwether acoustics --set egemaps-compat’ on "
        + "the recordings, or export csv under this program’s names."
    case .noTracks, .noFace:
      "Extract the recordings with the modality, or choose other sessions with --sessions."
    case .store(let error): error.remedy
    case .broken: "Run ‘bellwether doctor --check’ on the results folder; it says what can be mended."
    case .noTranscript: "Leave the session out with --sessions, or extract it with speech or language."
    case .sealed(let error): error.remedy
    case .notPseudonyms: "Give another file with --pseudonyms; this one was left as it is."
    case .changed: "Wait until nothing writes to the results folder, then export again."
    }
  }
}
