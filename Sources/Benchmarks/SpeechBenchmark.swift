import ArgumentParser
import Foundation
import NeuralRuntime
import SignalCore
import SpeechRecognition
import TestSupport

struct SpeechBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speech",
    abstract:
      "Word errors and speed of the recogniser, beside faster-whisper 1.2.1; words where nobody speaks.",
    discussion: """
      Installs the peer by name into the dependency folder the first time; it is used for nothing else.

      Example: swift run -c release Benchmarks speech ../shared/refs/speech
      """)

  @Argument(help: "A folder of WAV files with their text in references.json.")
  var folder = "../shared/refs/speech"

  @Option(
    help: "tiny.en or base, the latter once ‘Scripts/setup --asr-model base’ has fetched it.",
    transform: { name in
      guard let model = RecognitionModel(rawValue: name) else {
        throw ValidationError("‘\(name)’ is neither tiny.en nor base.")
      }
      return model
    })
  var asrModel = RecognitionModel.tinyEnglish

  @Option(help: "Threads, for us and for the peer.")
  var jobs = 2

  @Option(help: "Minutes of each sound without speech.")
  var silentMinutes = 10.0

  @Flag(inversion: .prefixedNo, help: "Compare with faster-whisper.")
  var peer = true

  func run() throws {
    let clips = try SpokenClip.found(in: folder)
    guard !clips.isEmpty else {
      print("Skipped: no references.json with WAV files at \(folder).")
      return
    }
    let hearing = try Hearing(model: asrModel, home: Benchmarks.home)
    print("# Speech: \(clips.count) clips, \(asrModel.rawValue)\n")
    print(try SpeechAccuracy(clips, hearing: hearing).report)
    print(try WordStarts(clips, hearing: hearing).report)
    print(try RunningWordStarts(clips, hearing: hearing).report)
    if peer { print(try SpeechRace(clips, hearing: hearing, jobs: jobs).report) }
    print(try SilenceCheck(hearing: hearing, minutes: silentMinutes).report)
  }
}

/// Both models of the program, as it uses them.
struct Hearing {
  let detector: VoiceActivityDetector
  let recogniser: SpeechRecogniser

  init(model: RecognitionModel, home: URL) throws {
    let catalog = try ModelCatalog(home: home)
    detector = try VoiceActivityDetector(catalog: catalog)
    recogniser = try SpeechRecogniser(catalog: catalog, model: model)
  }

  func transcribe(_ signal: Signal, jobs: Int = 1) throws -> (speech: [TimeRange], transcript: Transcript) {
    let speech = try detector.speechRanges(in: signal)
    return (speech, try recogniser.transcribe(signal, speech: speech, speaker: nil, jobs: jobs))
  }
}

extension Transcript {
  var text: String { segments.map(\.text).joined(separator: " ") }
}
