import ArgumentParser
import ExtractionPipeline
import Interchange
import LanguageFeatures
import NeuralRuntime
import SignalCore
import SpeechRecognition

struct LanguageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language",
    abstract: "Prints the language measures of a transcript.",
    discussion: """
      Reads WebVTT, SRT, whisperX JSON, transcript.json and DAIC-WOZ tables.

      EXAMPLES:
        bellwether language SampleMedia/interview.vtt
      """)

  @Argument(help: "A transcript.", completion: .file())
  var transcript: String

  @Option(help: "Who is measured: speaker:N, speaker:NAME or auto.")
  var participant: ParticipantChoice = .automatic

  @Option(help: "What is spoken, as a code of two letters (en, de, …); detected unless given.")
  var language: SpokenLanguage?

  @Option(help: "csv or json.")
  var format: PrintedFormat = .csv

  func run() async throws {
    try await Terminal.reportingErrors {
      var words = try TranscriptFile.read(transcript)
      if let language { words.language = language.code }
      let speaker = try ParticipantShare.speaker(participant, in: words)
      let analysis = try LanguageAnalysis(catalog: try ModelCatalog.installed())
      let readings = analysis.analyse(words, participant: speaker).readings
      switch format {
      case .csv: Terminal.print(ReadingsText.csv(readings))
      case .json: Terminal.print(try ReadingsText.json(readings))
      }
    }
  }
}
