/// Everything a page about a score's validation shows. Holds no participant's name.
public struct ValidationReport: Sendable, Hashable, Codable {
  public static let currentVersion = 1

  /// Raised when a field changes its meaning.
  public var version = Self.currentVersion
  public var notice: String
  public var programVersion: String
  public var sources: [SourceFile]
  public var settings: Settings
  public var leakChecks: [LeakCheck]
  /// Why figures are shown although a leak was found; `nil` where none was.
  public var allowedLeakReason: String?
  public var flow: ParticipantFlow
  public var sample: Sample
  public var agreement: [Figure]
  public var limitsOfAgreement: BlandAltman?
  public var discrimination: [Figure]
  /// False positive rate against sensitivity, thinned for drawing; empty with one class only.
  public var rocCurve: [CurvePoint]
  /// Sensitivity against positive predictive value, thinned for drawing; empty with one class only.
  public var precisionRecallCurve: [CurvePoint]
  public var confusion: Confusion
  public var atThreshold: [Figure]
  /// What the threshold would do at the prevalence in the settings; `nil` with one class only.
  public var population: PopulationPrediction?
  public var calibration: [Figure]
  public var calibrationBins: [CalibrationBin]
  public var decisionCurve: [NetBenefit]
  public var bands: [BandScores]
  public var subgroups: [SubgroupFigures]
  public var missing: [MissingCells]
  public var baselines: [Baseline]
  public var checklist: [ChecklistItem]
  /// Every pair the figures rest on, ordered by score, then total: no names, no dates.
  public var pairs: [Pair]

  public struct SourceFile: Sendable, Hashable, Codable {
    public var role: String
    /// Without its folder.
    public var name: String
    public var sha256: String

    public init(role: String, name: String, sha256: String) {
      self.role = role
      self.name = name
      self.sha256 = sha256
    }
  }

  public enum ThresholdOrigin: String, Sendable, Hashable, Codable {
    case asked
    case table
    case questionnaire
  }

  public struct Settings: Sendable, Hashable, Codable {
    public var scale: ValidationScale
    /// Totals from here on are cases.
    public var caseTotal: Double
    public var windowDays: Int
    public var threshold: Double
    public var thresholdOrigin: ThresholdOrigin
    /// `nil` where the data hold one class only and none was stated.
    public var prevalence: Double?
    public var prevalenceIsStated: Bool
    public var coverage: Double
    public var resamples: Int
    public var seed: UInt64
    public var folds: Int
  }

  public struct Sample: Sendable, Hashable, Codable {
    public var cases: Int
    public var others: Int
    public var meanTotal: Double
    public var standardDeviationOfTotals: Double?
    public var meanScore: Double
    public var standardDeviationOfScores: Double?
    /// Scores outside the totals the questionnaire can yield.
    public var scoresOutsideScale: Int
    public var hasProbabilities: Bool
  }

  public struct Pair: Sendable, Hashable, Codable {
    public var score: Double
    public var total: Double
    public var probability: Double?
  }

  public struct CurvePoint: Sendable, Hashable, Codable {
    public var x: Double
    public var y: Double
  }

  /// Scores of the people whose total lies in one band of severity.
  public struct BandScores: Sendable, Hashable, Codable {
    public var band: String
    public var lowestTotal: Double
    public var highestTotal: Double
    public var count: Int
    /// Smallest, lower quartile, median, upper quartile, greatest; `nil` without anybody.
    public var scores: [Double]?
  }

  public struct MissingCells: Sendable, Hashable, Codable {
    public var column: String
    public var empty: Int
    public var rows: Int
    /// Mean total of rows with the cell empty, and of the others: a difference says that gaps are no chance.
    public var meanTotalWhereEmpty: Double?
    public var meanTotalElsewhere: Double?
  }
}
