import Foundation
import LanguageFeatures
import Testing

@Suite("Files of weights")
struct SafetensorsFileTests {
  private static let whole =
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
    + #""b":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]},"__metadata__":{"format":"pt"}}"#

  private func file(_ header: String, dataBytes: [UInt8] = bytes([1.5, -2, 3])) -> Data {
    var data = Data()
    data.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) })
    return data + Data(header.utf8) + Data(dataBytes)
  }

  private func fault(_ data: Data) -> WeightsFault? {
    do {
      _ = try SafetensorsFile(data: data)
      return nil
    } catch {
      guard case .weights(let fault) = error else { return nil }
      return fault
    }
  }

  @Test("numbers come out as they were written")
  func numbers() throws {
    let read = try SafetensorsFile(data: file(Self.whole))
    #expect(try read.floats("a", shape: [2]) == [1.5, -2])
    #expect(try read.floats("b", shape: [1, 1]) == [3])
  }

  @Test("a file cut off anywhere is truncated")
  func truncated() {
    let data = file(Self.whole)
    for count in 0..<data.count { #expect(fault(data.prefix(count)) == .truncated, "\(count) bytes") }
    #expect(fault(Data(repeating: 0xFF, count: 64)) == .truncated)
  }

  @Test(
    "a header that is no header is named so",
    arguments: [
      "", "[]", "{", #"{"a":{"dtype":"F32"}}"#, #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0]}}"#,
      #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[12,0]}}"#,
      #"{"a":{"dtype":"F32","shape":[-3],"data_offsets":[0,12]}}"#,
    ])
  func header(text: String) {
    #expect(fault(file(text)) == .headerUnreadable)
  }

  @Test("tensors that overlap, leave a gap or end early are named so")
  func places() {
    func two(_ first: String, _ second: String) -> Data {
      file(
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[\#(first)]},"#
          + #""b":{"dtype":"F32","shape":[1],"data_offsets":[\#(second)]}}"#)
    }
    #expect(fault(two("0,8", "8,12")) == nil)
    #expect(fault(two("0,8", "4,12")) == .overlapping)
    #expect(fault(two("0,4", "8,12")) == .gap)
    #expect(fault(two("0,4", "4,8")) == .gap)
    #expect(fault(two("0,8", "8,16")) == .truncated)
  }

  @Test("a tensor that is absent, of another shape or of another kind of number is refused by name")
  func tensors() throws {
    let read = try SafetensorsFile(data: file(Self.whole))
    #expect(throws: LanguageError.weights(.missing(tensor: "c"))) { _ = try read.floats("c", shape: [2]) }
    #expect(throws: LanguageError.weights(.wrongShape(tensor: "a"))) {
      _ = try read.floats("a", shape: [1, 2])
    }
    let whole = Self.whole.replacingOccurrences(of: "F32", with: "I32")
    let integers = try SafetensorsFile(data: file(whole))
    #expect(throws: LanguageError.weights(.wrongShape(tensor: "a"))) {
      _ = try integers.floats("a", shape: [2])
    }
    // A shape whose size overflows, and one that claims more numbers than its bytes hold.
    for shape in ["[4611686018427387904,8]", "[3]"] {
      let claim = try SafetensorsFile(
        data: file(
          #"{"a":{"dtype":"F32","shape":\#(shape),"data_offsets":[0,12]}}"#, dataBytes: bytes([1, 2, 3])))
      #expect(throws: LanguageError.self) { _ = try claim.floats("a", shape: [2]) }
    }
    #expect(throws: LanguageError.weights(.unreadable)) {
      _ = try SafetensorsFile(contentsOf: "/nonexistent/model.safetensors")
    }
  }
}

private func bytes(_ numbers: [Float]) -> [UInt8] {
  numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) } }
}
