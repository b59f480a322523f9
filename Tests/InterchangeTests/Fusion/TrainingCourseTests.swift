import Foundation
import Interchange
import MultimodalFusion
import SignalCore
import Synchronization
import TestSupport
import Testing

@Suite("Folds by site and unfinished trainings in files")
struct TrainingCourseTests {
  private static func study(
    _ example: ResultsExample, assessments: String
  ) throws -> TrainingStudy {
    try withTemporaryFolder { folder in
      try example.write(to: folder + "/r")
      try Data(assessments.utf8).write(to: URL(filePath: folder + "/a.csv"))
      return try TrainingStudy(
        sessions: ResultsFiles(path: folder + "/r"), assessments: TableFile(path: folder + "/a.csv"),
        scale: nil,
        dates: nil,
        candidates: .linear, encoder: nil, seed: 1, folds: 3, foldsBy: .site, innerFolds: 3,
        programVersion: "0")
    }
  }

  /// The example's assessments with a column `Site`.
  private static func assessments(_ example: ResultsExample, site: (Int) -> String) -> String {
    example.assessments().split(separator: "\n").enumerated().map { index, line in
      "\(line),\(index == 0 ? "Site" : site(index - 1))"
    }.joined(separator: "\n") + "\n"
  }

  @Test("a column of sites makes the folds; the card and the table give each site's figures")
  func sites() async throws {
    let example = ResultsExample(participants: 40)
    let study = try Self.study(
      example, assessments: Self.assessments(example) { ["north", "south"][$0 % 2] })
    #expect(study.plan.foldCount == 2 && study.notes.contains { $0.contains("2 sites in 2 folds") })
    let trained = try await TrainingStudyTests.trained(study)
    #expect(trained.card.siteFigures?.map(\.site) == ["north", "south"])
    #expect(trained.card.siteFigures?.map(\.sessions) == [20, 20])
    #expect(trained.card.evaluation.contains("nobody of its site"))
    #expect(trained.table.contains("At sites of which the model had seen nobody\nsite "))
    #expect(trained.lossCurves == nil)
    // Everybody of a site is in one fold of the table for `validate`.
    let rows = trained.outOfFold.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(Set(rows.map { "\($0[5]) \($0[9])" }).count == 2)
    let check = try #require(trained.sessionsToCheck).split(separator: "\n")
    #expect(check[0].hasSuffix(",look_at,method"))
    #expect(
      check.dropFirst().allSatisfy { $0.hasSuffix(",leave-one-out (ridge regression on all measures)") })
  }

  @Test("a table without sites, or with one, is refused by name")
  func refused() throws {
    let example = ResultsExample(participants: 24)
    #expect(throws: FusionError.siteMissing(session: "case-1")) {
      try Self.study(example, assessments: example.assessments())
    }
    #expect(throws: FusionError.tooFewSites(found: 1)) {
      try Self.study(example, assessments: Self.assessments(example) { _ in "north" })
    }
  }

  private static func network(_ example: ResultsExample) throws -> TrainingPlan {
    try withTemporaryFolder { folder in
      try example.write(to: folder)
      let results = try StoredResults(path: folder, withTurns: true)
      let inputs = try #require(TurnInputs(results.sessions.map(\.measured)))
      let (cohort, _) = try results.cohort(
        assessments: example.sessions.enumerated().map {
          AssessedPerson(participant: $1.participant ?? "", total: Double($0 % 20))
        }, scale: OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 0, cutOff: 10), turnInputs: inputs)
      var settings = TurnNetworkSettings()
      (settings.width, settings.headCount, settings.layerCount, settings.feedForwardWidth) = (8, 2, 1, 8)
      (settings.memberCount, settings.greatestEpochCount) = (2, 4)
      return try TrainingPlan(
        cohort: cohort, candidates: [TurnNetworkLearner(settings: settings)], folds: 2, innerFolds: 2,
        seed: 1,
        programVersion: "0")
    }
  }

  /// Card, weights and loss curves.
  private static func made(
    _ plan: TrainingPlan, _ results: [TrainingTaskResult], _ states: StateFiles?
  ) async throws -> (card: ModelCard, tensors: [ModelTensor], curves: String) {
    let outcome = try await plan.collect(results, baselines: [])
    var course = FitCourse(states: states)
    let model = try ModelMaking(
      plan: plan, outcome: outcome, figures: [], leftOut: [:], unnamedSessions: 0, programVersion: "0",
      measureSetVersion: "set 1"
    ).made(course: &course)
    let curves = try #require(
      LossCurvesTable.csv(
        results, of: plan, kept: course.curves, setting: outcome.chosen.name, isSimulated: false))
    return (model.card, model.tensors, curves)
  }

  @Test(
    "tasks stopped in the middle of a training go on from files, and the model and its losses are the same")
  func resumed() async throws {
    let plan = try Self.network(ResultsExample(participants: 24, turns: 3))
    let whole = try await Self.made(plan, (0..<plan.taskCount).map { try plan.run($0) }, nil)
    try await withTemporaryFolder { folder in
      let files = TaskFiles(folder: folder + "/work")
      for task in 0..<plan.taskCount {
        let passes = Mutex(0)
        let isStopped = await Task {
          do {
            _ = try plan.run(task, states: files.states(of: task, of: plan)) { _ in
              let isThird = passes.withLock { passes in
                passes += 1
                return passes == 3
              }
              if isThird { unsafe withUnsafeCurrentTask { running in unsafe running?.cancel() } }
            }
            return false
          } catch { return error as? FusionError == .stopped }
        }.value
        // The last task has nothing to choose among, and nothing to train.
        #expect(isStopped == (task < 2))
        let states = "\(folder)/work/states-\(task)"
        #expect(FileManager.default.fileExists(atPath: states) == isStopped)
        let other = try Self.network(ResultsExample(participants: 26, turns: 3))
        #expect(files.states(of: task, of: other).state("network-0") == nil)
        #expect((files.states(of: task, of: plan).state("network-0") != nil) == isStopped)
        try files.write(plan.run(task, states: files.states(of: task, of: plan)))
        #expect(!FileManager.default.fileExists(atPath: states))
      }
      let results = (0..<plan.taskCount).compactMap { files.result($0, of: plan) }
      let resumed = try await Self.made(plan, results, files.states(of: nil, of: plan))
      #expect(resumed.card == whole.card && resumed.tensors == whole.tensors)
      #expect(resumed.curves == whole.curves)
      let lines = whole.curves.split(separator: "\n")
      #expect(
        lines[0] == "setting,fold,inner_fold,part,member,epoch,train_loss,validation_loss,learning_rate")
      #expect(lines[1].hasPrefix("network over turns,1,,network,1,0,,"))
      #expect(lines.contains { $0.hasPrefix("network over turns,kept,,network,2,4,") })
    }
  }
}
