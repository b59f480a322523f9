import ArgumentParser
import Foundation
import Interchange
import LanguageFeatures
import NeuralRuntime
import SignalCore
import SpeechRecognition

struct DeidentifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deidentify",
    abstract: "Prints a transcript with names, places, dates and numbers masked.",
    discussion: """
      English only. Rules, lists and a model find what to mask; none of them finds everything. Names that were masked \
      are listed with --table, for the person who checks: that file identifies people.

      EXAMPLES:
        bellwether deidentify SampleMedia/interview.vtt --format vtt
      """)

  @Argument(help: "A transcript.", completion: .file())
  var transcript: String

  @Option(help: "Text file of names that are always masked, one a line.", completion: .file())
  var siteNames: String?

  @Option(
    help: "File for the table of what was masked, the words themselves included; readable by you alone.",
    completion: .file())
  var table: String?

  @Option(help: "json, whisperx, vtt, srt, csv, rttm, elan or textgrid.")
  var format: TranscriptText = .json

  func run() async throws {
    try await Terminal.reportingErrors {
      let words = try TranscriptFile.read(transcript)
      let deidentifier = try Deidentifier(
        catalog: try ModelCatalog.installed(),
        siteNames: try siteNames.map(SiteNames.init(contentsOf:)) ?? SiteNames())
      let (masked, masks) = try deidentifier.deidentified(words)
      if let table {
        let made = FileManager.default.createFile(
          atPath: table, contents: Data(masks.csv(includingOriginals: true).utf8),
          attributes: [.posixPermissions: 0o600])
        guard made else { throw InterchangeError.cannotWrite(path: table) }
      }
      Terminal.print(try format.write(masked, recording: "transcript"))
      Terminal.say("\(masks.rows.count) places masked. A person has to check: no method finds everything.")
    }
  }
}
