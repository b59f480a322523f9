internal import ClinicalAssessment
internal import FeatureStore
internal import SignalCore

/// A person’s sessions and questionnaires over time on one self-contained page.
///
/// Sessions are joined and compared only within one measure set and one quality class; the page says which are not.
public struct PersonReport: Sendable {
  let course: PersonalCourse
  let assessments: AssessmentCollection?
  let reference: ReferenceCohort?
  let pages: Set<String>

  /// - Parameter pages: Sessions that have a page.
  public init(
    course: PersonalCourse, assessments: AssessmentCollection?, reference: ReferenceCohort?,
    pages: Set<String>
  ) {
    self.course = course
    self.assessments = assessments
    self.reference = reference
    self.pages = pages
  }

  public var html: String {
    PageFrame.html(
      title: course.participant, subtitle: nil,
      links: [(PageAddress.relative("..", "report.html"), ReportWording.allSessions)],
      lead: urgent + PageFrame.plainWords(plainWords),
      sections: [
        PageFrame.Section(
          id: "questionnaires", title: ReportWording.questionnaires,
          body: PersonScales(courses: scales, isGiven: assessments != nil).markup),
        PageFrame.Section(id: "score", title: ReportWording.scoreOverTime, body: scores),
        PageFrame.Section(
          id: "measures", title: ReportWording.measuresOverTime,
          body: PersonMeasures(course: course, reference: reference).markup),
        PageFrame.Section(id: "sessions", title: ReportWording.visits, body: table),
      ], footer: escaped(ReportWording.program),
      isSimulated: (course.visits.map(\.session) + course.undated).contains(where: \.overview.isSimulated))
  }

  private var scales: [ScaleCourse] { assessments?.courses(of: course.participant) ?? [] }

  /// The latest form’s item about death, where it calls for somebody to ask.
  private var urgent: String {
    scales.compactMap { scale in
      guard let last = scale.forms.last, last.result.safety == .ask, let item = scale.questionnaire.safetyItem
      else { return nil }
      return PageFrame.paragraph(
        ReportWording.askAboutItem(item.number, scale.questionnaire.name, last.day.description), "urgent")
    }.joined()
  }

  private var plainWords: [String] {
    var sentences: [String] = []
    if let first = course.visits.first?.day, let last = course.visits.last?.day {
      sentences.append(
        ReportWording.course(course.visits.count, first: first.description, last: last.description))
    } else {
      sentences.append(ReportWording.noDates)
    }
    if !course.visits.isEmpty, !course.undated.isEmpty {
      sentences.append(ReportWording.undatedSessions(course.undated.count))
    }
    for scale in scales {
      let valued = scale.forms.compactMap { form in form.result.total.value.map { (form.day, $0) } }
      guard let first = valued.first, let last = valued.last else { continue }
      let name = scale.questionnaire.name
      sentences.append(
        valued.count == 1
          ? ReportWording.oneTotal(name, Number.shortest(first.1), first.0.description)
          : ReportWording.totals(
            name, first: Number.shortest(first.1), last: Number.shortest(last.1),
            last.0.number - first.0.number))
    }
    let compared = comparedScores
    if let first = compared.first?.score?.value, let last = compared.last?.score?.value, compared.count > 1 {
      sentences.append(
        ReportWording.scores(first: ReportedScore.shown(first), last: ReportedScore.shown(last)))
    }
    return sentences + apartNotes
  }

  private var apartNotes: [String] {
    guard let main = course.mainClass else { return [] }
    let apart = course.visits.map(\.session.overview).filter { $0.comparisonClass != main }
    let otherSet = apart.filter { $0.measureSetVersion != main.measureSetVersion }.map(\.session)
    let otherQuality = apart.filter { $0.gate.passed != main.passedGate }.map(\.session)
    var notes: [String] = []
    if !otherSet.isEmpty { notes.append(ReportWording.apart(otherSet, poor: false)) }
    if !otherQuality.isEmpty { notes.append(ReportWording.apart(otherQuality, poor: true)) }
    if !notes.isEmpty { notes.append(ReportWording.apartMeaning) }
    let settings = Set(
      course.visits.map(\.session.overview).filter { $0.comparisonClass == main }.map(\.settingsHash))
    if settings.count > 1 { notes.append(ReportWording.otherSettings(settings.count)) }
    return notes
  }

