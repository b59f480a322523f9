internal import Foundation

/// Finished stages of sessions, kept beside the results: a run that was stopped goes on after the last one, and a
/// change redoes only what depends on it.
///
/// A stage is found again only under the key it was kept with, a checksum over everything that went into it.
/// What cannot be read or written counts as not kept: it is made again.
struct StageShelf: StageKeeping {
  /// `nil` keeps nothing.
  let files: (any KeptFiles)?
  /// Whether what was kept is passed over, so that everything is made anew.
  var isRenewed = false

  var isKeeping: Bool { files != nil }

  func bytes(of stage: String, session: String, key: String) -> Data? {
    let (head, tail) = Self.frame(key)
    guard !isRenewed, let data = files?.kept(name(stage, session)), data.count >= head.count + tail.count,
      data.starts(with: head), data.suffix(tail.count).elementsEqual(tail)
    else { return nil }
    return data.subdata(in: data.startIndex + head.count..<data.endIndex - tail.count)
  }

  /// Readable by its owner alone: it may hold what was said.
  func keep(bytes: Data, of stage: String, session: String, key: String) {
    let (head, tail) = Self.frame(key)
    files?.keep(head + bytes + tail, as: name(stage, session))
  }

  func drop(_ stage: String, session: String) { files?.drop(name(stage, session)) }

  /// What stands before and after a content, so that half a file is told from a whole one.
  private static func frame(_ key: String) -> (head: Data, tail: Data) {
    (Data("{\"content\":".utf8), Data(",\"key\":\"\(key)\"}".utf8))
  }

  private func name(_ stage: String, _ session: String) -> String { ".stages/\(session)/\(stage).json" }
}
