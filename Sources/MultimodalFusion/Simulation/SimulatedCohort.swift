internal import ClinicalAssessment
internal import RealModule

/// People who do not exist, with a known truth, to check with that what is planted is found and nothing else.
///
/// A person's severity s is standard normal. The total (PHQ-8: 8 items, 0 to 24) rises with s, and the cut-off 10 is
/// passed by the prevalence exactly on average. A measure is k·noise + (d/Δ)·s, where Δ is the difference of the mean s
/// of cases and others and k makes the variance within them 1: its Cohen's d is the planted one. The noise of measures
/// is correlated by one factor a modality and one over all.
public struct SimulatedCohort: Sendable, Hashable {
  public let cohort: Cohort
  /// Sessions whose totals were turned round.
  public let mislabelled: Set<String>
  /// Names of the measures that differ between cases and others.
  public let planted: Set<String>
  /// One a session, in the cohort's order.
  public let circumstances: [SimulatedCircumstances]

  public static let scale = OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 8, cutOff: 10)
  /// What every measure lies around; the n-th of a modality has the spread n.
  static let centre = 50.0
  /// Words of a second of speech.
  static let wordsPerSecond = 2.5
  /// Measures of the interviewer's share.
  public static let interviewerMeasures = 4

  /// - Throws: Nothing with sound settings: the cohort is checked like any other.
  public init(_ settings: SimulationSettings = SimulationSettings(), seed: UInt64) throws(FusionError) {
    precondition(
      settings.prevalence > 0 && settings.prevalence < 1 && settings.sites >= 1, "the settings are possible")
    let severity = SimulatedSeverity(prevalence: settings.prevalence)
    var columns: [CohortColumn] = []
    var planted: Set<String> = []
    for (kind, modality) in settings.modalities.enumerated() {
      for measure in 0..<modality.measureCount {
        let name = "\(modality.modality.rawValue).simulated\(kind + 1).measure\(measure + 1)"
        columns.append(CohortColumn(name: name, modality: modality.modality))
        if modality.effect(ofMeasure: measure) != 0 { planted.insert(name) }
      }
    }
    self.planted = planted
    var sessions: [CohortSession] = []
    var circumstances: [SimulatedCircumstances] = []
    var mislabelled: Set<String> = []
    for person in 0..<settings.people {
      var simulated = SimulatedPerson(person, settings, severity, seed: seed)
      for visit in 0..<settings.sessionsPerPerson {
        let (session, around) = simulated.session(visit)
        if simulated.isMislabelled { mislabelled.insert(session.session) }
        sessions.append(session)
        circumstances.append(around)
      }
    }
    self.mislabelled = mislabelled
    self.circumstances = circumstances
    cohort = try Cohort(
      columns: columns,
      interviewerColumns: (0..<Self.interviewerMeasures).map {
        CohortColumn(name: "language.interviewer.measure\($0 + 1)", modality: .language)
      },
      scale: Self.scale, sessions: sessions)
  }
}

extension SimulatedCohort {
  /// A value without the simulation's own units.
  /// - Parameter place: Of the measure within its modality, from 0.
  static func standardised(_ value: Double, ofMeasure place: Int) -> Double {
    (value - centre) / Double(place + 1)
  }
}

/// From severity to totals.
struct SimulatedSeverity: Sendable {
  let prevalence: Double
  /// Difference of the mean severity of cases and others: φ(z) / (π (1 − π)), z the severity at the cut-off.
  let difference: Double

  init(prevalence: Double) {
    self.prevalence = prevalence
    let limit = NormalDistribution.quantile(1 - prevalence) ?? 0
    let density = Double.exp(-limit * limit / 2) / (2 * Double.pi).squareRoot()
    difference = density / (prevalence * (1 - prevalence))
  }

  /// 0 to 9 evenly for those below the cut-off; 10 to 24, the low ones more often, for cases.
  func total(severity: Double) -> Double {
    let rank = NormalDistribution.cumulative(severity)
    let others = 1 - prevalence
    guard rank >= others else { return (10 * rank / others).rounded(.down) }
    let share = (rank - others) / prevalence
    return min(10 + (15 * share * share).rounded(.down), 24)
  }

  /// The d at which a measure correlates with severity by r: d² = r² / (1/Δ² − r²·π(1 − π)), since the measure's variance
  /// is 1 + π(1 − π)·d² and its slope d/Δ.
  func effect(correlation: Double) -> Double {
    let square = correlation * correlation
    return
      (square / (1 / (difference * difference) - square * prevalence * (1 - prevalence))).squareRoot()
  }

  /// The opposite: Pearson's r with severity of a measure with this d.
  func correlation(effect: Double) -> Double {
    effect / difference / (1 + prevalence * (1 - prevalence) * effect * effect).squareRoot()
  }

  /// How much severity counts in a measure with this d, and how much noise.
  func weights(effect: Double) -> (severity: Double, noise: Double) {
    let slope = effect / difference
    let within = 1 - prevalence * (1 - prevalence) * difference * difference
    return (slope, max(1 - slope * slope * within, 0).squareRoot())
  }
}
