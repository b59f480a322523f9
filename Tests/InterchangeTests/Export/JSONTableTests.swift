import Foundation
import Interchange
import SignalCore
import Testing

/// The JSON tables are put together from pieces; a general encoder says what they are to be.
@Suite("JSON of exports against an encoder")
struct JSONTableTests {
  private struct WideEntry: Encodable {
    let session: String
    let participant: String?
    let date: String?
    let measures: [String: Double]
    let missing: [String: String]
    let units: [String: String]
    let versions: [String: Int]
  }

  private struct LongEntry: Encodable {
    let session: String
    let participant: String?
    let date: String?
    let turn: Int?
    let start: Double?
    let end: Double?
    let measure: String
    let version: Int
    let unit: String
    let value: Double?
    let missing: String?
  }

  private static let numbers: [Double] = [
    0, -0.0, 1, -2, 0.1, 1.0 / 3, 123_456_789, 1e15, 1e16, 1.5e16, 1e21, -1e22, 1e-4, 1e-5, 1.25e-7,
    .leastNonzeroMagnitude, .greatestFiniteMagnitude, 9_007_199_254_740_992, 100.5, 20,
  ]

  /// Names and reasons that have to be escaped, every kind of number, no value at all, other measures in between.
  private static let sessions: [ExportedSession] = {
    let names = [
      "plain", "with \"quotes\" and \\ and /", "Ånders Ök 李",
      "tab\tline\nfeed\r\u{8}\u{C}\u{1}\u{7F}\u{2028}",
      "👩‍👩‍👧 family", "e\u{301}",
    ]
    var sessions = ExportExample.sessions
    for (index, name) in names.enumerated() {
      let values = numbers.map { MeasuredValue($0, orMissing: .tooShort) }
      let measures = values.indices.map {
        ExportExample.measure(
          "speech.band_\(($0 * 7) % 20 + index).level\($0 % 3 == 0 ? ".mean" : "")", "Level \($0)", "dB²/√Hz",
          version: 1 + $0 % 2)
      }
      sessions.append(
        ExportedSession(
          session: name, participant: index.isMultiple(of: 2) ? name : nil, date: nil,
          readings: zip(measures, values).map { MeasureReading($0, $1) }
            + [MeasureReading(ExportExample.noise, .missing(.failed(name)))]))
    }
    sessions.append(ExportedSession(session: "nothing measured", readings: []))
    return sessions
  }()

  private static let wide = sessions.map { session in
    func byName<Value>(_ value: (MeasureReading) -> Value?) -> [String: Value] {
      Dictionary(
        uniqueKeysWithValues: session.readings.compactMap { reading in
          value(reading).map { (reading.measure.name, $0) }
        })
    }
    return WideEntry(
      session: session.session, participant: session.participant, date: session.date,
      measures: byName(\.value.number), missing: byName(\.value.reason?.text),
      units: byName(\.measure.unit), versions: byName(\.measure.version))
  }

  private static let long = sessions.flatMap { session in
    func entry(_ turn: ExportedTurn?, _ reading: MeasureReading) -> LongEntry {
      LongEntry(
        session: session.session, participant: session.participant, date: session.date,
        turn: turn?.number, start: turn?.time.startSeconds, end: turn?.time.endSeconds,
        measure: reading.measure.name, version: reading.measure.version, unit: reading.measure.unit,
        value: reading.value.number, missing: reading.value.reason?.text)
    }
    return session.readings.sorted { $0.measure.name < $1.measure.name }.map { entry(nil, $0) }
      + session.turns.flatMap { turn in turn.readings.map { entry(turn, $0) } }
  }

  private func text(_ format: ExportFormat, isLong: Bool) throws -> String {
    var export = ResultsExport(Self.sessions)
    export.isLong = isLong
    return try #require(export.files(format).first).text
  }

  private func lines(_ entries: [some Encodable]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try entries.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
  }

  @Test("a session an object")
  func sessionObjects() throws {
    #expect(try text(.json, isLong: false) == JSONText.text(Self.wide))
    #expect(try text(.jsonl, isLong: false) == lines(Self.wide))
  }

  @Test("a reading an object")
  func readingObjects() throws {
    #expect(try text(.json, isLong: true) == JSONText.text(Self.long))
    #expect(try text(.jsonl, isLong: true) == lines(Self.long))
  }

  @Test("no session at all is an empty list")
  func empty() throws {
    #expect(try ResultsExport([]).files(.json).first?.text == JSONText.text([WideEntry]()))
    #expect(try ResultsExport([]).files(.jsonl).first?.text == "")
  }
}
