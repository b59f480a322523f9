import ArgumentParser
import ExtractionPipeline
import Interchange
import Reporting

struct MeasuresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "Explains every measure: definition, unit, source, relation to depression, what breaks it.",
    discussion: """
      Without names all measures are explained, as in Documentation/MEASURES.md. csv has a row a measure, json an \
      object with the published findings one by one.

      EXAMPLES:
        bellwether measures speech.pitch.f0.median
        bellwether measures 'speech.timing.*' --format csv > timing.csv
        bellwether measures --search "eye contact"
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case md, json, csv }

  @Argument(
    help: "Only measures of these names; * stands for any letters, ? for one.",
    completion: .list(MeasureCatalog.all.map(\.name)))
  var names: [String] = []

  @Option(help: "Only measures whose name or texts hold all these words.")
  var search: String?

  @Option(help: "md for people; json or csv for programs.")
  var format: Format = .md

  func run() async throws {
    try await Terminal.reportingErrors {
      let all = MeasureCatalog.all.map { MeasureEntry($0) }
      let entries = try MeasureLookup.choose(all, names: names, search: search)
      switch format {
      case .json: Terminal.print(try HandbookText.json(entries))
      case .csv: Terminal.print(HandbookText.csv(entries))
      case .md:
        let document = MeasuresDocument(entries)
        Terminal.output(names.isEmpty && search == nil ? document.markdown : document.chapters)
      }
    }
  }
}
