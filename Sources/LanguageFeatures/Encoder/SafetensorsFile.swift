package import Foundation

/// Named arrays of single-precision numbers in one file: a JSON header that says where each lies, then the numbers.
///
/// Format: eight bytes with the header's length (little-endian), the header, the data; tensors lie one after another
/// without gaps. Everything the header claims is checked before a number is read.
package struct SafetensorsFile: Sendable {
  private struct Tensor: Decodable {
    let dtype: String
    let shape: [Int]
    let data_offsets: [Int]
  }

  /// A header entry; `__metadata__` holds text and no tensor.
  private struct Entry: Decodable {
    let tensor: Tensor?
    let texts: [String: String]?

    init(from decoder: any Decoder) throws {
      tensor = try? Tensor(from: decoder)
      texts = tensor == nil ? try? [String: String](from: decoder) : nil
    }
  }

  private let data: Data
  private let dataStart: Int
  private let tensors: [String: Tensor]
  /// Texts beside the tensors, empty where the file has none.
  package let metadata: [String: String]

  /// Maps a file into memory and checks its header.
  package init(contentsOf path: String) throws(LanguageError) {
    guard let data = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    else { throw .weights(.unreadable) }
    try self.init(data: data)
  }

  /// Checks the header of a file already read.
  package init(data: Data) throws(LanguageError) {
    let lengthBytes = 8
    guard data.count >= lengthBytes else { throw .weights(.truncated) }
    let length = data.prefix(lengthBytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(data.count - lengthBytes) else { throw .weights(.truncated) }
    let dataStart = lengthBytes + Int(length)
    let header = data.dropFirst(lengthBytes).prefix(Int(length))
    guard let entries = try? JSONDecoder().decode([String: Entry].self, from: header)
    else { throw .weights(.headerUnreadable) }
    var tensors: [String: Tensor] = [:]
    for (name, entry) in entries where name != "__metadata__" {
      guard let tensor = entry.tensor, tensor.data_offsets.count == 2, tensor.shape.allSatisfy({ $0 >= 0 })
      else { throw .weights(.headerUnreadable) }
      tensors[name] = tensor
    }
    try Self.checkPlaces(Array(tensors.values), dataBytes: data.count - dataStart)
    self.data = data
    self.dataStart = dataStart
    self.tensors = tensors
    metadata = entries["__metadata__"]?.texts ?? [:]
  }

  /// Names of the tensors, sorted.
  package var names: [String] { tensors.keys.sorted() }

  /// The shape a tensor claims; `nil` where there is none of that name.
  package func shape(of name: String) -> [Int]? { tensors[name]?.shape }

  /// Tensors fill the data from its first byte to its last, each byte once.
  private static func checkPlaces(_ tensors: [Tensor], dataBytes: Int) throws(LanguageError) {
    var end = 0
    for tensor in tensors.sorted(by: {
      ($0.data_offsets[0], $0.data_offsets[1]) < ($1.data_offsets[0], $1.data_offsets[1])
    }) {
      let (from, to) = (tensor.data_offsets[0], tensor.data_offsets[1])
      guard from >= 0, to >= from else { throw .weights(.headerUnreadable) }
      guard to <= dataBytes else { throw .weights(.truncated) }
      guard from >= end else { throw .weights(.overlapping) }
      guard from == end else { throw .weights(.gap) }
      end = to
    }
    guard end == dataBytes else { throw .weights(.gap) }
  }

  /// A tensor's numbers, copied, the last dimension running fastest.
  package func floats(_ name: String, shape: [Int]) throws(LanguageError) -> [Float] {
    let place = try place(of: name, shape: shape)
    return unsafe [Float](unsafeUninitializedCapacity: place.count / 4) { buffer, count in
      count = unsafe data.copyBytes(to: buffer, from: place) / 4
    }
  }

  /// A tensor's double-precision numbers, copied, the last dimension running fastest.
  package func doubles(_ name: String, shape: [Int]) throws(LanguageError) -> [Double] {
    let place = try place(of: name, shape: shape, kind: "F64", numberBytes: 8)
    return unsafe [Double](unsafeUninitializedCapacity: place.count / 8) { buffer, count in
      count = unsafe data.copyBytes(to: buffer, from: place) / 8
    }
  }

  /// Where in `bytes` a tensor of single-precision numbers lies.
  package func place(of name: String, shape: [Int]) throws(LanguageError) -> Range<Int> {
    try place(of: name, shape: shape, kind: "F32", numberBytes: 4)
  }

  private func place(
    of name: String, shape: [Int], kind: String, numberBytes: Int
  ) throws(LanguageError) -> Range<Int> {
    guard let tensor = tensors[name] else { throw .weights(.missing(tensor: name)) }
    var count = numberBytes
    for size in tensor.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow else { throw .weights(.headerUnreadable) }
      count = product
    }
    let bytes = tensor.data_offsets[1] - tensor.data_offsets[0]
    guard tensor.dtype == kind, tensor.shape == shape, bytes == count
    else { throw .weights(.wrongShape(tensor: name)) }
    return dataStart + tensor.data_offsets[0]..<dataStart + tensor.data_offsets[1]
  }

  /// Copies a part of the file, as `place(of:shape:)` names it, into numbers from an index on.
  package func copy(_ bytes: Range<Int>, into numbers: inout [Float], at start: Int) {
    precondition(start >= 0 && start + bytes.count / 4 <= numbers.count, "the numbers fit")
    unsafe numbers.withUnsafeMutableBufferPointer { buffer in
      _ = unsafe data.copyBytes(
        to: UnsafeMutableBufferPointer(rebasing: buffer[start..<start + bytes.count / 4]), from: bytes)
    }
  }
}

/// What is wrong with a file of weights.
public enum WeightsFault: Sendable, Hashable {
  case unreadable
  /// The file ends before what its header announces.
  case truncated
  case headerUnreadable
  /// Two tensors claim the same bytes.
  case overlapping
  /// Some bytes belong to no tensor.
  case gap
  case missing(tensor: String)
  /// A tensor has another shape or kind of number than the network wants.
  case wrongShape(tensor: String)

  var text: String {
    switch self {
    case .unreadable: "it cannot be read"
    case .truncated: "it ends too early"
    case .headerUnreadable: "its header makes no sense"
    case .overlapping: "two of its tensors overlap"
    case .gap: "some of its bytes belong to no tensor"
    case .missing(let tensor): "the tensor ‘\(tensor)’ is missing"
    case .wrongShape(let tensor): "the tensor ‘\(tensor)’ has another shape or type than expected"
    }
  }
}
