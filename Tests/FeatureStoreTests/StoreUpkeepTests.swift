import FeatureStore
import Foundation
import GRDB
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Feature store: earlier versions, images and places")
struct StoreUpkeepTests {
  private static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  private static func make(_ sql: String, at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  private static func record(_ session: String) -> SessionRecord {
    var record = FeatureStoreTests.record(session, pitchHz: 180.25)
    record.files = [
      SessionFile(name: "summary.json", byteCount: 12, sha256: "aa"),
      SessionFile(name: "turns.csv", byteCount: 3, sha256: "bb", packed: [1, 2, 3]),
    ]
    return record
  }

  @Test("a store of step 1 is taken over without loss, and then is the same bytes as one made new")
  func stepOne() throws {
    try withTemporaryFolder { folder in
      try Self.make(EarlierStores.stepOne, at: folder + "/old.sqlite")
      let old = try FeatureStore(path: folder + "/old.sqlite")
      let expected = FeatureStoreTests.record("one", pitchHz: 180.25)
      #expect(try old.session(named: "one") == expected)
      #expect(try old.failures().map(\.path) == ["in/one.wav", "in/two.wav"])
      #expect(try old.failuresWithoutSession().map(\.path) == ["in/two.wav"])
      try old.compact()
      let new = try FeatureStore(path: folder + "/new.sqlite")
      try new.save(FailureRecord(path: "in/two.wav", stage: "open", message: "m", remedy: "r"))
      try new.save(expected)
      try new.compact()
      #expect(try Self.bytes(folder + "/old.sqlite") == Self.bytes(folder + "/new.sqlite"))
    }
  }

  @Test("a results folder of step 1 is exported with its values and gaps")
  func exported() throws {
    try withTemporaryFolder { folder in
      try Self.make(EarlierStores.stepOne, at: folder + "/bellwether.sqlite")
      let walk = try ResultsWalk(
        ResultsFiles(path: folder), sessions: nil, measures: nil, catalog: [], withTurns: false)
      var text = ""
      try walk.pieces(.csv, isLong: false) { (piece) throws(ExportError) in text += piece }
      #expect(
        text == """
          session,participant,date,quality.face.visible_share,quality.face.visible_share__missing,\
          speech.pitch.f0.median
          one,P1,2026-01-02,,notRecorded,180.25

          """)
    }
  }

  @Test("files are kept with their session, replaced alone, and go with it")
  func files() throws {
    let store = try FeatureStore(image: nil)
    let record = Self.record("one")
    try store.save(record)
    #expect(try store.session(named: "one") == record)
    let other = [SessionFile(name: "summary.json", byteCount: 13, sha256: "cc")]
    try store.save(other, of: "one")
    try store.save(other, of: "nobody")
    #expect(try store.session(named: "one")?.files == other)
    try store.remove(session: "one")
    try store.save(FeatureStoreTests.record("one", pitchHz: nil))
    #expect(try store.session(named: "one")?.files == [])
  }

  @Test("an image is the bytes of the compacted file, whatever the order of saving, and opens again")
  func image() throws {
    try withTemporaryFolder { folder in
      let records = ["a", "b", "c"].map(Self.record)
      let file = try FeatureStore(path: folder + "/s.sqlite")
      for record in records { try file.save(record) }
      let early = try file.image()
      try file.compact()
      let inFile = try Self.bytes(folder + "/s.sqlite")
      let memory = try FeatureStore(image: nil)
      for record in records.reversed() + records { try memory.save(record) }
      #expect(try memory.image() == inFile)
      #expect(early == inFile)
      try memory.remove(session: "a")
      #expect(try memory.sessionNames() == ["b", "c"])
      let again = try FeatureStore(image: inFile)
      #expect(try again.session(named: "c") == records[2])
      try again.save(Self.record("d"))
      #expect(try again.sessionNames() == ["a", "b", "c", "d"])
      try again.remove(session: "d")
      #expect(try again.image() == inFile)
    }
  }

