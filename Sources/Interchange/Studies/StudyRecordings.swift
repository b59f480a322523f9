public import ExtractionPipeline
internal import Foundation
internal import SignalCore

/// The recordings of a study made ready for extraction, with what its transcripts say of the participant.
///
/// Transcripts that need a correction are written anew into a folder of their own, readable by its owner alone, which
/// `remove` takes away when the work is done.
public struct StudyRecordings: Sendable {
  public let recordings: [Recording]
  /// What a person must know, in plain sentences.
  public let notes: [String]
  private let folder: String

  /// A session's name and participant are its number. The transcript goes with the recording where it says when the
  /// participant speaks; otherwise speech is recognised and told apart as in any recording.
  public init(_ study: Study) throws(StudyError) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bellwether-\(UUID().uuidString)")
      .path
    var recordings: [Recording] = []
    var silent: [String] = []
    var unusable: [String] = []
    for session in study.sessions {
      let name = "\(session.number)"
      guard let audio = session.audioPath else {
        silent.append(name)
        continue
      }
      var recording = Recording(path: audio, session: name, participant: name)
      if let words = try session.transcript(), let path = session.transcriptPath {
        if words.speakers == .unknown || !words.timesMatchRecording {
          unusable.append(name)
        } else {
          recording.participantChoice = .speakerNamed(words.participantLabel)
          recording.transcriptPath =
            session.correction.changesTranscript
            ? try Self.write(words.transcript, to: folder, name: name) : path
        }
      }
      recordings.append(recording)
    }
    self.recordings = recordings
    self.folder = folder
    var notes = study.notes
    if !silent.isEmpty { notes.append("Without a recording: \(silent.joined(separator: ", ")).") }
    if !unusable.isEmpty {
      notes.append(
        "Transcripts that do not say when the participant speaks are not used; speech is recognised instead: "
          + unusable.joined(separator: ", ") + ".")
    }
    self.notes = notes
  }

  /// Takes the corrected transcripts away.
  public func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private static func write(
    _ transcript: Transcript, to folder: String, name: String
  ) throws(StudyError) -> String {
    let path = "\(folder)/\(name).json"
    let files = FileManager.default
    try? files.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard let text = try? JSONText.text(transcript, for: path),
      files.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw .unreadable(path: path) }
    return path
  }
}

extension StudyCorrections.Session {
  /// Whether a transcript is not used as its file has it.
  fileprivate var changesTranscript: Bool { !interruptions.isEmpty || transcriptShift != nil }
}
