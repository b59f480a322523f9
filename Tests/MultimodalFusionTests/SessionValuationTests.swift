import ClinicalAssessment
import DenseMath
import MultimodalFusion
import SignalCore
import Testing

@Suite struct SessionValuationTests {
  @Test("the influence of a session is the change of error when the equations are solved without it")
  func leaveOneOut() throws {
    var settings = SimulationSettings()
    settings.people = 60
    let cohort = try SimulatedCohort(settings, seed: 8).cohort
    let training = cohort.subset(Array(0..<40))
    let validation = cohort.subset(Array(40..<60))
    let model = try RidgeLearner(penalties: [0.2]).fitted(training, seed: 1)
    let influence = try RidgeInfluence(model, training: training, validation: validation)
    func row(_ session: CohortSession) -> [Double] {
      [1] + zip(model.scaling.scaled(session), model.means).map { $0 - $1 }
    }
    func weights(_ sessions: [CohortSession]) throws -> [Double] {
      let rows = Matrix(
        rows: sessions.count, columns: model.means.count + 1, values: sessions.flatMap { row($0) })
      var system = rows.transposed * rows
      // The penalty stays what it was for all 40.
      for place in 1..<system.rows { system[place, place] += 0.2 * 40 }
      let target =
        rows.transposed * Matrix(rows: sessions.count, columns: 1, values: sessions.compactMap(\.total))
      return try #require(CholeskyFactor(of: system)).solution(target.values)
    }
    func error(_ weights: [Double], _ session: CohortSession) -> Double {
      zip(row(session), weights).reduce(session.total ?? 0) { $0 - $1.0 * $1.1 }
    }
    func meanSquare(_ weights: [Double]) -> Double {
      validation.sessions.map { error(weights, $0) }.reduce(0) { $0 + $1 * $1 } / 20
    }
    let whole = meanSquare(try weights(training.sessions))
    for place in [0, 7, 39] {
      var rest = training.sessions
      let left = rest.remove(at: place)
      let without = try weights(rest)
      #expect(abs(influence.changes[place] - (meanSquare(without) - whole)) < 1e-8)
      #expect(abs(influence.leftOutResiduals[place] - error(without, left)) < 1e-8)
    }
  }

  @Test("influence on people who were learned from is refused by name")
  func bothSides() throws {
    let cohort = try SimulatedCohort(seed: 8).cohort
    let training = cohort.subset(Array(0..<100))
    let model = try RidgeLearner().fitted(training, seed: 1)
    #expect(throws: FusionError.personOnBothSides(participant: cohort.sessions[99].participant)) {
      _ = try RidgeInfluence(
        model, training: training, validation: cohort.subset([99, 150, 151]))
    }
  }

  @Test("sessions whose totals were turned round are found above chance")
  func flips() throws {
    var areas: [Double] = []
    var (listed, listedFlips, flips, all) = (0, 0, 0, 0)
    for seed in 0..<6 {
      var settings = SimulationSettings()
      settings.mislabelledShare = 0.08
      let simulated = try SimulatedCohort(settings, seed: UInt64(seed))
      let valuation = try SessionValuation(simulated.cohort, seed: 1)
      #expect(valuation.sessions.count == 300)
      let labels = valuation.sessions.map { simulated.mislabelled.contains($0.session) }
      areas.append(
        try #require(
          Discrimination.areaUnderROC(labels: labels, scores: valuation.sessions.map { -$0.change })
        ).value)
      let suspects = valuation.suspects()
      listed += suspects.count
      listedFlips += suspects.count { simulated.mislabelled.contains($0.session) }
      flips += simulated.mislabelled.count
      all += 300
    }
    // About 24 flips a cohort: the standard error of an area by chance is 0.06, of the mean of six 0.025.
    #expect((areas.mean ?? 0) > 0.62)
    // A listed session is flipped at least three times as often as any.
    let share = Double(listedFlips) / Double(listed)
    #expect(listed >= 20)
    #expect(share > 3 * Double(flips) / Double(all))
  }

  @Test("gradient influence is the fall of the validation loss in a small step, to first order")
  func gradients() throws {
    // Losses (w·x − y)² of a linear model.
    let sessions: [([Double], Double)] = [([1, 2], 3), ([2, -1], 0), ([0.5, 1], -2)]
    let judged: ([Double], Double) = ([1, 1], 1)
    let weights = [0.3, -0.2]
    func loss(_ weights: [Double], _ session: ([Double], Double)) -> Double {
      let error = zip(weights, session.0).reduce(-session.1) { $0 + $1.0 * $1.1 }
      return error * error
    }
    func gradient(_ session: ([Double], Double)) -> [Double] {
      let error = zip(weights, session.0).reduce(-session.1) { $0 + $1.0 * $1.1 }
      return session.0.map { 2 * error * $0 }
    }
    let rate = 1e-6
    var influence = GradientInfluence(sessions: 3)
    try influence.add(gradients: sessions.map(gradient), validation: gradient(judged), rate: rate)
    for (place, session) in sessions.enumerated() {
      let moved = zip(weights, gradient(session)).map { $0 - rate * $1 }
      // Second order: rate² · |g|² · curvature, below 1e-9.
      #expect(abs(loss(weights, judged) - loss(moved, judged) - influence.changes[place]) < 1e-9)
    }
    let once = influence.changes
    try influence.add(gradients: sessions.map(gradient), validation: gradient(judged), rate: rate)
    #expect(influence.changes == once.map { 2 * $0 })
    #expect(throws: FusionError.self) {
      try influence.add(gradients: [[1]], validation: [1], rate: 1)
    }
  }
}
