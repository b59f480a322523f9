public import SignalCore

/// A study of people who do not exist: measures of this program under their own names, with effects of published size,
/// and what else a study knows of its people.
///
/// Every person has a severity, the total follows it, and each measure of the composite index follows it by its Cohen's
/// d in the direction its term has; see `SimulatedCohort` for the arithmetic. All other measures follow no severity.
/// Sex, age, device and talkativeness move measures and severity by known amounts, so that measures without an effect
/// go with the total a little all the same, as in life. d is the difference between people at or above the cut-off and
/// others of the same circumstances, over the standard deviation within them.
public struct SimulatedStudy: Sendable, Hashable {
  public struct Settings: Sendable, Hashable, Codable {
    public var people = 60
    public var sessionsPerPerson = 1
    /// Cohen's d of every planted measure; `nil` for each measure's published size: the d at which it correlates with
    /// severity by its weight in the composite index.
    public var effect: Double?
    /// Modalities whose measures are planted.
    public var planted: [Measure.Modality] = [.speech, .language, .face]
    public var seed: UInt64 = 1

    public init() {}
  }

  /// What was planted in a measure.
  public struct Planted: Sendable, Hashable, Codable {
    public var measure: String
    /// Below 0 where cases have lower values.
    public var cohensD: Double
    /// With severity, among people of the same circumstances.
    public var correlation: Double
    public var influences: SimulatedInfluences
  }

  public struct Session: Sendable, Hashable {
    public var name: String
    public var participant: String
    /// Counted from 0.
    public var visit: Int
    public var site: String
    public var circumstances: SimulatedCircumstances
    public var total: Double
    public var items: [Double]
    /// Measure → value; `nil` where it is missing in spite of its modality being there.
    public var values: [String: Double?]
    /// Modalities the session has.
    public var modalities: Set<Measure.Modality>
    public var speechSeconds: Double
    public var wordCount: Double
  }

  public let settings: Settings
  /// Every measure drawn, the interviewer's left out.
  public let measures: [Planted]
  public let sessions: [Session]

  /// Effects that can be planted: severity, as two groups of it have it, cannot move a measure by more than 2.58.
  public static let effects = 0.0...2.5
  /// Share of people at or above the cut-off.
  public static let prevalence = 0.35
  /// What a participant's name begins with.
  public static let prefix = "SIM-"
  /// Circumstances move severity too, which makes confounders of them.
  public static let onSeverity = SimulatedInfluences(
    female: 0.25, tenYears: -0.05, laptop: 0.2, talkativeness: -0.15)
  public static let laptopShare = 0.3
  public static let telephoneShare = 0.1
  private static let modalities: [Measure.Modality] = [.speech, .language, .face]

  /// The same people for the same settings and index.
  /// - Parameter index: Gives the measures with an effect, its direction and its published size.
  public init(_ settings: Settings, index: CompositeIndex) throws(FusionError) {
    var plan = SimulationSettings()
    plan.people = settings.people
    plan.sessionsPerPerson = settings.sessionsPerPerson
    plan.prevalence = Self.prevalence
    plan.sites = 2
    plan.onSeverity = Self.onSeverity
    plan.laptopShare = Self.laptopShare
    plan.telephoneShare = Self.telephoneShare
    plan.speechSeconds = 45
    let severity = SimulatedSeverity(prevalence: Self.prevalence)
    var measures: [Planted] = []
    plan.modalities = Self.modalities.map { modality in
      let drawn = SimulatedMeasure.all(of: modality)
      var simulated = SimulatedModality(modality, measureCount: drawn.count)
      simulated.influences = drawn.map(\.influences)
      simulated.beyondTelephone = Set(drawn.indices.filter { drawn[$0].isBeyondTelephone })
      simulated.effects = drawn.map { measure in
        guard settings.planted.contains(modality), let term = measure.term(in: index) else { return 0 }
        return term.direction.sign
          * (settings.effect ?? severity.effect(correlation: term.weight))
      }
      measures += zip(drawn, simulated.effects).map { measure, effect in
        Planted(
          measure: measure.name, cohensD: effect, correlation: severity.correlation(effect: effect),
          influences: measure.influences)
      }
      return simulated
    }
    let simulated = try SimulatedCohort(plan, seed: settings.seed)
    self.settings = settings
    self.measures = measures
    let drawn = Self.modalities.map(SimulatedMeasure.all)
    sessions = simulated.cohort.sessions.enumerated().map { place, session in
      Self.session(session, place: place, of: settings, simulated.circumstances[place], drawn)
    }
  }

  private static func session(
    _ session: CohortSession, place: Int, of settings: Settings, _ circumstances: SimulatedCircumstances,
    _ drawn: [[SimulatedMeasure]]
  ) -> Session {
    let (person, visit) = place.quotientAndRemainder(dividingBy: settings.sessionsPerPerson)
    let number = String(person + 1)
    let participant = prefix + String(repeating: "0", count: max(0, 4 - number.count)) + number
    var values: [String: Double?] = [:]
    var present: Set<Measure.Modality> = []
    var column = 0
    for (modality, measures) in zip(modalities, drawn) {
      for (offset, measure) in measures.enumerated() {
        if let value = session.values[column] {
          present.insert(modality)
          values[measure.name] = measure.value(
            standard: SimulatedCohort.standardised(value, ofMeasure: offset))
        } else {
          values[measure.name] = .some(nil)
        }
        column += 1
      }
    }
    for (measure, value) in zip(SimulatedMeasure.interviewer, session.interviewerValues) {
      values[measure.name] = value.map { measure.value(standard: $0) }
    }
    return Session(
      name: "\(participant)-\(visit + 1)", participant: participant, visit: visit,
      site: session.site ?? "", circumstances: circumstances, total: session.total ?? 0,
      items: session.items.map { $0 ?? 0 }, values: values, modalities: present,
      speechSeconds: session.speechSeconds ?? 0, wordCount: session.wordCount ?? 0)
  }
}
