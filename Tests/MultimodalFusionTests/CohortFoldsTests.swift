import MultimodalFusion
import SignalCore
import Testing

@Suite struct CohortFoldsTests {
  private func cohort(people: Int = 60, sites: Int = 1) throws -> Cohort {
    var settings = SimulationSettings()
    settings.people = people
    settings.sessionsPerPerson = 3
    settings.sites = sites
    return try SimulatedCohort(settings, seed: 11).cohort
  }

  @Test("every assessed session is judged once, and nobody is on both sides")
  func partition() throws {
    let cohort = try cohort()
    let splits = try cohort.splits(.participants(folds: 5), seed: 1)
    #expect(splits.flatMap(\.validation).sorted() == Array(cohort.sessions.indices))
    for split in splits {
      #expect(Set(split.training).union(split.validation).count == cohort.sessions.count)
      let known = Set(split.training.map { cohort.sessions[$0].participant })
      #expect(split.validation.allSatisfy { !known.contains(cohort.sessions[$0].participant) })
    }
  }

  @Test(
    "folds have like outcomes: their means lie within a point of 24, where chance would scatter them more")
  func stratified() throws {
    let cohort = try cohort()
    for seed in 0..<5 {
      let means = try cohort.splits(.participants(folds: 5), seed: UInt64(seed)).compactMap { split in
        split.validation.compactMap { cohort.sessions[$0].total }.mean
      }
      #expect((means.max() ?? 0) - (means.min() ?? 0) < 1)
    }
  }

  @Test("the same seed gives the same folds, another seed others")
  func seeded() throws {
    let cohort = try cohort()
    let folds = try cohort.splits(.participants(folds: 5), seed: 1)
    #expect(folds == (try cohort.splits(.participants(folds: 5), seed: 1)))
    #expect(folds != (try cohort.splits(.participants(folds: 5), seed: 2)))
  }

  @Test("sessions without an assessment are on no side")
  func unassessed() throws {
    let all = try cohort()
    let half = try Cohort(
      columns: all.columns, interviewerColumns: all.interviewerColumns, scale: all.scale,
      sessions: all.sessions.enumerated().map { place, session in
        var session = session
        if place.isMultiple(of: 2) { session.total = nil }
        return session
      })
    let splits = try half.splits(.participants(folds: 4), seed: 1)
    #expect(splits.flatMap(\.validation).sorted() == half.sessions.indices.filter { !$0.isMultiple(of: 2) })
  }

  @Test("a split with a person on both sides is refused by name")
  func bothSides() throws {
    let cohort = try cohort()
    #expect(cohort.sessions[0].participant == cohort.sessions[2].participant)
    #expect(throws: FusionError.personOnBothSides(participant: cohort.sessions[0].participant)) {
      _ = try SessionSplit(training: [0, 1], validation: [2, 3], of: cohort)
    }
  }

  @Test("each site is left out whole, and a person at two sites is refused by name")
  func sites() throws {
    let cohort = try cohort(sites: 3)
    let splits = try cohort.splits(.sites, seed: 1)
    #expect(splits.count == 3)
    for split in splits {
      let left = Set(split.validation.compactMap { cohort.sessions[$0].site })
      #expect(left.count == 1)
      #expect(left.isDisjoint(with: split.training.compactMap { cohort.sessions[$0].site }))
    }
    func refused(_ change: (inout CohortSession) -> Void) -> FusionError? {
      var sessions = cohort.sessions
      change(&sessions[1])
      do throws(FusionError) {
        _ = try Cohort(
          columns: cohort.columns, interviewerColumns: cohort.interviewerColumns, scale: cohort.scale,
          sessions: sessions
        ).splits(.sites, seed: 1)
        return nil
      } catch { return error }
    }
    #expect(
      refused { $0.site = "elsewhere" } == .personAtTwoSites(participant: cohort.sessions[1].participant))
    #expect(refused { $0.site = nil } == .siteMissing(session: cohort.sessions[1].session))
    let one = try self.cohort(sites: 1)
    #expect(throws: FusionError.tooFewSites(found: 1)) { _ = try one.splits(.sites, seed: 1) }
  }

  @Test("more folds than people are refused with both numbers")
  func tooFew() throws {
    let few = try cohort(people: 4)
    #expect(throws: FusionError.tooFewPeople(needed: 5, found: 4)) {
      _ = try few.splits(.participants(folds: 5), seed: 1)
    }
  }
}
