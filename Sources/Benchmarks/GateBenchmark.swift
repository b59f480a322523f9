import ArgumentParser
import Foundation
import MultimodalFusion
import NeuralRuntime

struct GateBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Whether the gate inside the text encoder finds what only word by word can be heard.",
    discussion: """
      Made-up people whose pitch rises with severity on words of feeling and falls as much on words for things: neither \
      the words nor the voice's mean over a turn shows it. Judged are people held out, once with the effect and once \
      without.

      Example: swift run -c release Benchmarks gate --people 60
      """)

  @Option(help: "People of a cohort.")
  var people = 60

  @Option(help: "Turns of a session.")
  var turns = 8

  @Option(help: "Semitones planted for a standard deviation of the total.")
  var effect = 0.8

  @Option(help: "Passes over the training sessions at most.")
  var passes = GatedTurnLearner.usualTraining.epochs

  @Option(help: "Greatest rate of the gate.")
  var gateRate = GatedTurnLearner.usualTraining.gateRate

  @Option(help: "Outer folds.")
  var folds = 3

  @Option(help: "Seed of people and folds.")
  var seed: UInt64 = 1

  func run() async throws {
    let encoder = try GateEncoder(catalog: ModelCatalog(home: Benchmarks.home))
    var training = GatedTurnLearner.usualTraining
    (training.epochs, training.gateRate) = (passes, gateRate)
    var table = MarkdownTable(
      "Planted", "Model", "Mean absolute error", "r within folds", "95 % interval", "Processor seconds a fit")
    for effect in [effect, 0] {
      var speech = SimulatedSpeech()
      (speech.people, speech.turns, speech.effect) = (people, turns, effect)
      let cohort = try speech.cohort(encoder: encoder, seed: seed)
      let learners: [any SessionLearner] =
        [TurnNetworkLearner()]
        + GatedTurnLearner.Position.allCases.map {
          GatedTurnLearner(encoder: encoder, position: $0, training: training)
        }
      for learner in learners {
        let check = NestedCrossValidation(grouping: .participants(folds: folds))
        let start = processorSeconds()
        let judged = try await check.run(cohort, candidates: [learner], seed: seed)
        let seconds = (processorSeconds() - start) / Double(folds)
        let errors = judged.predictions.compactMap { row in
          row.prediction.map { abs($0.total - row.total) }
        }
        let within = judged.withinFoldCorrelation()
        table.add(
          "\(effect)", learner.name,
          String(format: "%.2f", errors.reduce(0, +) / Double(max(errors.count, 1))),
          within.map { String(format: "%.2f", $0.value) } ?? "–",
          within?.interval.map { String(format: "%.2f to %.2f", $0.lower, $0.upper) } ?? "–",
          String(format: "%.0f", seconds))
      }
    }
    print(table.text)
  }
}
