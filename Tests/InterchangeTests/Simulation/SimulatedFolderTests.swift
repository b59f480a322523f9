import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("Folders of simulated people")
struct SimulatedFolderTests {
  private static func write(_ people: Int, effect: Double?, seed: UInt64 = 1, to path: String) throws {
    var settings = SimulatedStudy.Settings()
    (settings.people, settings.effect, settings.seed) = (people, effect, seed)
    try SimulatedFolder(SimulatedStudy(settings, index: shippedIndex), path: path).write { _ in }
  }

  /// Relative path → content of every file below a folder.
  private static func contents(_ folder: String) -> [String: Data] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return Dictionary(
      names.compactMap { name in
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { (name, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func trained(_ folder: String) async throws -> TrainingStudy.Trained {
    let study = try TrainingStudy(
      sessions: ResultsFiles(path: folder), assessments: TableFile(path: folder + "/assessments.csv"),
      scale: nil,
      dates: nil,
      candidates: .linear, encoder: nil, seed: 1, folds: 4, innerFolds: 3, programVersion: "0")
    return try await study.join(try (0..<study.plan.taskCount).map { try study.plan.run($0) })
  }

  @Test(
    "training finds a large effect in 60 people and none where none was planted, and its model says whom it knows"
  )
  func training() async throws {
    try await withTemporaryFolder { folder in
      for (effect, name) in [(1.5, "large"), (0, "none")] {
        try Self.write(60, effect: effect, to: "\(folder)/\(name)")
        let trained = try await Self.trained("\(folder)/\(name)")
        let figure = try #require(
          trained.card.figures.first { $0.predictor == "model" && $0.name == "r within folds" })
        let (lower, upper) = (try #require(figure.lower), try #require(figure.upper))
        if effect > 0 { #expect(lower > 0.3, "\(lower)") } else { #expect(lower < 0 && upper > 0) }
        #expect(trained.card.about?.hasPrefix(simulatedNotice) ?? false)
        #expect(trained.table.hasPrefix(simulatedNotice))
        let lines = trained.outOfFold.split(separator: "\n")
        #expect(lines[0].hasSuffix(",simulated") && lines.dropFirst().allSatisfy { $0.contains("SIMULATED") })
      }
    }
  }

  @Test("the same call gives the same bytes, another seed others; nothing is wrong with the folder")
  func bytes() throws {
    try withTemporaryFolder { folder in
      try Self.write(8, effect: nil, to: folder + "/a")
      try Self.write(8, effect: nil, to: folder + "/b")
      try Self.write(8, effect: nil, seed: 2, to: folder + "/c")
      let first = Self.contents(folder + "/a")
      #expect(first.count > 8 * 3 && first == Self.contents(folder + "/b"))
      #expect(first["measures.csv"] != Self.contents(folder + "/c")["measures.csv"])
      let report = try ResultsUpkeep(ResultsFiles(path: folder + "/a"), repairing: false).run()
      #expect(report.isWell && report.findings.isEmpty && report.sessions == 8)
      // A lost store is made again from the folders, mark and all.
      try FileManager.default.removeItem(atPath: folder + "/a/bellwether.sqlite")
      _ = try ResultsUpkeep(ResultsFiles(path: folder + "/a"), repairing: true).run()
      #expect(throws: StoreError.self) {
        try FeatureStore(path: folder + "/a/bellwether.sqlite").refuseSimulatedPeople()
      }
    }
  }

  @Test("every file with people in it says that they do not exist, and every export too")
  func marks() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/r"
      try Self.write(12, effect: 0.5, to: path)
      for (name, data) in Self.contents(path) where !name.hasSuffix(".sqlite") && name != "failures.csv" {
        let text = String(decoding: data, as: UTF8.self)
        // Tables of numbers have room for names alone.
        let mark = ["measures.csv", "missing.csv"].contains(name) ? "SIM-" : "SIMULATED"
        #expect(text.contains(mark), "\(name)")
      }
      let lines = try String(contentsOfFile: path + "/measures.csv", encoding: .utf8).split(separator: "\n")
      #expect(lines.count == 13 && lines.dropFirst().allSatisfy { $0.hasPrefix("SIM-") })
      let results = try ResultsToExport(
        ResultsFiles(path: path), sessions: nil, measures: nil, catalog: MeasureCatalog.all, withTurns: true)
      let export = ResultsExport(results.sessions)
      for format in [ExportFormat.csv, .tsv, .json, .jsonl, .arff, .fhir, .redcap] {
        for file in try export.files(format) {
          #expect(file.text.contains("SIM-") || file.text.contains("SIMULATED"), "\(file.name)")
        }
      }
      for file in try export.files(.bids) where ["README", "dataset_description.json"].contains(file.name) {
        #expect(file.text.contains("SIMULATED PEOPLE"))
      }
      for format in [ExportFormat.hdf5, .npz] {
        let paths = try export.write(format, to: folder + "/" + format.rawValue)
        let data = try #require(FileManager.default.contents(atPath: paths[0]))
        #expect(format == .npz || String(decoding: data, as: UTF8.self).contains("SIMULATED PEOPLE"))
      }
      let transcript = try results.transcript(
        of: #require(results.sessions.first { !$0.turns.isEmpty }?.session))
      #expect(transcript.speakers.allSatisfy { $0.hasSuffix("SIMULATED") })
    }
  }

  @Test("measures lie in their ranges under names of this program; words, turns and tracks tell one story")
  func story() throws {
    try withTemporaryFolder { folder in
      try Self.write(20, effect: 3, to: folder + "/r")
      let store = try FeatureStore(path: folder + "/r/bellwether.sqlite")
      let known = Dictionary(
        MeasureCatalog.all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      var faces = 0
      for name in try store.sessionNames() {
        let record = try #require(try store.session(named: name))
        #expect(record.gate.passed, "\(record.gate.objections)")
        for reading in record.readings + record.quality {
          #expect(known[reading.measure.name] == reading.measure)
          if case .failed = reading.value.reason { Issue.record("\(reading.measure.name) is out of range") }
        }
        let tracks = try TracksFile.read("\(folder)/r/\(name)/tracks.h5")
        let measured = Set(record.readings.filter { $0.value.number != nil }.map(\.measure.modality))
        #expect(tracks.contains { $0.name == "acoustic" } == measured.contains(.speech))
        #expect(tracks.contains { $0.name == "face" } == measured.contains(.face))
        #expect((record.transcript != nil) == measured.contains(.language))
        faces += measured.contains(.face) ? 1 : 0
        if let words = record.readings.first(where: { $0.measure.name == "language.tokens.count" }) {
          let said = record.transcript?.segments.filter { $0.speaker == record.input.participantSpeaker }
          #expect(words.value.number == said.map { Double($0.reduce(0) { $0 + $1.words.count }) })
        }
      }
      #expect(faces > 10 && faces < 20)
      let summaries = try StoredResults(path: folder + "/r", withTurns: true)
      #expect(summaries.isSimulated && summaries.sessions.contains { $0.measured.turns.count >= 3 })
    }
  }

  @Test("people who exist and people who do not are kept apart")
  func apart() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/r"
      try Self.write(2, effect: nil, to: path)
      #expect(throws: SimulationError.folderInUse(path: path)) {
        try Self.write(2, effect: nil, to: path)
      }
      #expect(throws: StoreError.self) {
        try ExtractionRun(
          recordings: [Recording(path: folder + "/x.wav")], settings: ExtractionSettings(), jobs: 1,
          overwrite: false, writer: ResultsFolder(path: path))
      }
      let table = folder + "/x.csv"
      try Data("name;frameTime;loudness_sma3\n'x';0.0;1.0\n'x';0.01;2.0\n".utf8).write(
        to: URL(filePath: table))
      #expect(throws: StoreError.self) {
        try ImportRun(path: table, settings: ImportSettings()).run(into: ResultsFolder(path: path)) { _ in }
      }
      // Put together by hand.
      let example = ResultsExample(participants: 1)
      try example.write(to: folder + "/real")
      for name in ["measures", "missing", "quality"] {
        let made = try String(contentsOfFile: "\(path)/\(name).csv", encoding: .utf8).split(separator: "\n")
        let header = made[0].split(separator: ",", omittingEmptySubsequences: false).count
        let row = "case-1" + String(repeating: ",", count: header - 1)
        if name != "missing" {
          try Data((made.joined(separator: "\n") + "\n\(row)\n").utf8).write(
            to: URL(filePath: "\(path)/\(name).csv"))
        }
      }
      try FileManager.default.copyItem(atPath: folder + "/real/case-1", toPath: path + "/case-1")
      #expect(throws: ResultsReadingError.self) { try StoredResults(path: path, withTurns: false) }
    }
  }
}
