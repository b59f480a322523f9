import ArgumentParser
import FeatureStore
import Foundation
import MultimodalFusion

/// Makes the model of `score --model demo` again; needed whenever the measure set's version is raised.
struct DemoModelMaker: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo-model",
    abstract: "Trains the demonstration model on made-up people, always the same ones.",
    discussion: "Example: rm -r Models/demo && swift run -c release Benchmarks demo-model")

  @Option(help: ArgumentHelp("Folder to write the model to; must not exist.", valueName: "folder"))
  var out = DemoModel.folder

  func run() async throws {
    let made = try await DemoModel.made(
      index: try CompositeIndex(folder: Benchmarks.home.appending(path: "Models").path),
      programVersion: Provenance.currentProgramVersion,
      measureSetVersion: Provenance.currentMeasureSetVersion)
    try ModelFile.write(made.card, tensors: made.tensors, to: out)
    for figure in made.card.figures where figure.name == "mean absolute error" {
      print("\(figure.predictor): \(figure.name) \(figure.value.map { "\($0)" } ?? "–")")
    }
  }
}
