import Foundation
import Interchange
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("Sessions held against the person's own earlier ones")
struct OwnScaleTests {
  /// Twenty people with five sessions, a month apart.
  private static func example() -> ResultsExample {
    var example = ResultsExample(participants: 100)
    for place in example.sessions.indices {
      example.sessions[place].participant = "P\(place / 5 + 1)"
      example.sessions[place].date = "2025-0\(place % 5 + 1)-15"
    }
    return example
  }

  private static func assessments(_ example: ResultsExample, without: Set<Int> = []) -> String {
    example.sessions.enumerated().filter { !without.contains($0.offset) }.reduce(
      into: "participant,session,scale,total\n"
    ) { text, session in
      let value = Double(session.element.cells["speech.timing.pause_share"] ?? "") ?? 0
      text += "\(session.element.participant ?? ""),\(session.element.name),phq8,\(Int(value))\n"
    }
  }

  private static func study(
    _ example: ResultsExample, _ folder: String, assessments: String? = nil, withinPerson: Bool = true
  ) throws -> TrainingStudy {
    try example.write(to: folder + "/r")
    try Data((assessments ?? Self.assessments(example)).utf8).write(to: URL(filePath: folder + "/a.csv"))
    return try TrainingStudy(
      sessions: ResultsFiles(path: folder + "/r"), assessments: TableFile(path: folder + "/a.csv"),
      scale: nil,
      dates: nil,
      withinPerson: withinPerson, candidates: .linear, encoder: nil, seed: 1, folds: 3, innerFolds: 3,
      programVersion: "0")
  }

  @Test("the scale is median and 1.4826 median absolute deviations of three values or more that differ")
  func closedForm() {
    let scale = OwnScale(earlier: [4, 1, 2])
    #expect(scale?.centre == 2 && scale?.spread == 1.4826)
    #expect(OwnScale(earlier: [1, 2]) == nil)
    #expect(OwnScale(earlier: [3, 3, 3, 9]) == nil)
  }

  @Test(
    "only sessions of earlier days count, assessed or not; with fewer than three a session is held against all"
  )
  func earlier() throws {
    let example = Self.example()
    try withTemporaryFolder { folder in
      let cohort = try Self.study(
        example, folder, assessments: Self.assessments(example, without: [0, 1])
      ).plan.cohort
      #expect(cohort.sessions.count == 98)
      let column = try #require(cohort.columns.firstIndex { $0.name == "speech.pitch.f0.median" })
      func value(_ place: Int) throws -> Double {
        try #require(Double(example.sessions[place].cells["speech.pitch.f0.median"] ?? ""))
      }
      for session in cohort.sessions {
        let place = try #require(example.sessions.firstIndex { $0.name == session.session })
        guard place % 5 >= 3 else {
          #expect(session.own.allSatisfy { $0 == nil } && session.own.count == cohort.columns.count)
          continue
        }
        let before = try (place / 5 * 5..<place).map(value)
        #expect(session.own[column] == OwnScale(earlier: before))
      }
    }
  }

  @Test(
    "a stored model says how many sessions it held so, scores alike from the folder, and says which it could not"
  )
  func wholeWay() async throws {
    try await withTemporaryFolder { folder in
      let study = try Self.study(Self.example(), folder)
      #expect(study.plan.candidates.allSatisfy { $0.name.hasSuffix(", within people") })
      let results = try (0..<study.plan.taskCount).map { try study.plan.run($0) }
      let trained = try await study.join(results)
      let own = try #require(trained.card.ownScaling)
      #expect(own.leastSessions == 3 && own.sessions == 40 && own.participants == 20)
      #expect(
        trained.card.caveats.contains { $0.contains("in 40 of 100 sessions learned from, of 20 people") })
      try ModelFile.write(trained.card, tensors: trained.tensors, to: folder + "/m")
      let model = try study.plan.fit(
        try await study.plan.collect(results, baselines: []))
      let scores = try ScoringByModel(
        StoredResults(path: folder + "/r", withTurns: false), modelAt: folder + "/m", index: shippedIndex,
        programVersion: "0"
      ).scores()
      #expect(scores.count == 100)
      for (score, session) in zip(scores, study.plan.cohort.sessions) {
        #expect(score.session == session.session)
        #expect(score.score == (try model.predict(session).get().total))
        let explained = try #require(score.explained)
        let sum = score.contributions.compactMap(\.contribution).reduce(
          explained.base + explained.clipping, +)
        #expect(abs(sum - explained.value) < 1e-9)
        #expect(
          score.warnings.contains { $0.hasPrefix("Held against all people") }
            == session.own.allSatisfy { $0 == nil })
      }
      // Earlier sessions change the score of a later one.
      var alone = Self.example()
      alone.sessions.removeAll { $0.participant == "P1" && $0.date != "2025-05-15" }
      try alone.write(to: folder + "/alone")
      let single = try ScoringByModel(
        StoredResults(path: folder + "/alone", withTurns: false), modelAt: folder + "/m", index: shippedIndex,
        programVersion: "0"
      ).scores()[0]
      #expect(single.session == scores[4].session && single.score != scores[4].score)
    }
  }

  @Test("without the option nothing is held so; where nobody has earlier sessions it is refused")
  func without() throws {
    try withTemporaryFolder { folder in
      let plain = try Self.study(Self.example(), folder, withinPerson: false)
      #expect(plain.plan.cohort.sessions.allSatisfy { $0.own.isEmpty })
      let within = try Self.study(Self.example(), folder + "/w")
      #expect(plain.plan.fingerprint != within.plan.fingerprint)
      #expect(throws: FusionError.noEarlierSessions(needed: 3)) {
        try Self.study(ResultsExample(participants: 24), folder + "/s")
      }
    }
  }

  @Test(
    "an outcome that follows what is unusual for a person is found when sessions are held so, and hardly otherwise"
  )
  func planted() async throws {
    // A person's level is a hundred times as far apart as a person's sessions.
    var sessions: [CohortSession] = []
    for person in 0..<40 {
      for visit in 0..<3 {
        let level = 100 * Double((person * 17) % 40)
        let unusual = Double((person * 7 + visit * 5) % 11) - 5
        var session = CohortSession(
          session: "s\(person)-\(visit)", participant: "p\(person)", values: [level + unusual],
          total: 12 + 2 * unusual)
        session.own = [OwnScale(earlier: [level - 2, level, level + 3])]
        sessions.append(session)
      }
    }
    let cohort = try Cohort(
      columns: [CohortColumn(name: "speech.pitch.f0.median", modality: .speech)],
      scale: OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 0, cutOff: 10), sessions: sessions)
    var scaling = ScalingSettings()
    scaling.usesOwn = true
    var errors: [Double] = []
    for scaling in [ScalingSettings(), scaling] {
      let judged = try await NestedCrossValidation(grouping: .participants(folds: 4)).run(
        cohort, candidates: [RidgeLearner(innerFolds: 3, scaling: scaling)], seed: 1)
      errors.append(
        try #require(
          judged.predictions.compactMap { row in row.prediction.map { abs($0.total - row.total) } }.mean))
    }
    // Without, the mean distance of eleven evenly spread totals from their middle, 60 / 11; with, near 0.
    #expect(errors[0] > 4 && errors[1] < 1, "\(errors)")
  }
}
