internal import ClinicalAssessment

extension AssessmentGathering {
  /// A form whose items stand on rows of their own.
  fileprivate struct Draft {
    let questionnaire: Questionnaire
    let line: Int
    var answers: [ItemAnswer?]
    /// Where each answer stands.
    var lines: [Int?]
    var total: (value: Double, column: String)?
    var isSound = true
  }

  /// What the item cell of a row means.
  private enum Meaning {
    case part(of: Questionnaire, ItemNames.Role, isSurvey: Bool)
    /// The question about difficulties, which belongs to no total.
    case difficulty
    case unknown
  }

  /// Reads a table with one row an item.
  mutating func readItems(_ rows: [TableText.Row]) throws(AssessmentTableError) {
    guard let itemColumn = columns.item, let valueColumn = columns.value else { return }
    let names = ItemNames(settings)
    var meanings: [[String]: Meaning] = [:]
    var places: [Key: Int] = [:]
    var drafts: [(key: Key, draft: Draft)] = []

    for row in rows {
      guard let sitting = try sitting(of: row) else { continue }
      let name = row.cells[itemColumn]
      var stated: Questionnaire?
      if let column = columns.scale {
        stated = settings.questionnaire(named: row.cells[column])
        if stated == nil {
          add(.unknownScale(line: row.line, column: columns.header[column]))
          continue
        }
      }
      let meaning: Meaning
      if let known = meanings[[stated?.code ?? "", name]] {
        meaning = known
      } else {
        meaning = try self.meaning(of: name, in: stated, names)
        meanings[[stated?.code ?? "", name]] = meaning
      }
      guard case .part(let questionnaire, let role, let isSurvey) = meaning else {
        if case .unknown = meaning { add(.unknownItem(line: row.line, column: columns.header[itemColumn])) }
        continue
      }

      let key = Key(sitting: sitting, scale: questionnaire.code)
      let place = places[key] ?? drafts.count
      if place == drafts.count {
        places[key] = place
        let none = questionnaire.items.count
        drafts.append(
          (
            key,
            Draft(
              questionnaire: questionnaire, line: row.line, answers: Array(repeating: nil, count: none),
              lines: Array(repeating: nil, count: none))
          ))
      }
      do {
        try drafts[place].draft.take(
          row.cells[valueColumn], role, isSurvey: isSurvey, line: row.line,
          column: columns.header[valueColumn])
      } catch {
        add(error)
        drafts[place].draft.isSound = false
      }
    }
    for (key, draft) in drafts where draft.isSound {
      add(
        draft.questionnaire, draft.answers.map { $0 ?? .blank }, key.sitting, line: draft.line,
        total: draft.total,
        positive: nil)
    }
  }

  private func meaning(
    of name: String, in stated: Questionnaire?, _ names: ItemNames
  ) throws(AssessmentTableError) -> Meaning {
    if ItemNames.isDifficulty(name) { return .difficulty }
    let reference = names.reference(name)
    if let stated = stated ?? (reference?.scale == nil ? settings.stated : nil) {
      if let reference, reference.scale == stated.code || reference.scale == nil {
        if case .item(let place) = reference.role, !stated.items.indices.contains(place) { return .unknown }
        return .part(of: stated, reference.role, isSurvey: reference.style == .nhanes)
      }
      return stated.itemIndex(named: name).map { .part(of: stated, .item($0), isSurvey: false) } ?? .unknown
    }
    guard let reference, let scale = reference.scale, let questionnaire = settings.questionnaire(named: scale)
    else {
      // A bare number, or a word: of which form?
      throw .scaleNotStated(path: path)
    }
    return .part(of: questionnaire, reference.role, isSurvey: reference.style == .nhanes)
  }
}

extension AssessmentGathering.Draft {
  fileprivate mutating func take(
    _ cell: String, _ role: ItemNames.Role, isSurvey: Bool, line: Int, column: String
  ) throws(AssessmentTableError) {
    switch role {
    case .item(let place):
      if let other = lines[place] { throw .twice(line: line, otherLine: other) }
      lines[place] = line
      answers[place] = try answer(
        cell, to: questionnaire.items[place], of: questionnaire.name, hasSurveyCodes: isSurvey, line: line,
        column: column)
    case .total:
      guard !isMissing(cell) else { return }
      total = (
        try AssessmentGathering.total(cell, of: questionnaire, line: line, column: column), column
      )
    case .positive:
      // Recomputed from the answers; a table of items has no column to contradict.
      return
    }
  }
}
