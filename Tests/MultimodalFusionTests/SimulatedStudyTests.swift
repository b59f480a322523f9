import ClinicalAssessment
import MultimodalFusion
import SignalCore
import Testing

@Suite("Simulated studies")
struct SimulatedStudyTests {
  private static func study(
    people: Int, effect: Double?, planted: [Measure.Modality] = [.speech, .language, .face],
    sessionsPerPerson: Int = 1
  ) throws -> SimulatedStudy {
    var settings = SimulatedStudy.Settings()
    (settings.people, settings.effect, settings.planted) = (people, effect, planted)
    settings.sessionsPerPerson = sessionsPerPerson
    return try SimulatedStudy(settings, index: shippedIndex)
  }

  private static let many = Result { try study(people: 4000, effect: 0.8) }

  /// Difference of two groups of sessions over the standard deviation within them; missing values left out.
  private static func difference(
    _ measure: String, in study: SimulatedStudy, _ isFirst: (SimulatedStudy.Session) -> Bool
  ) throws -> Double {
    func values(_ wanted: Bool) -> [Double] {
      study.sessions.filter { isFirst($0) == wanted }.compactMap { $0.values[measure] ?? nil }
    }
    let (first, second) = (values(true), values(false))
    let spreads = [first, second].compactMap(\.sampleStandardDeviation).map { $0 * $0 }
    return try (#require(first.mean) - #require(second.mean)) / #require(spreads.mean).squareRoot()
  }

  @Test("--effect is Cohen's d of planted measures in their published direction, and of no other")
  func effect() throws {
    let study = try Self.many.get()
    func isCase(_ session: SimulatedStudy.Session) -> Bool { session.total >= 10 }
    // Measures that no circumstance moves. Standard error of d with 1,400 and 2,600 people: 0.034.
    for (measure, planted) in [
      ("language.absolutist.rate", 0.8), ("face.gaze.away_share", 0.8),
      ("speech.glottis.naq_median", 0), ("language.negation.rate", 0), ("face.eye.blink_rate", 0),
    ] {
      #expect(abs(try Self.difference(measure, in: study, isCase) - planted) < 0.14, "\(measure)")
    }
    for measure in study.measures {
      let term = shippedIndex.terms.first { $0.measure == measure.measure }
      #expect(measure.cohensD == 0.8 * (term?.direction.sign ?? 0), "\(measure.measure)")
    }
    #expect(study.measures.count { $0.cohensD != 0 } == shippedIndex.terms.count)
  }

  @Test("the published size is the d at which a measure correlates with severity by its weight in the index")
  func published() throws {
    let study = try Self.study(people: 4000, effect: nil)
    for term in shippedIndex.terms {
      let planted = try #require(study.measures.first { $0.measure == term.measure })
      #expect(abs(planted.correlation - term.direction.sign * term.weight) < 1e-12)
    }
    let pairs = study.sessions.compactMap { session in
      (session.values["language.sentiment.vader.negative_words.rate"] ?? nil).map {
        (session.circumstances.severity, $0)
      }
    }
    let (x, y) = (pairs.map(\.0), pairs.map(\.1))
    let (mx, my) = (x.mean ?? 0, y.mean ?? 0)
    let product = pairs.map { ($0 - mx) * ($1 - my) }.mean ?? 0
    let found = product / ((x.sampleStandardDeviation ?? 1) * (y.sampleStandardDeviation ?? 1))
    // Standard error of r with 3,700 people: 0.016.
    #expect(abs(found - 0.12) < 0.06)
  }

  @Test(
    "the power of a study is what made-up people give: t tests as computed, the model's from the level to near 1"
  )
  func power() async throws {
    // One measure that no circumstance moves, in 400 cohorts of 60: standard error of the share 0.025.
    var found = 0
    var expected = 0.0
    for seed in 0..<400 {
      var plan = SimulationSettings()
      plan.people = 60
      plan.modalities = [SimulatedModality(.speech, measureCount: 1, plantedCount: 1, effect: 0.7)]
      (plan.missingShare, plan.absentModalityShare) = (0, 0)
      let sessions = try SimulatedCohort(plan, seed: UInt64(seed)).cohort.sessions
      func values(_ isCase: Bool) -> [Double] {
        sessions.filter { (($0.total ?? 0) >= 10) == isCase }.compactMap { $0.values[0] }
      }
      let (cases, others) = (values(true), values(false))
      let power = StatisticalPower.differenceOfMeans(effect: 0.7, first: cases.count, second: others.count)
      expected += try #require(power) / 400
      let freedom = Double(sessions.count - 2)
      let squares =
        try Double(cases.count - 1) * pow2(#require(cases.sampleStandardDeviation))
        + Double(others.count - 1) * pow2(#require(others.sampleStandardDeviation))
      let error =
        (squares / freedom * (1 / Double(cases.count) + 1 / Double(others.count))).squareRoot()
      let t = try (#require(cases.mean) - #require(others.mean)) / error
      if try #require(StudentDistribution.twoSided(t, degreesOfFreedom: freedom)) < 0.05 { found += 1 }
    }
    #expect(abs(Double(found) / 400 - expected) < 0.08, "\(found) \(expected)")
    var settings = SimulatedStudy.Settings()
    (settings.people, settings.effect) = (80, 1)
    let strong = try await SimulatedPower(settings, index: shippedIndex, studies: 6, jobs: 2)
    #expect(try #require(strong.modelPower).value > 0.8 && (try #require(strong.modelCorrelation)) > 0.4)
    #expect(strong.cases == 28 && strong.correlation > 0.3)
    settings.effect = 0
    let none = try await SimulatedPower(settings, index: shippedIndex, studies: 6, jobs: 2)
    #expect(try #require(none.modelPower).value < 0.4 && none.correlation == 0)
    #expect(try await SimulatedPower(settings, index: shippedIndex, studies: 6, jobs: 1) == none)
  }

  private func pow2(_ value: Double) -> Double { value * value }

  @Test("circumstances move measures and severity by the stated amounts, and severity stays standard")
  func circumstances() throws {
    let study = try Self.many.get()
    let severity = study.sessions.map(\.circumstances.severity)
    #expect(abs(try #require(severity.mean)) < 0.07)
    #expect(abs(try #require(severity.sampleStandardDeviation) - 1) < 0.05)
    func mean(_ isFemale: Bool) throws -> Double {
      try #require(
        study.sessions.filter { $0.circumstances.isFemale == isFemale }.map(\.circumstances.severity).mean)
    }
    // Standard error 0.032.
    #expect(abs(try mean(true) - mean(false) - SimulatedStudy.onSeverity.female) < 0.13)
    func pitch(_ isFemale: Bool) throws -> Double {
      try #require(
        study.sessions.filter { $0.circumstances.isFemale == isFemale }
          .compactMap { $0.values["speech.pitch.f0.median"] ?? nil }.mean)
    }
    // Two standard deviations of 22 Hz; standard error 0.7 Hz.
    #expect(abs(try pitch(true) - pitch(false) - 44) < 3)
    let byTelephone = study.sessions.filter { $0.circumstances.device == .telephone }
    #expect(abs(Double(byTelephone.count) / 4000 - SimulatedStudy.telephoneShare) < 0.02)
    #expect(
      byTelephone.allSatisfy {
        !$0.modalities.contains(.face) && !$0.modalities.isEmpty
          && $0.values["speech.formant.f4.median"] == .some(nil)
      })
  }

  @Test(
    "items add up to totals, unplanted modalities have no effect, and the same settings give the same people")
  func same() throws {
    let study = try Self.study(people: 30, effect: 1, planted: [.face], sessionsPerPerson: 2)
    #expect(study.sessions.count == 60 && Set(study.sessions.map(\.participant)).count == 30)
    #expect(study.sessions.allSatisfy { $0.items.reduce(0, +) == $0.total && $0.items.count == 8 })
    #expect(study.measures.allSatisfy { $0.measure.hasPrefix("face.") || $0.cohensD == 0 })
    #expect(study.sessions.allSatisfy { $0.participant.hasPrefix("SIM-") })
    let again = try Self.study(people: 30, effect: 1, planted: [.face], sessionsPerPerson: 2)
    #expect(again == study)
    // More people do not change those there were.
    let more = try Self.study(people: 31, effect: 1, planted: [.face], sessionsPerPerson: 2)
    #expect(Array(more.sessions.prefix(60)) == study.sessions)
  }
}
