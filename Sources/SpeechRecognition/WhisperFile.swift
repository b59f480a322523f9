import Foundation

/// A whisper model in whisper.cpp's file layout, as `Scripts/whisper_ggml.py` writes it.
///
/// Little-endian: 12 numbers (the magic number and the model's sizes), the mel filters, the vocabulary, then tensors
/// with their names, the last axis first.
struct WhisperFile {
  struct Tensor {
    /// Last axis last.
    var shape: [Int]
    /// 16-bit floats, or else 32-bit ones.
    var isHalves: Bool
    fileprivate var place: Range<Int>
  }

  private static let magicNumber = 0x6767_6D6C
  private static let headerNumbers = 12

  /// Positions the encoder yields for half a minute.
  let soundPositions: Int
  let width: Int
  let heads: Int
  let layers: Int
  /// Mel bands, and for each the weights of the spectrum's bins.
  let bands: Int
  let melFilters: [Float]
  private let tensors: [String: Tensor]
  private let data: Data

  /// `nil` when the file cannot be read or is no such model.
  init?(path: String) {
    guard let data = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else { return nil }
    var reader = Reader(data: data)
    let header = (0..<Self.headerNumbers).compactMap { _ in reader.number() }
    guard header.count == Self.headerNumbers, header[0] == Self.magicNumber,
      let bands = reader.number(), let bins = reader.number(),
      let filters = reader.skip(4 * bands * bins),
      let words = reader.number()
    else { return nil }
    for _ in 0..<words {
      guard let length = reader.number(), reader.skip(length) != nil else { return nil }
    }
    var tensors: [String: Tensor] = [:]
    while !reader.isAtEnd {
      guard let (name, tensor) = reader.tensor() else { return nil }
      tensors[name] = tensor
    }
    (soundPositions, width, heads, layers) = (header[2], header[3], header[4], header[5])
    self.bands = bands
    melFilters = unsafe data.withUnsafeBytes { bytes in
      (0..<(bands * bins)).map { index in
        unsafe bytes.loadUnaligned(fromByteOffset: filters.lowerBound + 4 * index, as: Float.self)
      }
    }
    self.tensors = tensors
    self.data = data
  }

  /// A tensor, and its values as they lie in the file; `nil` when the file has none of this name.
  func tensor<Result>(_ name: String, _ read: (Tensor, UnsafeRawBufferPointer) -> Result) -> Result? {
    guard let tensor = tensors[name] else { return nil }
    return unsafe data.withUnsafeBytes { bytes in
      unsafe read(tensor, UnsafeRawBufferPointer(rebasing: bytes[tensor.place]))
    }
  }
}

/// Fields one after the other; `nil` where the file ends too early.
private struct Reader {
  let data: Data
  private var at = 0

  init(data: Data) { self.data = data }

  var isAtEnd: Bool { at >= data.count }

  mutating func skip(_ count: Int) -> Range<Int>? {
    guard count >= 0, data.count - at >= count else { return nil }
    at += count
    return (at - count)..<at
  }

  mutating func number() -> Int? {
    guard let place = skip(4) else { return nil }
    return unsafe data.withUnsafeBytes { bytes in
      unsafe Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: place.lowerBound, as: Int32.self)))
    }
  }

  mutating func tensor() -> (name: String, WhisperFile.Tensor)? {
    guard let axes = number(), (1...4).contains(axes), let nameLength = number(), let kind = number()
    else { return nil }
    let sizes = (0..<axes).compactMap { _ in number() }
    guard sizes.count == axes, sizes.allSatisfy({ (1...data.count).contains($0) }), kind == 0 || kind == 1,
      let name = skip(nameLength), let place = skip(sizes.reduce(kind == 1 ? 2 : 4, *))
    else { return nil }
    return (
      String(decoding: data[name], as: UTF8.self),
      WhisperFile.Tensor(shape: sizes.reversed(), isHalves: kind == 1, place: place)
    )
  }
}
