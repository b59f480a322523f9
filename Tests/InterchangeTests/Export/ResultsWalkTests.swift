import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Exports of one session after another")
struct ResultsWalkTests {
  private static let tables: [(ExportFormat, Bool)] = ExportFormat.allCases.filter(\.isStreamed).flatMap {
    $0 == .arff ? [($0, false)] : [($0, false), ($0, true)]
  }

  /// The example as `extract` lays it out: a store, and turns in files.
  private func makeResults(in folder: String) throws {
    let store = try FeatureStore(path: folder + "/bellwether.sqlite")
    for session in ExportExample.sessions {
      try store.save(
        SessionRecord(
          session: session.session,
          input: InputRecord(
            path: session.session + ".wav", sha256: "00", participant: session.participant, date: session.date
          ),
          readings: session.readings.filter { $0.measure.modality != .quality },
          quality: session.readings.filter { $0.measure.modality == .quality }, remarks: [],
          gate: GateOutcome(objections: []), failures: [], transcript: nil,
          provenance: Provenance(settingsHash: "s", models: [:], transcriptSHA256: nil)))
      if session.turns.isEmpty { continue }
      var turns = "turn,start,end,measure,value,missing\n"
      for turn in session.turns {
        for reading in turn.readings {
          turns += "\(turn.number),\(turn.time.startSeconds),\(turn.time.endSeconds),\(reading.measure.name),"
          turns += "\(reading.value.number.map { "\($0)" } ?? ""),\(reading.value.reason?.text ?? "")\n"
        }
      }
      try ExportedFile.write([ExportedFile(name: session.session + "/turns.csv", text: turns)], under: folder)
    }
  }

  private func text(_ walk: ResultsWalk, _ format: ExportFormat, _ isLong: Bool) throws -> String {
    var text = ""
    try walk.pieces(format, isLong: isLong) { (piece) throws(ExportError) in text += piece }
    return text
  }

  @Test("a table made from the store session by session is the table made of all of them", arguments: tables)
  func same(format: ExportFormat, isLong: Bool) throws {
    try withTemporaryFolder { folder in
      try makeResults(in: folder)
      let walk = try ResultsWalk(
        ResultsFiles(path: folder), sessions: nil, measures: nil, catalog: ExportExample.all,
        withTurns: isLong)
      var export = ResultsExport(ExportExample.sessions.sorted { $0.session < $1.session })
      export.isLong = isLong
      for index in export.sessions.indices {
        // What a folder says of a failure stays in it.
        export.sessions[index].readings = export.sessions[index].readings.map { reading in
          guard case .failed = reading.value.reason else { return reading }
          return MeasureReading(reading.measure, .missing(.failed("")))
        }
      }
      #expect(try text(walk, format, isLong) == export.files(format)[0].text)
      try walk.write(format, isLong: isLong, to: folder + "/table")
      let written = try Data(contentsOf: URL(filePath: folder + "/table"))
      #expect(try written == Data(export.files(format)[0].text.utf8))
    }
  }

  @Test("JSON objects one by one are the array that the encoder writes at once")
  func array() throws {
    let text = try ResultsExport(ExportExample.sessions).files(.json)[0].text
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(object.count == 3)
    #expect(text.hasPrefix("[\n  {\n    \"date\" : \"2025-03-01\",\n    \"measures\" : {\n      \""))
    #expect(text.hasSuffix("\n  }\n]\n"))
    #expect(try ResultsExport([]).files(.json)[0].text == "[\n\n]\n")
  }

  @Test("sessions and measures are chosen in the store; what is not there is said before anything is written")
  func chosen() throws {
    try withTemporaryFolder { folder in
      try makeResults(in: folder)
      let one = try ResultsWalk(
        ResultsFiles(path: folder), sessions: ["ana_2"], measures: MeasurePattern("speech.*"),
        catalog: ExportExample.all,
        withTurns: false)
      #expect(
        try text(one, .csv, false) == """
          session,participant,date,speech.pitch.f0.median,speech.pitch.f0.median__missing,\
          speech.pitch.f0.sd_semitones,speech.pitch.f0.sd_semitones__missing
          ana_2,Ana-B,spring,,noSpeech,,noSpeech

          """)
      let none = try ResultsWalk(
        ResultsFiles(path: folder), sessions: nil, measures: MeasurePattern("voice.*"), catalog: [],
        withTurns: false)
      #expect(throws: ExportError.noSuchMeasure(pattern: "voice.*")) {
        try none.write(.csv, isLong: false, to: folder + "/none.csv")
      }
      #expect(!FileManager.default.fileExists(atPath: folder + "/none.csv"))
      #expect(throws: ExportError.noSuchSession(name: "ana", path: folder)) {
        try ResultsWalk(
          ResultsFiles(path: folder), sessions: ["ana"], measures: nil, catalog: [], withTurns: false)
      }
      try Data("no store".utf8).write(to: URL(filePath: folder + "/bellwether.sqlite"))
      #expect(throws: ExportError.store(.damaged(path: folder + "/bellwether.sqlite"))) {
        try ResultsWalk(
          ResultsFiles(path: folder), sessions: nil, measures: nil, catalog: [], withTurns: false)
      }
    }
  }

  @Test("a measure of two versions stands under the newer; the older value says why it is not there")
  func versions() throws {
    let newer = ExportExample.measure("speech.pitch.f0.median", "Median pitch", "Hz", version: 2)
    let sessions = [
      ExportedSession(session: "a", readings: [MeasureReading(ExportExample.pitch, .value(100))]),
      ExportedSession(session: "b", readings: [MeasureReading(newer, .value(110))]),
    ]
    for order in [sessions, sessions.reversed()] {
      let text = try ResultsExport(order).files(.csv)[0].text
      #expect(text.contains("\na,,,,notApplicable(measured by version 1 of its definition)\n"))
      #expect(text.contains("\nb,,,110,\n"))
    }
  }
}
