import Foundation
import LanguageFeatures
import MultimodalFusion
import SignalCore

/// CMU-MOSI's utterances with their sentiment, the times of their words and 73 acoustic numbers an utterance, as
/// tables in a folder. Nothing in these tables was fitted to the labels.
struct SentimentCorpus {
  struct Utterance {
    let video: String
    /// `train`, `dev` or `test` of the corpus's standard split by video.
    let split: String
    /// −3 to 3.
    let sentiment: Double
    let isPositive: Bool
    let words: [Transcript.Word]
    /// Seconds from the end of the video's word before; `nil` where either has no times.
    let pausesSeconds: [Double?]
    let acoustics: [Double?]
  }

  let utterances: [Utterance]

  init(folder: String) throws {
    let acoustics = try Self.rows(folder + "/audio.csv").map { $0.cells.dropFirst().map { Double($0) } }
    var streams: [String: [(start: Double, end: Double, word: String)]] = [:]
    for row in try Self.rows(folder + "/words.csv") where row["word"] != "sp" {
      guard let start = row.number("start_s"), let end = row.number("end_s") else { continue }
      streams[row["video_id"], default: []].append((start, end, row["word"]))
    }
    utterances = try Self.rows(folder + "/utterances.csv").enumerated().map { index, row in
      let video = row["video_id"]
      let stream = streams[video] ?? []
      let (words, pauses) = Self.timed(
        row["text"].lowercased().split(separator: " ").map(String.init), stream,
        from: row.number("start_s"), to: row.number("end_s"))
      guard let sentiment = row.number("sentiment") else { throw CocoaError(.fileReadCorruptFile) }
      return Utterance(
        video: video, split: row["mag_split"], sentiment: sentiment, isPositive: row["label2"] == "1",
        words: words, pausesSeconds: pauses, acoustics: acoustics[index])
    }
  }

  /// What the gate is given of every word: its length, the pause before it and its letters a second, and the
  /// utterance's 73 acoustic numbers, the same for each of its words.
  func readings(of utterance: Utterance) -> WordReadings {
    let names =
      ["logDuration", "logPause", "lettersPerSecond"] + utterance.acoustics.indices.map { "a\($0)" }
    return WordReadings(
      columnNames: names,
      values: zip(utterance.words, utterance.pausesSeconds).map { word, pause in
        guard let start = word.start, let end = word.end, end > start else {
          return [nil, nil, nil] + utterance.acoustics
        }
        let timing = [
          log(end - start), pause.map { log($0 + 0.05) }, Double(word.word.count) / (end - start),
        ]
        return timing + utterance.acoustics
      })
  }

  /// Median and quartile distance of every column over some utterances' words, the distance in units of a normal
  /// distribution's deviation; the deviation where the quartiles meet, 1 where nothing varies.
  func scaling(over utterances: [Utterance]) -> WordScaling {
    let rows = utterances.flatMap { readings(of: $0).values }
    var centres: [Double] = []
    var scales: [Double] = []
    for column in rows[0].indices {
      let values = rows.compactMap { $0[column] }
      centres.append(values.median ?? 0)
      let quartiles = (values.quantile(0.75) ?? 0) - (values.quantile(0.25) ?? 0)
      let spread = quartiles > 0 ? quartiles / 1.349 : values.sampleStandardDeviation ?? 0
      scales.append(spread > 0 ? spread : 1)
    }
    return WordScaling(centres: centres, scales: scales)
  }

  /// Gives the words of a text the times of the same words, in order, inside the utterance's time.
  private static func timed(
    _ text: [String], _ stream: [(start: Double, end: Double, word: String)], from start: Double?,
    to end: Double?
  ) -> (words: [Transcript.Word], pauses: [Double?]) {
    let first = stream.firstIndex { $0.start >= (start ?? .infinity) - 0.001 } ?? stream.count
    let last = stream.lastIndex { $0.end <= (end ?? -.infinity) + 0.001 } ?? -1
    var next = first
    var words: [Transcript.Word] = []
    var pauses: [Double?] = []
    for word in text {
      // A word left out by one of the two is passed over within four.
      let match = (next..<max(next, min(next + 4, last + 1))).first { stream[$0].word == word }
      let timed = match.map { stream[$0] }
      words.append(Transcript.Word(word: word, start: timed?.start, end: timed?.end))
      pauses.append(match.flatMap { $0 > 0 ? max(0, stream[$0].start - stream[$0 - 1].end) : nil })
      if let match { next = match + 1 }
    }
    return (words, pauses)
  }

  private struct Row {
    let places: [Substring: Int]
    let cells: [Substring]

    subscript(name: Substring) -> String { places[name].map { String(cells[$0]) } ?? "" }

    func number(_ name: Substring) -> Double? { places[name].flatMap { Double(cells[$0]) } }
  }

  /// The tables have no quoted cell.
  private static func rows(_ path: String) throws -> [Row] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    guard let header = lines.first else { throw CocoaError(.fileReadCorruptFile) }
    let names = header.split(separator: ",")
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    return try lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == names.count else { throw CocoaError(.fileReadCorruptFile) }
      return Row(places: places, cells: cells)
    }
  }
}
