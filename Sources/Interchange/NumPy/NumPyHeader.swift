/// What stands before the values of a `.npy` file: type, order and shape, as a Python dictionary in text
/// (NumPy enhancement proposal 1, "A simple file format for NumPy arrays", versions 1.0 to 3.0).
struct NumPyHeader {
  enum Kind: Hashable {
    case float32, float64, int8, int16, int32, int64, uint8, bool
    /// Text of so many characters, each four bytes.
    case text(characters: Int)

    var bytes: Int {
      switch self {
      case .int8, .uint8, .bool: 1
      case .int16: 2
      case .float32, .int32: 4
      case .float64, .int64: 8
      case .text(let characters): 4 * characters
      }
    }

    var description: String {
      switch self {
      case .float32: "<f4"
      case .float64: "<f8"
      case .int8: "|i1"
      case .int16: "<i2"
      case .int32: "<i4"
      case .int64: "<i8"
      case .uint8: "|u1"
      case .bool: "|b1"
      case .text(let characters): "<U\(characters)"
      }
    }

    init?(_ description: String) {
      let order = description.first
      let name = description.dropFirst()
      guard let order, "<|=".contains(order) else { return nil }
      switch name {
      case "i1": self = .int8
      case "u1": self = .uint8
      case "b1": self = .bool
      case "f4" where order != "|": self = .float32
      case "f8" where order != "|": self = .float64
      case "i2" where order != "|": self = .int16
      case "i4" where order != "|": self = .int32
      case "i8" where order != "|": self = .int64
      default:
        guard order != "|", name.first == "U", let characters = Int(name.dropFirst()), characters >= 0,
          characters <= Int(Int32.max)
        else { return nil }
        self = .text(characters: characters)
      }
    }
  }

  enum Fault: Error {
    case header
    case type(String)
  }

  var kind: Kind
  var isFortranOrder: Bool
  var shape: [Int]

  init(kind: Kind, shape: [Int]) {
    self.kind = kind
    isFortranOrder = false
    self.shape = shape
  }

  /// Reads the dictionary's text.
  init(dictionary: String) throws(Fault) {
    var parser = PythonLiteral(dictionary)
    guard let entries = parser.dictionary() else { throw .header }
    guard case .flag(let isFortranOrder)? = entries["fortran_order"],
      case .tuple(let shape)? = entries["shape"], let description = entries["descr"], entries.count == 3
    else { throw .header }
    guard case .text(let type) = description else { throw .type("structured") }
    guard let kind = Kind(type) else { throw .type(type) }
    self.kind = kind
    self.isFortranOrder = isFortranOrder
    self.shape = shape
  }

  /// Magic number, version, length and dictionary, padded so that the values begin at a multiple of 64 bytes.
  var encoded: [UInt8] {
    let lengths = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let text = "{'descr': '\(kind.description)', 'fortran_order': False, 'shape': (\(lengths)), }"
    // Version 1 counts the dictionary in two bytes; only a shape of thousands of dimensions needs more.
    let prefix = text.utf8.count + 74 < 65_536 ? 10 : 12
    let padding = 63 - (prefix + text.utf8.count) % 64
    let length = text.utf8.count + padding + 1
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [prefix == 10 ? 1 : 2, 0]
    for place in 0..<(prefix - 8) { bytes.append(UInt8(truncatingIfNeeded: length >> (8 * place))) }
    return bytes + Array(text.utf8) + [UInt8](repeating: 0x20, count: padding) + [0x0A]
  }
}

/// The few Python literals a header is made of.
private struct PythonLiteral {
  enum Value {
    case text(String)
    case flag(Bool)
    case tuple([Int])
    /// A list: the description of a record with named fields.
    case list
  }

  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  mutating func dictionary() -> [String: Value]? {
    guard take("{") else { return nil }
    var entries: [String: Value] = [:]
    while !take("}") {
      guard let key = text(), take(":"), let value = value(), entries[key] == nil else { return nil }
      entries[key] = value
      if !take(","), !isNext("}") { return nil }
    }
    skipSpaces()
    return rest.isEmpty ? entries : nil
  }

  private mutating func value() -> Value? {
    skipSpaces()
    switch rest.first {
    case "'", "\"": return text().map(Value.text)
    case "T": return word("True") ? .flag(true) : nil
    case "F": return word("False") ? .flag(false) : nil
    case "(": return tuple().map(Value.tuple)
    case "[": return list()
    default: return nil
    }
  }

  private mutating func text() -> String? {
    skipSpaces()
    guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
    rest.removeFirst()
    guard let end = rest.firstIndex(of: quote) else { return nil }
    defer { rest = rest[rest.index(after: end)...] }
    return String(rest[..<end])
  }

  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var numbers: [Int] = []
    while !take(")") {
      skipSpaces()
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits) else { return nil }
      rest = rest.dropFirst(digits.count)
      // Python 2 marked long integers.
      _ = word("L")
      numbers.append(number)
      if !take(","), !isNext(")") { return nil }
    }
    return numbers
  }

  private mutating func list() -> Value? {
    var depth = 0
    repeat {
      guard let character = rest.popFirst() else { return nil }
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
    } while depth > 0
    return .list
  }

  private mutating func word(_ word: String) -> Bool {
    guard rest.hasPrefix(word) else { return false }
    rest = rest.dropFirst(word.count)
    return true
  }

  private mutating func take(_ character: Character) -> Bool {
    guard isNext(character) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func isNext(_ character: Character) -> Bool {
    skipSpaces()
    return rest.first == character
  }

  private mutating func skipSpaces() { rest = rest.drop { $0.isWhitespace } }
}
