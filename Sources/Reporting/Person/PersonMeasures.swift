internal import ClinicalAssessment
internal import FeatureStore
internal import SignalCore

/// Key measures of a person over time, with what chance allows where a reference tells it.
struct PersonMeasures {
  let course: PersonalCourse
  let reference: ReferenceCohort?

  var markup: String {
    guard let main = course.mainClass else { return PageFrame.paragraph(ReportWording.noDates) }
    let groups: [(Measure.Modality, String)] = [
      (.speech, ReportWording.voice), (.language, ReportWording.words), (.face, ReportWording.face),
    ]
    let sources = KeyMeasure.all.compactMap {
      reference?.error(of: $0, version: main.measureSetVersion)?.source
    }
    return PageFrame.paragraph(sources.first.map(ReportWording.noiseKnown) ?? ReportWording.noiseUnknown)
      + people(main) + legend(main, hasNoise: !sources.isEmpty)
      + groups.map { modality, title in
        let items = KeyMeasure.all.filter { $0.modality == modality }.map { item($0, main) }
        return "<h3>\(title)</h3><ul class=\"trends\">\(items.joined(separator: "\n"))</ul>"
      }.joined(separator: "\n")
  }

  private func people(_ main: ComparisonClass) -> String {
    guard let reference else { return PageFrame.paragraph(ReportWording.noReference) }
    let people = reference.people(version: main.measureSetVersion)
    return PageFrame.paragraph(
      people >= ReferenceCohort.leastPeople
        ? ReportWording.reference(people) : ReportWording.smallReference(people))
  }

  private func legend(_ main: ComparisonClass, hasNoise: Bool) -> String {
    var entries: [(kind: TrendPicture.LegendKind, words: String)] = [
      (.compared, ReportWording.comparedSession)
    ]
    if course.visits.contains(where: { $0.session.overview.comparisonClass != main }) {
      entries.append((.apart, ReportWording.apartSession))
    }
    if (reference?.people(version: main.measureSetVersion) ?? 0) >= ReferenceCohort.leastPeople {
      entries.append((.reference, ReportWording.referenceBand))
    }
    if hasNoise { entries.append((.noise, ReportWording.noiseBand)) }
    return TrendPicture.legend(entries)
  }

  private func item(_ measure: KeyMeasure, _ main: ComparisonClass) -> String {
    let marks = course.visits.compactMap { visit -> TrendPicture.Mark? in
      let overview = visit.session.overview
      guard let number = overview.value(measure) else { return nil }
      let isCompared = overview.comparisonClass == main
      return TrendPicture.Mark(
        day: visit.day, label: "\(visit.day), \(overview.session): \(measure.withUnit(number))",
        value: number,
        kind: isCompared ? .compared : .apart, group: overview.comparisonClass)
    }
    let title = "<h4>\(escaped(measure.title))</h4>"
    if marks.isEmpty {
      return "<li>\(title)\(PageFrame.paragraph(reasonOfNone(measure), "reading absent"))"
        + "\(PageFrame.paragraph(measure.meaning, "small"))</li>"
    }
    let error = reference?.error(of: measure, version: main.measureSetVersion)
    let compared = series(measure, main)
    var words: [String] = []
    var noise: ClosedRange<Double>?
    let rules = ChangeRules(reliableChange: error.map { .index($0) })
    if let change = compared?.changesFromFirst(rules).last, let first = change.earlier.value.number {
      let sign = change.difference.value > 0 ? "+" : ""
      words.append(
        ReportWording.change(
          measure.shown(first), measure.withUnit(change.value.value),
          sign + measure.shown(change.difference.value)))
      if let index = change.reliableChangeIndex {
        words.append(
          ReportWording.reliableIndex(Number.fixed(index, 2), isReliable: change.reliable != .unchanged))
      }
      if let error { noise = (first - 1.96 * error.ofDifference)...(first + 1.96 * error.ofDifference) }
    } else {
      words.append(ReportWording.tooFewToCompare)
    }
    let picture = TrendPicture(
      id: "trend-" + measure.name.replacing(".", with: "-"), title: measure.title, marks: marks,
      reference: reference?.standard(of: measure, version: main.measureSetVersion), noise: noise,
      scale: measure.scale)
    return """
      <li>\(title)\(picture.markup)\(words.map { PageFrame.paragraph($0) }.joined())\
      \(PageFrame.paragraph("\(measure.meaning) (\(measure.unit))", "small"))</li>
      """
  }

  /// The comparable sessions as the change rules take them; `nil` where definitions differ after all.
  private func series(_ measure: KeyMeasure, _ main: ComparisonClass) -> SessionSeries? {
    try? SessionSeries(
      course.visits.filter { $0.session.overview.comparisonClass == main }.compactMap { visit in
        visit.session.overview.readings[measure.name].map {
          SessionValue(
            day: visit.day, measure: measure.name, version: $0.version,
            quality: main.passedGate ? ReportWording.goodEnough : ReportWording.tooPoor, value: $0.value)
        }
      })
  }

  private func reasonOfNone(_ measure: KeyMeasure) -> String {
    let reasons = course.visits.compactMap { $0.session.overview.readings[measure.name]?.value.reason }
    return reasons.last.map(ReportWording.notMeasuredBecause) ?? ReportWording.notMeasured
  }
}
