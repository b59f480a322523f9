import Foundation
import SignalCore
import TestSupport

/// Our time beside faster-whisper's (tiny.en in 8-bit integers, beam 1) on recordings over 30 s, by turns, each with
/// the same number of threads and its own voice activity detection. Ours always finds the time of every word; the peer
/// is asked for the same work and for the text alone.
struct SpeechRace {
  private static let lengthsSeconds = [35.0, 60, 120, 240]
  private static let laps = 3
  private static let tools = ["faster-whisper words", "faster-whisper"]

  let report: String

  init(_ clips: [SpokenClip], hearing: Hearing, jobs: Int) throws {
    let peer = try Peer(home: Benchmarks.home, script: "speech.py", threads: jobs)
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).wav").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var table = MarkdownTable(
      "\(jobs) threads", "our wall time / sound", "wall ratio, word times", "wall ratio, text alone",
      "processor ratio, word times", "processor ratio, text alone", "our WER", "their WER")
    for (index, seconds) in Self.lengthsSeconds.enumerated() {
      let clip = SpokenClip.joined(clips, toLast: seconds)
      try clip.write(to: path)
      if index == 0 {
        // What is made once a process is no part of the race.
        for tool in Self.tools { _ = try peer.ask(tool, about: path, as: FasterWhisperAnswer.self) }
        _ = try hearing.transcribe(clip.signal, jobs: jobs)
      }
      var ours: (wall: Double, processor: Double) = (0, 0)
      var theirs = Self.tools.map { _ in (wall: 0.0, processor: 0.0) }
      var texts = ("", "")
      for _ in 0..<Self.laps {
        for (index, tool) in Self.tools.enumerated() {
          let answer = try peer.ask(tool, about: path, as: FasterWhisperAnswer.self)
          theirs[index].wall += answer.wallSeconds
          theirs[index].processor += answer.processorSeconds
          texts.1 = answer.text
        }
        let heard = try timedOverThreads { try hearing.transcribe(clip.signal, jobs: jobs) }
        ours.wall += heard.wallSeconds
        ours.processor += heard.processorSeconds
        texts.0 = heard.value.transcript.text
      }
      table.add(
        [
          "\(clip.name), \(Int(clip.signal.durationSeconds)) s",
          String(format: "%.3f", ours.wall / Double(Self.laps) / clip.signal.durationSeconds),
        ] + theirs.map { String(format: "%.2f", ours.wall / $0.wall) }
          + theirs.map { String(format: "%.2f", ours.processor / $0.processor) }
          + [texts.0, texts.1].map { text in
            String(format: "%.1f %%", 100 * wordErrorRate(text, reference: clip.text))
          })
    }
    report = table.text
  }
}
