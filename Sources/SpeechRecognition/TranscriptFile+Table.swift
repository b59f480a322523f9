import Foundation
import SignalCore

extension TranscriptFile {
  /// DAIC-WOZ (`start_time stop_time speaker value`, tabs), E-DAIC
  /// (`Start_Time,End_Time,Text,Confidence`) and tables like them.
  ///
  /// Marks of the DAIC-WOZ transcribers hold no words and are left out: `<laughter>` and the cut-off
  /// form in "people <peop>", of which the full word stays; `<sync>` or `[sync]` where the recordings
  /// were started together; `xxx` for what nobody understood; `scrubbed_entry` for a removed identity.
  /// Above session 363 Ellie's rows read "identifier (spoken words)": the spoken words stay. A row
  /// without words is left out. E-DAIC states one confidence a row, which its words share; it names no
  /// speakers.
  static func tableTranscript(_ text: TranscriptText) throws(TranscriptError) -> Transcript {
    let rows = text.lines.enumerated().filter { row in row.element.contains { !$0.isWhitespace } }
    guard let header = rows.first, let columns = TranscriptTable.Columns(header: header.element)
    else { throw .unknownFormat(path: text.path) }
    var segments: [Transcript.Segment] = []
    for (index, line) in rows.dropFirst() {
      guard let cells = columns.cells(ofRow: line) else {
        throw .missingColumns(path: text.path, line: index + 1)
      }
      func seconds(_ column: Int) throws(TranscriptError) -> Double? {
        if cells[column].isEmpty { return nil }
        guard let number = Double(cells[column]) else { throw .badTime(path: text.path, line: index + 1) }
        return number
      }
      let start = try seconds(columns.start)
      let end = try seconds(columns.end)
      let speaker = columns.speaker.map { cells[$0] }.flatMap { $0.isEmpty ? nil : $0 }
      let said = spoken(cells[columns.text], speaker: speaker)
      let confidence = columns.confidence.flatMap { Double(cells[$0]) }
        .flatMap { (0...1).contains($0) ? $0 : nil }
      let words = untimedWords(said, confidence: confidence)
      guard !words.isEmpty else { continue }
      segments.append(
        Transcript.Segment(start: start, end: end, speaker: speaker, text: said, words: words))
    }
    return Transcript(language: nil, segments: segments)
  }

  private static func spoken(_ value: String, speaker: String?) -> String {
    var said = value
    if speaker?.lowercased() == "ellie", let match = value.wholeMatch(of: /[\w-]+\s*\((.*?)\)?/) {
      said = String(match.1)
    }
    return said.replacing(/<[^>]*>?|\[synch?(?:ing)?\]/.ignoresCase(), with: " ")
      .split(separator: " ", omittingEmptySubsequences: true)
      .filter { !["xxx", "scrubbed_entry"].contains($0.lowercased()) }
      .joined(separator: " ")
  }
}
