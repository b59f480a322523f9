internal import Foundation

/// A file set against a text that comes in pieces; only of a sealed file the whole is held.
final class ComparedFile {
  enum Outcome {
    case same, different, missing
  }

  private enum Content {
    case file(FileHandle)
    /// What was not compared yet.
    case opened(Data)
    case none
  }

  private var content: Content
  private var isSame = true

  init(_ name: String, of files: ResultsFiles) {
    if files.isEncrypted {
      content = files.kept(name).map(Content.opened) ?? .none
    } else {
      content = FileHandle(forReadingAtPath: files.place(of: name)).map(Content.file) ?? .none
    }
  }

  func compare(_ piece: String) {
    guard isSame else { return }
    let expected = Data(piece.utf8)
    isSame = next(expected.count) == expected
  }

  private func next(_ count: Int) -> Data {
    switch content {
    case .file(let handle): return (try? handle.read(upToCount: count)) ?? Data()
    case .opened(let data):
      content = .opened(data.dropFirst(count))
      return data.prefix(count)
    case .none: return Data()
    }
  }

  /// After the last piece.
  func outcome() -> Outcome {
    switch content {
    case .none: return .missing
    case .file(let handle):
      defer { try? handle.close() }
      return isSame && next(1).isEmpty ? .same : .different
    case .opened: return isSame && next(1).isEmpty ? .same : .different
    }
  }
}
