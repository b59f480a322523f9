import Foundation
import SignalCore
import TestSupport
import Testing

@Suite("Checksums of files")
struct FileHashTests {
  @Test("a file's is that of its bytes")
  func file() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/abc"
      try Data("abc".utf8).write(to: URL(filePath: path))
      // FIPS 180-4's own example.
      let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      #expect(try sha256Hex(ofFileAt: path) == known)
      #expect(throws: FileHashError.unreadable(path: path + "d")) { try sha256Hex(ofFileAt: path + "d") }
    }
  }

  @Test(
    "a named pipe nobody writes into, a device and a folder are refused at once", .timeLimit(.minutes(1)))
  func noFile() throws {
    try withTemporaryFolder { folder in
      let pipe = folder + "/visit.wav"
      #expect(unsafe mkfifo(pipe, 0o600) == 0)
      for path in [pipe, "/dev/null", folder] {
        #expect(throws: FileHashError.notAFile(path: path)) { try sha256Hex(ofFileAt: path) }
      }
    }
  }
}
