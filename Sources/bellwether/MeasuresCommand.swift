import ArgumentParser
import ExtractionPipeline
import Reporting

struct MeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "Explains every measure: definition, unit, source, relation to depression, what breaks it.",
    discussion: "Documentation/MEASURES.md is what this prints.\n\nExample: bellwether measures")

  func run() {
    Terminal.output(MeasuresDocument(MeasureCatalog.all).markdown)
  }
}
