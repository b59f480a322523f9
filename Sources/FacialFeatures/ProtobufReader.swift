/// Reads one message of Google's protocol buffer wire format, field after field
/// (protobuf.dev, "Encoding").
struct ProtobufReader {
  enum Value {
    case integer(UInt64)
    case fixed32(UInt32)
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next field, or `nil` at the end.
  mutating func next() throws(ProtobufError) -> (field: Int, value: Value)? {
    guard !rest.isEmpty else { return nil }
    let tag = try integer()
    guard let field = Int(exactly: tag >> 3), field > 0 else { throw .malformed }
    switch tag & 7 {
    case 0: return (field, .integer(try integer()))
    case 2:
      guard let length = Int(exactly: try integer()) else { throw .malformed }
      return (field, .bytes(try take(length)))
    case 5:
      let number = try take(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return (field, .fixed32(number))
    default: throw .malformed
    }
  }

  private mutating func integer() throws(ProtobufError) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { throw .malformed }
      number |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return number }
    }
    throw .malformed
  }

  private mutating func take(_ count: Int) throws(ProtobufError) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw .malformed }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}

/// Bytes that are no message; turned into a `ModelError` where the file's name is known.
enum ProtobufError: Error { case malformed }
