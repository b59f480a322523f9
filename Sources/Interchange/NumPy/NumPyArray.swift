/// Values in a box of any number of dimensions, as NumPy keeps them.
///
/// Elements stand in C order: the last dimension runs fastest, whatever the order in the file was. A number that
/// is not finite stays as it is: NumPy has no other way to say "none".
public struct NumPyArray: Sendable, Hashable {
  public enum Elements: Sendable, Hashable {
    case float32([Float])
    case float64([Double])
    case int8([Int8])
    case int16([Int16])
    case int32([Int32])
    case int64([Int64])
    case uint8([UInt8])
    case bool([Bool])
    case text([String])
  }

  /// Length of each dimension; empty for a single value.
  public let shape: [Int]
  public let elements: Elements

  /// - Precondition: As many elements as the product of the shape, which has no negative length.
  public init(shape: [Int], elements: Elements) {
    precondition(
      shape.allSatisfy { $0 >= 0 } && Self.count(of: shape) == elements.count,
      "an array has as many elements as its shape says")
    self.shape = shape
    self.elements = elements
  }

  /// A row of numbers.
  public init(_ elements: Elements) { self.init(shape: [elements.count], elements: elements) }

  public var count: Int { elements.count }

  /// Product of the lengths; `nil` where it is beyond any number of values. Any length may stand beside a 0.
  static func count(of shape: [Int]) -> Int? {
    if shape.contains(0) { return 0 }
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// The numbers as doubles, exact but for 64-bit integers beyond 2⁵³; `nil` for text. `false` is 0, `true` is 1.
  public var doubles: [Double]? {
    switch elements {
    case .float32(let numbers): numbers.map(Double.init)
    case .float64(let numbers): numbers
    case .int8(let numbers): numbers.map(Double.init)
    case .int16(let numbers): numbers.map(Double.init)
    case .int32(let numbers): numbers.map(Double.init)
    case .int64(let numbers): numbers.map(Double.init)
    case .uint8(let numbers): numbers.map(Double.init)
    case .bool(let flags): flags.map { $0 ? 1 : 0 }
    case .text: nil
    }
  }

  /// The numbers in single precision; `nil` for text.
  public var floats: [Float]? {
    if case .float32(let numbers) = elements { return numbers }
    return doubles?.map { Float($0) }
  }

  /// The texts; `nil` for numbers.
  public var texts: [String]? { if case .text(let texts) = elements { texts } else { nil } }
}

extension NumPyArray.Elements {
  public var count: Int {
    switch self {
    case .float32(let values): values.count
    case .float64(let values): values.count
    case .int8(let values): values.count
    case .int16(let values): values.count
    case .int32(let values): values.count
    case .int64(let values): values.count
    case .uint8(let values): values.count
    case .bool(let values): values.count
    case .text(let values): values.count
    }
  }

  /// Puts elements that stand in Fortran order, the first dimension running fastest, into C order.
  func reordered(fromFortranOrder shape: [Int]) -> Self {
    switch self {
    case .float32(let values): .float32(inCOrder(values, shape))
    case .float64(let values): .float64(inCOrder(values, shape))
    case .int8(let values): .int8(inCOrder(values, shape))
    case .int16(let values): .int16(inCOrder(values, shape))
    case .int32(let values): .int32(inCOrder(values, shape))
    case .int64(let values): .int64(inCOrder(values, shape))
    case .uint8(let values): .uint8(inCOrder(values, shape))
    case .bool(let values): .bool(inCOrder(values, shape))
    case .text(let values): .text(inCOrder(values, shape))
    }
  }
}

private func inCOrder<Value>(_ values: [Value], _ shape: [Int]) -> [Value] {
  guard shape.count > 1, !values.isEmpty else { return values }
  var strides: [Int] = []
  var stride = 1
  for length in shape {
    strides.append(stride)
    stride *= length
  }
  var index = [Int](repeating: 0, count: shape.count)
  var place = 0
  var result: [Value] = []
  result.reserveCapacity(values.count)
  for _ in values.indices {
    result.append(values[place])
    var dimension = shape.count - 1
    while dimension >= 0 {
      index[dimension] += 1
      place += strides[dimension]
      if index[dimension] < shape[dimension] { break }
      place -= strides[dimension] * shape[dimension]
      index[dimension] = 0
      dimension -= 1
    }
  }
  return result
}
