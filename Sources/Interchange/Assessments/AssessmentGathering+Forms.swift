internal import ClinicalAssessment

extension AssessmentGathering {
  /// Reads a table with one row a form, or several forms side by side.
  mutating func readForms(_ rows: [TableText.Row]) throws(AssessmentTableError) {
    for row in rows {
      guard let sitting = try sitting(of: row) else { continue }
      guard let scale = columns.scale else {
        for form in columns.forms { readForm(form, of: row, sitting) }
        continue
      }
      let name = row.cells[scale]
      guard let questionnaire = settings.questionnaire(named: name) else {
        add(.unknownScale(line: row.line, column: columns.header[scale]))
        continue
      }
      if let form = columns.forms.first(where: { $0.questionnaire.code == questionnaire.code }) {
        readForm(form, of: row, sitting)
      } else {
        add(.itemsWanting(line: row.line, scale: questionnaire.name))
      }
    }
  }

  private mutating func readForm(_ form: AssessmentColumns.Form, of row: TableText.Row, _ sitting: Sitting) {
    let questionnaire = form.questionnaire
    var isSound = true
    func report(_ problem: AssessmentTableError, _ gathering: inout AssessmentGathering) {
      gathering.add(problem)
      isSound = false
    }

    for column in form.surplus where !isMissing(row.cells[column]) {
      let problem: AssessmentTableError =
        form.items.isEmpty
        ? .itemsWanting(line: row.line, scale: questionnaire.name)
        : .unknownItem(line: row.line, column: columns.header[column])
      report(problem, &self)
      break
    }
    var answers: [ItemAnswer] = []
    answers.reserveCapacity(form.items.count)
    for (item, column) in zip(questionnaire.items, form.items) {
      do {
        answers.append(
          try answer(
            row.cells[column], to: item, of: questionnaire.name, hasSurveyCodes: columns.layout == .nhanes,
            line: row.line, column: columns.header[column]))
      } catch {
        report(error, &self)
      }
    }
    var total: (value: Double, column: String)?
    if let column = form.total, !isMissing(row.cells[column]) {
      do {
        let name = columns.header[column]
        total = (try Self.total(row.cells[column], of: questionnaire, line: row.line, column: name), name)
      } catch {
        report(error, &self)
      }
    }
    var positive: (value: Bool, column: String)?
    if let column = form.positive, !isMissing(row.cells[column]) {
      let name = columns.header[column]
      switch number(row.cells[column]) {
      case 0: positive = (false, name)
      case 1: positive = (true, name)
      case nil: report(.notNumber(line: row.line, column: name), &self)
      default:
        report(
          .outOfRange(line: row.line, column: name, scale: questionnaire.name, lowest: 0, highest: 1), &self)
      }
    }
    if isSound { add(questionnaire, answers, sitting, line: row.line, total: total, positive: positive) }
  }

  /// Reads a stated total.
  static func total(
    _ cell: String, of questionnaire: Questionnaire, line: Int, column: String
  ) throws(AssessmentTableError) -> Double {
    guard let value = number(cell) else { throw .notNumber(line: line, column: column) }
    guard questionnaire.totals.contains(value) else {
      throw .outOfRange(
        line: line, column: column, scale: questionnaire.name, lowest: questionnaire.totals.lowerBound,
        highest: questionnaire.totals.upperBound)
    }
    return value
  }
}
