import Foundation
import Interchange
import TestSupport
import Testing

@Suite("NumPy files")
struct NumPyFileTests {
  static let arrays: [NumPyArray] = [
    NumPyArray(shape: [2, 2], elements: .float32([0.1, -1e-20, .greatestFiniteMagnitude, 0])),
    NumPyArray(.float64([1.0 / 3, -.infinity])),
    NumPyArray(shape: [3, 1], elements: .int8([-128, 0, 127])),
    NumPyArray(.int16([.min, .max])), NumPyArray(.int32([.min, .max])), NumPyArray(.int64([.min, .max])),
    NumPyArray(.uint8([0, 255])), NumPyArray(shape: [], elements: .bool([true])),
    NumPyArray(.text(["Žluť", "", "a😀"])), NumPyArray(shape: [0, 7], elements: .float32([])),
    NumPyArray(.text([])),
  ]

  @Test("every kind of value comes back as it was", arguments: arrays)
  func roundTrip(_ array: NumPyArray) throws {
    try withTemporaryFolder { folder in
      try NumPyFile.write(array, to: folder + "/a.npy")
      #expect(try NumPyFile.read(folder + "/a.npy") == array)
      let bytes = try Data(contentsOf: URL(filePath: folder + "/a.npy"))
      let length = Int(bytes[8]) + Int(bytes[9]) << 8
      #expect((10 + length) % 64 == 0 && bytes[9 + length] == 0x0A)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.npy"])
    }
  }

  @Test("versions 1 to 3 and Fortran order are read as numpy 2.4.6 writes them")
  func versions() throws {
    // numpy.save(asfortranarray(arange(24, dtype='<i2').reshape(2, 3, 4))): the first dimension runs fastest.
    let columnFirst: [Int16] = [
      0, 12, 4, 16, 8, 20, 1, 13, 5, 17, 9, 21, 2, 14, 6, 18, 10, 22, 3, 15, 7, 19, 11, 23,
    ]
    let fortran = try Self.read(
      Self.file("{'descr': '<i2', 'fortran_order': True, 'shape': (2, 3, 4), }", values: columnFirst))
    #expect(fortran == NumPyArray(shape: [2, 3, 4], elements: .int16(Array(0..<24))))

    let second = try Self.read(
      Self.file(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", version: 2,
        values: [1.5, -2.25, .infinity]))
    #expect(second == NumPyArray(.float64([1.5, -2.25, .infinity])))

    let scalars: [UInt32] = [0x17D, 0x6C, 0x75, 0x165, 0, 0, 0, 0, 0x61, 0x1F600, 0, 0]
    let third = try Self.read(
      Self.file("{'descr': '<U4', 'fortran_order': False, 'shape': (3,), }", version: 3, values: scalars))
    #expect(third == NumPyArray(.text(["Žluť", "", "a😀"])))

    let single = try Self.read(
      Self.file("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", values: [Float(0.1)]))
    #expect(
      single == NumPyArray(shape: [], elements: .float32([0.1])) && single.doubles == [Double(Float(0.1))])
  }

  @Test("what cannot be read is refused with its reason, before anything is allocated")
  func refusals() throws {
    let plain = "'fortran_order': False, 'shape': (2,), }"
    let two: [Float] = [1, 2]
    func fault(_ bytes: Data) -> NumPyError? {
      #expect(throws: NumPyError.self) { try Self.read(bytes) }
    }
    func broken(_ fault: NumPyError.Fault) -> NumPyError { .broken(path: "", array: nil, fault: fault) }
    #expect(
      fault(Self.file("{'descr': '>f4', " + plain, values: two))
        == .unsupportedType(path: "", array: nil, type: ">f4"))
    #expect(
      fault(Self.file("{'descr': '|O', " + plain, values: two))
        == .unsupportedType(path: "", array: nil, type: "|O"))
    #expect(
      fault(Self.file("{'descr': [('a', '<f4')], " + plain, values: two))
        == .unsupportedType(path: "", array: nil, type: "structured"))
    #expect(fault(Self.file("{'descr': '<f4', " + plain, values: [Float(1)])) == broken(.truncated))
    #expect(
      fault(Self.file("{'descr': '<f4', " + plain, values: [Float](repeating: 0, count: 3)))
        == broken(.leftoverBytes(4)))
    #expect(
      fault(
        Self.file(
          "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }", values: two))
        == broken(.tooManyElements))
    #expect(
      fault(Self.file("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,), }", values: two))
        == broken(.truncated))
    #expect(
      fault(
        Self.file("{'descr': '<U0', 'fortran_order': False, 'shape': (1000000000000,), }", values: [UInt8]()))
        == broken(.tooManyElements))
    #expect(
      fault(Self.file("{'descr': '<U1', 'fortran_order': False, 'shape': (1,), }", values: [UInt32(0xD800)]))
        == broken(.text))
    let empty = try Self.read(
      Self.file(
        "{'descr': '<f4', 'fortran_order': True, 'shape': (0, 4611686018427387904, 4), }", values: [Float]()))
    #expect(empty.count == 0)
    for dictionary in [
      "{'descr': '<f4', 'shape': (2,), }", "{'descr'", "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", "__import__('os')",
    ] {
      #expect(fault(Self.file(dictionary, values: two)) == broken(.header))
    }
    #expect(fault(Data("PK and so on, no array".utf8)) == .notNumPy(path: "", array: nil))
    #expect(throws: NumPyError.unreadable(path: "/nowhere/a.npy")) { try NumPyFile.read("/nowhere/a.npy") }
    #expect(throws: NumPyError.cannotWrite(path: "/nowhere/a.npy")) {
      try NumPyFile.write(Self.arrays[0], to: "/nowhere/a.npy")
    }
  }

  /// A file as numpy lays it out.
  static func file<Number: BitwiseCopyable>(_ dictionary: String, version: UInt8 = 1, values: [Number])
    -> Data
  {
    let prefix = version == 1 ? 10 : 12
    let padded = dictionary + String(repeating: " ", count: 63 - (prefix + dictionary.utf8.count) % 64) + "\n"
    var bytes = Data([0x93]) + Data("NUMPY".utf8) + Data([version, 0])
    for place in 0..<(prefix - 8) {
      bytes.append(UInt8(truncatingIfNeeded: padded.utf8.count >> (8 * place)))
    }
    bytes += Data(padded.utf8)
    bytes += unsafe values.withUnsafeBytes { unsafe Data($0) }
    return bytes
  }

  /// Reads bytes as a file whose path is left out of errors.
  private static func read(_ bytes: Data) throws -> NumPyArray {
    try withTemporaryFolder { folder in
      let path = folder + "/a.npy"
      try bytes.write(to: URL(filePath: path))
      do { return try NumPyFile.read(path) } catch let error as NumPyError {
        switch error {
        case .broken(_, let array, let fault): throw NumPyError.broken(path: "", array: array, fault: fault)
        case .unsupportedType(_, let array, let type):
          throw NumPyError.unsupportedType(path: "", array: array, type: type)
        case .notNumPy(_, let array): throw NumPyError.notNumPy(path: "", array: array)
        default: throw error
        }
      }
    }
  }
}
