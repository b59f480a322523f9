import Foundation
import SignalCore
import TestSupport

/// Words written down where nobody speaks: there should be none.
struct SilenceCheck {
  let report: String

  init(hearing: Hearing, minutes: Double) throws {
    var table = MarkdownTable(
      "\(minutes.formatted()) minutes of", "taken for speech", "words", "processor time / sound")
    for sound in NonSpeechSound.allCases {
      let signal = sound.signal(seconds: 60 * minutes)
      let heard = try timedOverThreads { try hearing.transcribe(signal) }
      table.add(
        sound.rawValue, String(format: "%.1f s", heard.value.speech.coveredSeconds),
        "\(heard.value.transcript.segments.reduce(0) { $0 + $1.words.count })",
        String(format: "%.4f", heard.processorSeconds / signal.durationSeconds))
    }
    report = table.text
  }
}
