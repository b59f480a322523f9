internal import ClinicalAssessment

/// Collects the forms of a table, and what is wrong with it.
struct AssessmentGathering {
  /// Who was asked, and when.
  struct Sitting: Hashable {
    let participant: String?
    let session: String?
    let date: CalendarDay?
  }

  /// What tells one form from another.
  struct Key: Hashable {
    let sitting: Sitting
    let scale: String
  }

  struct Form {
    let key: Key
    let row: AssessmentRow
    let contradictions: [AssessmentContradiction]
  }

  private(set) var forms: [Form] = []
  private(set) var problems: [AssessmentTableError] = []
  let columns: AssessmentColumns
  let settings: AssessmentSettings
  let path: String
  private var days: [String: CalendarDay?] = [:]

  init(_ columns: AssessmentColumns, path: String, _ settings: AssessmentSettings) {
    self.columns = columns
    self.path = path
    self.settings = settings
  }

  mutating func add(_ problem: AssessmentTableError) { problems.append(problem) }

  /// - Returns: `nil` where the row has a problem, which is noted.
  /// - Throws: A date that can be read two ways, which makes every such date of the table uncertain.
  mutating func sitting(of row: TableText.Row) throws(AssessmentTableError) -> Sitting? {
    let cells = row.cells
    let width = columns.header.count
    guard cells.count >= width, cells[width...].allSatisfy(\.isEmpty) else {
      problems.append(.cellCount(line: row.line, found: cells.count, expected: width))
      return nil
    }
    func filled(_ column: Int?) -> String? { column.map { cells[$0] }.flatMap { isMissing($0) ? nil : $0 } }
    let participant = filled(columns.participant)
    if let column = columns.participant, participant == nil {
      problems.append(.noParticipant(line: row.line, column: columns.header[column]))
      return nil
    }
    var day: CalendarDay?
    if let column = columns.date, let text = filled(column) {
      if let known = days[text] {
        day = known
      } else {
        do {
          day = try calendarDay(text, settings.slashedDates)
        } catch .ambiguous {
          throw .dateNotation(path: path, line: row.line, column: columns.header[column])
        } catch {
          problems.append(.noSuchDay(line: row.line, column: columns.header[column]))
          return nil
        }
        days[text] = day
      }
    }
    return Sitting(participant: participant, session: filled(columns.session), date: day)
  }

  /// Scores a form and keeps it with what contradicts it.
  /// - Parameters:
  ///   - answers: Checked against the form; empty where the table has a total only.
  ///   - total: What the table says, within the scale's range, with its column.
  ///   - positive: Whether it says that the cut-off is reached, with its column.
  mutating func add(
    _ questionnaire: Questionnaire, _ answers: [ItemAnswer], _ sitting: Sitting, line: Int,
    total: (value: Double, column: String)?, positive: (value: Bool, column: String)?
  ) {
    let values = answers.isEmpty ? questionnaire.items.map { _ in nil } : answers.map(\.value)
    guard let fromItems = try? questionnaire.score(values, row: line) else { return }
    let hasItems = fromItems.total != .unanswered
    let result = hasItems ? fromItems : total.flatMap { questionnaire.score(total: $0.value) } ?? fromItems

    var contradictions: [AssessmentContradiction] = []
    if let total, hasItems, let computed = Self.contradicted(result.total, by: total.value) {
      contradictions.append(
        AssessmentContradiction(
          line: line, column: total.column, kind: .total, stated: total.value, computed: computed))
    }
    if let positive, let computed = result.total.value, let isPositive = result.isAtOrAboveCutOff,
      isPositive != positive.value
    {
      contradictions.append(
        AssessmentContradiction(
          line: line, column: positive.column, kind: .cutOff, stated: positive.value ? 1 : 0,
          computed: computed))
    }
    let row = AssessmentRow(
      line: line, participant: sitting.participant, session: sitting.session, date: sitting.date,
      scale: questionnaire.code, answers: hasItems || total == nil ? answers : [], result: result,
      statedTotal: total?.value, statedPositive: positive?.value)
    forms.append(
      Form(key: Key(sitting: sitting, scale: questionnaire.code), row: row, contradictions: contradictions))
  }

  /// The computed total, or the nearest possible one, where the stated one cannot be right.
  private static func contradicted(_ total: ScaleTotal, by stated: Double) -> Double? {
    switch total {
    case .complete(let value): abs(value - stated) > 1e-9 ? value : nil
    case .prorated(_, let lower, let upper), .undetermined(let lower, let upper):
      stated < lower ? lower : stated > upper ? upper : nil
    case .unanswered: nil
    }
  }

  /// Takes out every form of which there are two: which one is right is not known.
  mutating func leaveOutRepeated() {
    guard columns.participant != nil || columns.session != nil else { return }
    var firstLines: [Key: Int] = [:]
    var repeated: Set<Key> = []
    for form in forms {
      if let first = firstLines[form.key] {
        problems.append(.twice(line: form.row.line, otherLine: first))
        repeated.insert(form.key)
      } else {
        firstLines[form.key] = form.row.line
      }
    }
    if !repeated.isEmpty { forms.removeAll { repeated.contains($0.key) } }
  }
}
