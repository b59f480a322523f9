/// What counts as change on a measure: every figure is a setting that names where it comes from.
public struct ChangeRules: Sendable, Hashable {
  /// `nil`: not judged.
  public var reliableChange: ReliableChangeRule?
  /// `nil`: not judged.
  public var importantDifference: ImportantDifference?
  /// Share by which a value has to fall for a response.
  public var responseShare: Double
  /// `nil`: not judged.
  public var remission: RemissionRule?
  /// The lowest value the measure can have; falls count from there. `nil` for measures whose zero means nothing
  /// or whose fall is no improvement: response is not judged then.
  public var lowestValue: Double?

  public init(
    reliableChange: ReliableChangeRule? = nil, importantDifference: ImportantDifference? = nil,
    responseShare: Double = 0.5, remission: RemissionRule? = nil, lowestValue: Double? = nil
  ) {
    self.reliableChange = reliableChange
    self.importantDifference = importantDifference
    self.responseShare = responseShare
    self.remission = remission
    self.lowestValue = lowestValue
  }

  /// What has been published for a scale. Reliability and standard deviation differ between groups of people, so
  /// that no reliable change index is offered unasked: state them as a `MeasurementError` of a group like yours.
  public static func published(for questionnaire: Questionnaire) -> ChangeRules {
    var rules = ChangeRules(
      remission: questionnaire.remissionRules.first, lowestValue: questionnaire.totals.lowerBound)
    let programme = "the English NHS Talking Therapies programme"
    switch questionnaire.code {
    case "phq9":
      rules.reliableChange = .points(6, source: programme)
      rules.importantDifference = .points(5, source: "Löwe et al. 2004, Med. Care 42: 1194–1201")
    case "gad7":
      rules.reliableChange = .points(4, source: programme)
      rules.importantDifference = .points(4, source: "Toussaint et al. 2020, J. Affect. Disord. 265: 395–401")
    case "bdi2":
      rules.importantDifference = .share(
        0.175, source: "Button et al. 2015, Psychol. Med. 45: 3269–3279; larger in long-standing depression")
    default: break
    }
    return rules
  }
}

/// How exactly a measure is read in a group of people.
public struct MeasurementError: Sendable, Hashable {
  /// 0 to below 1; test–retest reliability is the fitting one, Cronbach's α often stands for it.
  public let reliability: Double
  /// Of the group before treatment, in the measure's unit.
  public let standardDeviation: Double
  /// The study or sample both come from.
  public let source: String

  public init(reliability: Double, standardDeviation: Double, source: String) throws(ScaleError) {
    guard (0..<1).contains(reliability) else { throw .reliability(reliability) }
    guard standardDeviation > 0, standardDeviation.isFinite else {
      throw .standardDeviation(standardDeviation)
    }
    self.reliability = reliability
    self.standardDeviation = standardDeviation
    self.source = source
  }

  /// SD √(1 − r): of one reading, in the measure's unit.
  public var ofReading: Double { standardDeviation * (1 - reliability).squareRoot() }
  /// SD √2 √(1 − r): of the difference of two readings, in the measure's unit.
  public var ofDifference: Double { 2.0.squareRoot() * ofReading }
}

public enum ReliableChangeRule: Sendable, Hashable {
  /// |x₂ − x₁| / (SD √2 √(1 − r)) above 1.96, Jacobson & Truax 1991, J. Consult. Clin. Psychol. 59: 12–19.
  case index(MeasurementError)
  /// A difference of at least so many points.
  case points(Double, source: String)
}

/// The smallest difference that matters to patients.
public enum ImportantDifference: Sendable, Hashable {
  /// Of at least so many points.
  case points(Double, source: String)
  /// Of at least this share of the earlier value, counted from the measure's lowest.
  case share(Double, source: String)
}
