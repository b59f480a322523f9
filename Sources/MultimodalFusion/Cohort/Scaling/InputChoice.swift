public import SignalCore

/// Which of a session's numbers a model reads.
public enum InputChoice: Sendable, Hashable, Codable {
  /// The participant's measures of these modalities.
  case measures([Measure.Modality])
  /// The interviewer's measures alone: what a model scores that learned the questions, not the answers.
  case interviewer
  /// Seconds and words spoken by the participant.
  case speechAmount
  case sexAndAge

  /// Every modality that describes the participant. Measures of quality describe the recording and are left out.
  public static let allMeasures = InputChoice.measures([.speech, .language, .face])

  /// For tables: `speech + face`.
  public var name: String {
    switch self {
    case .allMeasures: "all measures"
    case .measures(let modalities): modalities.map(\.rawValue).joined(separator: " + ")
    case .interviewer: "interviewer only"
    case .speechAmount: "speech amount"
    case .sexAndAge: "sex and age"
    }
  }

  /// The columns a model learned from this cohort reads. Sex is one column for each way the cohort writes it but the
  /// first in alphabetical order.
  func columns(of cohort: Cohort) -> [InputColumn] {
    switch self {
    case .measures(let modalities):
      return cohort.columns.enumerated().filter { modalities.contains($1.modality) }.map {
        InputColumn(name: $1.name, modality: $1.modality, source: .measure(place: $0))
      }
    case .interviewer:
      return cohort.interviewerColumns.enumerated().map {
        InputColumn(name: $1.name, modality: $1.modality, source: .interviewer(place: $0))
      }
    case .speechAmount:
      return [
        InputColumn(name: "speechSeconds", modality: nil, source: .speechSeconds),
        InputColumn(name: "wordCount", modality: nil, source: .wordCount),
      ]
    case .sexAndAge:
      let sexes = Set(cohort.sessions.compactMap(\.sex)).sorted().dropFirst()
      return [InputColumn(name: "ageYears", modality: nil, source: .ageYears)]
        + sexes.map { InputColumn(name: "sex \($0)", modality: nil, source: .sex($0)) }
    }
  }
}

/// One number a model reads, and where it lies in a session.
public struct InputColumn: Sendable, Hashable, Codable {
  public enum Source: Sendable, Hashable, Codable {
    /// Place among the cohort's columns.
    case measure(place: Int)
    /// Place among the cohort's interviewer columns.
    case interviewer(place: Int)
    case speechSeconds
    case wordCount
    case ageYears
    /// 1 for this sex, 0 for another.
    case sex(String)
  }

  public let name: String
  /// `nil` for what is no measure, such as age.
  public let modality: Measure.Modality?
  public let source: Source

  /// `nil` when missing, or when the session has no such column.
  func value(in session: CohortSession) -> Double? {
    switch source {
    case .measure(let place): session.values.indices.contains(place) ? session.values[place] : nil
    case .interviewer(let place):
      session.interviewerValues.indices.contains(place) ? session.interviewerValues[place] : nil
    case .speechSeconds: session.speechSeconds
    case .wordCount: session.wordCount
    case .ageYears: session.ageYears
    case .sex(let sex): session.sex.map { $0 == sex ? 1 : 0 }
    }
  }
}
