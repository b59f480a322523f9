import ArgumentParser
import ExtractionPipeline
import Foundation
import Interchange
import SignalCore
import SpeechRecognition

struct TranscribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transcribe",
    abstract: "Prints the words of one recording with times and speakers.",
    discussion: """
      EXAMPLES:
        bellwether transcribe SampleMedia/unpacked/jfk.wav --format vtt
      """)

  @Argument(help: "A sound or video file.", completion: .file())
  var file: String

  @Option(
    help: """
      json, whisperx, vtt, srt, csv (one row a word), rttm (who speaks when), elan (.eaf) or textgrid (Praat).
      """)
  var format: TranscriptText = .json

  @Option(help: "How many people speak where one channel carries several: 1 to 6, or auto.")
  var speakers: SpeakerCount = .expected(2)

  @Option(
    help: "What recognises speech: tiny.en (English), or base (99 languages, slower; fetched on first use).")
  var asrModel: RecognitionModel = .tinyEnglish

  @Option(help: "What is spoken, as a code of two letters (en, de, …); detected unless given.")
  var language: SpokenLanguage?

  func run() async throws {
    try await Terminal.reportingErrors {
      // Whose words they are does not matter here: no speaker need be told for the participant.
      let outcome = try await measured(
        Recording(path: file),
        settings: ExtractionSettings(
          modalities: [.language], participant: .everybody, speakers: speakers, recognitionModel: asrModel,
          spokenLanguage: language))
      if let transcript = outcome.record.transcript {
        let name = URL(filePath: file).deletingPathExtension().lastPathComponent
        Terminal.print(try format.write(transcript, recording: name))
      }
      try report(outcome)
    }
  }
}
