import ArgumentParser
import Foundation
import Interchange

/// Writes the manual pages; `Scripts/install-shell` calls it.
struct ManualCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Writes manual pages: one of the program, one of each command.",
    discussion: """
      EXAMPLES:
        bellwether manual --out man1
      """,
    shouldDisplay: false)

  @Option(help: "The folder the pages go to.", completion: .directory)
  var out: String

  func run() async throws {
    try await Terminal.reportingErrors {
      try ExportedFile.write(try ManualPages(helpJSON: Bellwether._dumpHelp()).files, under: out)
    }
  }
}
