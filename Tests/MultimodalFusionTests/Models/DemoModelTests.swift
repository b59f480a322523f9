import Foundation
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("The demonstration model")
struct DemoModelTests {
  static let folder = packageRoot.appending(path: DemoModel.folder).path

  @Test("the shipped model is a small network that says first that its people are made up")
  func shipped() throws {
    let text = try String(contentsOfFile: Self.folder + "/card.json", encoding: .utf8)
    let first = try #require(text.split(separator: "\n").dropFirst().first)
    #expect(first.contains("\"about\"") && first.contains("made-up people") && first.contains("mean nothing"))
    let sizes = try ["card.json", "weights.safetensors"].map {
      try #require(try FileManager.default.attributesOfItem(atPath: Self.folder + "/" + $0)[.size] as? Int)
    }
    #expect(sizes.reduce(0, +) < 3_000_000)
    let file = try ModelFile(path: Self.folder)
    guard case .turns(let model) = try file.model(path: Self.folder) else {
      Issue.record("no network over turns")
      return
    }
    #expect(file.card.name == DemoModel.name && file.card.about == DemoModel.about)
    #expect(Set(model.modalities.map(\.name)) == ["words", "language", "speech", "face"])
    // Other made-up people have the same codes: a list of these would take them for these.
    #expect(file.card.training.people == nil)
  }

  @Test("its card shows it beside the baselines, better than those that know nothing, with intervals")
  func figures() throws {
    let card = try ModelFile(path: Self.folder).card
    func figure(_ predictor: String, _ name: String) throws -> ModelCard.Figure {
      try #require(card.figures.first { $0.predictor.hasPrefix(predictor) && $0.name == name })
    }
    let r = try figure("model", "r within folds")
    #expect(try #require(r.lower) > 0.2)
    let error = try figure("model", "mean absolute error")
    #expect(try #require(error.upper) < (try #require(try figure("mean", "mean absolute error").value)))
    _ = try figure("ridge, all measures", "mean absolute error")
  }
}
