import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Failures in exports")
struct ExportFailureTests {
  private static let secret = "mf/Jane Doe.vtt"
  private static let failure = MissingReason.failed("The transcript ‘\(secret)’ cannot be read.")

  /// A session in which one measure failed, in its files as `extract` lays them out, and in a store where wanted.
  private func makeResults(in folder: String, withStore: Bool) throws {
    let failed = Self.failure.text
    let summary = """
      {"input": {"date": "2025-03-01", "participant": "P 7", "path": "a.wav", "sha256": "00ff"},
       "measures": {
         "speech.pitch.f0.median": {"unit": "Hz", "value": 120.25, "version": 1},
         "speech.pitch.f0.sd_semitones": {"missing": "\(failed)", "unit": "st", "version": 1}},
       "provenance": {"measureSetVersion": "2026.3", "models": {}, "programVersion": "0.1.0", "settingsHash": "1"},
       "quality": {}, "session": "visit"}
      """
    let turns = """
      turn,start,end,measure,value,missing
      1,0.5,2,speech.pitch.f0.median,118,
      1,0.5,2,speech.pitch.f0.sd_semitones,,\(failed)

      """
    let score = """
      {"scorer": {"name": "composite index", "version": "2", "unit": "1"}, "missing": "\(failed)",
       "session": "visit"}
      """
    try ExportedFile.write(
      [
        ExportedFile(name: "visit/summary.json", text: summary),
        ExportedFile(name: "visit/turns.csv", text: turns),
        ExportedFile(name: "visit/score.json", text: score),
      ], under: folder)
    try TracksFile.write([ExportExample.sound], transcript: nil, to: folder + "/visit/tracks.h5")
    guard withStore else { return }
    try FeatureStore(path: folder + "/bellwether.sqlite").save(
      SessionRecord(
        session: "visit", input: InputRecord(path: "a.wav", sha256: "00ff", participant: "P 7"),
        readings: [
          MeasureReading(ExportExample.pitch, .value(120.25)),
          MeasureReading(ExportExample.pitchSpread, .missing(Self.failure)),
        ], quality: [], remarks: [], gate: GateOutcome(objections: []), failures: [], transcript: nil,
        provenance: Provenance(settingsHash: "1", models: [:], transcriptSHA256: nil)))
  }

  private func holdsSecret(_ bytes: Data) -> Bool {
    // NumPy holds text as UTF-32.
    [String.Encoding.utf8, .utf32LittleEndian].contains { encoding in
      "Jane Doe".data(using: encoding).map { bytes.range(of: $0) != nil } ?? true
    }
  }

  @Test(
    "no export says which file could not be read, only that the measure failed",
    arguments: ExportFormat.allCases.filter { ![.openSMILE, .openFace, .pyFeat].contains($0) })
  func everyFormat(format: ExportFormat) throws {
    try withTemporaryFolder { folder in
      try makeResults(in: folder + "/r", withStore: false)
      #expect(holdsSecret(try Data(contentsOf: URL(filePath: folder + "/r/visit/turns.csv"))))
      var export = ResultsExport(
        try ResultsToExport(
          ResultsFiles(path: folder + "/r"), sessions: nil, measures: nil, catalog: ExportExample.all,
          withTurns: true
        ).sessions)
      export.isLong = format == .csv
      var bytes = Data()
      switch format.shape {
      case .binary, .binaryFolder:
        for path in try export.write(format, to: folder + "/out") {
          bytes += try Data(contentsOf: URL(filePath: path))
        }
      default: bytes = Data(try export.files(format).map(\.text).joined().utf8)
      }
      #expect(bytes.count > 50 && !holdsSecret(bytes))
    }
  }

  @Test("the reason that leaves is ‘failed’, of sessions, turns and scores, from files and from the store")
  func reasons() throws {
    try withTemporaryFolder { folder in
      try makeResults(in: folder, withStore: true)
      let files = ResultsFiles(path: folder)
      let session = try #require(
        try ResultsToExport(files, sessions: nil, measures: nil, catalog: [], withTurns: true).sessions.first)
      let failed = MeasuredValue.missing(.failed(""))
      #expect(session.readings.map(\.value) == [.value(120.25), failed])
      #expect(session.turns.first?.readings.map(\.value) == [.value(118), failed])
      #expect(session.score?.missing == "failed")
      let walk = try ResultsWalk(files, sessions: nil, measures: nil, catalog: [], withTurns: true)
      var text = ""
      try walk.pieces(.csv, isLong: false) { (piece) throws(ExportError) in text += piece }
      #expect(text.hasSuffix(",120.25,,failed\n"), "\(text)")
      text = ""
      try walk.pieces(.csv, isLong: true) { (piece) throws(ExportError) in text += piece }
      #expect(text.contains("118") && !text.contains("Jane"))
    }
  }
}