  @Test("what was removed is not found in an image nor in the file, not even before it is compacted")
  func secureDelete() throws {
    try withTemporaryFolder { folder in
      var record = Self.record("one")
      record.remarks = ["Quetzalcoatlus said so. " + String(repeating: "x", count: 20_000)]
      let store = try FeatureStore(path: folder + "/s.sqlite")
      try store.save(record)
      try store.save(Self.record("two"))
      try store.remove(session: "one")
      #expect(!(try Data(store.image())).contains(Array("Quetzalcoatlus".utf8)))
      try store.compact()
      #expect(
        !(try Data(contentsOf: URL(filePath: folder + "/s.sqlite"))).contains(Array("Quetzalcoatlus".utf8)))
    }
  }

  @Test("a store that a newer version made is named as such and stays as it is")
  func newer() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/s.sqlite"
      try FeatureStore(path: path).compact()
      try Self.make("INSERT INTO grdb_migrations VALUES ('9 something later')", at: path)
      let before = try Self.bytes(path)
      #expect(throws: StoreError.newer(path: path)) { try FeatureStore(path: path) }
      #expect(throws: StoreError.newer(path: "s")) { try FeatureStore(image: before, name: "s") }
      #expect(try Self.bytes(path) == before)
    }
  }

  @Test("writing on a local disk logs ahead, reading changes nothing, and a clean end leaves the file alone")
  func journal() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/s.sqlite"
      let files = FileManager.default
      let store = try FeatureStore(path: path)
      try store.save(Self.record("one"))
      #expect(files.fileExists(atPath: path + "-wal"))
      let reader = try FeatureStore(path: path)
      #expect(try reader.session(named: "one") == Self.record("one"))
      try reader.close()
      try store.compact()
      #expect(try files.contentsOfDirectory(atPath: folder) == ["s.sqlite"])
      let before = try Self.bytes(path)
      let again = try FeatureStore(path: path)
      #expect(try again.sessionNames() == ["one"])
      try again.close()
      #expect(try Self.bytes(path) == before)
      #expect(try files.contentsOfDirectory(atPath: folder) == ["s.sqlite"])
    }
  }

  @Test("a damaged store is named damaged, and its findings show no content")
  func damage() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/s.sqlite"
      let store = try FeatureStore(path: path)
      for name in (0..<40).map({ "session \($0)" }) { try store.save(Self.record(name)) }
      #expect(try store.integrityProblems().isEmpty)
      try store.compact()
      var bytes = try Self.bytes(path)
      for index in 8192..<20_480 { bytes[index] = 0x5A }
      try Data(bytes).write(to: URL(filePath: path))
      let damaged = try FeatureStore(path: path)
      #expect(throws: StoreError.damaged(path: path)) {
        for name in try damaged.sessionNames() { _ = try damaged.session(named: name) }
      }
      try Data(bytes.prefix(3000)).write(to: URL(filePath: path))
      #expect(throws: StoreError.damaged(path: path)) { _ = try FeatureStore(path: path).sessionNames() }
    }
  }

  @Test("sessions come one after another by name, and the store may be asked meanwhile")
  func walking() throws {
    let store = try FeatureStore(image: nil)
    for name in ["b", "a", "c"] { try store.save(Self.record(name)) }
    var seen: [String] = []
    try store.forEachSession(.numbers) { record in
      #expect(record.transcript == nil && record.files.isEmpty)
      #expect(record.readings == Self.record("x").readings)
      let same = try store.session(named: record.session)
      seen.append(try #require(same).session)
    }
    #expect(seen == ["a", "b", "c"])
    #expect(try store.measureNames(ofQuality: false) == ["speech.pitch.f0.median"])
    #expect(try store.measureNames(ofQuality: true) == ["quality.face.visible_share"])
  }

  @Test(
    "the file system of a path is that of the nearest mount above it; helpers and servers count as network")
  func places() throws {
    let table = """
      22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
      35 22 0:45 / /dev rw,nosuid - devtmpfs udev rw
      40 35 0:50 / /dev/shm rw master:3 - nfs4 server:/x rw
      41 22 0:51 / /proc rw - fuse.sshfs me@there rw
      42 22 0:52 / /proc rw - proc proc rw
      """
    let cases = [
      ("/dev/shm", "nfs4", true), ("/dev/shm/not/there/yet", "nfs4", true), ("/dev/null", "devtmpfs", false),
      ("/proc", "proc", false), ("/usr/bin", "ext4", false),
    ]
    for (path, kind, isNetwork) in cases {
      let place = try #require(StoragePlace(of: path, mounts: table))
      #expect(place.fileSystem == kind, "\(path)")
      #expect(place.isNetwork == isNetwork, "\(path)")
    }
    #expect(StoragePlace(of: "/usr", mounts: "1 2 0:1 / / rw - fuse.sshfs x rw")?.isNetwork == true)
    #expect(StoragePlace(of: "/usr", mounts: "") == nil)
    let root = try #require(StoragePlace(of: "/"))
    #expect(root.freeBytes > 0)
    try withTemporaryFolder { #expect(!StoragePlace.isFull(at: $0)) }
  }
}
