internal import Glibc

/// A file being written, beside the place it is meant for: nobody else can read it, it takes that place only
/// once it is whole, and it goes away when it never becomes so.
struct PartialFile: ~Copyable {
  let path: String
  /// What the user asked for.
  let target: String
  private var isInPlace = false

  init(target: String) throws(MediaError) {
    guard !target.isEmpty, !target.utf8.contains(0) else { throw .notWritable(path: target) }
    var facts = stat()
    if unsafe stat(target, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG {
      throw .notWritable(path: target)
    }
    // The folder may be longer than a name may be, so the name is not built from the target's.
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "./"
    var name = Array("\(folder).bellwether-XXXXXX".utf8CString)
    let file = unsafe mkstemp(&name)
    guard file >= 0 else { throw .writing(to: target, code: errno) }
    close(file)
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.target = target
  }

  /// Writes into a file that is already there, for tests of what a full disk does.
  package init(target: String, path: String) {
    self.target = target
    self.path = path
  }

  mutating func moveIntoPlace() throws(MediaError) {
    guard unsafe rename(path, target) == 0 else { throw .writing(to: target, code: errno) }
    isInPlace = true
  }

  deinit { if !isInPlace { unsafe _ = unlink(path) } }
}

extension MediaError {
  /// What an error number of the system means for somebody who wants a file written.
  static func writing(to path: String, code: Int32) -> MediaError {
    switch code {
    case ENOSPC, EDQUOT, EFBIG: .diskFull(path: path)
    case ENOMEM: .outOfMemory(path: path)
    default: .notWritable(path: path)
    }
  }
}

/// Finds out whether a file can be written at a place, before long work whose result is to go there.
///
/// - Throws: `.notWritable`, `.diskFull`.
public func requireWritable(_ path: String) throws(MediaError) { _ = try PartialFile(target: path) }
