import DenseMath

/// Low-rank updates of every layer's query and value maps; Hu et al. 2021, "LoRA: Low-rank adaptation of large
/// language models", section 4.1: W + B A with A drawn at random, B zero at first, and a scaling of 1.
///
/// The sum is written into the weights the layers use, so that they run as ever; the gradients of A and B follow from
/// that of the sum.
struct LowRankAdapters: Sendable {
  private struct Pair {
    /// A: rank × width.
    let down: ParameterPlace
    /// B: width × rank.
    let up: ParameterPlace
    /// Where the map lies among the layers' weights.
    let target: Range<Int>
    /// The map as it was: width × width.
    let original: [Double]
  }

  private let width: Int
  private let rank: Int
  private let pairs: [Pair]

  /// - Precondition: 1 ≤ rank ≤ width.
  init(
    rank: Int, layers: [TrainableLayer], body: ParameterStore, in store: inout ParameterStore, seed: UInt64
  ) {
    width = layers.first?.attention.width ?? 0
    precondition(rank >= 1 && rank <= width, "an update's rank lies between 1 and the width")
    self.rank = rank
    var pairs: [Pair] = []
    for (index, layer) in layers.enumerated() {
      for (part, name) in [(0, "query"), (2, "value")] {
        let title = "adapter\(index).\(name)"
        var generator = SeededGenerator(seed: seed, stream: title)
        // Variance 1 / width keeps the length of what goes through.
        let deviation = 1 / Double(width).squareRoot()
        let down = store.add(
          name: title + ".down", shape: [rank, width], decays: true,
          initial: (0..<rank * width).map { _ in deviation * generator.normal() })
        let up = store.add(
          name: title + ".up", shape: [width, rank], decays: true,
          initial: [Double](repeating: 0, count: rank * width))
        let start = layer.attention.inputs.weights.start + part * width * width
        let target = start..<start + width * width
        pairs.append(Pair(down: down, up: up, target: target, original: Array(body.values[target])))
      }
    }
    self.pairs = pairs
  }

  /// Writes W + B A into the layers' weights.
  func merge(_ parameters: ParameterStore, into body: inout ParameterStore) {
    for pair in pairs {
      body.values.replaceSubrange(pair.target, with: pair.original)
      multiply(
        parameters.values.span, window(pair.up), parameters.values.span, window(pair.down),
        into: &body.values,
        mapWindow(pair), accumulating: true)
    }
  }

  /// Adds the gradients of A, Bᵀ G, and of B, G Aᵀ, with G that of the map.
  func accumulate(_ bodyGradients: [Double], _ parameters: ParameterStore, _ gradients: inout [Double]) {
    for pair in pairs {
      multiply(
        parameters.values.span, window(pair.up), leftIsTransposed: true, bodyGradients.span, mapWindow(pair),
        into: &gradients, window(pair.down), accumulating: true)
      multiply(
        bodyGradients.span, mapWindow(pair), parameters.values.span, window(pair.down),
        rightIsTransposed: true, into: &gradients, window(pair.up), accumulating: true)
    }
  }

  /// Zeroes the gradients that `accumulate` reads.
  func clear(_ bodyGradients: inout [Double]) {
    for pair in pairs { for index in pair.target { bodyGradients[index] = 0 } }
  }

  private func window(_ place: ParameterPlace) -> MatrixWindow {
    MatrixWindow(start: place.start, rows: place.shape[0], columns: place.shape[1])
  }

  private func mapWindow(_ pair: Pair) -> MatrixWindow {
    MatrixWindow(start: pair.target.lowerBound, rows: width, columns: width)
  }
}
