internal import ClinicalAssessment

/// A person’s questionnaires over time: totals as a picture, and what each change amounts to by published rules.
struct PersonScales {
  let courses: [ScaleCourse]
  /// Whether a table of questionnaires was given at all.
  let isGiven: Bool

  var markup: String {
    if courses.isEmpty {
      return PageFrame.paragraph(isGiven ? ReportWording.noFormsOfPerson : ReportWording.noQuestionnaires)
    }
    return courses.map(markup).joined(separator: "\n")
  }

  private func markup(_ course: ScaleCourse) -> String {
    let name = course.questionnaire.name
    let marks = course.forms.compactMap { form in
      form.result.total.value.map { total in
        TrendPicture.Mark(
          day: form.day, label: "\(form.day): \(Number.shortest(total))", value: total, kind: .compared,
          group: ComparisonClass(measureSetVersion: course.questionnaire.code, passedGate: true))
      }
    }
    let noise = course.error.flatMap { error in
      marks.first.map { ($0.value - 1.96 * error.ofDifference)...($0.value + 1.96 * error.ofDifference) }
    }
    let picture = TrendPicture(
      id: "trend-" + course.questionnaire.code, title: name, marks: marks, noise: noise,
      scale: ShownScale(decimals: 0),
      size: .large)
    var legend: [(kind: TrendPicture.LegendKind, words: String)] = [(.compared, ReportWording.total)]
    if noise != nil { legend.append((.noise, ReportWording.noiseBand)) }
    return """
      <h3>\(escaped(name))</h3>
      \(marks.count > 1 ? TrendPicture.legend(legend) + picture.markup : "")
      \(PageFrame.table(name, titles, rows: course.forms.enumerated().map { row($1, isFirst: $0 == 0, of: course) }, numeric: [1, 3, 4]))
      \(PageFrame.paragraph(rules(course), "small"))
      """
  }

  private var titles: [String] {
    [
      ReportWording.date, ReportWording.total, ReportWording.band, ReportWording.changeFromFirst,
      ReportWording.index, ReportWording.reliable, ReportWording.important, ReportWording.response,
      ReportWording.remission,
    ]
  }

  private func row(_ form: AssessedForm, isFirst: Bool, of course: ScaleCourse) -> [String] {
    let total = form.result.total.value.map(Number.shortest) ?? ReportWording.none
    let start = [
      PageFrame.unbroken(form.day.description), total, escaped(form.result.band?.name ?? ReportWording.none),
    ]
    let none = Array(repeating: ReportWording.none, count: 6)
    guard !isFirst, let change = course.change(to: form) else { return start + none }
    return start + cells(change, index: course.index(to: form), of: course)
  }

  private func cells(_ change: SessionChange, index: Double?, of course: ScaleCourse) -> [String] {
    let sign = change.difference.value > 0 ? "+" : ""
    let fall = change.fall.map { " (\(Number.percent($0.value)))" } ?? ""
    return [
      sign + Number.shortest(change.difference.value),
      index.map { Number.fixed($0, 2) } ?? ReportWording.none,
      Self.word(change.reliable), Self.word(change.important),
      change.isResponse.map { ($0 ? ReportWording.yes : ReportWording.no) + fall } ?? ReportWording.notJudged,
      change.isRemission.map { $0 ? ReportWording.yes : ReportWording.no }
        ?? (course.questionnaire.remissionRules.isEmpty ? ReportWording.notJudged : ReportWording.wasAlready),
    ]
  }

  private static func word(_ direction: ChangeDirection?) -> String {
    switch direction {
    case .fallen: ReportWording.fallen
    case .risen: ReportWording.risen
    case .unchanged: ReportWording.no
    case nil: ReportWording.notJudged
    }
  }

  private func rules(_ course: ScaleCourse) -> String {
    let rules = ChangeRules.published(for: course.questionnaire)
    var words: [String] = []
    if case .points(let points, let source) = rules.reliableChange {
      words.append(ReportWording.reliableRule(Number.shortest(points), source))
    }
    switch rules.importantDifference {
    case .points(let points, let source):
      words.append(ReportWording.importantRule(ReportWording.points(Number.shortest(points)), source))
    case .share(let share, let source):
      words.append(ReportWording.importantRule(Number.percent(share, 1), source))
    case nil: break
    }
    words.append(ReportWording.responseRule)
    if let remission = rules.remission {
      words.append(ReportWording.remissionRule(Number.shortest(remission.atMost), remission.source))
    }
    if let error = course.error {
      words.append(
        ReportWording.indexRule(
          Number.fixed(error.reliability, 2), Number.fixed(error.standardDeviation, 1), error.source))
    } else {
      words.append(ReportWording.indexUnknown)
    }
    return ReportWording.improvementRule(course.questionnaire.name, words)
  }
}
