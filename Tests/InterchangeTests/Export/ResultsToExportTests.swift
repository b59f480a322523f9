import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Results read for export")
struct ResultsToExportTests {
  /// A results folder as `extract` and `score` lay it out, with a word that no export of measures may hold.
  private func makeResults(in folder: String) throws {
    let summary = """
      {"gate": {"objections": [], "passed": true},
       "input": {"date": "2025-03-01", "participant": "P 7", "path": "private/name.wav", "sha256": "00ff"},
       "measures": {
         "face.eye.blink_rate": {"missing": "noFace", "unit": "1/min", "version": 1},
         "speech.pitch.f0.median": {"unit": "Hz", "value": 120.25, "version": 1},
         "speech.pitch.f0.sd_semitones": {"unit": "st", "value": 2, "version": 9}},
       "provenance": {"measureSetVersion": "2026.3", "models": {}, "programVersion": "0.1.0", "settingsHash": "1"},
       "quality": {"quality.sound.snr": {"unit": "dB", "value": 20, "version": 1}}, "session": "visit"}
      """
    let turns = """
      turn,start,end,measure,value,missing
      1,0.5,2,speech.pitch.f0.median,118,
      1,0.5,2,face.eye.blink_rate,,noFace
      2,3,4.5,speech.pitch.f0.median,,unvoiced

      """
    let score = """
      {"scorer": {"name": "composite index", "version": "2", "unit": "1"}, "score": 0.5, "session": "visit",
       "interval": {"lower": 0, "upper": 1, "meaning": "90 %"}}
      """
    let transcript = """
      {"segments": [{"start": 0.5, "end": 2, "speaker": "Participant", "text": "Zanzibar",
        "words": [{"word": "Zanzibar", "start": 0.5, "end": 1}]}]}
      """
    try ExportedFile.write(
      [
        ExportedFile(name: "visit/summary.json", text: summary),
        ExportedFile(name: "visit/turns.csv", text: turns),
        ExportedFile(name: "visit/score.json", text: score),
        ExportedFile(name: "visit/transcript.json", text: transcript),
        ExportedFile(name: "another/summary.json", text: summary),
        ExportedFile(name: "empty/notes.txt", text: "-"),
      ], under: folder)
    let words = try JSONDecoder().decode(Transcript.self, from: Data(transcript.utf8))
    try TracksFile.write(
      [ExportExample.sound, ExportExample.face], transcript: words, to: folder + "/visit/tracks.h5")
  }

  private func read(
    _ folder: String, sessions: [String]? = nil, measures: String? = nil
  ) throws(ExportError) -> ResultsToExport {
    try ResultsToExport(
      ResultsFiles(path: folder), sessions: sessions, measures: measures.map(MeasurePattern.init),
      catalog: ExportExample.all,
      withTurns: true)
  }

  @Test(
    "values, reasons, turns and the score come back; definitions come from the catalogue of the same version")
  func sessions() throws {
    try withTemporaryFolder { folder in
      try makeResults(in: folder)
      let results = try read(folder)
      #expect(results.sessions.map(\.session) == ["another", "visit"])
      let session = try #require(results.sessions.last)
      #expect(
        session.participant == "P 7" && session.date == "2025-03-01" && session.origin?.inputSHA256 == "00ff")
      let readings = Dictionary(uniqueKeysWithValues: session.readings.map { ($0.measure.name, $0) })
      #expect(readings.count == 4 && readings["speech.pitch.f0.median"]?.value == .value(120.25))
      #expect(readings["speech.pitch.f0.median"]?.measure == ExportExample.pitch)
      #expect(readings["face.eye.blink_rate"]?.value == .missing(.noFace))
      // Version 9 is none this program knows: its title would be another measure's.
      #expect(readings["speech.pitch.f0.sd_semitones"]?.measure.title == "speech.pitch.f0.sd_semitones")
      #expect(readings["speech.pitch.f0.sd_semitones"]?.measure.version == 9)
      #expect(session.turns.map(\.number) == [1, 2] && session.turns[1].time.endSeconds == 4.5)
      #expect(
        session.turns.map { $0.readings.map(\.value) } == [
          [.value(118), .missing(.noFace)], [.missing(.unvoiced)],
        ])
      #expect(session.score?.value == 0.5 && session.score?.interval == 0...1)
      #expect(try results.transcript(of: "visit").segments.first?.text == "Zanzibar")
      #expect(throws: ExportError.noTranscript(session: "another")) { try results.transcript(of: "another") }
    }
  }

  @Test("only the sessions and measures asked for; what is not there is said")
  func selection() throws {
    try withTemporaryFolder { folder in
      try makeResults(in: folder)
      let results = try read(folder, sessions: ["visit"], measures: "speech.*")
      #expect(results.sessions.map(\.session) == ["visit"])
      #expect(results.sessions[0].readings.allSatisfy { $0.measure.modality == .speech })
      #expect(results.sessions[0].turns.flatMap(\.readings).count == 2)
      #expect(throws: ExportError.noSuchSession(name: "visi", path: folder)) {
        try read(folder, sessions: ["visi"])
      }
      #expect(throws: ExportError.noSuchMeasure(pattern: "speech")) { try read(folder, measures: "speech") }
      #expect(throws: ExportError.noResults(path: folder + "/empty")) { try read(folder + "/empty") }
      try ExportedFile(name: "", text: "{").write(to: folder + "/visit/summary.json")
      #expect(throws: ExportError.unreadable(path: folder + "/visit/summary.json")) { try read(folder) }
    }
  }

  @Test(
    "no export of measures or tracks holds a word that was said, or the recording's path",
    arguments: ExportFormat.allCases.filter { $0 != .openSMILE })
  func silence(format: ExportFormat) throws {
    try withTemporaryFolder { folder in
      try makeResults(in: folder + "/results")
      let export = ResultsExport(try read(folder + "/results").sessions)
      var bytes = Data()
      switch format.shape {
      case .binary, .binaryFolder:
        let paths = try export.write(format, to: folder + "/out")
        #expect(paths.allSatisfy { FileManager.default.fileExists(atPath: $0) })
        for path in paths { bytes += try Data(contentsOf: URL(filePath: path)) }
      default: bytes = Data(try export.files(format).map { $0.name + $0.text }.joined().utf8)
      }
      #expect(bytes.count > 50)
      for secret in ["Zanzibar", "name.wav"] { #expect(bytes.range(of: Data(secret.utf8)) == nil) }
    }
  }

  @Test("tracks of a results folder reach the file as they were, read when they are wanted")
  func tracks() throws {
    try withTemporaryFolder { folder in
      try makeResults(in: folder)
      _ = try ResultsExport(try read(folder, sessions: ["visit"]).sessions).write(.hdf5, to: folder + "/a.h5")
      try HDF5File.exclusively { () throws(InterchangeError) in
        let file = try HDF5File(reading: folder + "/a.h5")
        #expect(try file.names(in: "sessions/visit/tracks") == ["acoustic", "face"])
        #expect(try file.doubles("sessions/visit/tracks/acoustic/f0").map(\.isNaN) == [true, false, true])
        #expect(try file.doubles("sessions/visit/tracks/face/time") == ExportExample.face.timesSeconds)
      }
    }
  }
}
