import Foundation
import Interchange
import TestSupport
import Testing

@Suite("NumPy archives")
struct NumPyArchiveTests {
  /// numpy 2.4.6: `savez(o, numbers=array([[1,2],[3,4]],'<i4'), flags=array([True,False]))`.
  static let stored = """
    UEsDBC0AAAAAAAAAIQB7yGF8//////////8LABQAbnVtYmVycy5ucHkBABAAkAAAAAAAAACQAAAAAAAAAJNOVU1QWQEAdgB7J2Rl\
    c2NyJzogJzxpNCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCAyKSwgfSAgICAgICAgICAgICAgICAgICAg\
    ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAQAAAAIAAAADAAAABAAAAFBLAwQtAAAAAAAAACEA7hm7Xf//\
    ////////CQAUAGZsYWdzLm5weQEAEACCAAAAAAAAAIIAAAAAAAAAk05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5f\
    b3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg\
    ICAgICAgICAgICAgICAgIAoBAFBLAQItAy0AAAAAAAAAIQB7yGF8kAAAAJAAAAALAAAAAAAAAAAAAACAAQAAAABudW1iZXJzLm5w\
    eVBLAQItAy0AAAAAAAAAIQDuGbtdggAAAIIAAAAJAAAAAAAAAAAAAACAAc0AAABmbGFncy5ucHlQSwUGAAAAAAIAAgBwAAAAigEA\
    AAAA
    """
  /// `savez_compressed(o, numbers=zeros((50,40),'<f4')+0.5, name=array('Ana'))`.
  static let deflated = """
    UEsDBC0AAAAIAAAAIQA8NVPu//////////8LABQAbnVtYmVycy5ucHkBABAAwB8AAAAAAABxAAAAAAAAAO3IsQrCMBSF4evqU9zt\
    KmTIEBcR3NwqLh2cJJgUB2klERfxKXzhtq/g6n/gG87/PbbN6byQl7wt5XottlXbdcGcWjeUZ4n9ZSgpz/0Q7zVPvd7iI09/tfFO\
    g187/eiPW4rIHgAAAAAAAAAAAACAfzcCUEsDBC0AAAAIAAAAIQC9WLYn//////////8IABQAbmFtZS5ucHkBABAAjAAAAAAAAABL\
    AAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG4Taqyuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5Gpo6CrUKFAEuRwYG\
    hjwgTgRiAFBLAQItAy0AAAAIAAAAIQA8NVPucQAAAMAfAAALAAAAAAAAAAAAAACAAQAAAABudW1iZXJzLm5weVBLAQItAy0AAAAI\
    AAAAIQC9WLYnSwAAAIwAAAAIAAAAAAAAAAAAAACAAa4AAABuYW1lLm5weVBLBQYAAAAAAgACAG8AAAAzAQAAAAA=
    """

