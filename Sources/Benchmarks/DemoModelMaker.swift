import ArgumentParser
import FeatureStore
import Foundation
import Interchange
import LanguageFeatures
import MultimodalFusion
import NeuralRuntime
import SignalCore

/// Makes the model of `score --model demo` again; needed whenever the measure set's version is raised.
struct DemoModelMaker: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo-model",
    abstract: "Trains the demonstration model on made-up people, always the same ones.",
    discussion: """
      Writes the same bytes every time on one kind of processor; on another the last digits of the weights may differ.

      Example: rm -r Models/demo && swift run -c release Benchmarks demo-model
      """)

  @Option(help: ArgumentHelp("Folder to write the model to; must not exist.", valueName: "folder"))
  var out = DemoModel.folder

  @Option(help: "Pieces of work at a time.")
  var jobs = 2

  private static let folds = 5
  private static let innerFolds = 3
  private static let seed: UInt64 = 1

  func run() async throws {
    guard !FileManager.default.fileExists(atPath: out) else { throw ModelFileError.cannotWrite(path: out) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "demo-model-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (cohort, inputs) = try people(in: folder)
    let plan = try TrainingPlan(
      cohort: cohort, candidates: [DemoModel.learner], folds: Self.folds, innerFolds: Self.innerFolds,
      seed: Self.seed, programVersion: Provenance.currentProgramVersion)
    let results = try await boundedMap(Array(0..<plan.taskCount), limit: jobs) { try plan.run($0) }
    let outcome = try await plan.collect(
      results,
      baselines: [RidgeLearner(innerFolds: Self.innerFolds)] + StandardBaselines.learners(for: plan.cohort))
    let making = ModelMaking(
      plan: plan, outcome: outcome,
      figures: try await TrainingFigures.figures(of: outcome, seed: Self.seed),
      leftOut: [:], unnamedSessions: 0, turnInputs: inputs,
      programVersion: Provenance.currentProgramVersion,
      measureSetVersion: Provenance.currentMeasureSetVersion)
    var (card, tensors) = try making.made()
    card.about = DemoModel.about
    card.name = DemoModel.name
    card.intendedUse = "To try the commands and to see what a score is made of. Nothing else."
    card.notForUse = ["Any statement about anybody."] + card.notForUse
    try ModelFile.write(card, tensors: tensors, to: out)
    print(Self.table(card).text)
  }

  /// The made-up people's sessions, read as any results folder is.
  private func people(in folder: String) throws -> (cohort: Cohort, inputs: TurnInputs?) {
    let home = Benchmarks.home
    let index = try CompositeIndex(folder: home.appending(path: "Models").path)
    let simulated = try SimulatedFolder(SimulatedStudy(DemoModel.study(), index: index), path: folder)
    try simulated.write { _ in }
    var results = try StoredResults(path: folder, withTurns: true)
    results.addSignals(encoder: try SentenceEncoder(catalog: ModelCatalog(home: home)))
    let outcomes = try OutcomeTable(TableFile(path: simulated.assessmentsPath), scale: nil, dates: nil)
    let inputs = TurnInputs(results.sessions.filter(\.passedGate).map(\.measured))
    let cohort = try results.cohort(
      assessments: outcomes.people, scale: outcomes.scale, turnInputs: inputs
    ).cohort
    return (cohort, inputs)
  }

  private static func table(_ card: ModelCard) -> MarkdownTable {
    let names = card.figures.filter { $0.predictor == "model" }.map(\.name)
    let people = "\(card.training.participants) made-up people, \(card.training.cases) at or above 10"
    var table = MarkdownTable([people] + names)
    var predictors: [String] = []
    for figure in card.figures where !predictors.contains(figure.predictor) {
      predictors.append(figure.predictor)
    }
    func short(_ value: Double) -> String { String(format: "%.3g", value) }
    for predictor in predictors {
      table.add(
        [predictor]
          + names.map { name in
            guard
              let figure = card.figures.first(where: { $0.predictor == predictor && $0.name == name }),
              let value = figure.value
            else { return "–" }
            guard let lower = figure.lower, let upper = figure.upper else { return short(value) }
            return "\(short(value)) [\(short(lower)), \(short(upper))]"
          })
    }
    return table
  }
}
