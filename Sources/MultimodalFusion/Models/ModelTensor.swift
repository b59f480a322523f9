internal import Foundation

/// One named array of a model's weights.
public struct ModelTensor: Sendable, Hashable {
  public let name: String
  public let shape: [Int]
  /// The last dimension runs fastest; finite.
  public let values: [Double]

  /// - Precondition: As many values as the shape has places.
  public init(name: String, shape: [Int], values: [Double]) {
    precondition(values.count == shape.reduce(1, *), "as many values as the shape has places")
    self.name = name
    self.shape = shape
    self.values = values
  }
}

/// Writes tensors in the safetensors format: eight bytes with the header's length, a JSON header, the numbers.
package enum SafetensorsWriter {
  private struct Place: Encodable {
    let dtype = "F64"
    let shape: [Int]
    let data_offsets: [Int]
  }

  private enum Entry: Encodable {
    case place(Place)
    case texts([String: String])

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .place(let place): try place.encode(to: encoder)
      case .texts(let texts): try texts.encode(to: encoder)
      }
    }
  }

  /// The file's bytes: tensors in order of their names, double precision, little-endian; the same tensors and texts
  /// are the same bytes. `nil` where a name occurs twice or a number is not finite.
  package static func bytes(_ tensors: [ModelTensor], metadata: [String: String]) -> [UInt8]? {
    let sorted = tensors.sorted { $0.name < $1.name }
    guard Set(sorted.map(\.name)).count == sorted.count,
      sorted.allSatisfy({ $0.values.allSatisfy(\.isFinite) })
    else { return nil }
    var header: [String: Entry] = ["__metadata__": .texts(metadata)]
    var end = 0
    for tensor in sorted {
      let start = end
      end += 8 * tensor.values.count
      header[tensor.name] = .place(Place(shape: tensor.shape, data_offsets: [start, end]))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var text = try? encoder.encode(header) else { return nil }
    // Spaces fill the header so that the numbers start at a multiple of eight, as the format allows.
    text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - text.count % 8) % 8))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + text.count + end)
    append(UInt64(text.count), to: &bytes)
    bytes.append(contentsOf: text)
    for tensor in sorted {
      for value in tensor.values { append(value.bitPattern, to: &bytes) }
    }
    return bytes
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }
}
