internal import ExtractionPipeline
internal import Foundation
internal import PrivateFiles

/// Whose the sessions of a results folder are, as the store and their summaries say.
///
/// A run that was stopped leaves sessions the store does not know yet, and half-made ones without a summary.
struct SessionOwners {
  /// What stands before a session's name where it is not finished.
  static let unfinishedPlaces = [".stages/", ".part-", ".earlier-"]

  /// Session → participants; the session's own name where none was named.
  private var participants: [String: Set<String>] = [:]
  /// Sessions the store knows.
  private(set) var stored: Set<String> = []
  /// Sessions of which nothing says whose they are.
  private(set) var unclaimed: Set<String> = []
  private let files: ResultsFiles

  var isEmpty: Bool { participants.isEmpty && unclaimed.isEmpty }

  /// Sessions that somebody's name is known of.
  var known: Set<String> { Set(participants.keys) }

  init(_ files: ResultsFiles) throws {
    self.files = files
    if let store = try ResultsFolder(begun: files)?.openStore() {
      stored = Set(try store.sessionNames())
      for name in stored {
        if let input = try store.session(named: name)?.input { add(name, input.participant) }
      }
    }
    for name in files.names(in: "") where !name.hasPrefix(".") { addSummary(of: name, in: name) }
    for place in Self.unfinishedPlaces {
      for name in unfinished(place) { addSummary(of: name, in: place + name) }
    }
    unclaimed = Set(Self.unfinishedPlaces.flatMap(unfinished)).subtracting(known)
  }

  /// An unclaimed session is theirs when it has their name.
  func sessions(of participant: String) -> Set<String> {
    Set(participants.filter { $0.value.contains(participant) }.keys).union(
      unclaimed.intersection([participant]))
  }

  private mutating func add(_ session: String, _ participant: String?) {
    participants[session, default: []].insert(participant ?? session)
  }

  private mutating func addSummary(of session: String, in folder: String) {
    guard let data = summary(of: session, in: folder),
      let origin = try? JSONDecoder().decode(SummaryOrigin.self, from: data)
    else { return }
    add(session, origin.input.participant)
  }

  /// A sealed file is bound to the name it gets once its session is finished.
  private func summary(of session: String, in folder: String) -> Data? {
    let name = "\(folder)/\(SessionTexts.summary)"
    guard let key = files.key else { return files.kept(name) }
    let bytes = try? SealedFile.read(
      files.sealedPlace(of: name), name: "\(session)/\(SessionTexts.summary)", key: key)
    return bytes.map { Data($0) }
  }

  /// Names of sessions that have a folder at one of `unfinishedPlaces`. No session's name begins with a dot.
  private func unfinished(_ place: String) -> [String] {
    let parts = place.split(separator: "/", omittingEmptySubsequences: false)
    let (folder, prefix) = parts.count == 2 ? (String(parts[0]), "") : ("", place)
    return files.names(in: folder).filter { $0.hasPrefix(prefix) && isFolder("\(folder)/\($0)") }
      .map { String($0.dropFirst(prefix.count)) }
      .filter { !$0.isEmpty && !$0.hasPrefix(".") }
  }

  private func isFolder(_ name: String) -> Bool {
    var isFolder = ObjCBool(false)
    return unsafe FileManager.default.fileExists(atPath: files.place(of: name), isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
