internal import ClinicalAssessment

/// Scored questionnaires as text.
public enum AssessmentText {
  /// One row a form.
  public static func csv(_ table: AssessmentTable) -> String {
    var text = CommaSeparated(header: [
      "line", "participant", "session", "date", "scale", "total", "prorated", "lowest_possible",
      "highest_possible",
      "band", "cut_off", "at_or_above_cut_off", "algorithm", "suicide_item", "missing",
    ])
    for row in table.rows {
      let scored = ScoredForm(row, table)
      text.append([
        "\(row.line)", row.participant ?? "", row.session ?? "", scored.date ?? "", row.scale,
        number(scored.total), scored.prorated.map { $0 ? "yes" : "no" } ?? "", number(scored.lowestPossible),
        number(scored.highestPossible), scored.band ?? "", number(scored.cutOff),
        scored.atOrAboveCutOff.map { $0 ? "yes" : "no" } ?? "", scored.algorithm ?? "",
        scored.suicideItem ?? "",
        scored.missing ?? "",
      ])
    }
    return text.text
  }

  /// An array of forms.
  public static func json(_ table: AssessmentTable) throws(InterchangeError) -> String {
    try JSONText.text(table.rows.map { ScoredForm($0, table) })
  }

  private static func number(_ value: Double?) -> String { value.map(CommaSeparated.cell) ?? "" }
}

/// A scored form with every field in words and numbers.
private struct ScoredForm: Encodable {
  let line: Int
  let participant: String?
  let session: String?
  let date: String?
  let scale: String
  let total: Double?
  /// Whether the total stands in for missing items; `nil` without a total.
  let prorated: Bool?
  let lowestPossible: Double?
  let highestPossible: Double?
  let band: String?
  let cutOff: Double?
  let atOrAboveCutOff: Bool?
  let algorithm: String?
  let suicideItem: String?
  /// Why there is no total, or which items it does without.
  let missing: String?

  init(_ row: AssessmentRow, _ table: AssessmentTable) {
    let result = row.result
    line = row.line
    participant = row.participant
    session = row.session
    date = row.date?.description
    scale = row.scale
    total = result.total.value
    switch result.total {
    case .complete(let value): (prorated, lowestPossible, highestPossible) = (false, value, value)
    case .prorated(_, let lower, let upper):
      (prorated, lowestPossible, highestPossible) = (true, lower, upper)
    case .undetermined(let lower, let upper):
      (prorated, lowestPossible, highestPossible) = (nil, lower, upper)
    case .unanswered: (prorated, lowestPossible, highestPossible) = (nil, nil, nil)
    }
    band = result.band?.name
    cutOff = table.questionnaire(of: row)?.cutOff?.atLeast
    atOrAboveCutOff = result.isAtOrAboveCutOff
    let isAnswered = result.total != .unanswered
    algorithm = isAnswered ? result.syndrome?.rawValue : nil
    suicideItem = isAnswered ? result.safety?.text : nil
    missing = Self.missing(row)
  }

  private static func missing(_ row: AssessmentRow) -> String? {
    guard row.result.total != .unanswered else {
      let refused = row.answers.contains(.refused) ? " (refused)" : ""
      return "nothing was answered" + refused
    }
    guard !row.answers.isEmpty else { return "the table has the total only" }
    let items = row.answers.enumerated().compactMap { index, answer -> String? in
      switch answer {
      case .given: nil
      case .blank: "\(index + 1)"
      case .refused: "\(index + 1) (refused)"
      case .notKnown: "\(index + 1) (not known)"
      }
    }
    guard !items.isEmpty else { return nil }
    let list = (items.count == 1 ? "item " : "items ") + items.joined(separator: ", ")
    if case .undetermined = row.result.total { return "no total: " + list }
    return list
  }
}

extension SafetyPrompt {
  /// As tables write it.
  var text: String {
    switch self {
    case .ask: "ask"
    case .notRaised: "not raised"
    case .notAnswered: "not answered"
    }
  }
}
