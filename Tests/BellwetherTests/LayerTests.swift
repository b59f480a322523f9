import Foundation
import TestSupport
import Testing

@Suite("Layers")
struct LayerTests {
  /// From the lowest up; a target may only use targets of lower layers.
  private static let layers: [[String]] = [
    [
      "CLibAV", "COpenBLAS", "CHDF5", "COpenVINO", "CWhisper", "CZlib", "CSandbox", "CFiles", "CSodium",
    ],
    ["SignalCore"],
    ["DenseMath", "MediaDecoding", "NeuralRuntime", "SpectralAnalysis", "PrivateFiles"],
    [
      "SpeechAcoustics", "SpeechRecognition", "ConversationDynamics", "LanguageFeatures", "FacialFeatures",
      "ClinicalAssessment",
    ],
    ["MultimodalFusion", "FeatureStore"],
    ["ExtractionPipeline"],
    ["Interchange", "Reporting"],
    ["WebInterface"],
    ["bellwether", "Benchmarks"],
  ]

  private struct Package: Decodable {
    struct Target: Decodable {
      let name: String
      let type: String
      let dependencies: [Dependency]
    }
    /// `{"byName": ["SignalCore", null]}` or `{"product": ["GRDB", "GRDB.swift", …]}`.
    struct Dependency: Decodable {
      let byName: [String?]?
      let target: [String?]?
      var name: String? { (byName ?? target)?.first ?? nil }
    }
    let targets: [Target]
  }

  @Test("a target uses only targets of lower layers, never a sibling")
  func downwards() throws {
    try withTemporaryFolder { folder in
      let dump = try Program.launch(
        "/usr/bin/env", ["swift", "package", "--scratch-path", folder, "dump-package"])
      #expect(dump.status == 0, "\(dump.errors)")
      let package = try JSONDecoder().decode(Package.self, from: Data(dump.output.utf8))
      let levels = Dictionary(
        uniqueKeysWithValues: Self.layers.enumerated().flatMap { level, names in names.map { ($0, level) } })
      let ours = package.targets.filter { $0.type != "test" && $0.name != "TestSupport" }
      #expect(ours.count > 10)
      let names = Set(ours.map(\.name))
      for target in ours {
        let level = try #require(levels[target.name], "‘\(target.name)’ stands in no layer")
        for used in target.dependencies.compactMap(\.name) where names.contains(used) {
          let below = try #require(levels[used])
          #expect(below < level, "‘\(target.name)’ must not use ‘\(used)’")
        }
      }
    }
  }
}
