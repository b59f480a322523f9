internal import ClinicalAssessment

/// The report in a few plain sentences, worst news included.
struct ValidationHeadline {
  let report: ValidationReport

  /// Fewest cases, and fewest others, that an external validation wants: Vergouwe et al. 2005, J. Clin.
  /// Epidemiol. 58.
  static let enough = 100

  var sentences: [String] {
    [sample, error, ordering, calls, probabilities, caution].compactMap { $0 }
  }

  private var sample: String {
    let flow = report.flow
    let settings = report.settings
    let people = "\(Number.count(flow.people)) \(flow.people == 1 ? "person" : "people")"
    let pairs = flow.pairs == flow.people ? "" : " with \(Number.count(flow.pairs)) pairs of score and total"
    return
      "\(people)\(pairs) were compared; \(Number.count(report.sample.cases)) of "
      + "\(Number.count(flow.pairs)) totals are "
      + "cases, \(Number.shortest(settings.caseTotal)) or more on the \(settings.scale.title)."
  }

  private var error: String? {
    guard let figure = figure(.meanAbsoluteError, in: report.agreement), let value = figure.value else {
      return nil
    }
    let guess = report.baselines.first { $0.kind == .mean }?.meanAbsoluteError
    let comparison =
      guess.map { guess in
        let better = guess - value
        let verdict =
          better > 0.005
          ? "\(Number.fixed(better, 1)) points more"
          : better < -0.005 ? "less: the score is worse" : "as much"
        return " Giving everybody the others’ mean misses by \(Number.fixed(guess, 1)), \(verdict)."
      } ?? ""
    return
      "The score misses the total by \(Number.fixed(value, 1)) points on "
      + "average\(range(figure, 1)).\(comparison)"
  }

  private var ordering: String {
    guard let figure = figure(.areaUnderROC, in: report.discrimination), let value = figure.value else {
      return "Whether it tells cases from others is not defined: the data hold one class only."
    }
    let interval = figure.interval.map {
      " (interval \(Number.fixed($0.lower * 100, 0)) to \(Number.fixed($0.upper * 100, 0)))"
    }
    return
      "A case taken at random scores above a person who is none \(Number.fixed(value * 100, 0)) times of 100"
      + "\(interval ?? ""); 50 would be guessing."
  }

  private var calls: String? {
    let confusion = report.confusion
    let threshold = Number.shortest(report.settings.threshold)
    guard confusion.positives > 0, confusion.negatives > 0 else { return nil }
    return
      "With positive from \(threshold) on, it finds \(whole(confusion.truePositives)) of "
      + "\(whole(confusion.positives)) "
      + "cases and wrongly calls \(whole(confusion.falsePositives)) of \(whole(confusion.negatives)) others."
  }

  private var probabilities: String? {
    guard let slope = figure(.calibrationSlope, in: report.calibration), let value = slope.value,
      let interval = slope.interval, !interval.contains(1)
    else { return nil }
    return
      "The probabilities cannot be taken at their word: they are \(value < 1 ? "too extreme" : "too timid") "
      + "(calibration slope \(Number.fixed(value, 2)), interval \(Number.interval(interval, 2)))."
  }

  private var caution: String? {
    let fewest = min(report.sample.cases, report.sample.others)
    guard fewest < Self.enough else { return nil }
    return
      "\(Number.count(report.sample.cases)) cases and \(Number.count(report.sample.others)) others are too "
      + "few for a "
      + "firm verdict: \(Self.enough) of each are advised at least (Vergouwe et al. 2005). Read the "
      + "intervals, not the "
      + "figures."
  }

  private func figure(_ name: Figure.Name, in figures: [Figure]) -> Figure? {
    figures.first { $0.name == name }
  }

  private func range(_ figure: Figure, _ decimals: Int) -> String {
    figure.interval.map { " (\(Number.percent($0.coverage)) interval \(Number.interval($0, decimals)))" }
      ?? ""
  }

  private func whole(_ count: Double) -> String { Number.count(Int(count)) }
}
