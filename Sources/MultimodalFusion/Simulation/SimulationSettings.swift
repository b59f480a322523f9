public import SignalCore

/// A modality of a simulated cohort.
public struct SimulatedModality: Sendable, Hashable {
  public var modality: Measure.Modality
  public var measureCount: Int
  /// The first so many measures differ between cases and others; 0 makes a modality that says nothing.
  public var plantedCount: Int
  /// Difference of the means of cases and others over the standard deviation within them (Cohen's d).
  public var effect: Double
  /// Cohen's d of each measure, in place of `plantedCount` and `effect`; empty for those.
  public var effects: [Double] = []
  /// What circumstances do to each measure; empty for nothing.
  public var influences: [SimulatedInfluences] = []
  /// Measures that a telephone cuts off.
  public var beyondTelephone: Set<Int> = []

  /// Cohen's d of a measure.
  func effect(ofMeasure place: Int) -> Double {
    effects.isEmpty ? (place < plantedCount ? effect : 0) : effects[place]
  }

  public init(
    _ modality: Measure.Modality, measureCount: Int, plantedCount: Int = 0, effect: Double = 0.5
  ) {
    precondition((0...measureCount).contains(plantedCount), "only measures there are can differ")
    self.modality = modality
    self.measureCount = measureCount
    self.plantedCount = plantedCount
    self.effect = effect
  }
}

/// What people and measures a simulated cohort has.
public struct SimulationSettings: Sendable, Hashable {
  public var people = 300
  public var sessionsPerPerson = 1
  public var modalities = [
    SimulatedModality(.speech, measureCount: 12, plantedCount: 6),
    SimulatedModality(.language, measureCount: 12),
    SimulatedModality(.face, measureCount: 12, plantedCount: 6),
  ]
  /// Share of people at or above the cut-off.
  public var prevalence = 0.35
  /// Correlation of two measures of one modality, and of two modalities, beside what the outcome brings about.
  public var correlationWithinModality = 0.3
  public var correlationAcrossModalities = 0.1
  /// Share of a measure's variance that stays the same over a person's sessions.
  public var stability = 0.6
  /// Share of single values that are missing, and of sessions that miss a modality whole (never all of them).
  public var missingShare = 0.03
  public var absentModalityShare = 0.05
  /// Sites take turns over the people. At every site but the first, all measures are shifted by so many standard
  /// deviations.
  public var sites = 1
  public var siteShift = 0.0
  /// Difference in the interviewer's measures, as Cohen's d: above 0 the interviewer gives the outcome away.
  public var interviewerEffect = 0.0
  /// Share of people whose totals are turned round: maximum − total.
  public var mislabelledShare = 0.0
  /// How much a person of middling talkativeness speaks in a session.
  public var speechSeconds = 600.0
  /// What circumstances do to severity itself; at more than 0.3 each the prevalence is no longer quite as stated.
  public var onSeverity = SimulatedInfluences()
  /// Shares of sessions recorded with a laptop and by telephone; the others are recorded in the studio.
  public var laptopShare = 0.0
  public var telephoneShare = 0.0
  /// Turns a session has; 0 = none are made.
  public var turns = 0

  public init() {}
}
