/// Which part of a study a row belongs to.
public enum DataSplit: String, Sendable, Hashable, Codable, CaseIterable {
  case train
  case development
  case test
}

/// Attributes by which figures are given for groups of people.
public enum Subgroup: String, Sendable, Hashable, Codable, CaseIterable {
  case sex
  case age
  case language
  case device
  case site
}

/// A model's estimate for one session, with what is known about it. Every cell may be absent.
public struct ScoreRow: Sendable, Hashable {
  /// Line of the file the row starts on; the header is line 1.
  public var line: Int
  public var session: String
  public var participant: String
  public var day: CalendarDay?
  /// Estimated total of the questionnaire.
  public var score: Double?
  /// Estimated probability of a case, 0 to 1.
  public var probability: Double?
  public var split: DataSplit?
  /// Whether the model says itself that it learned from this person.
  public var isOfTrainingPerson: Bool?
  public var ageYears: Double?
  /// Sex, site, language and device, as the table words them.
  public var attributes: [Subgroup: String] = [:]
  public var speechSeconds: Double?
  public var wordCount: Double?
  /// Estimate made from the interviewer's turns alone.
  public var interviewerScore: Double?
  /// The score from which the row's author calls a person positive.
  public var threshold: Double?
  /// Identifies the recording's sound, for example its SHA-256.
  public var fingerprint: String?
  /// In the order of the table's `featureNames`.
  public var features: [Double?] = []

  public init(line: Int, session: String, participant: String) {
    self.line = line
    self.session = session
    self.participant = participant
  }

  /// Names of the age bands, youngest first.
  public static let ageBands = ["under 18", "18 to 34", "35 to 49", "50 to 64", "65 and over"]

  /// The group of the attribute the row belongs to; ages are put into bands.
  public func group(_ attribute: Subgroup) -> String? {
    guard attribute == .age else { return attributes[attribute] }
    return ageYears.map { age in
      Self.ageBands[[18.0, 35, 50, 65].count { age >= $0 }]
    }
  }
}

/// A table of scores: its rows, and which of the known columns it has.
public struct ScoreTable: Sendable, Hashable {
  /// Columns a score table may have, by the names they have in its header.
  public enum Column: String, Sendable, Hashable, Codable, CaseIterable {
    case session, participant, date, score, probability, split, sex, age, site, language, device
    case speechSeconds = "speech_seconds"
    case wordCount = "word_count"
    case interviewerScore = "interviewer_score"
    case threshold
    case fingerprint
    case inputSHA256 = "input_sha256"
    /// Whether the model learned from the row's person: yes or no.
    case ofTrainingPerson = "of_training_person"
    /// Of people who do not exist; stands in tables of them alone.
    case simulated
  }

  public var rows: [ScoreRow]
  public var columns: Set<Column>
  /// Columns whose name starts with `feature.`: what the model saw, for the probe of leaked labels.
  public var featureNames: [String]

  public var isSimulated: Bool { columns.contains(.simulated) }

  public init(rows: [ScoreRow], columns: Set<Column>, featureNames: [String] = []) {
    self.rows = rows
    self.columns = columns
    self.featureNames = featureNames
  }
}

/// A questionnaire's total on a day: what a score is compared with.
public struct ReferenceAssessment: Sendable, Hashable {
  /// Line of the file the row starts on; the header is line 1.
  public var line: Int
  public var participant: String
  public var day: CalendarDay?
  /// `nil` where too many items are missing for a total.
  public var total: Double?

  public init(line: Int, participant: String, day: CalendarDay?, total: Double?) {
    self.line = line
    self.participant = participant
    self.day = day
    self.total = total
  }
}
