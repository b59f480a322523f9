/// One number or none for each instant of a track, at four bytes an instant.
///
/// Hours of sound at a hundred instants a second are why this is not `[Float?]`, which takes eight.
public struct TrackValues: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  /// A value that is not finite stands for none.
  @usableFromInline var storage: [Float]

  public init() { storage = [] }

  public init(_ values: some Sequence<Float?>) { storage = values.map { $0 ?? .nan } }

  public init(arrayLiteral elements: Float?...) { self.init(elements) }

  /// Takes numbers as they are; one that is not finite stands for a missing value.
  public init(missingUnlessFinite numbers: [Float]) { storage = numbers }

  /// No value at any of so many instants.
  public init(missing count: Int) { storage = [Float](repeating: .nan, count: count) }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { storage.count }

  @inlinable public subscript(position: Int) -> Float? {
    get {
      let number = storage[position]
      return number.isFinite ? number : nil
    }
    set { storage[position] = newValue ?? .nan }
  }

  public mutating func append(_ value: Float?) { storage.append(value ?? .nan) }

  /// Whether any instant has no value.
  public var hasGaps: Bool { !storage.allSatisfy(\.isFinite) }

  /// The values there are, in order.
  public var presentValues: [Float] { storage.filter(\.isFinite) }
}

extension TrackValues: Hashable {
  public static func == (first: TrackValues, second: TrackValues) -> Bool {
    first.elementsEqual(second)
  }

  public func hash(into hasher: inout Hasher) {
    for value in self { hasher.combine(value) }
  }
}

extension TrackValues: Encodable {
  /// A list with `null` where there is no value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for value in self { try container.encode(value) }
  }
}
