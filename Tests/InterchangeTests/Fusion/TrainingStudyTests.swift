import Foundation
import Interchange
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("Training from results")
struct TrainingStudyTests {
  /// A folder with results and a table of assessments.
  static func study<Value>(
    _ example: ResultsExample, assessments: String? = nil, _ body: (String, TrainingStudy) throws -> Value
  ) throws -> Value {
    try withTemporaryFolder { folder in
      try example.write(to: folder + "/r")
      try Data((assessments ?? example.assessments()).utf8).write(to: URL(filePath: folder + "/a.csv"))
      return try body(
        folder,
        TrainingStudy(
          sessions: ResultsFiles(path: folder + "/r"), assessments: TableFile(path: folder + "/a.csv"),
          scale: nil,
          dates: nil,
          candidates: .linear, encoder: nil, seed: 1,
          folds: 3, innerFolds: 3, programVersion: "0"))
    }
  }

  static func trained(_ study: TrainingStudy) async throws -> TrainingStudy.Trained {
    try await study.join(try (0..<study.plan.taskCount).map { try study.plan.run($0) })
  }

  @Test(
    "a model of totals that follow a measure beats the mean, is stored, and scores its folder with exact contributions"
  )
  func wholeWay() async throws {
    let example = ResultsExample(participants: 30)
    let study = try Self.study(example) { $1 }
    #expect(study.plan.cohort.scale == OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 8, cutOff: 10))
    let trained = try await Self.trained(study)
    func error(_ predictor: String) throws -> Double {
      try #require(
        trained.card.figures.first { $0.predictor == predictor && $0.name == "mean absolute error" }?.value)
    }
    #expect(try error("model") < error("mean"))
    #expect(trained.table.contains("model (") && trained.table.contains("majority"))
    // A header and a line a session; every session in one fold.
    #expect(trained.outOfFold.split(separator: "\n").count == 31)
    try withTemporaryFolder { folder in
      try example.write(to: folder + "/r")
      try ModelFile.write(trained.card, tensors: trained.tensors, to: folder + "/m")
      let results = try StoredResults(path: folder + "/r", withTurns: true)
      let scores = try ScoringByModel(
        results, modelAt: folder + "/m", index: shippedIndex, programVersion: "0"
      ).scores()
      for score in scores {
        let explained = try #require(score.explained)
        let sum = score.contributions.compactMap(\.contribution).reduce(
          explained.base + explained.clipping, +)
        // Sums of about twenty rounded terms below 100.
        #expect(abs(sum - explained.value) < 1e-9)
        let value = try #require(score.score)
        #expect(score.thresholds.first { $0.threshold.name == "cut-off" }?.isReached == (value >= 10))
        if let interval = score.interval { #expect(interval.lower <= value && value <= interval.upper) }
        // That the model knows the person, and nothing else.
        #expect(score.isOfTrainingPerson == true && score.warnings.count == 1)
      }
      var lacking = example
      lacking.measures.removeAll { $0 == trained.card.measuresRead[0] }
      try lacking.write(to: folder + "/l")
      let short = try StoredResults(path: folder + "/l", withTurns: false)
      #expect(throws: ModelFileError.measuresMissing(names: [trained.card.measuresRead[0]])) {
        try ScoringByModel(short, modelAt: folder + "/m", index: shippedIndex, programVersion: "0")
      }
      var odd = example
      for name in ResultsExample.measures { odd.sessions[0].cells[name] = "1e6" }
      odd.sessions[1].gate = "refused"
      try odd.write(to: folder + "/o")
      let warned = try ScoringByModel(
        StoredResults(path: folder + "/o", withTurns: false), modelAt: folder + "/m", index: shippedIndex,
        programVersion: "0"
      ).scores()
      #expect(warned[0].warnings.count == 2 && warned[0].score != nil)
      #expect(warned[1].score == nil && warned[1].missing == "lowQuality")
    }
  }

  @Test("training twice gives the same bytes, also through files of tasks; a task of other data is not taken")
  func sameBytes() async throws {
    let example = ResultsExample(participants: 24)
    let study = try Self.study(example) { $1 }
    var other = example
    other.sessions[0].cells["face.head.movement"] = "99"
    let changed = try Self.study(other) { $1 }
    let first = try await Self.trained(study)
    try await withTemporaryFolder { folder in
      let files = TaskFiles(folder: folder + "/work")
      for task in 0..<study.plan.taskCount { try files.write(try study.plan.run(task)) }
      let results = (0..<study.plan.taskCount).compactMap { files.result($0, of: study.plan) }
      #expect(files.result(0, of: changed.plan) == nil)
      let second = try await study.join(results)
      #expect(second.card == first.card && second.tensors == first.tensors)
      #expect(second.outOfFold == first.outOfFold && second.table == first.table)
    }
  }

  @Test("no assessment of anybody, two questionnaires unasked, and too few people are refused")
  func refusals() throws {
    let example = ResultsExample(participants: 24)
    #expect(throws: ResultsReadingError.self) {
      try Self.study(example, assessments: "participant,scale,total\nQ1,phq8,3\nQ2,phq8,4\n") { _, _ in }
    }
    #expect(throws: OutcomeError.self) {
      try Self.study(example, assessments: "participant,scale,total\nP1,phq8,3\nP2,madrs,4\n") { _, _ in }
    }
    #expect(throws: FusionError.tooFewPeople(needed: 20, found: 12)) {
      try Self.study(ResultsExample(participants: 12)) { _, _ in }
    }
  }

  @Test("the script quotes what a shell would take apart, and names every task")
  func script() throws {
    let script = TrainingScript(
      command: ["/opt/b w/x", "train", "--out", "it's"], taskCount: 7, workFolder: "/tmp/a b", kernels: nil)
    #expect(script.text.contains("'/opt/b w/x' train --out 'it'\\''s' --task \"$1\""))
    #expect(script.text.contains("#SBATCH --array=0-6\n") && script.text.hasPrefix("#!/bin/bash\n"))
    #expect(!script.text.contains("OPENBLAS"))
    let kernels = TrainingScript(command: ["x"], taskCount: 1, workFolder: "w", kernels: "Haswell")
    #expect(kernels.text.contains("export OPENBLAS_CORETYPE=Haswell\n"))
  }

  @Test("plain bash runs every task of the script once and then joins")
  func plainBash() throws {
    try withTemporaryFolder { folder in
      let log = folder + "/log of calls"
      let tool = folder + "/tool"
      try Data("#!/bin/bash\necho \"$@\" >> '\(log)'\n".utf8).write(to: URL(filePath: tool))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool)
      let script = TrainingScript(
        command: [tool, "train"], taskCount: 3, workFolder: folder + "/work it", kernels: nil)
      let path = folder + "/s.sh"
      try StreamedFile.write(script.text.utf8, to: path)
      func run(_ environment: [String: String]) throws -> String {
        try? FileManager.default.removeItem(atPath: log)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [path]
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try String(contentsOfFile: log, encoding: .utf8)
      }
      #expect(try run([:]) == "train --task 0\ntrain --task 1\ntrain --task 2\ntrain --join\n")
      #expect(try run(["SLURM_ARRAY_TASK_ID": "1"]) == "train --task 1\n")
    }
  }
}
