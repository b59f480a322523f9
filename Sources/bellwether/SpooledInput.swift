import Foundation
import SignalCore

/// Standard input kept in a file nobody else may read, for decoders that must seek.
struct SpooledInput {
  let path: String

  init() throws(SpoolError) {
    path = FileManager.default.temporaryDirectory.appending(path: "bellwether-\(UUID().uuidString)").path
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else { throw SpoolError() }
    do {
      while let block = try FileHandle.standardInput.read(upToCount: 1 << 20), !block.isEmpty {
        try file.write(contentsOf: block)
      }
      try file.close()
    } catch {
      remove()
      throw SpoolError()
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// Standard input cannot be kept.
struct SpoolError: UserFacingError {
  var message: String { "The sound on standard input could not be read or kept." }
  var remedy: String { "Check free space for temporary files, or name a file instead of -." }
}
