import DenseMath
import Foundation
import Testing

@Suite struct LearningTests {
  @Test("a product reads its factors transposed, adds to what is there and leaves the rest alone")
  func product() {
    let left: [Double] = [9, 1, 2, 3, 9, 4, 5, 6]
    let right: [Double] = [1, 0, 2, 1, 0, 3]
    // Left, read transposed from rows four apart: [[1, 4], [2, 5], [3, 6]]; right, transposed: [[1, 2, 0], [0, 1, 3]].
    var result = [Double](repeating: 1, count: 12)
    multiply(
      left.span, MatrixWindow(start: 1, rows: 2, columns: 3, rowStride: 4), leftIsTransposed: true, right.span,
      MatrixWindow(rows: 3, columns: 2), rightIsTransposed: true, factor: 2, into: &result,
      MatrixWindow(start: 0, rows: 3, columns: 3, rowStride: 4), accumulating: true)
    // Whole numbers this small are exact.
    #expect(result == [3, 13, 25, 1, 5, 19, 31, 1, 7, 25, 37, 1])
  }

  @Test("normalised rows have mean 0 and variance 1")
  func normalisation() {
    var store = ParameterStore()
    let layer = LayerNormalisation(name: "layer", width: 4, epsilon: 0, in: &store)
    var tape = LayerNormalisation.Tape()
    let output = layer.forward([1, 2, 3, 6, -5, 0, 5, 0], store, &tape)
    // Row one: mean 3, variance 3.5; row two: mean 0, variance 12.5.
    let expected = [-2, -1, 0, 3].map { $0 / 3.5.squareRoot() } + [-5, 0, 5, 0].map { $0 / 12.5.squareRoot() }
    // 1e-14: a few roundings of numbers near 1.
    for (value, truth) in zip(output, expected) { #expect(abs(value - truth) < 1e-14) }
  }

  @Test("the error unit at -1, 0, 1 is x Φ(x)")
  func errorUnit() {
    var tape = GELU.Tape()
    let output = GELU().forward([-1, 0, 1], &tape)
    // Φ(1) = 0.841344746068542948585 (Abramowitz & Stegun, table 26.1).
    #expect(abs(output[0] + (1 - 0.841344746068542949)) < 1e-15)
    #expect(output[1] == 0)
    #expect(abs(output[2] - 0.841344746068542949) < 1e-15)
  }

  @Test("attention weights sum to 1, a masked key gets none and what it holds changes nothing")
  func attention() {
    var store = ParameterStore()
    let layer = SelfAttention(name: "layer", width: 4, headCount: 2, in: &store, seed: 9)
    let layout = SequenceLayout(lengths: [3, 2])
    var generator = SeededGenerator(seed: 1, stream: "input")
    let input = (0..<20).map { _ in generator.normal() }
    let mask = [true, false, true, false, false]
    var tape = SelfAttention.Tape()
    let output = layer.forward(input, layout, keyIsSeen: mask, store, &tape)
    for head in 0..<2 {
      for query in 0..<3 {
        let weights = (0..<3).map { tape.weight(sequence: 0, head: head, query: query, key: $0) }
        #expect(weights[1] == 0)
        #expect(abs(weights.reduce(0, +) - 1) < 1e-15)
      }
      #expect(tape.weight(sequence: 1, head: head, query: 0, key: 1) == 0)
    }
    // With no key to be seen only the output's bias is left, which is zero at first.
    #expect(output[12...] == [0, 0, 0, 0, 0, 0, 0, 0])
    var changed = input
    for column in 4..<8 { changed[column] = 100 }
    var changedTape = SelfAttention.Tape()
    let changedOutput = layer.forward(changed, layout, keyIsSeen: mask, store, &changedTape)
    #expect(Array(changedOutput[0..<4]) == Array(output[0..<4]))
    #expect(Array(changedOutput[8..<12]) == Array(output[8..<12]))
  }

  @Test("dropout leaves out its share, keeps the mean, and draws the same again for the same step")
  func dropout() {
    let layer = Dropout(rate: 0.25, stream: "a")
    let ones = [Double](repeating: 1, count: 40_000)
    var tape = Dropout.Tape()
    let output = layer.forward(ones, Dropout.Draw(seed: 4, step: 2), &tape)
    // Four standard errors of a share of 0.25 among 40 000.
    #expect(abs(Double(output.count { $0 == 0 }) / 40_000 - 0.25) < 4 * (0.25 * 0.75 / 40_000).squareRoot())
    #expect(output.allSatisfy { $0 == 0 || $0 == 1 / 0.75 })
    #expect(layer.forward(ones, Dropout.Draw(seed: 4, step: 2), &tape) == output)
    #expect(layer.forward(ones, Dropout.Draw(seed: 4, step: 3), &tape) != output)
    #expect(Dropout(rate: 0.25, stream: "b").forward(ones, Dropout.Draw(seed: 4, step: 2), &tape) != output)
    #expect(layer.forward(ones, nil, &tape) == ones)
  }

  @Test("the first steps of AdamW follow the algorithm; biases do not decay")
  func firstStep() {
    var store = ParameterStore()
    _ = store.add(name: "weights", shape: [1], decays: true, initial: [2])
    _ = store.add(name: "bias", shape: [1], decays: false, initial: [2])
    var settings = AdamW.Settings()
    settings.rate = 0.1
    settings.weightDecay = 0.5
    settings.warmUpShare = 0
    settings.epsilon = 0
    var optimiser = AdamW(store, settings: settings, stepCount: 10)
    let norm = optimiser.update(&store, [3, -4])
    #expect(norm == 5)
    // Without epsilon the first move is the rate times the gradient's sign, whatever its length; the weight loses
    // 0.1 · 0.5 of itself as well.
    #expect(abs(store.values[0] - (2 - 0.1 - 0.1)) < 1e-14)
    #expect(abs(store.values[1] - (2 + 0.1)) < 1e-14)
  }

  @Test("the rate rises over the warm-up and falls to nothing")
  func rate() {
    var store = ParameterStore()
    _ = store.add(name: "weights", shape: [1], decays: true, initial: [0])
    var settings = AdamW.Settings()
    settings.rate = 1
    settings.warmUpShare = 0.2
    let optimiser = AdamW(store, settings: settings, stepCount: 10)
    // Steps 1 and 2 warm up; the other eight fall by ninths.
    let expected = [0.5, 1] + (1...8).map { Double(9 - $0) / 9 }
    for (index, truth) in expected.enumerated() {
      #expect(abs(optimiser.rate(step: index + 1) - truth) < 1e-15)
    }
    #expect(optimiser.rate(step: 11) == 0)
  }

  @Test("AdamW saved and loaded goes on bit for bit")
  func resume() throws {
    var store = ParameterStore()
    _ = store.add(name: "weights", shape: [3], decays: true, initial: [1, -2, 0.1])
    var optimiser = AdamW(store, settings: AdamW.Settings(), stepCount: 20)
    for step in 0..<5 { optimiser.update(&store, [0.1, Double(step), -3]) }
    var loaded = try JSONDecoder().decode(AdamW.self, from: JSONEncoder().encode(optimiser))
    var loadedStore = try JSONDecoder().decode(ParameterStore.self, from: JSONEncoder().encode(store))
    for step in 0..<5 {
      optimiser.update(&store, [0.3, 1 / Double(step + 1), 1])
      loaded.update(&loadedStore, [0.3, 1 / Double(step + 1), 1])
    }
    #expect(loadedStore == store)
    #expect(loaded == optimiser)
  }

  @Test("random numbers come from seed, stream and step alone, even and normal as they should be")
  func randomNumbers() {
    var first = SeededGenerator(seed: 1, stream: "a")
    var second = SeededGenerator(seed: 1, stream: "a")
    #expect((0..<5).map { _ in first.next() } == (0..<5).map { _ in second.next() })
    var starts: Set<UInt64> = []
    for seed in 0..<4 as Range<UInt64> {
      for stream in ["a", "b", "ab"] {
        for step in 0..<3 {
          var generator = SeededGenerator(seed: seed, stream: stream, step: step)
          starts.insert(generator.next())
        }
      }
    }
    #expect(starts.count == 36)
    var generator = SeededGenerator(seed: 2, stream: "moments")
    let count = 50_000
    let even = (0..<count).map { _ in generator.unit() }
    let normal = (0..<count).map { _ in generator.normal() }
    // Four standard errors each.
    #expect(abs(even.reduce(0, +) / Double(count) - 0.5) < 4 * (1.0 / 12 / Double(count)).squareRoot())
    #expect(abs(normal.reduce(0, +) / Double(count)) < 4 / Double(count).squareRoot())
    let square = normal.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(abs(square - 1) < 4 * (2 / Double(count)).squareRoot())
    #expect(generator.permutation(20).sorted() == Array(0..<20))
    #expect((0..<300).map { _ in generator.whole(below: 3) }.allSatisfy { (0..<3).contains($0) })
  }
}
