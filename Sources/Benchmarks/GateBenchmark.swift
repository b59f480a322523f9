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
      the words nor the voice's mean over a turn shows it. Judged are people held out, with the effect and without, for \
      several seeds of people and folds. A fit of the usual sizes takes some 20 s of a processor.

      Example: swift run -c release Benchmarks gate --seeds 5
      """)

  @Option(help: "People of a cohort.")
  var people = 44

  @Option(help: "Turns of a session.")
  var turns = 4

  @Option(help: "Semitones planted for a standard deviation of the total.")
  var effect = 3.0

  @Option(help: "Passes over the training sessions at most.")
  var passes = 10

  @Option(help: "Greatest rate of the gate.")
  var gateRate = GatedTurnLearner.usualTraining.gateRate

  @Option(help: "Outer folds.")
  var folds = 2

  @Option(help: "Seeds of people and folds, from 1 on.")
  var seeds: UInt64 = 3

  func run() async throws {
    let encoder = try GateEncoder(catalog: ModelCatalog(home: Benchmarks.home))
    var training = GatedTurnLearner.usualTraining
    (training.epochs, training.gateRate) = (passes, gateRate)
    var table = MarkdownTable(
      "Planted", "Seed", "Model", "Mean absolute error", "r within folds", "95 % interval",
      "Processor seconds a fit")
    for (effect, seed) in [effect, 0].flatMap({ effect in (1...max(seeds, 1)).map { (effect, $0) } }) {
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
          "\(effect)", "\(seed)", learner.name,
          String(format: "%.2f", errors.reduce(0, +) / Double(max(errors.count, 1))),
          within.map { String(format: "%.2f", $0.value) } ?? "–",
          within?.interval.map { String(format: "%.2f to %.2f", $0.lower, $0.upper) } ?? "–",
          String(format: "%.0f", seconds))
      }
    }
    print(table.text)
  }
}
