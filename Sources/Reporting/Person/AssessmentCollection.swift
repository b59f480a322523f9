public import ClinicalAssessment
internal import SignalCore

/// A filled-in questionnaire of a participant.
public struct AssessedForm: Sendable, Hashable {
  public var participant: String
  public var day: CalendarDay
  public var questionnaire: Questionnaire
  public var result: ScaleResult

  public init(participant: String, day: CalendarDay, questionnaire: Questionnaire, result: ScaleResult) {
    self.participant = participant
    self.day = day
    self.questionnaire = questionnaire
    self.result = result
  }
}

/// Questionnaires of many people, from which the error of a total is estimated.
public struct AssessmentCollection: Sendable {
  /// Fewest people whose spread of first totals stands for the group’s.
  static let leastPeople = 10

  private let forms: [String: [AssessedForm]]
  private let errors: [String: MeasurementError]

  public init(_ forms: [AssessedForm]) {
    self.forms = Dictionary(grouping: forms, by: \.participant).mapValues { own in
      own.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    }
    var errors: [String: MeasurementError] = [:]
    for (code, group) in Dictionary(grouping: forms, by: \.questionnaire.code) {
      guard let questionnaire = group.first?.questionnaire,
        let retest = questionnaire.reliabilities.first(where: { $0.kind == .retest })
      else { continue }
      let firsts = Dictionary(grouping: group, by: \.participant).values.compactMap { own in
        own.min { $0.day < $1.day }?.result.total.value
      }
      guard firsts.count >= Self.leastPeople, let spread = firsts.sorted().sampleStandardDeviation else {
        continue
      }
      errors[code] = try? MeasurementError(
        retest, standardDeviation: spread, of: "first forms of \(firsts.count) people in the table given")
    }
    self.errors = errors
  }

  public func has(_ participant: String) -> Bool { forms[participant] != nil }

  /// A participant’s forms by questionnaire, in order of days.
  func courses(of participant: String) -> [ScaleCourse] {
    let own = forms[participant] ?? []
    return Questionnaire.all.compactMap { questionnaire in
      let filled = own.filter { $0.questionnaire.code == questionnaire.code }
      return filled.isEmpty
        ? nil : ScaleCourse(questionnaire: questionnaire, forms: filled, error: errors[questionnaire.code])
    }
  }
}

/// One questionnaire of one person, in order of days.
struct ScaleCourse {
  let questionnaire: Questionnaire
  let forms: [AssessedForm]
  /// `nil` where the group’s spread or the scale’s reliability is not known.
  let error: MeasurementError?

  private var series: SessionSeries? {
    try? SessionSeries(forms.map { SessionValue(day: $0.day, questionnaire, $0.result) })
  }

  /// Change from the first form to a later one by the published rules; `nil` where either has no total.
  func change(to form: AssessedForm) -> SessionChange? {
    Self.change(to: form, in: series?.changesFromFirst(ChangeRules.published(for: questionnaire)) ?? [])
  }

  /// The reliable change index from the first form to a later one; `nil` without a measurement error.
  func index(to form: AssessedForm) -> Double? {
    guard let error, let series else { return nil }
    let changes = series.changesFromFirst(ChangeRules(reliableChange: .index(error)))
    return Self.change(to: form, in: changes)?.reliableChangeIndex
  }

  /// Forms of one day with equal totals change alike.
  private static func change(to form: AssessedForm, in changes: [SessionChange]) -> SessionChange? {
    guard let total = form.result.total.value else { return nil }
    return changes.first { $0.later.day == form.day && $0.value.value == total }
  }
}
