import MultimodalFusion
import SignalCore
import Testing

@Suite struct DomainShiftTests {
  private func halves(shift: Double, seed: UInt64, people: Int = 160) throws -> (Cohort, Cohort) {
    var settings = SimulationSettings()
    settings.people = people
    settings.sites = 2
    settings.siteShift = shift
    settings.modalities = [SimulatedModality(.speech, measureCount: 10)]
    let cohort = try SimulatedCohort(settings, seed: seed).cohort
    func site(_ name: String) -> Cohort {
      cohort.subset(cohort.sessions.indices.filter { cohort.sessions[$0].site == name })
    }
    return (site("site1"), site("site2"))
  }

  @Test("recordings of another kind are told apart, their differences measured and a warning given")
  func shifted() async throws {
    let (training, new) = try halves(shift: 1, seed: 1)
    let shift = try await DomainShift(training: training, new: new, permutations: 99, seed: 1, jobs: 2)
    let classifier = try #require(shift.classifier)
    #expect(classifier.areaUnderROC > 0.7)
    #expect(classifier.probability == 0.01)
    // One standard deviation was planted; 80 people a side give each a standard error of 0.16.
    let differences = shift.columns.compactMap(\.difference)
    #expect(abs((differences.mean ?? 0) - 1) < 0.25)
    #expect(shift.columns.count { $0.isShifted } >= 8)
    let warning = try #require(shift.warning)
    #expect(warning.contains("10 measures are shifted"))
    #expect(warning.contains(shift.columns[0].name))
  }

  @Test("recordings of the same kind seldom look different: 12 tests have probabilities spread over 0 to 1")
  func same() async throws {
    var probabilities: [Double] = []
    var warnings = 0
    for seed in 0..<12 {
      let (training, new) = try halves(shift: 0, seed: UInt64(seed), people: 80)
      let shift = try await DomainShift(training: training, new: new, permutations: 39, seed: 1, jobs: 2)
      probabilities.append(try #require(shift.classifier).probability)
      if shift.warning != nil { warnings += 1 }
    }
    // Uniform under sameness: standard error of the mean of 12 is 0.083.
    #expect(abs((probabilities.mean ?? 0) - 0.5) < 0.25)
    #expect(warnings <= 1)
  }

  @Test("the result does not depend on the number of jobs")
  func jobs() async throws {
    let (training, new) = try halves(shift: 0.4, seed: 3)
    let one = try await DomainShift(training: training, new: new, permutations: 19, seed: 1, jobs: 1)
    let two = try await DomainShift(training: training, new: new, permutations: 19, seed: 1, jobs: 2)
    #expect(one == two)
  }

  @Test("a few new recordings get differences but no classifier, and known people are left out of it")
  func few() async throws {
    let (training, new) = try halves(shift: 2, seed: 4)
    let single = try await DomainShift(training: training, new: new.subset([0]), seed: 1)
    #expect(single.classifier == nil)
    #expect(single.columns.allSatisfy { $0.newMissingShare == 0 || $0.difference == nil })
    #expect(single.columns.contains { $0.difference != nil })
    let again = try await DomainShift(training: training, new: training, permutations: 9, seed: 1)
    #expect(again.classifier == nil)
    #expect(again.warning == nil)
    #expect(again.columns.allSatisfy { $0.difference == 0 })
  }

  @Test("with more measures than a fold has people, principal components are compared")
  func wide() async throws {
    var settings = SimulationSettings()
    settings.people = 60
    settings.sites = 2
    settings.siteShift = 1
    settings.modalities = [SimulatedModality(.speech, measureCount: 80)]
    let cohort = try SimulatedCohort(settings, seed: 1).cohort
    func site(_ name: String) -> Cohort {
      cohort.subset(cohort.sessions.indices.filter { cohort.sessions[$0].site == name })
    }
    let shift = try await DomainShift(
      training: site("site1"), new: site("site2"), permutations: 19, seed: 1, jobs: 2)
    #expect(try #require(shift.classifier).areaUnderROC > 0.8)
  }
}
