import ArgumentParser
import Foundation
import MediaDecoding
import NeuralRuntime
import SignalCore
import SpeechRecognition

struct SpeakersBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speakers",
    abstract: "Who speaks when: error rates on dialogues whose turns are known.",
    discussion: """
      Reads the dialogue `speech/dia_1688_2033` and builds others out of the readers it finds below the folder
      (`libri_READER-….wav` or `.flac`, and `jfk`).

      Example: swift run -c release Benchmarks speakers ../shared/refs
      """)

  @Argument(help: "Folder of reference recordings.")
  var folder = "../shared/refs"

  func run() throws {
    let catalog = try ModelCatalog.installed()
    let detector = try VoiceActivityDetector(catalog: catalog)
    let diarizer = try SpeakerDiarizer(catalog: catalog)
    var unknownNumber = DiarizationSettings()
    unknownNumber.speakers = .automatic
    let counter = try SpeakerDiarizer(catalog: catalog, settings: unknownNumber)
    let material = try SpeakerMaterial(folder: folder, detector: detector)
    let dialogues = material.dialogues
    guard !dialogues.isEmpty else {
      print("Skipped: no recordings of readers below \(folder).")
      return
    }
    var table = MarkdownTable(
      "Dialogue", "people (none expected)", "DER %", "missed", "invented", "confused", "separation",
      "overlap found %",
      "time, % of real time")
    for dialogue in dialogues {
      let speech = try detector.speechRanges(in: dialogue.signal)
      let (found, seconds) = try timed { try diarizer.diarize(dialogue.signal, speech: speech) }
      let counted = try counter.diarize(dialogue.signal, speech: speech)
      let score = DiarizationErrorRate(reference: dialogue.truth, found: found.turns)
      func percent(_ part: Double) -> String { String(format: "%.1f", 100 * part / score.speakerSeconds) }
      let both = dialogue.overlaps
      let heardBoth = both.flatMap { range in found.overlaps.compactMap { $0.intersection(range) } }
      table.add(
        dialogue.name, "\(found.speakerCount) (\(counted.speakerCount))",
        String(format: "%.1f", 100 * score.rate),
        percent(score.missedSeconds), percent(score.inventedSeconds), percent(score.confusedSeconds),
        found.separation.map { String(format: "%.2f", $0) } ?? "–",
        both.isEmpty
          ? "–" : String(format: "%.0f", 100 * heardBoth.coveredSeconds / both.coveredSeconds),
        String(format: "%.1f", 100 * seconds / dialogue.signal.durationSeconds))
    }
    print("# Speakers: \(dialogues.count) dialogues, two people expected, collar 0.25 s\n")
    print(table.text)
    var alone = MarkdownTable("One reader alone", "seconds", "people found")
    for (reader, signal) in material.monologues {
      let found = try counter.diarize(signal, speech: try detector.speechRanges(in: signal))
      alone.add(reader, String(format: "%.0f", signal.durationSeconds), "\(found.speakerCount)")
    }
    print(alone.text)
  }
}

extension Dialogue {
  /// Where two people speak at once.
  var overlaps: [TimeRange] {
    truth.indices.flatMap { first in
      truth[(first + 1)...].compactMap { other in
        other.speaker == truth[first].speaker ? nil : truth[first].time.intersection(other.time)
      }
    }.merged()
  }
}
