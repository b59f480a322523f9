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
    return try SimulatedStudy(settings)
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
      let term = CompositeIndex.terms.first { $0.measure == measure.measure }
      #expect(measure.cohensD == 0.8 * (term?.direction.sign ?? 0), "\(measure.measure)")
    }
    #expect(study.measures.count { $0.cohensD != 0 } == CompositeIndex.terms.count)
  }

  @Test("the published size is the d at which a measure correlates with severity by its weight in the index")
  func published() throws {
    let study = try Self.study(people: 4000, effect: nil)
    for term in CompositeIndex.terms {
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
