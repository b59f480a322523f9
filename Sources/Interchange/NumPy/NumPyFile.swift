internal import Foundation

/// `.npy`: one array in a file. Written as version 1.0, little-endian, in C order; read in versions 1.0 to 3.0.
public enum NumPyFile {
  /// The array in a file. The file's length bounds what is allocated.
  public static func read(_ path: String) throws(NumPyError) -> NumPyArray {
    guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    else { throw .unreadable(path: path) }
    return try decode(data, path: path, array: nil)
  }

  /// Writes under another name and renames when whole. The same array gives the same bytes.
  public static func write(_ array: NumPyArray, to path: String) throws(NumPyError) {
    let file = try PartialOutput(path: path)
    let (header, values) = encode(array)
    try file.append(header)
    try file.append(values)
    try file.finish()
  }

  /// The array whose bytes these are.
  /// - Parameter array: Its name inside an archive, for errors.
  static func decode(_ data: Data, path: String, array: String?) throws(NumPyError) -> NumPyArray {
    func broken(_ fault: NumPyError.Fault) -> NumPyError { .broken(path: path, array: array, fault: fault) }
    guard data.count >= 10, data.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw .notNumPy(path: path, array: array)
    }
    let version = data[data.startIndex + 6]
    guard (1...3).contains(version) else { throw .notNumPy(path: path, array: array) }
    let prefix = version == 1 ? 10 : 12
    guard data.count >= prefix else { throw broken(.truncated) }
    let lengthBytes = data.dropFirst(8).prefix(prefix - 8)
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= data.count - prefix else { throw broken(.truncated) }
    let text = data.dropFirst(prefix).prefix(length)
    guard let dictionary = version == 3 ? String(data: text, encoding: .utf8) : latin(text)
    else { throw broken(.header) }
    let header: NumPyHeader
    do { header = try NumPyHeader(dictionary: dictionary) } catch {
      switch error {
      case .header: throw broken(.header)
      case .type(let type): throw .unsupportedType(path: path, array: array, type: type)
      }
    }
    let values = data.dropFirst(prefix + length)
    let count = try header.count(in: values, broken)
    let elements = try header.kind.elements(values, count: count, broken)
    return NumPyArray(
      shape: header.shape,
      elements: header.isFortranOrder ? elements.reordered(fromFortranOrder: header.shape) : elements)
  }

  /// Header and values.
  static func encode(_ array: NumPyArray) -> (header: [UInt8], values: Data) {
    let kind: NumPyHeader.Kind
    let values: Data
    switch array.elements {
    case .float32(let numbers): (kind, values) = (.float32, bytes(numbers))
    case .float64(let numbers): (kind, values) = (.float64, bytes(numbers))
    case .int8(let numbers): (kind, values) = (.int8, bytes(numbers))
    case .int16(let numbers): (kind, values) = (.int16, bytes(numbers))
    case .int32(let numbers): (kind, values) = (.int32, bytes(numbers))
    case .int64(let numbers): (kind, values) = (.int64, bytes(numbers))
    case .uint8(let numbers): (kind, values) = (.uint8, bytes(numbers))
    case .bool(let flags): (kind, values) = (.bool, Data(flags.map { $0 ? 1 : 0 }))
    case .text(let texts):
      // NumPy has no text of no characters.
      let width = max(texts.lazy.map(\.unicodeScalars.count).max() ?? 0, 1)
      var scalars: [UInt32] = []
      scalars.reserveCapacity(texts.count * width)
      for text in texts {
        let written = scalars.count
        scalars += text.unicodeScalars.lazy.map(\.value)
        scalars += repeatElement(0, count: width - (scalars.count - written))
      }
      (kind, values) = (.text(characters: width), bytes(scalars))
    }
    return (NumPyHeader(kind: kind, shape: array.shape).encoded, values)
  }

  /// Versions 1 and 2 write the header in Latin 1, in which every byte is a character.
  private static func latin(_ bytes: Data) -> String? {
    String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  private static func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> Data {
    unsafe numbers.withUnsafeBytes { unsafe Data($0) }
  }
}

extension NumPyHeader {
  /// How many values there are, after checking that they are just the bytes that follow the header.
  fileprivate func count(
    in values: Data, _ broken: (NumPyError.Fault) -> NumPyError
  ) throws(NumPyError) -> Int {
    guard let count = NumPyArray.count(of: shape) else { throw broken(.tooManyElements) }
    // Texts of no characters take no bytes: nothing in the file would bound their number.
    guard kind.bytes > 0 || count == 0 else { throw broken(.tooManyElements) }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: kind.bytes)
    guard !overflow else { throw broken(.tooManyElements) }
    guard values.count >= bytes else { throw broken(.truncated) }
    guard values.count == bytes else { throw broken(.leftoverBytes(values.count - bytes)) }
    return count
  }
}

extension NumPyHeader.Kind {
  fileprivate func elements(
    _ values: Data, count: Int, _ broken: (NumPyError.Fault) -> NumPyError
  ) throws(NumPyError) -> NumPyArray.Elements {
    switch self {
    case .float32: return .float32(numbers(values, count, 0))
    case .float64: return .float64(numbers(values, count, 0))
    case .int8: return .int8(numbers(values, count, 0))
    case .int16: return .int16(numbers(values, count, 0))
    case .int32: return .int32(numbers(values, count, 0))
    case .int64: return .int64(numbers(values, count, 0))
    case .uint8: return .uint8(numbers(values, count, 0))
    case .bool: return .bool(values.map { $0 != 0 })
    case .text(let characters):
      let codes = numbers(values, count * characters, UInt32(0))
      var texts: [String] = []
      texts.reserveCapacity(count)
      for index in 0..<count {
        // Shorter texts are filled up with zeros.
        let padded = codes[(index * characters)..<((index + 1) * characters)]
        let end = padded.lastIndex { $0 != 0 }.map { $0 + 1 } ?? padded.startIndex
        var text = String.UnicodeScalarView()
        for code in padded[..<end] {
          guard let scalar = Unicode.Scalar(code) else { throw broken(.text) }
          text.append(scalar)
        }
        texts.append(String(text))
      }
      return .text(texts)
    }
  }

  private func numbers<Number: BitwiseCopyable>(_ values: Data, _ count: Int, _ zero: Number) -> [Number] {
    var numbers = [Number](repeating: zero, count: count)
    unsafe numbers.withUnsafeMutableBytes { buffer in _ = unsafe values.copyBytes(to: buffer) }
    return numbers
  }
}
