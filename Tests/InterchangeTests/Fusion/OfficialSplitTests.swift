import ClinicalAssessment
import Foundation
import Interchange
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("A study's own split and measures of several tools")
struct OfficialSplitTests {
  /// The example's assessments with a column `split`: 24 people of train, 8 of dev, 8 of test.
  private static func assessments(_ example: ResultsExample, part: (Int) -> String) -> String {
    let lines = example.assessments().split(separator: "\n")
    return lines.enumerated().map { index, line in
      "\(line),\(index == 0 ? "split" : part(index - 1))"
    }.joined(separator: "\n") + "\n"
  }

  private static func usual(_ index: Int) -> String { ["train", "dev", "Train", "test", "train"][index % 5] }

  @Test("a model learns from train, is chosen on dev, and its figures are of test alone")
  func parts() async throws {
    let example = ResultsExample(participants: 40)
    let study = try TrainingStudyTests.study(
      example, assessments: Self.assessments(example, part: Self.usual)
    ) { $1 }
    let split = try #require(study.plan.official)
    #expect(split.training.count == 24 && split.development.count == 8 && split.judged.count == 8)
    #expect(study.plan.taskCount == study.plan.candidates.count)
    #expect(study.notes.contains { $0.contains("24 people of train") && $0.contains("8 of test") })
    let trained = try await TrainingStudyTests.trained(study)
    #expect(trained.card.training.participants == 24 && trained.card.evaluation.contains("of test"))
    func figure(_ predictor: String, _ name: String) -> Double? {
      trained.card.figures.first { $0.predictor == predictor && $0.name == name }?.value
    }
    #expect(figure("model", "sessions predicted") == 8 && figure("mean", "sessions predicted") == 8)
    // The mean of train, judged on test, by hand.
    let totals = study.plan.cohort.sessions.map { $0.total ?? 0 }
    let mean = split.training.map { totals[$0] }.reduce(0, +) / 24
    let error = split.judged.map { abs(totals[$0] - mean) }.reduce(0, +) / 8
    #expect(try abs(#require(figure("mean", "mean absolute error")) - error) < 1e-9)
    // The table for `validate` tells dev from test, and has nobody of train.
    let rows = trained.outOfFold.split(separator: "\n")
    #expect(rows[0].hasSuffix(",split") && rows.count == 17)
    #expect(rows.count { $0.hasSuffix(",development") } == 8 && rows.count { $0.hasSuffix(",test") } == 8)

    // Others' totals change nothing of what was learned.
    let changed = Self.assessments(example, part: Self.usual).split(separator: "\n").map { line in
      let line = String(line)
      return line.hasSuffix(",test") ? line.replacing(/phq8,\d+/, with: "phq8,0") : line
    }.joined(separator: "\n")
    let other = try await TrainingStudyTests.trained(
      TrainingStudyTests.study(example, assessments: changed + "\n") { $1 })
    #expect(other.tensors == trained.tensors && other.card.thresholds == trained.card.thresholds)
  }

  @Test("without assessments of test people dev is judged, and nothing is settled on it")
  func withoutTest() async throws {
    let example = ResultsExample(participants: 40)
    let study = try TrainingStudyTests.study(
      example, assessments: Self.assessments(example) { $0 % 4 == 0 ? "dev" : "train" }
    ) { $1 }
    let split = try #require(study.plan.official)
    #expect(split.judgesDevelopment && split.development.isEmpty && split.judged.count == 10)
    let trained = try await TrainingStudyTests.trained(study)
    #expect(trained.card.thresholds.map(\.name) == ["cut-off"] && trained.card.interval == nil)
    #expect(!trained.outOfFold.contains("split"))
  }

