public import ExtractionPipeline
internal import Foundation
internal import SignalCore

/// The recordings of a study made ready for extraction, with what its transcripts say of the participant.
///
/// Transcripts that need a correction are written anew, readable by their owner alone: into a folder of their own,
/// which `remove` takes away when the work is done, or by whoever hands the recordings on.
public struct StudyRecordings: Sendable {
  public let recordings: [Recording]
  /// What a person must know, in plain sentences.
  public let notes: [String]
  /// Path → text of corrected transcripts that are still to be written.
  public let unwritten: [String: String]
  private let ownFolder: String?

  /// A session's name and participant are its number. The transcript goes with the recording where it says when the
  /// participant speaks; otherwise speech is recognised and told apart as in any recording.
  /// - Parameter transcripts: Where corrected transcripts are going to lie, under names that tell their content;
  ///   `nil` writes them now.
  public init(_ study: Study, transcripts folder: String? = nil) throws(StudyError) {
    let ownFolder = FileManager.default.temporaryDirectory
      .appending(path: "bellwether-\(UUID().uuidString)").path
    var unwritten: [String: String] = [:]
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
          if !session.correction.changesTranscript {
            recording.transcriptPath = path
          } else if let folder {
            let text = try Self.text(words.transcript, for: path)
            let place = "\(folder)/\(name)-\(sha256Hex(of: text).prefix(16)).json"
            unwritten[place] = text
            recording.transcriptPath = place
          } else {
            recording.transcriptPath = try Self.write(words.transcript, to: ownFolder, name: name)
          }
        }
      }
      recordings.append(recording)
    }
    self.recordings = recordings
    self.unwritten = unwritten
    self.ownFolder = folder == nil ? ownFolder : nil
    var notes = study.notes
    if !silent.isEmpty { notes.append("Without a recording: \(silent.joined(separator: ", ")).") }
    if !unusable.isEmpty {
      notes.append(
        "Transcripts that do not say when the participant speaks are not used; speech is recognised instead: "
          + unusable.joined(separator: ", ") + ".")
    }
    self.notes = notes
  }

  /// Takes the corrected transcripts away that it wrote itself.
  public func remove() {
    if let ownFolder { try? FileManager.default.removeItem(atPath: ownFolder) }
  }

  private static func text(_ transcript: Transcript, for path: String) throws(StudyError) -> String {
    do { return try JSONText.text(transcript, for: path) } catch { throw .unreadable(path: path) }
  }

  private static func write(
    _ transcript: Transcript, to folder: String, name: String
  ) throws(StudyError) -> String {
    let path = "\(folder)/\(name).json"
    let files = FileManager.default
    try? files.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let text = try text(transcript, for: path)
    guard
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
