import ClinicalAssessment
import Foundation
import MultimodalFusion
import SignalCore
import Synchronization
import TestSupport
import Testing

@Suite("The course of long trainings", .serialized)
struct FitCourseTests {
  /// States in memory.
  private final class States: FitStates {
    private let all = Mutex<[String: [UInt8]]>([:])
    func state(_ name: String) -> [UInt8]? { all.withLock { $0[name] } }
    func keep(_ state: [UInt8], as name: String) { all.withLock { $0[name] = state } }
    var names: [String] { all.withLock { $0.keys.sorted() } }
  }

  private final class Count: Sendable {
    private let passes = Mutex(0)
    /// Cancels the task it is called in at so many passes.
    func add(stopAt limit: Int) {
      let reached = passes.withLock { passes in
        passes += 1
        return passes
      }
      if reached == limit { unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() } }
    }
    var value: Int { passes.withLock { $0 } }
  }

  private static var small: TurnNetworkSettings {
    var settings = TurnNetworkSettings()
    (settings.width, settings.headCount, settings.layerCount, settings.feedForwardWidth) = (8, 2, 1, 8)
    (settings.memberCount, settings.greatestEpochCount, settings.patienceEpochs) = (2, 6, nil)
    settings.linear.penalties = [1]
    return settings
  }

  private static func cohort(people: Int, mislabelled: Double = 0) throws -> Cohort {
    var settings = SimulationSettings()
    (settings.people, settings.turns, settings.mislabelledShare) = (people, 4, mislabelled)
    return try SimulatedCohort(settings, seed: 2).cohort
  }

  private static func plan(_ cohort: Cohort, _ candidates: [any SessionLearner]) throws -> TrainingPlan {
    try TrainingPlan(
      cohort: cohort, candidates: candidates, folds: 2, innerFolds: 2, seed: 1, programVersion: "0")
  }

  /// Runs a task until it has made so many passes.
  private static func stopped(
    _ plan: TrainingPlan, task: Int, passes: Int, _ states: States
  ) async -> Bool {
    await Task {
      let count = Count()
      do {
        _ = try plan.run(task, states: states) { _ in count.add(stopAt: passes) }
        return false
      } catch { return error as? FusionError == .stopped }
    }.value
  }

  @Test("a network's task stopped in the middle of a training goes on and ends as one never stopped")
  func network() async throws {
    let plan = try Self.plan(
      Self.cohort(people: 24),
      [TurnNetworkLearner(settings: Self.small), RidgeLearner(innerFolds: 2)])
    let count = Count()
    let whole = try plan.run(0) { _ in count.add(stopAt: 0) }
    // Two inner fits and the fold's own, two members each, six passes each.
    #expect(count.value == 36 && whole.curves.count == 6)
    for passes in [1, 9, 35] {
      let states = States()
      #expect(await Self.stopped(plan, task: 0, passes: passes, states))
      #expect(!states.names.isEmpty)
      let rest = Count()
      #expect(try plan.run(0, states: states) { _ in rest.add(stopAt: 0) } == whole)
      // Passes made again lie between two states; finished trainings are not begun anew.
      #expect(rest.value <= 36 - passes / 6 * 6, "\(rest.value)")
    }
  }

  @Test("losses are those of every pass, the rate rises over the warm-up and falls")
  func curves() throws {
    let plan = try Self.plan(Self.cohort(people: 24), [TurnNetworkLearner(settings: Self.small)])
    let curves = try plan.run(1).curves
    #expect(
      curves.map(\.member) == [0, 1] && curves.allSatisfy { $0.part == .network && $0.innerFold == nil })
    for curve in curves {
      #expect(curve.epochs.map(\.number) == Array(0...6))
      #expect(curve.epochs[0].trainingLoss == nil && curve.epochs[0].learningRate == nil)
      let rates = curve.epochs.compactMap(\.learningRate)
      #expect(rates.count == 6 && rates == rates.sorted(by: >) && (rates.last ?? 0) > 0)
      #expect(curve.epochs.dropFirst().allSatisfy { $0.trainingLoss?.isFinite ?? false })
    }
  }

  @Test("a gate with low-rank updates stopped between two passes ends as one never stopped")
  func gate() async throws {
    var speech = SimulatedSpeech()
    (speech.people, speech.turns, speech.effect) = (20, 2, 2)
    let cohort = try speech.cohort(encoder: gateEncoder(), seed: 1)
    let learner = GatedTurnLearner(
      encoder: try gateEncoder(), position: .firstLayer, tuning: .lowRank, network: GatedTurnTests.ridge,
      training: GatedTurnTests.training(epochs: 2), folds: 2)
    let plan = try Self.plan(cohort, [learner])
    let whole = try plan.run(0)
    let gates = whole.curves.filter { $0.part == .gate }
    #expect(gates.map(\.member) == [0, 1] && gates.allSatisfy { $0.epochs.first?.number == 0 })
    // Before any pass of the first gate, after its first, and before the second gate's first.
    let states = States()
    for passes in [1, 1, 2] { #expect(await Self.stopped(plan, task: 0, passes: passes, states)) }
    #expect(states.names.contains("gate-0"))
    #expect(try plan.run(0, states: states) == whole)
  }

  @Test("sessions whose totals were turned round harm strangers' loss by a network's gradients, above chance")
  func influence() async throws {
    var settings = SimulationSettings()
    (settings.people, settings.turns, settings.mislabelledShare) = (120, 3, 0.1)
    settings.modalities = [SimulatedModality(.speech, measureCount: 6, plantedCount: 6, effect: 1.5)]
    let simulated = try SimulatedCohort(settings, seed: 5)
    let plan = try Self.plan(simulated.cohort, [TurnNetworkLearner(settings: Self.small)])
    let results = try (0..<plan.taskCount).map { try plan.run($0) }
    let outcome = try await plan.collect(results, baselines: [])
    // Each session with turns is learned from in one of two folds, and by nobody judged.
    let read = plan.cohort.sessions.count { session in
      session.turns?.turns.contains { $0.inputs.contains { $0 != nil } } ?? false
    }
    #expect(read > 100 && outcome.influences.count == read)
    #expect(outcome.influences.values.allSatisfy { $0.count == 1 })
    let valuation = try #require(SessionValuation(plan.cohort, outcome))
    #expect(valuation.method == .firstOrder && valuation.sessions.count == read)
    let area = try #require(
      Discrimination.areaUnderROC(
        labels: valuation.sessions.map { simulated.mislabelled.contains($0.session) },
        scores: valuation.sessions.map { -$0.change }))
    // Twelve of 120: an area by chance has a standard error of 0.09.
    #expect(area.value > 0.75, "\(area.value)")
    let first = valuation.sessions[0]
    let row = try #require(outcome.judged.predictions.first { $0.session == first.session })
    #expect(first.leftOutResidual == row.prediction.map { row.total - $0.total })
  }
}