  @Test("a person in two parts, a part nobody knows, and a split without a part to judge on are refused")
  func refusals() throws {
    let example = ResultsExample(participants: 40)
    let table = Self.assessments(example, part: Self.usual)
    #expect(throws: OutcomeError.self) {
      // P2 is in dev.
      try TrainingStudyTests.study(
        example, assessments: table + "P2,2025-05-01,phq8,3,f,30,test\n"
      ) { _, _ in }
    }
    #expect(throws: OutcomeError.self) {
      try TrainingStudyTests.study(example, assessments: Self.assessments(example) { _ in "some" }) { _, _ in
      }
    }
    #expect(throws: FusionError.partEmpty(part: "test")) {
      try TrainingStudyTests.study(example, assessments: Self.assessments(example) { _ in "train" }) { _, _ in
      }
    }
    #expect(throws: FusionError.tooFewPeople(needed: 20, found: 10)) {
      try TrainingStudyTests.study(
        example, assessments: Self.assessments(example) { $0 % 4 == 0 ? "train" : "test" }
      ) { _, _ in }
    }
    // A person without a part is left out, with a word.
    let study = try TrainingStudyTests.study(
      example, assessments: Self.assessments(example) { $0 == 0 ? "" : Self.usual($0) }
    ) { $1 }
    #expect(study.notes.contains("Sessions left out, in no part of the split: 1."))
  }

  /// Results of this program with functionals of openSMILE for some sessions.
  private static func mixed(
    _ example: ResultsExample, in folder: String, with sessions: Range<Int>, version: String = "2.3.0"
  ) throws {
    for place in sessions {
      let name = example.sessions[place].name
      let path = "\(folder)/\(name)/summary.json"
      var summary = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path))) as? [String: Any])
      var provenance = try #require(summary["provenance"] as? [String: Any])
      provenance["foreign"] = [
        [
          "tool": "openSMILE", "version": version, "table": "opensmile.egemaps", "set": "opensmile.egemaps",
          "scope": "wholeFile", "path": "x.csv", "sha256": "0", "columns": ["a"], "rowCounts": [],
          "tracks": [], "measures": ["opensmile.egemaps.a"], "remarks": [],
        ] as [String: Any]
      ]
      summary["provenance"] = provenance
      try JSONSerialization.data(withJSONObject: summary).write(to: URL(filePath: path))
    }
  }

  @Test("sessions of different tools are refused, one of both learns, and a model scores its own kind alone")
  func tools() async throws {
    var example = ResultsExample(participants: 30)
    example.measures.append("opensmile.egemaps.a")
    for place in 0..<26 { example.sessions[place].cells["opensmile.egemaps.a"] = "\(place % 7).5" }
    try await withTemporaryFolder { [example] folder in
      try example.write(to: folder + "/r")
      try Self.mixed(example, in: folder + "/r", with: 0..<26)
      try StudyFolder.write(example.assessments(), to: folder + "/a.csv")
      func study(_ measures: [String]?) throws -> TrainingStudy {
        try TrainingStudy(
          sessions: ResultsFiles(path: folder + "/r"), assessments: TableFile(path: folder + "/a.csv"),
          scale: nil,
          dates: nil,
          measures: measures, candidates: .linear, encoder: nil, seed: 1, folds: 3, innerFolds: 3,
          programVersion: "0")
      }
      #expect(
        throws: ResultsReadingError.mixedTools(
          set: "opensmile.egemaps", first: "case-1", second: "case-27", isMissing: true)
      ) { try study(nil) }
      #expect(
        throws: ResultsReadingError.noSuchMeasureSet(name: "openface", known: ["own", "opensmile.egemaps"])
      ) { try study(["openface"]) }
      let own = try study(["own"])
      #expect(own.plan.cohort.sessions.count == 30)
      #expect(!own.plan.cohort.columns.contains { $0.name.hasPrefix("opensmile") })
      let foreign = try study(["opensmile.egemaps"])
      #expect(foreign.plan.cohort.columns.map(\.name) == ["opensmile.egemaps.a"])
      #expect(foreign.plan.cohort.columns[0].modality == .speech)
      #expect(foreign.notes.contains("Sessions left out, not measured by the tools chosen: 4."))
      let both = try study(["own", "opensmile.egemaps"])
      let trained = try await TrainingStudyTests.trained(both)
      #expect(
        trained.card.measureSetVersion
          == "\(shippedIndex.card.measureSetVersion) + opensmile.egemaps: openSMILE 2.3.0, 1 columns, whole file"
      )
      try ModelFile.write(trained.card, tensors: trained.tensors, to: folder + "/m")
      let results = try StoredResults(path: folder + "/r", withTurns: false)
      let scores = try ScoringByModel(
        results, modelAt: folder + "/m", index: shippedIndex, programVersion: "0"
      ).scores()
      #expect(scores.count { $0.score != nil } == 26)
      // Missing values would otherwise be filled in, and nobody would know.
      #expect(scores[27].missing == "notApplicable(measured by other tools than the model knows)")

      // Another version of the tool in one session.
      try Self.mixed(example, in: folder + "/r", with: 3..<4, version: "3.0")
      #expect(
        throws: ResultsReadingError.mixedTools(
          set: "opensmile.egemaps", first: "case-1", second: "case-4", isMissing: false)
      ) { try study(["opensmile.egemaps"]) }
    }
  }
}
