import Foundation
package import NeuralRuntime

/// The average face the head's pose is measured against, and how much each of its points counts.
///
/// Centimetres; x to the face's left, y up, z out of the face.
package struct CanonicalFace: Sendable, Hashable {
  package struct WeightedPoint: Sendable, Hashable {
    /// Number of the landmark.
    package let landmark: Int
    package let weight: Double
    package let position: SIMD3<Double>
  }

  /// Points that take part in the pose; all other landmarks have weight 0.
  package let points: [WeightedPoint]

  private static let file = "face/geometry_pipeline_metadata_landmarks.binarypb"
  /// A vertex of the file is x, y, z and two texture coordinates.
  private static let numbersPerVertex = 5

  /// Reads the file that comes with the landmark network.
  package init(catalog: ModelCatalog) throws(ModelError) {
    let path = try catalog.verifiedPath(Self.file)
    guard let data = FileManager.default.contents(atPath: path),
      let points = try? Self.points(in: [UInt8](data)), !points.isEmpty
    else {
      throw .unusable(name: "MediaPipe canonical face", detail: "its file could not be read")
    }
    self.points = points
  }

  /// The file's message holds in field 1 the mesh, whose field 3 repeats the vertices' numbers, and in
  /// each field 2 a landmark's number (field 1) and weight (field 2).
  private static func points(in bytes: [UInt8]) throws(ProtobufError) -> [WeightedPoint] {
    var numbers: [Float] = []
    var weights: [(landmark: Int, weight: Double)] = []
    var message = ProtobufReader(bytes[...])
    while let (field, value) = try message.next() {
      switch (field, value) {
      case (1, .bytes(let mesh)):
        var reader = ProtobufReader(mesh)
        while let (field, value) = try reader.next() {
          if case (3, .fixed32(let bits)) = (field, value) { numbers.append(Float(bitPattern: bits)) }
        }
      case (2, .bytes(let entry)): weights.append(try weight(in: entry))
      default: break
      }
    }
    guard numbers.count == FaceLandmarks.meshCount * numbersPerVertex,
      weights.allSatisfy({ $0.landmark < FaceLandmarks.meshCount && $0.weight > 0 })
    else { throw .malformed }
    return weights.map { landmark, weight in
      let start = landmark * numbersPerVertex
      return WeightedPoint(
        landmark: landmark, weight: weight,
        position: SIMD3(Double(numbers[start]), Double(numbers[start + 1]), Double(numbers[start + 2])))
    }
  }

  private static func weight(
    in entry: ArraySlice<UInt8>
  ) throws(ProtobufError) -> (landmark: Int, weight: Double) {
    var landmark: Int?
    var weight: Double?
    var reader = ProtobufReader(entry)
    while let (field, value) = try reader.next() {
      switch (field, value) {
      case (1, .integer(let number)): landmark = Int(exactly: number)
      case (2, .fixed32(let bits)): weight = Double(Float(bitPattern: bits))
      default: break
      }
    }
    guard let landmark, let weight else { throw .malformed }
    return (landmark, weight)
  }
}
