import Foundation
import SignalCore
import TestSupport

/// Word errors and processor time, clip by clip.
struct SpeechAccuracy {
  let report: String

  init(_ clips: [SpokenClip], hearing: Hearing) throws {
    var table = MarkdownTable("Clip", "seconds", "words", "errors", "WER", "processor time / sound")
    var (errors, words, sound, processor) = (0, 0, 0.0, 0.0)
    for clip in clips {
      let heard = try timedOverThreads { try hearing.transcribe(clip.signal) }
      let wrong = wordErrors(heard.value.transcript.text, reference: clip.text)
      let count = normalisedWords(clip.text).count
      table.add(
        clip.name, String(format: "%.1f", clip.signal.durationSeconds), "\(count)", "\(wrong)",
        String(format: "%.1f %%", 100 * Double(wrong) / Double(count)),
        String(format: "%.3f", heard.processorSeconds / clip.signal.durationSeconds))
      errors += wrong
      words += count
      sound += clip.signal.durationSeconds
      processor += heard.processorSeconds
    }
    table.add(
      "all", String(format: "%.1f", sound), "\(words)", "\(errors)",
      String(format: "%.1f %%", 100 * Double(errors) / Double(words)),
      String(format: "%.3f", processor / sound))
    report = table.text
  }
}
