import ArgumentParser
import Foundation

/// Measures accuracy and speed against ground truth and peers, and prints the tables of the documentation.
@main
struct Benchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Compares Bellwether with ground truth and with the programs people use today.",
    subcommands: [
      AcousticsBenchmark.self, BatchBenchmark.self, CohortBenchmark.self, ExportBenchmark.self,
      FaceBenchmark.self,
      FusionBenchmark.self, GateBenchmark.self,
      LanguageBenchmark.self,
      SpeakersBenchmark.self, SpeechBenchmark.self, TurnNetworkBenchmark.self, ValidationBenchmark.self,
      WordsBenchmark.self, DemoModelMaker.self, NameContextMaker.self,
    ])

  /// The checkout, found from the executable inside its build folder.
  static var home: URL {
    var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
        return folder
      }
    }
    return URL(filePath: FileManager.default.currentDirectoryPath)
  }
}