  /// Scores given to sessions of the main class by one scorer; empty where there were several.
  private var comparedScores: [ReportedSession] {
    let own = course.visits.map(\.session).filter {
      $0.overview.comparisonClass == course.mainClass && $0.score?.value != nil
    }
    return Set(own.compactMap(\.score?.comparisonKey)).count == 1 ? own : []
  }

  private var scores: String {
    let scored = course.visits.compactMap { visit in
      visit.session.score.flatMap { score in score.value.map { (visit, score, $0) } }
    }
    guard let first = scored.first else { return PageFrame.paragraph(ReportWording.noScores) }
    let scorers = Set(scored.map(\.1.comparisonKey)).count
    let marks = scored.map { visit, score, value in
      let isCompared = scorers == 1 && visit.session.overview.comparisonClass == course.mainClass
      let range = score.interval.map {
        " (\(ReportWording.range($0.lowerBound, $0.upperBound, ReportedScore.shown)))"
      }
      return TrendPicture.Mark(
        day: visit.day, label: "\(visit.day): \(ReportedScore.shown(value))\(range ?? "")", value: value,
        interval: score.interval, kind: isCompared ? .compared : .apart,
        group: scorers == 1 ? visit.session.overview.comparisonClass : nil)
    }
    var legend: [(kind: TrendPicture.LegendKind, words: String)] = [
      (.compared, ReportWording.comparedSession)
    ]
    if marks.contains(where: { $0.interval != nil }) { legend.append((.interval, ReportWording.interval)) }
    if marks.contains(where: { $0.kind == .apart }) { legend.append((.apart, ReportWording.apartSession)) }
    let picture = TrendPicture(
      id: "trend-score", title: ReportWording.scoreOverTime, marks: marks, scale: ReportedScore.scale,
      size: .large)
    return PageFrame.paragraph(first.1.notice, "notice")
      + (scorers > 1 ? PageFrame.paragraph(ReportWording.otherScorers(scorers)) : "")
      + TrendPicture.legend(legend) + picture.markup
      + PageFrame.paragraph(first.1.unit, "help")
      + (first.1.intervalMeaning.map { PageFrame.paragraph($0, "small") } ?? "")
  }

  private var table: String {
    let all = course.visits.map(\.session) + course.undated
    let rows = all.map { session in
      let overview = session.overview
      let seconds = overview.readings["quality.media.duration"]?.value.number
      let interval = session.score?.interval.map {
        " <span class=\"small\">(\(ReportWording.range($0.lowerBound, $0.upperBound, ReportedScore.shown)))</span>"
      }
      return [
        pages.contains(overview.session)
          ? PageFrame.link(PageAddress.relative("..", overview.session, "report.html"), overview.session)
          : escaped(overview.session),
        PageFrame.unbroken(overview.input.date ?? ReportWording.noDate),
        seconds.map(ReportWording.duration) ?? ReportWording.none,
        overview.gate.passed
          ? "<span class=\"ok\">\(ReportWording.goodEnough)</span>"
          : "<span class=\"bad\">\(ReportWording.tooPoor)</span>",
        escaped(overview.measureSetVersion),
        (session.score?.value.map(ReportedScore.shown) ?? ReportWording.none) + (interval ?? ""),
      ]
    }
    return PageFrame.table(
      ReportWording.visits,
      [
        ReportWording.session, ReportWording.date, ReportWording.length, ReportWording.quality,
        ReportWording.measureSet, ReportWording.score,
      ], rows: rows, numeric: [2, 5])
  }
}
