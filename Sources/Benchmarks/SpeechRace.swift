import Foundation
import SignalCore
import TestSupport

/// Our time beside faster-whisper's (tiny.en in 8-bit integers, beam 1) on recordings over 30 s, by turns, each with
/// the same number of threads and its own voice activity detection.
struct SpeechRace {
  private static let lengthsSeconds = [35.0, 60, 120, 240]
  private static let laps = 2

  let report: String

  init(_ clips: [SpokenClip], hearing: Hearing, jobs: Int) throws {
    let peer = try Peer(home: Benchmarks.home, script: "speech.py", threads: jobs)
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).wav").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var table = MarkdownTable(
      "\(jobs) threads", "our wall time / sound", "wall ratio", "processor ratio", "our WER", "their WER")
    for seconds in Self.lengthsSeconds {
      let clip = SpokenClip.joined(clips, toLast: seconds)
      try clip.write(to: path)
      var ours: (wall: Double, processor: Double) = (0, 0)
      var theirs: (wall: Double, processor: Double) = (0, 0)
      var texts = ("", "")
      for _ in 0..<Self.laps {
        let answer = try peer.ask("faster-whisper", about: path, as: FasterWhisperAnswer.self)
        let heard = try timedOverThreads { try hearing.transcribe(clip.signal, jobs: jobs) }
        ours.wall += heard.wallSeconds
        ours.processor += heard.processorSeconds
        theirs.wall += answer.wallSeconds
        theirs.processor += answer.processorSeconds
        texts = (heard.value.transcript.text, answer.text)
      }
      table.add(
        "\(clip.name), \(Int(clip.signal.durationSeconds)) s",
        String(format: "%.3f", ours.wall / Double(Self.laps) / clip.signal.durationSeconds),
        String(format: "%.2f", ours.wall / theirs.wall),
        String(format: "%.2f", ours.processor / theirs.processor),
        String(format: "%.1f %%", 100 * wordErrorRate(texts.0, reference: clip.text)),
        String(format: "%.1f %%", 100 * wordErrorRate(texts.1, reference: clip.text)))
    }
    report = table.text
  }
}
