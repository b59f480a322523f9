import Foundation
import MultimodalFusion
import SignalCore
import Testing

@Suite("The demonstration model")
struct DemoModelTests {
  /// The checkout this test was built from.
  static let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let folder = home.appending(path: DemoModel.folder).path

  @Test("the planted modality is found in people not learned from, and the two others are not")
  func planted() async throws {
    let cohort = try DemoModel.cohort(seed: 1, index: shippedIndex)
    let values = try await ModalityValue.all(
      cohort, learner: { RidgeLearner(inputs: $0, innerFolds: 3) },
      validation: NestedCrossValidation(jobs: 2), repeats: 1, seed: 1)
    for value in values {
      let alone = try #require(value.alone?.interval)
      #expect((alone.lower > 0) == (value.modality == DemoModel.plantedModality))
    }
  }

  @Test(
    "the shipped model says first that its people are made up, is small, and its score is made by what was planted"
  )
  func shipped() throws {
    let text = try String(contentsOfFile: Self.folder + "/card.json", encoding: .utf8)
    let first = try #require(text.split(separator: "\n").dropFirst().first)
    #expect(first.contains("\"about\"") && first.contains("made-up people") && first.contains("mean nothing"))
    let sizes = try ["card.json", "weights.safetensors"].map {
      try #require(try FileManager.default.attributesOfItem(atPath: Self.folder + "/" + $0)[.size] as? Int)
    }
    #expect(sizes.reduce(0, +) < 300_000)
    let file = try ModelFile(path: Self.folder)
    guard case .linear(let model) = try file.model(path: Self.folder) else {
      Issue.record("not a weighted sum")
      return
    }
    #expect(file.card.name == DemoModel.name && file.card.about == DemoModel.about)
    #expect(
      file.card.measuresRead.allSatisfy { name in shippedIndex.terms.contains { $0.measure == name } })
    var shares: [Measure.Modality: Double] = [:]
    for session in try DemoModel.cohort(seed: 2, index: shippedIndex).sessions {
      guard case .success(let explanation) = model.explain(session) else { continue }
      for part in explanation.modalities {
        if let modality = part.modality { shares[modality, default: 0] += abs(part.contribution) }
      }
    }
    for other in [Measure.Modality.language, .face] {
      #expect(try #require(shares[.speech]) > 2 * (try #require(shares[other])))
    }
  }

  @Test("training it again gives the shipped model")
  func again() async throws {
    let shipped = try ModelFile(path: Self.folder)
    let made = try await DemoModel.made(
      index: shippedIndex, programVersion: shipped.card.programVersion,
      measureSetVersion: shipped.card.measureSetVersion)
    let tensors = made.tensors.sorted { $0.name < $1.name }
    #expect(tensors.map(\.name) == shipped.tensors.map(\.name))
    for (tensor, other) in zip(tensors, shipped.tensors) {
      #expect(tensor.values.count == other.values.count)
      for (value, known) in zip(tensor.values, other.values) {
        // Kernels of other processors add in another order.
        #expect(abs(value - known) <= 1e-9 * max(1, abs(known)), "\(tensor.name)")
      }
    }
    #expect(made.card.columns == shipped.card.columns && made.card.training == shipped.card.training)
  }
}
