import DenseMath
import Foundation
import MultimodalFusion
import Testing

@Suite struct NetworkPropertyTests {
  private let modalities = [
    TurnModality(name: "words", width: 3), TurnModality(name: "voice", width: 2),
    TurnModality(name: "face", width: 4),
  ]

  @Test("a modality no turn has leaves the network bit for bit as one that never had it")
  func absentModality() {
    let outcomes = TurnOutcomes(levelCount: 6, itemLevelCounts: [2], turnThreshold: 0.2)
    let settings = TurnNetworkSettings()
    let whole = TurnNetwork(modalities: modalities, outcomes: outcomes, settings: settings, seed: 5)
    for kept in [[0, 1], [0, 2], [0], [1, 2]] {
      let less = TurnNetwork(
        modalities: kept.map { modalities[$0] }, outcomes: outcomes, settings: settings, seed: 5)
      let wholeParameters = shaken(whole.initial)
      var lessParameters = less.initial
      for place in less.initial.places {
        guard let twin = whole.initial.place(named: place.name) else { continue }
        lessParameters[place] = wholeParameters[twin]
      }
      // A network whose first modality is gone has one gate fewer; the gate of the new base is idle in the whole one.
      let wholeOutputs = whole.outputs(
        TurnBatch([session(kept, of: 3)], modalityCount: 3), wholeParameters)
      let lessOutputs = less.outputs(
        TurnBatch([session(kept, of: kept.count)], modalityCount: kept.count), lessParameters)
      #expect(wholeOutputs.turnValues == lessOutputs.turnValues)
      #expect(wholeOutputs.turnOdds == lessOutputs.turnOdds)
      // The threshold is 0.2: value and log-odds are on the same side of it.
      #expect(zip(wholeOutputs.turnValues, wholeOutputs.turnOdds).allSatisfy { ($0 >= 0.2) == ($1 >= 0) })
      #expect(wholeOutputs.sessionScores == lessOutputs.sessionScores)
    }
  }

  /// Turn 1 has the first modality kept alone.
  private func session(_ kept: [Int], of count: Int) -> PreparedSession {
    let turns = (0..<4).map { position in
      var inputs = [[Double]?](repeating: nil, count: count)
      for (place, modality) in kept.enumerated() where position != 1 || place == 0 {
        var generator = SeededGenerator(seed: UInt64(position), stream: modalities[modality].name)
        inputs[count == 3 ? modality : place] = (0..<modalities[modality].width).map { _ in generator.normal()
        }
      }
      return PreparedTurn(
        position: position, isParticipant: position % 2 == 0, inputs: inputs,
        linearScores: [Double?](repeating: 0.3, count: 1 << count), target: nil)
    }
    return PreparedSession(
      participant: "p", turns: turns, linearScores: [Double?](repeating: -0.2, count: 1 << count), level: nil,
      itemLevels: [nil])
  }

  @Test("what is added to a turn is no longer than its limit times the base, nor than what there is to add")
  func gateLength() {
    for (limit, loudness) in [(1.0, 1.0), (0.1, 30), (1e-3, 1), (0.5, 1e-4)] {
      var store = ParameterStore()
      let gate = ModalityGate(
        name: "gate", otherModalities: ["voice"], width: 8, limit: limit, in: &store, seed: 3)
      store = shaken(store)
      var generator = SeededGenerator(seed: 1, stream: "length")
      let base = (0..<40).map { _ in generator.normal() }
      let voice = (0..<32).map { _ in loudness * generator.normal() }
      var tape = ModalityGate.Tape()
      let output = gate.forward(
        base, [ModalityGate.Source(modality: 1, rows: [0, 1, 3, 4], vectors: voice)], store, &tape)
      for row in [0, 1, 3, 4] {
        let range = row * 8..<(row + 1) * 8
        let baseLength = length(base[range])
        let added = length(zip(output[range], base[range]).map { $0 - $1 }[...])
        // 1e-12: the difference of two numbers near 1 is taken.
        #expect(added <= limit * baseLength + 1e-12)
        #expect(tape.factors[row] <= 1)
        #expect(added > 0)
      }
      // The third row lacks the modality: nothing is added, biases included.
      #expect(Array(output[16..<24]) == Array(base[16..<24]))
    }
  }

  @Test("with nothing to add a gate passes its base and finite gradients")
  func emptyGate() {
    var store = ParameterStore()
    let gate = ModalityGate(
      name: "gate", otherModalities: ["voice"], width: 3, limit: 1, in: &store, seed: 3)
    for index in store.values.indices { store.values[index] = 0 }
    var tape = ModalityGate.Tape()
    let base = [1.0, -2, 3, 0, 0, 0]
    let source = ModalityGate.Source(modality: 1, rows: [0, 1], vectors: [1, 1, 1, 2, 2, 2])
    #expect(gate.forward(base, [source], store, &tape) == base)
    var gradients = store.zeroGradients
    let result = gate.backward([1, 2, 3, 4, 5, 6], tape, store, &gradients)
    #expect(result.base == [1, 2, 3, 4, 5, 6])
    #expect((gradients + result.sources.flatMap(\.vectors)).allSatisfy { abs($0) <= 10 })
  }

  @Test("an ordinal head's levels add to 1, fall as thresholds rise, and their logarithms are its loss")
  func ordinal() {
    var store = ParameterStore()
    let head = OrdinalHead(name: "head", levelCount: 4, in: &store)
    head.start(thresholds: [0, 0.7, 2.5], in: &store)
    for score in [-40.0, -3, 0, 1.2, 50] {
      let exceedance = head.exceedance(score: score, store)
      for (value, threshold) in zip(exceedance, [0, 0.7, 2.5]) {
        // 1e-12: two roundings of the softplus and its inverse.
        #expect(abs(value - 1 / (1 + exp(threshold - score))) <= 1e-12)
      }
      var gradients = store.zeroGradients
      let bounds = [1] + exceedance + [0]
      for level in 0..<4 where abs(score) < 10 {
        let loss = head.loss(score: score, level: level, weight: 1, store, &gradients).loss
        #expect(abs(loss + log(bounds[level] - bounds[level + 1])) < 1e-10)
      }
      for level in 0..<4 {
        #expect(head.loss(score: score, level: level, weight: 1, store, &gradients).loss.isFinite)
      }
    }
  }

  @Test("ridge weights by rows and by columns are the closed form")
  func ridge() throws {
    // Columns at right angles, lengths² 2 and 8: weight = xᵀy / (length² + λ).
    let wide = try #require(
      RidgeSystem(Matrix(rows: 2, columns: 2, values: [1, 2, 1, -2]), targets: [3, 1]).weights(penalty: 1))
    #expect(abs(wide[0] - 4.0 / 3) < 1e-14)
    #expect(abs(wide[1] - 4.0 / 9) < 1e-14)
    // A third column of zeros makes more columns than rows and gets no weight.
    let overRows = try #require(
      RidgeSystem(Matrix(rows: 2, columns: 3, values: [1, 2, 0, 1, -2, 0]), targets: [3, 1])
        .weights(penalty: 1))
    #expect(abs(overRows[0] - 4.0 / 3) < 1e-14)
    #expect(abs(overRows[1] - 4.0 / 9) < 1e-14)
    #expect(overRows[2] == 0)
  }

  private func length(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
