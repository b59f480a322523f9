import Foundation
import PrivateFiles
import TestSupport
import Testing

@Suite("Keys of folders")
struct FolderLockTests {
  private func words(_ text: String) throws -> KeySource {
    var bytes = Array(text.utf8)
    defer { #expect(bytes.isEmpty, "the passphrase was taken over") }
    return .passphrase(try Secret(taking: &bytes))
  }

  /// Whether two keys are the same, by what they seal.
  private func opens(_ first: FolderKey, _ second: FolderKey, in folder: String) throws -> Bool {
    try SealedFile.write([1, 2, 3], name: "n", key: first, to: folder + "/probe")
    return (try? SealedFile.read(folder + "/probe", name: "n", key: second)) == [1, 2, 3]
  }

  @Test("a passphrase opens what it closed, another one gives one error")
  func passphrase() throws {
    try withTemporaryFolder { folder in
      let key = try FolderKey.random()
      try FolderLock(sealing: key, under: try words("correct horse"), cost: .least).write(to: folder)
      let lock = try #require(try FolderLock.of(folder))
      #expect(lock.method == .passphrase)
      #expect(try opens(key, try lock.key(under: try words("correct horse"), folder: "F"), in: folder))
      for wrong in ["correct hors", "correct horse ", "Correct horse", "x"] {
        let source = try words(wrong)
        #expect(throws: PrivacyError.wrongKey(folder: "F")) { try lock.key(under: source, folder: "F") }
      }
      let text = String(
        decoding: try #require(FileManager.default.contents(atPath: folder + "/.key")), as: UTF8.self)
      #expect(!text.contains("horse"))
      let mode = try FileManager.default.attributesOfItem(atPath: folder + "/.key")[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test("a key file opens what it closed; the wrong kind is a wrong key")
  func keyFile() throws {
    try withTemporaryFolder { folder in
      let (mine, other) = (folder + "/mine", folder + "/other")
      for path in [mine, other] { try KeySource.makeKeyFile(at: path) }
      #expect(FileManager.default.contents(atPath: mine) != FileManager.default.contents(atPath: other))
      #expect(throws: PrivacyError.cannotWrite(name: mine)) { try KeySource.makeKeyFile(at: mine) }
      let key = try FolderKey.random()
      let lock = try FolderLock(sealing: key, under: try KeySource(keyFileAt: mine))
      #expect(try opens(key, try lock.key(under: try KeySource(keyFileAt: mine), folder: "F"), in: folder))
      let wrong = [try KeySource(keyFileAt: other), try words("correct horse")]
      for source in wrong {
        #expect(throws: PrivacyError.wrongKey(folder: "F")) { try lock.key(under: source, folder: "F") }
      }
      for content in [Data(), Data(count: 31), Data(count: 33)] {
        try content.write(to: URL(filePath: other))
        #expect(throws: PrivacyError.keyFileUnusable(path: other)) { try KeySource(keyFileAt: other) }
      }
      #expect(throws: PrivacyError.keyFileUnusable(path: "/no")) { try KeySource(keyFileAt: "/no") }
    }
  }

  @Test("a change of passphrase leaves the data key, so that no other file changes")
  func change() throws {
    try withTemporaryFolder { folder in
      let key = try FolderKey.random()
      try FolderLock(sealing: key, under: try words("first words"), cost: .least).write(to: folder)
      let opened = try #require(try FolderLock.of(folder)).key(under: try words("first words"), folder: "F")
      try FolderLock(sealing: opened, under: try words("second words"), cost: .least).write(to: folder)
      let lock = try #require(try FolderLock.of(folder))
      #expect(try opens(key, try lock.key(under: try words("second words"), folder: "F"), in: folder))
      let old = try words("first words")
      #expect(throws: PrivacyError.wrongKey(folder: "F")) { try lock.key(under: old, folder: "F") }
    }
  }

  @Test("every part of the header is vouched for")
  func changedHeader() throws {
    try withTemporaryFolder { folder in
      let key = try FolderKey.random()
      try FolderLock(sealing: key, under: try words("some words"), cost: .least).write(to: folder)
      let path = folder + "/.key"
      let good = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
      let source = try words("some words")
      func error(_ text: String) throws -> PrivacyError {
        try Data(text.utf8).write(to: URL(filePath: path))
        return try #require(throws: PrivacyError.self) {
          try #require(try FolderLock.of(folder)).key(under: source, folder: folder)
        }
      }
      let damaged = PrivacyError.headerUnreadable(folder: folder)
      #expect(
        try error(good.replacing("\"passes\" : 2", with: "\"passes\" : 1")) == .wrongKey(folder: folder))
      #expect(try error(good.replacing("\"passes\" : 2", with: "\"passes\" : 2000000000")) == damaged)
      #expect(
        try error(good.replacing("\"version\" : 1", with: "\"version\" : 2")) == .newerVersion(name: folder))
      #expect(try error(good.replacing("\"version\" : 1", with: "\"version\" : 0")) == damaged)
      #expect(try error(good.replacing("\"passphrase\"", with: "\"keyFile\"")) == damaged)
      #expect(try error(String(good.dropLast(30))) == damaged)
      #expect(try error("") == damaged)
      try FileManager.default.removeItem(atPath: path)
      #expect(try FolderLock.of(folder) == nil)
    }
  }

  @Test("a passphrase of a few letters is refused when it is set")
  func shortPassphrase() throws {
    let key = try FolderKey.random()
    let short = try words("seven77")
    #expect(throws: PrivacyError.passphraseTooShort) { try FolderLock(sealing: key, under: short) }
  }
}
