internal import FeatureStore
internal import SignalCore

/// Key measures as small pictures, beside the person’s earlier sessions and a reference.
struct SessionProfile {
  let record: SessionRecord
  let course: PersonalCourse?
  let reference: ReferenceCohort?

  /// Earlier sessions drawn; older ones are left out.
  static let mostEarlier = 24

  private var earlier: [PersonalCourse.Visit]? {
    course?.visits(before: record.session).map { Array($0.suffix(Self.mostEarlier)) }
  }

  private var own: ComparisonClass {
    ComparisonClass(measureSetVersion: record.provenance.measureSetVersion, passedGate: record.gate.passed)
  }

  var markup: String {
    let groups: [(Measure.Modality, String)] = [
      (.speech, ReportWording.voice), (.language, ReportWording.words), (.face, ReportWording.face),
    ]
    return notes + legend
      + groups.map { modality, title in
        let measures = KeyMeasure.all.filter { $0.modality == modality }
        let readings = measures.map { measure in
          (measure, record.readings.first { $0.measure.name == measure.name }?.value)
        }
        if readings.allSatisfy({ $0.1?.number == nil }) {
          return "<h3>\(title)</h3>" + PageFrame.paragraph(ReportWording.noneOfModality)
        }
        return "<h3>\(title)</h3><ul class=\"trends\">\(readings.map(item).joined(separator: "\n"))</ul>"
      }.joined(separator: "\n")
  }

  private var notes: String {
    var sentences: [String] = []
    if course == nil {
      sentences.append(ReportWording.noParticipant)
    } else if let earlier {
      sentences.append(ReportWording.earlier(earlier.count))
      let apart = earlier.count { $0.session.overview.comparisonClass != own }
      if apart > 0 { sentences.append(ReportWording.apartHere(apart)) }
    } else {
      sentences.append(ReportWording.undated)
    }
    if let reference {
      let people = reference.people(version: own.measureSetVersion)
      sentences.append(
        people >= ReferenceCohort.leastPeople
          ? ReportWording.reference(people) : ReportWording.smallReference(people))
    } else {
      sentences.append(ReportWording.noReference)
    }
    return sentences.map { PageFrame.paragraph($0) }.joined()
  }

  private var legend: String {
    var entries: [(kind: TrendPicture.LegendKind, words: String)] = [(.current, ReportWording.thisSession)]
    let earlier = earlier ?? []
    if earlier.contains(where: { $0.session.overview.comparisonClass == own }) {
      entries.append((.compared, ReportWording.earlierSession))
    }
    if earlier.contains(where: { $0.session.overview.comparisonClass != own }) {
      entries.append((.apart, ReportWording.apartSession))
    }
    let hasReference = (reference?.people(version: own.measureSetVersion) ?? 0) >= ReferenceCohort.leastPeople
    if hasReference { entries.append((.reference, ReportWording.referenceBand)) }
    return entries.count > 1 ? TrendPicture.legend(entries) : ""
  }

  private func item(_ measure: KeyMeasure, _ value: MeasuredValue?) -> String {
    let standard = reference?.standard(of: measure, version: own.measureSetVersion)
    let reading =
      switch value {
      case .value(let number): "<p class=\"reading\">\(escaped(measure.withUnit(number)))</p>"
      case .missing(let reason):
        "<p class=\"reading absent\">\(escaped(ReportWording.notMeasuredBecause(reason)))</p>"
      case nil: "<p class=\"reading absent\">\(escaped(ReportWording.notMeasured))</p>"
      }
    var words = [measure.meaning]
    if let standard {
      words.append(
        ReportWording.referenceOf(
          standard.people, low: measure.shown(standard.central.lowerBound),
          median: measure.shown(standard.median), high: measure.shown(standard.central.upperBound)))
    } else if (reference?.people(version: own.measureSetVersion) ?? 0) >= ReferenceCohort.leastPeople {
      words.append(ReportWording.noReferenceOfMeasure)
    }
    return """
      <li><h4>\(escaped(measure.title))</h4>\(reading)\(picture(measure, value?.number, standard))\
      \(words.map { PageFrame.paragraph($0, "small") }.joined())</li>
      """
  }

  /// Nothing where there is neither an earlier value nor a reference: a lone dot says no more than its number.
  private func picture(
    _ measure: KeyMeasure, _ value: Double?, _ standard: ReferenceCohort.Standard?
  ) -> String {
    var marks = (earlier ?? []).compactMap { visit -> TrendPicture.Mark? in
      let overview = visit.session.overview
      guard let number = overview.value(measure) else { return nil }
      let isCompared = overview.comparisonClass == own
      return TrendPicture.Mark(
        day: visit.day, label: "\(visit.day): \(measure.withUnit(number))", value: number,
        kind: isCompared ? .compared : .apart, group: overview.comparisonClass)
    }
    if marks.isEmpty && standard == nil { return "" }
    if let value {
      // Without a date there are no earlier marks, and the picture has no axis of days.
      let day = course?.visits.first { $0.session.overview.session == record.session }?.day
      let when = [ReportWording.thisSession, day?.description].compactMap { $0 }.joined(separator: ", ")
      marks.append(
        TrendPicture.Mark(
          day: day, label: "\(when): \(measure.withUnit(value))", value: value, kind: .current, group: own))
    }
    if marks.isEmpty { return "" }
    return TrendPicture(
      id: id(measure), title: measure.title, marks: marks, reference: standard, scale: measure.scale
    ).markup
  }

  private func id(_ measure: KeyMeasure) -> String {
    "trend-" + measure.name.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
  }
}
