internal import Foundation

/// A file set against a text that comes in pieces; neither is held as a whole.
final class ComparedFile {
  enum Outcome {
    case same, different, missing
  }

  private let handle: FileHandle?
  private var isSame = true

  init(path: String) { handle = FileHandle(forReadingAtPath: path) }

  func compare(_ piece: String) {
    guard isSame, let handle else { return }
    let expected = Data(piece.utf8)
    isSame = (try? handle.read(upToCount: expected.count)) ?? Data() == expected
  }

  /// After the last piece.
  func outcome() -> Outcome {
    guard let handle else { return .missing }
    defer { try? handle.close() }
    guard isSame, (try? handle.read(upToCount: 1)) ?? Data() == Data() else { return .different }
    return .same
  }
}
