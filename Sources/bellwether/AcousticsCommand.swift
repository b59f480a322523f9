import ArgumentParser
import Interchange
import SignalCore

struct AcousticsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acoustics",
    abstract: "Prints the voice and timing measures of one recording.",
    discussion: "Example: bellwether acoustics SampleMedia/unpacked/jfk.wav --level lld > jfk.csv")

  enum Level: String, ExpressibleByArgument, CaseIterable {
    case functionals, lld
  }

  @OptionGroup var recording: OneRecordingOptions

  @Option(help: "functionals: one value a measure; lld: one row every 10 ms.")
  var level: Level = .functionals

  @Option(help: "csv or json.")
  var format: PrintedFormat = .csv

  func run() async throws {
    try await Terminal.reportingErrors {
      let outcome = try await recording.measured(.speech)
      let readings = outcome.record.readings.filter { $0.measure.modality == .speech }
      switch (level, format) {
      case (.functionals, .csv): Terminal.print(ReadingsText.csv(readings))
      case (.functionals, .json): Terminal.print(try ReadingsText.json(readings))
      case (.lld, .csv): for track in outcome.tracks { Terminal.print(ReadingsText.csv(track)) }
      case (.lld, .json): for track in outcome.tracks { Terminal.print(try ReadingsText.json(track)) }
      }
      try report(outcome)
    }
  }
}
