/// A score with its interval and what speaks for and against it, or why there is none.
struct SessionScoreSection {
  let score: ReportedScore?

  init(_ score: ReportedScore?) { self.score = score }

  /// Reasons shown of each side.
  private static let mostReasons = 6

  var markup: String {
    guard let score else {
      return PageFrame.paragraph(ReportWording.notScored)
        + PageFrame.paragraph(ReportWording.neverScored, "help")
    }
    let notice = PageFrame.paragraph(score.notice, "notice")
    guard let value = score.value else {
      return notice
        + PageFrame.paragraph(ReportWording.noScoreBecause(score.missing ?? ReportWording.notKnown))
        + origin(score)
    }
    let interval = score.interval.map { range in
      PageFrame.paragraph(
        ReportWording.intervalIs(
          ReportWording.range(range.lowerBound, range.upperBound, ReportedScore.shown)))
    }
    return """
      \(notice)
      <p class="big">\(ReportedScore.shown(value))</p>
      \(PageFrame.paragraph(score.unit, "help"))
      \(interval ?? "")
      \(score.intervalMeaning.map { PageFrame.paragraph($0, "small") } ?? "")
      \(thresholds(score))
      \(PageFrame.list(score.warnings))
      \(reasons(score))
      \(origin(score))
      """
  }

  private func thresholds(_ score: ReportedScore) -> String {
    PageFrame.list(
      score.thresholds.map { threshold in
        ReportWording.threshold(
          threshold.name, ReportedScore.shown(threshold.value), isReached: threshold.isReached)
      })
  }

  private func reasons(_ score: ReportedScore) -> String {
    if score.reasons.isEmpty { return "" }
    let largest = score.reasons.map { abs($0.effect) }.max() ?? 1
    return """
      <div class="sides">\(side(score, 1, ReportWording.raises, "up", largest))\
      \(side(score, -1, ReportWording.lowers, "down", largest))</div>
      \(PageFrame.paragraph(ReportWording.reasonsHelp, "small"))
      """
  }

  private func side(
    _ score: ReportedScore, _ sign: Double, _ title: String, _ kind: String, _ largest: Double
  ) -> String {
    let own = score.reasons.filter { sign * $0.effect > 0 }
    let items = own.prefix(Self.mostReasons).map { reason in
      let width = Number.shortest(100 * abs(reason.effect) / max(largest, 1e-12))
      let side = reason.side.map { $0 == .high ? ReportWording.high : ReportWording.low }
      let words = [reason.title, side].compactMap { $0 }.joined(separator: ", ")
      return """
        <li>\(escaped(words)) <span class="small">\(ReportedScore.shown(reason.effect))</span>\
        <span class="bar \(kind)" style="width:\(width)%"></span></li>
        """
    }
    let rest = own.count > Self.mostReasons ? ReportWording.more(own.count - Self.mostReasons) : nil
    let body =
      items.isEmpty
      ? PageFrame.paragraph(ReportWording.nothingOfSide, "absent")
      : "<ul>\(items.joined(separator: "\n"))</ul>"
    return "<div><h3>\(title)</h3>\(body)\(rest.map { PageFrame.paragraph($0, "small") } ?? "")</div>"
  }

  private func origin(_ score: ReportedScore) -> String {
    PageFrame.paragraph(ReportWording.madeBy(score.scorer, score.scorerVersion), "small")
  }
}
