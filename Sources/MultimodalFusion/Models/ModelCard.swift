/// What a person must know before a model's number is used; stored beside its weights.
public struct ModelCard: Sendable, Hashable, Codable {
  /// Who the model learned from, as counts; no names.
  public struct Training: Sendable, Hashable, Codable {
    public var participants: Int
    public var sessions: Int
    /// Sessions whose total reaches the cut-off.
    public var cases: Int
    /// Sex or site as the study writes it → participants; `unknown` where it is not given.
    public var participantsBySex: [String: Int]
    public var participantsBySite: [String: Int]
    public var leastAgeYears: Double?
    public var greatestAgeYears: Double?
    public var meanTotal: Double
    /// Sessions left out, by reason.
    public var leftOut: [String: Int]
    /// To recognise them by; `nil` in models made before there was such a list.
    public var people: TrainingPeople?
  }

  /// One figure of a way to predict, estimated on people it did not learn from.
  public struct Figure: Sendable, Hashable, Codable {
    /// `model`, or a baseline's name.
    public var predictor: String
    public var name: String
    public var value: Double?
    /// 95 % interval, people resampled.
    public var lower: Double?
    public var upper: Double?
  }

  /// How the model does at a site of which it had seen nobody.
  public struct SiteFigures: Sendable, Hashable, Codable {
    public var site: String
    public var participants: Int
    public var sessions: Int
    public var cases: Int
    public var figures: [Figure]
  }

  /// Sessions learned from that were held against the person's own earlier ones.
  public struct OwnScaling: Sendable, Hashable, Codable {
    /// Earlier sessions that have a measure, below which it is held against everybody.
    public var leastSessions: Int
    public var sessions: Int
    public var participants: Int
  }

  /// A limit that turns a score into a yes or no, fixed when the model was made.
  public struct Threshold: Sendable, Hashable, Codable {
    public var name: String
    /// What is compared: `total` or `probability`.
    public var quantity: String
    /// At or above: yes.
    public var value: Double
    public var rule: String
  }

  /// Half the width of the interval around a score.
  public struct ScoreInterval: Sendable, Hashable, Codable {
    public var coverage: Double
    public var halfWidth: Double
    public var meaning: String
  }

  /// How unlike the others the oddest training session was; a session beyond that is called unlike them.
  public struct Familiarity: Sendable, Hashable, Codable {
    /// Greatest share of a training session's measures that lay beyond the limit at which values are cut.
    public var mostExtremeShare: Double
    /// Least share of the measures read that a training session had.
    public var leastPresentShare: Double
  }

  public static let currentFormat = 1
  public static let notForUse = [
    "Diagnosis, or any decision about a person that rests on the score alone.",
    "People, languages, recordings or interviews unlike those it was trained on.",
    "Screening, monitoring of employees, insurance or surveillance.",
    "Judging the risk of suicide or self-harm.",
  ]

  /// Stands first in the card and heads every output. Only a model that nobody may take for one of real people has it.
  public var about: String?
  public var format = currentFormat
  /// How to rebuild the model from its weights.
  public var structure: ModelStructure
  /// The learner and its settings as tables name it.
  public var name: String
  public var notice: String
  public var intendedUse: String
  public var notForUse = notForUse
  public var scale: OutcomeScale
  public var training: Training
  /// How the figures were made.
  public var evaluation: String
  public var figures: [Figure]
  /// `nil` unless sites were held out whole.
  public var siteFigures: [SiteFigures]?
  /// `nil` unless the model holds sessions against the person's own earlier ones.
  public var ownScaling: OwnScaling?
  public var thresholds: [Threshold]
  /// `nil` where there were too few people to give one.
  public var interval: ScoreInterval?
  /// `nil` for models of turns.
  public var familiarity: Familiarity?
  /// What new recordings are held against before they are scored; `nil` where too few people were learned from.
  public var cohort: CohortSummary?
  public var caveats: [String]
  public var programVersion: String
  public var measureSetVersion: String
  /// Columns of the sessions it learned from, in the order in which it expects a session's values.
  public var columns: [CohortColumn]
  /// Those of them that it reads: results must have them.
  public var measuresRead: [String]
  /// What a model of turns reads of each turn; `nil` for models of sessions.
  public var turnInputs: TurnInputs?
  public var seed: UInt64
  /// SHA-256 of the file of weights; empty while the card is being sealed.
  public var weightsSHA256 = ""
}
