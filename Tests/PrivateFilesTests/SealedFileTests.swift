import Foundation
import PrivateFiles
import TestSupport
import Testing

@Suite("Sealed files")
struct SealedFileTests {
  /// Bytes in which every place differs from its neighbours.
  private func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 + $0 >> 8) }
  }

  private static let pieceBytes = 256 << 10
  /// Mark and stream header; length and tag of a piece.
  private static let openingBytes = 32
  private static let frameBytes = 4 + 17

  private func error(_ content: [UInt8], in folder: String, _ key: FolderKey) throws -> PrivacyError {
    let path = folder + "/x.sealed"
    try Data(content).write(to: URL(filePath: path))
    return try #require(throws: PrivacyError.self) { try SealedFile.read(path, name: "x", key: key) }
  }

  @Test(
    "what is sealed opens to the same bytes, whatever its length",
    arguments: [0, 1, 262_143, 262_144, 600_000])
  func roundTrip(count: Int) throws {
    try withTemporaryFolder { folder in
      let key = try FolderKey.random()
      let path = folder + "/a.sealed"
      try SealedFile.write(bytes(count), name: "s/a", key: key, to: path)
      #expect(try SealedFile.read(path, name: "s/a", key: key) == bytes(count))
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let pieces = max(1, (count + Self.pieceBytes - 1) / Self.pieceBytes)
      let size = try Data(contentsOf: URL(filePath: path)).count
      #expect(size == Self.openingBytes + count + pieces * Self.frameBytes)
    }
  }

  @Test("parts of any length give the same content, and pieces come out one by one")
  func streaming() throws {
    try withTemporaryFolder { folder in
      let key = try FolderKey.random()
      let parts = [bytes(10), [], bytes(700_000), bytes(1)]
      let whole = parts.flatMap { $0 }
      let stream = try SealedStream(name: "a", key: key, path: folder + "/a")
      for part in parts { try stream.append(part) }
      try stream.finish()
      var lengths: [Int] = []
      var read: [UInt8] = []
      try SealedFile.read(folder + "/a", name: "a", key: key) {
        lengths.append($0.count)
        read += $0
      }
      #expect(read == whole)
      #expect(lengths == [Self.pieceBytes, Self.pieceBytes, whole.count - 2 * Self.pieceBytes])
    }
  }

  @Test("a flipped bit anywhere is found")
  func flippedBits() throws {
    try withTemporaryFolder { folder in
      let key = try FolderKey.random()
      try SealedFile.write(bytes(300), name: "x", key: key, to: folder + "/a")
      let sealed = Array(try Data(contentsOf: URL(filePath: folder + "/a")))
      for place in sealed.indices {
        var changed = sealed
        changed[place] ^= 1 << (place % 8)
        let found = try error(changed, in: folder, key)
        switch place {
        case ..<7: #expect(found == .notSealed(name: "x"))
        case 7: #expect(found == .newerVersion(name: "x"))
        // The length of the piece: it then is too short, too long, or of more than there is.
        case 32..<36: #expect([.altered(name: "x"), .truncated(name: "x")].contains(found))
        default: #expect(found == .altered(name: "x"), "byte \(place)")
        }
      }
    }
  }

  @Test("a file cut off anywhere is found, also between pieces, and so is what is added")
  func cutOff() throws {
    try withTemporaryFolder { folder in
      let key = try FolderKey.random()
      try SealedFile.write(bytes(Self.pieceBytes + 100), name: "x", key: key, to: folder + "/a")
      let sealed = Array(try Data(contentsOf: URL(filePath: folder + "/a")))
      let first = Self.openingBytes + Self.frameBytes + Self.pieceBytes
      for length in [8, 31, 32, 35, 36, 1000, first - 1, first, first + 2, first + 4, sealed.count - 1] {
        #expect(
          try error(Array(sealed.prefix(length)), in: folder, key) == .truncated(name: "x"), "\(length)")
      }
      #expect(try error([], in: folder, key) == .notSealed(name: "x"))
      #expect(try error(sealed + [0], in: folder, key) == .appended(name: "x"))
      #expect(try error(sealed + sealed, in: folder, key) == .appended(name: "x"))
    }
  }

  @Test("pieces in another order, taken out or put in from another file are found")
  func otherOrder() throws {
    try withTemporaryFolder { folder in
      let key = try FolderKey.random()
      var files: [[UInt8]] = []
      for name in ["a", "b"] {
        try SealedFile.write(bytes(3 * Self.pieceBytes), name: "x", key: key, to: folder + "/" + name)
        files.append(Array(try Data(contentsOf: URL(filePath: folder + "/" + name))))
      }
      let length = Self.frameBytes + Self.pieceBytes
      func piece(_ number: Int, of file: Int = 0) -> ArraySlice<UInt8> {
        files[file].dropFirst(Self.openingBytes + number * length).prefix(length)
      }
      let opening = Array(files[0].prefix(Self.openingBytes))
      for pieces in [
        [piece(1), piece(0), piece(2)], [piece(0), piece(2)], [piece(1), piece(2)], [piece(2)],
        [piece(0), piece(0), piece(1), piece(2)], [piece(0), piece(1, of: 1), piece(2)],
      ] {
        #expect(try error(opening + pieces.joined(), in: folder, key) == .altered(name: "x"))
      }
    }
  }

  @Test("a file opens under its own name and key alone")
  func swapped() throws {
    try withTemporaryFolder { folder in
      let key = try FolderKey.random()
      let path = folder + "/a"
      try SealedFile.write(bytes(50), name: "one/summary.json", key: key, to: path)
      #expect(throws: PrivacyError.altered(name: "two/summary.json")) {
        try SealedFile.read(path, name: "two/summary.json", key: key)
      }
      let other = try FolderKey.random()
      #expect(throws: PrivacyError.altered(name: "one/summary.json")) {
        try SealedFile.read(path, name: "one/summary.json", key: other)
      }
      #expect(throws: PrivacyError.cannotRead(name: "c")) {
        try SealedFile.read(folder + "/c", name: "c", key: key)
      }
    }
  }

  @Test("what is not finished leaves the earlier file, and no part")
  func failedWrite() throws {
    try withTemporaryFolder { folder in
      let key = try FolderKey.random()
      let path = folder + "/a"
      try SealedFile.write(bytes(50), name: "a", key: key, to: path)
      do {
        let stream = try SealedStream(name: "a", key: key, path: path)
        try stream.append(bytes(600_000))
      }
      #expect(try SealedFile.read(path, name: "a", key: key) == bytes(50))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
      #expect(throws: PrivacyError.cannotWrite(name: "b")) {
        try SealedFile.write(bytes(1), name: "b", key: key, to: folder + "/no/b")
      }
    }
  }
}
