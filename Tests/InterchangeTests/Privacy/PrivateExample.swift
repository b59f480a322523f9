import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import MultimodalFusion
import PrivateFiles
import SignalCore

/// Results folders of two people: `P-ANNA` with the sessions `anna-1` and `anna-2`, who says ‘zebrafish’, and
/// `P-BERTA` with `berta`, who says ‘marmalade’.
enum PrivateExample {
  static let sessions = [
    ("anna-1", "P-ANNA", "zebrafish"), ("anna-2", "P-ANNA", "zebrafish"), ("berta", "P-BERTA", "marmalade"),
  ]

  static let measure = Measure(
    name: "speech.pitch.f0.median", version: 1, title: "Pitch", modality: .speech, unit: "Hz",
    definition: "d",
    minimumData: "m", source: "s", depression: "d", caution: "c", trust: .exploratory)

  static func keySource() throws -> KeySource {
    var bytes = Array("a passphrase of tests".utf8)
    return .passphrase(try Secret(taking: &bytes))
  }

  /// An empty folder, encrypted or not.
  static func files(_ path: String, encrypted: Bool) throws -> ResultsFiles {
    try ResultsFiles.preparing(
      path, cost: .least, encryptedBy: encrypted ? { try keySource() } : nil, unlock: { _ in try keySource() }
    )
  }

  static func outcome(_ session: String, _ participant: String, _ word: String) -> SessionOutcome {
    let path = "in/\(participant)/\(session).wav"
    let transcript = Transcript(
      language: "en",
      segments: [
        .init(
          start: 0, end: 1, speaker: "A", text: word,
          words: [.init(word: word, start: 0, end: 1, confidence: 1)])
      ])
    let record = SessionRecord(
      session: session, input: InputRecord(path: path, sha256: "sha-\(session)", participant: participant),
      readings: [MeasureReading(measure, .value(120))], quality: [], remarks: [],
      gate: GateOutcome(objections: []),
      failures: [FailureRecord(path: path, stage: "face", message: "m", remedy: "r")], transcript: transcript,
      provenance: Provenance(settingsHash: "h", models: [:], transcriptSHA256: nil))
    let track = Track(
      name: "acoustic", timesSeconds: [0, 1],
      columns: [.init(name: "pitch", unit: "Hz", values: [120, nil], missingReason: .unvoiced)])
    let turn = TurnReadings(
      time: TimeRange(startSeconds: 0, endSeconds: 1), readings: [MeasureReading(measure, .value(120))])
    return SessionOutcome(record: record, tracks: [track], turns: [turn])
  }

  /// What `extract`, `score` and `report` leave of the sessions.
  static func fill(_ files: ResultsFiles) throws {
    let folder = ResultsFolder(files)
    let store = try folder.openStore()
    for (session, participant, word) in sessions {
      var outcome = outcome(session, participant, word)
      outcome.record.files = try folder.write(outcome)
      try store.save(outcome.record)
      try folder.keep(outcome.record)
      files.keep(Data("{\"said\":\"\(word)\"}".utf8), as: ".stages/\(session)/hearing.json")
      try files.write("<p>\(participant) said \(word)</p>", to: "\(session)/report.html")
      try files.write("{\"session\":\"\(session)\"}", to: "\(session)/score.json")
    }
    // A recording that never became a session.
    try store.save(FailureRecord(path: "in/P-ANNA/third.wav", stage: "open", message: "m", remedy: "r"))
    try store.save(FailureRecord(path: "in/other/fourth.wav", stage: "open", message: "m", remedy: "r"))
    try folder.writeTables(from: store)
    try folder.close(store)
    try files.write(
      "session,participant,score\n" + sessions.map { "\($0.0),\($0.1),1\n" }.joined(), to: "scores.csv")
    try files.write("<a href=anna-1/report.html>anna-1</a>", to: "index.html")
    try files.write("<p>method</p>", to: "about.html")
    try AuditLog(files).append(.extract, sessions: sessions.map(\.0), details: ["measured": "3"])
  }

  /// Files below a folder in whose bytes a text stands.
  static func traces(of text: String, in folder: String) throws -> [String] {
    let needle = Data(text.utf8)
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return false }
      return data.range(of: needle) != nil
    }.sorted()
  }
}
