internal import Foundation
internal import SignalCore

/// Finished stages of sessions, kept beside the results: a run that was stopped goes on after the last one, and a
/// change redoes only what depends on it.
///
/// A stage is found again only under the key it was kept with, a checksum over everything that went into it.
/// What cannot be read or written counts as not kept: it is made again.
struct StageShelf: Sendable {
  /// `nil` keeps nothing.
  let files: (any KeptFiles)?
  /// Whether what was kept is passed over, so that everything is made anew.
  var isRenewed = false

  private struct Kept<Content: Codable>: Codable {
    let key: String
    let content: Content
  }

  func content<Content: Codable>(of stage: String, session: String, key: String) -> Content? {
    guard !isRenewed, let data = files?.kept(name(stage, session)),
      let kept = try? JSONDecoder().decode(Kept<Content>.self, from: data), kept.key == key
    else { return nil }
    return kept.content
  }

  /// Keeps a stage in place of an earlier one, readable by its owner alone: it may hold what was said.
  func keep(_ content: some Codable, of stage: String, session: String, key: String) {
    guard let files else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(Kept(key: key, content: content)) else { return }
    files.keep(data, as: name(stage, session))
  }

  /// Takes a stage away that was kept by an earlier run.
  func drop(_ stage: String, session: String) { files?.drop(name(stage, session)) }

  private func name(_ stage: String, _ session: String) -> String { ".stages/\(session)/\(stage).json" }
}