  @Test("archives of numpy are read, stored and deflated")
  func fromNumPy() throws {
    try withArchive(Self.stored) { archive in
      let numbers = try archive.array("numbers")
      let flags = try archive.array("flags")
      #expect(archive.names == ["numbers", "flags"])
      #expect(numbers == NumPyArray(shape: [2, 2], elements: .int32([1, 2, 3, 4])))
      #expect(flags == NumPyArray(.bool([true, false])))
      #expect(throws: NumPyError.noSuchArray(path: archive.path, array: "Flags")) {
        try archive.array("Flags")
      }
    }
    try withArchive(Self.deflated) { archive in
      let half = [Float](repeating: 0.5, count: 2000)
      let numbers = try archive.array("numbers")
      let name = try archive.array("name")
      #expect(numbers == NumPyArray(shape: [50, 40], elements: .float32(half)))
      #expect(name.texts == ["Ana"])
    }
  }

  @Test(
    "what is written comes back, also with the 64-bit forms of ZIP; the same arrays are the same bytes",
    arguments: [NumPyArchive.Packing.stored, .deflated], [0xFFFF_FFFF, 200, 1] as [UInt64])
  func roundTrip(packing: NumPyArchive.Packing, narrowLimit: UInt64) throws {
    try withTemporaryFolder { folder in
      let noise = (0..<300_000).map { Float(($0 &* 2_654_435_761) % 10_007) }
      let arrays =
        NumPyFileTests.arrays.enumerated().map { ("a\($0.offset)", $0.element) }
        + [("größe/x", NumPyArray(shape: [300, 1000], elements: .float32(noise)))]
      let paths = ["/a.npz", "/b.npz"].map { folder + $0 }
      for path in paths {
        try NumPyArchive.write(arrays, to: path, packing: packing, narrowLimit: narrowLimit)
      }
      let archive = try NumPyArchive(path: paths[0])
      #expect(archive.names == arrays.map(\.0))
      for (name, array) in arrays { #expect(try archive.array(name) == array) }
      let bytes = try paths.map { try Data(contentsOf: URL(filePath: $0)) }
      #expect(bytes[0] == bytes[1])
      #expect(packing == .stored || bytes[0].count < 1_000_000)
    }
  }

  @Test("numpy reads what is written")
  func toNumPy() throws {
    try withTemporaryFolder { folder in
      let arrays: [(String, NumPyArray)] = [
        ("floats", NumPyArray(shape: [2, 3], elements: .float32([0, 1, 2, 3, 4, 5]))),
        ("texts", NumPyArray(.text(["Žluť", "a😀"]))), ("flags", NumPyArray(.bool([true, false]))),
      ]
      for (index, packing) in [NumPyArchive.Packing.stored, .deflated, .deflated].enumerated() {
        try NumPyArchive.write(
          arrays, to: "\(folder)/\(index).npz", packing: packing, narrowLimit: index == 2 ? 1 : 0xFFFF_FFFF)
      }
      try NumPyFile.write(arrays[0].1, to: folder + "/a.npy")
      let script = """
        import sys
        try:
          import numpy as np
        except ImportError:
          print('no numpy'); sys.exit()
        for n in range(3):
          z = np.load('%s/%d.npz' % (sys.argv[1], n))
          assert z.files == ['floats', 'texts', 'flags']
          assert z['floats'].dtype == '<f4' and (z['floats'] == np.arange(6).reshape(2, 3)).all()
          assert list(z['texts']) == ['Žluť', 'a😀'] and list(z['flags']) == [True, False]
        assert (np.load(sys.argv[1] + '/a.npy') == np.arange(6).reshape(2, 3)).all()
        print('read')
        """
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["python3", "-c", script, folder]
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      process.waitUntilExit()
      if said == "no numpy" {
        print("Not checked: Python has no numpy here.")
      } else {
        #expect(said == "read")
      }
    }
  }

  @Test("an archive that is broken in any one byte gives an error or values, and never the wrong numbers")
  func anyByte() throws {
    let whole = try #require(Data(base64Encoded: Self.deflated))
    let half = [Float](repeating: 0.5, count: 2000)
    var readCount = 0
    try withTemporaryFolder { folder in
      let path = folder + "/a.npz"
      for place in whole.indices {
        var bytes = whole
        bytes[place] ^= 0x41
        try bytes.write(to: URL(filePath: path))
        guard let archive = try? NumPyArchive(path: path), archive.names.contains("numbers"),
          let read = try? archive.array("numbers")
        else { continue }
        #expect(read.floats == half, "byte \(place)")
        readCount += 1
      }
      for length in whole.indices {
        try whole.prefix(length).write(to: URL(filePath: path))
        #expect(throws: NumPyError.self) { try NumPyArchive(path: path) }
      }
    }
    // Dates, rights and the other array do not matter.
    #expect(readCount > 0)
  }

  @Test("an entry that inflates beyond its stated size, or claims an impossible one, is refused")
  func bombs() throws {
    // Place of the uncompressed size of `numbers` in the list of contents: its header's bytes 24 to 27.
    let whole = try #require(Data(base64Encoded: Self.deflated))
    let mark = try #require(whole.firstRange(of: Data([0x50, 0x4B, 0x01, 0x02])))
    try withTemporaryFolder { folder in
      let path = folder + "/a.npz"
      for size in [8127, 8129, 100, 0x7FFF_FFFF] as [UInt32] {
        var bytes = whole
        for place in 0..<4 {
          bytes[mark.lowerBound + 24 + place] = UInt8(truncatingIfNeeded: size >> (8 * place))
        }
        try bytes.write(to: URL(filePath: path))
        #expect(throws: NumPyError.broken(path: path, array: "numbers", fault: .inflatedSize)) {
          try NumPyArchive(path: path).array("numbers")
        }
      }
    }
  }

  @Test("names that repeat or are none are refused, and nothing is left behind")
  func names() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.npz"
      let one = NumPyArray(.float32([1]))
      #expect(throws: NumPyError.duplicateName(path: path, array: "x")) {
        try NumPyArchive.write([("x", one), ("x", one)], to: path)
      }
      #expect(throws: NumPyError.badName(path: path, array: "")) {
        try NumPyArchive.write([("", one)], to: path)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      try Data("name;frameTime".utf8).write(to: URL(filePath: path))
      #expect(throws: NumPyError.notAnArchive(path: path)) { try NumPyArchive(path: path) }
    }
  }

  private func withArchive(_ base64: String, _ body: (NumPyArchive) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.npz"
      try #require(Data(base64Encoded: base64)).write(to: URL(filePath: path))
      try body(try NumPyArchive(path: path))
    }
  }
}
