internal import Foundation

/// Takes files away so that their old blocks hold zeros. On disks and file systems that write elsewhere than asked (SSD,
/// copy on write, snapshots, network) this does not reach the old blocks.
package enum Overwriting {
  private static let blockBytes = 1 << 20

  /// Removes a file or a whole folder; nothing happens where there is none. Links are removed, not followed.
  static func remove(_ path: String) throws(InterchangeError) {
    let files = FileManager.default
    guard let kind = try? files.attributesOfItem(atPath: path)[.type] as? FileAttributeType else { return }
    if kind == .typeDirectory {
      for name in (try? files.contentsOfDirectory(atPath: path)) ?? [] { try remove("\(path)/\(name)") }
    } else if kind == .typeRegular {
      try clear(path)
    }
    do { try files.removeItem(atPath: path) } catch { throw .cannotWrite(path: path) }
  }

  /// Runs what puts a new file in the place of another, whose old content then is overwritten. A stop in between leaves the
  /// old or the new file whole; the same call later takes away what was left of the old one.
  package static func replacing(_ path: String, _ write: () throws -> Void) throws {
    let earlier = path + ".earlier"
    // A stop right after the second name was given leaves it on the file in use, which must not be cleared.
    if isSameFile(path, earlier) { unsafe unlink(earlier) } else { try remove(earlier) }
    // A second name keeps the old content within reach; without one it goes as any file goes.
    let isKept = unsafe link(path, earlier) == 0
    try write()
    if isKept { try remove(earlier) }
  }

  private static func isSameFile(_ first: String, _ second: String) -> Bool {
    func number(_ path: String) -> Int? {
      (try? FileManager.default.attributesOfItem(atPath: path))?[.systemFileNumber] as? Int
    }
    return number(first).map { $0 == number(second) } ?? false
  }

  /// Writes zeros over a file's content; its length stays.
  private static func clear(_ path: String) throws(InterchangeError) {
    guard let handle = FileHandle(forUpdatingAtPath: path) else { throw .cannotWrite(path: path) }
    defer { try? handle.close() }
    do {
      var rest = Int(try handle.seekToEnd())
      try handle.seek(toOffset: 0)
      let zeros = Data(count: blockBytes)
      while rest > 0 {
        try handle.write(contentsOf: zeros.prefix(rest))
        rest -= min(rest, blockBytes)
      }
      try handle.synchronize()
    } catch { throw .cannotWrite(path: path) }
  }
}
