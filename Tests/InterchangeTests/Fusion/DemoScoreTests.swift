import Foundation
import Interchange
import LanguageFeatures
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("Scores of the demonstration model")
struct DemoScoreTests {
  @Test(
    "it scores people it has not learned from by what was planted, and says which modalities, turns and measures did it"
  )
  func scores() throws {
    try withTemporaryFolder { folder in
      var settings = DemoModel.study(seed: 2)
      settings.people = 24
      try SimulatedFolder(SimulatedStudy(settings, index: shippedIndex), path: folder + "/s").write { _ in }
      var results = try StoredResults(path: folder + "/s", withTurns: true)
      results.addSignals(encoder: try SentenceEncoder(catalog: installedModels()))
      let scoring = try ScoringByModel(
        results, modelAt: packageRoot.appending(path: DemoModel.folder).path, index: shippedIndex,
        programVersion: "0")
      let scores = scoring.scores().filter { $0.score != nil }
      #expect(scores.count >= 20)
      var sizes: [String: Double] = [:]
      for score in scores {
        let explained = try #require(score.explained)
        let sum = score.modalities.compactMap(\.contribution).reduce(explained.base, +)
        // Sums of Shapley values, rounded.
        #expect(abs(sum - explained.value) < 1e-9)
        for modality in score.modalities {
          sizes[modality.modality ?? "", default: 0] += abs(modality.contribution ?? 0)
        }
        let effects = try #require(score.turnEffects)
        #expect(effects.turnCount > 0 && !(effects.evidence + effects.counterEvidence).isEmpty)
        #expect(score.groupEffects?.isEmpty == false && !score.warnings.isEmpty)
        #expect(score.isOfTrainingPerson == nil)
      }
      let quoted = scores.flatMap { $0.turnEffects?.evidence ?? [] }.compactMap(\.words)
      #expect(!quoted.isEmpty)
      let planted = try #require(sizes[DemoModel.plantedModality.rawValue])
      for (name, size) in sizes where name != DemoModel.plantedModality.rawValue {
        #expect(planted > 2 * size, "\(name): \(size) against \(planted)")
      }
    }
  }
}
