import DenseMath
import Foundation
import NeuralRuntime
import SignalCore

/// The network of Resemblyzer 0.1.4: three recurrent layers of 256 units, a linear layer, rectification and unit
/// length (Wan et al. 2018, "Generalized end-to-end loss for speaker verification"). One thread.
struct SpeakerNetwork {
  /// Length of an embedding.
  static let embeddingSize = 256
  /// Frames of 10 ms the network was trained on.
  static let steps = 160
  /// Sequences run side by side.
  static let batch = 32

  private let layers: [RecurrentLayer]
  /// embeddingSize × units.
  private let linearWeights: [Float]
  private let linearBiases: [Float]
  private var gates = [Float](repeating: 0, count: steps * batch * RecurrentLayer.gates)
  private var cells = [Float](repeating: 0, count: batch * RecurrentLayer.units)
  private var current = [Float](repeating: 0, count: steps * batch * RecurrentLayer.units)
  private var next = [Float](repeating: 0, count: steps * batch * RecurrentLayer.units)

  /// Reads the file `Scripts/speaker_weights.py` writes.
  init(catalog: ModelCatalog) throws(SpeechError) {
    let path = try verifiedPath("speakers/ge2e.bin", in: catalog)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .model(.absent(name: "GE2E speaker encoder"))
    }
    var reader = WeightReader(data: data)
    let units = RecurrentLayer.units
    layers = [MelFeatures.bandCount, units, units].map { inputs in
      let weights = reader.take(RecurrentLayer.gates * inputs)
      let recurrent = reader.take(RecurrentLayer.gates * units)
      let biases = zip(reader.take(RecurrentLayer.gates), reader.take(RecurrentLayer.gates)).map(+)
      return RecurrentLayer(
        inputs: inputs, inputWeights: weights, recurrentWeights: recurrent, biases: biases)
    }
    linearWeights = reader.take(Self.embeddingSize * units)
    linearBiases = reader.take(Self.embeddingSize)
  }

  /// Embeddings of up to `batch` sequences of `steps` frames.
  ///
  /// - Parameter features: Sequence after sequence, steps × 40 numbers each.
  /// - Returns: 256 numbers of unit length a sequence, none negative.
  mutating func embeddings(_ features: [Float], count: Int) -> [Float] {
    precondition((1...Self.batch).contains(count), "a batch holds from one sequence up")
    let bands = MelFeatures.bandCount
    for sequence in 0..<count {
      for step in 0..<Self.steps {
        for band in 0..<bands {
          current[(step * count + sequence) * bands + band] =
            features[(sequence * Self.steps + step) * bands + band]
        }
      }
    }
    for layer in layers {
      layer.run(
        current, steps: Self.steps, batch: count, gates: &gates, cells: &cells, outputs: &next)
      swap(&current, &next)
    }
    return projected(count: count)
  }

  /// The last step's outputs through the linear layer.
  private func projected(count: Int) -> [Float] {
    let units = RecurrentLayer.units
    let size = Self.embeddingSize
    var result = (0..<count).flatMap { _ in linearBiases }
    multiply(
      current.span.extracting((Self.steps - 1) * count * units..<Self.steps * count * units),
      linearWeights.span,
      ProductShape(rows: count, inner: units, columns: size, rightIsTransposed: true), into: &result,
      accumulating: true)
    for sequence in 0..<count {
      let own = sequence * size..<(sequence + 1) * size
      var squares: Float = 0
      for i in own {
        result[i] = max(result[i], 0)
        squares += result[i] * result[i]
      }
      guard squares > 0 else { continue }
      for i in own { result[i] /= squares.squareRoot() }
    }
    return result
  }
}

/// Takes little-endian single-precision numbers off the front of a file whose checksum has been checked.
private struct WeightReader {
  let data: Data
  var offset = 0

  mutating func take(_ count: Int) -> [Float] {
    defer { offset += 4 * count }
    precondition(offset + 4 * count <= data.count, "the checked file holds every weight")
    return (0..<count).map { index in
      let at = data.startIndex + offset + 4 * index
      let pattern = (0..<4).reduce(UInt32(0)) { $0 | UInt32(data[at + $1]) << (8 * UInt32($1)) }
      return Float(bitPattern: pattern)
    }
  }
}
