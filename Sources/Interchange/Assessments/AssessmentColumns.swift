internal import ClinicalAssessment

/// What each column of a table is, told from its header.
struct AssessmentColumns {
  /// The columns of one questionnaire.
  struct Form {
    let questionnaire: Questionnaire
    /// One an item in the order of the form; empty where the table has totals only.
    var items: [Int] = []
    /// Columns of items the form does not have, or not all of; they have to be empty in its rows.
    var surplus: [Int] = []
    var total: Int?
    /// Whether the cut-off is reached, as 0 or 1.
    var positive: Int?
  }

  let layout: AssessmentLayout
  let header: [String]
  let participant: Int?
  let session: Int?
  let date: Int?
  /// Names the questionnaire of each row.
  let scale: Int?
  /// The questionnaires of a table with one row a form. With a column `scale` there is one entry a questionnaire,
  /// all of the same columns.
  let forms: [Form]
  /// Of a table with one row an item.
  let item: Int?
  let value: Int?

  init(
    header: [String], path: String, settings: AssessmentSettings
  ) throws(AssessmentTableError) {
    self.header = header
    let plain = header.map(Questionnaire.plainName)
    func column(_ names: [String]) throws(AssessmentTableError) -> Int? {
      for name in names {
        let found = plain.indices.filter { plain[$0] == name }
        if found.count > 1 { throw .columnTwice(path: path, column: header[found[0]]) }
        if let first = found.first { return first }
      }
      return nil
    }
    participant = try column([
      "participantid", "participant", "subjectid", "subject", "patientid", "patient", "personid", "person",
      "recordid", "seqn", "id",
    ])
    session = try column(["sessionid", "session", "visit", "redcapeventname"])
    date = try column(["date", "assessmentdate", "sessiondate", "visitdate"])
    let scaleColumn = try column(["scale", "questionnaire", "instrument"])
    item = try column(["item", "itemid", "question"])
    let answers = try column(["value", "answer", "response"])
    value = item == nil ? nil : answers

    if item != nil, value != nil {
      guard participant != nil else { throw .noParticipantColumn(path: path) }
      layout = .long
      scale = scaleColumn
      forms = []
      return
    }
    let names = ItemNames(settings)
    let references = header.map(names.reference)
    let bare = header.indices.compactMap { index in
      references[index].flatMap { $0.scale == nil ? (index: index, role: $0.role) : nil }
    }
    // Columns that name no questionnaire belong to the row's own, or to the one that was stated.
    let usesBare =
      !bare.isEmpty
      && (scaleColumn != nil || settings.stated != nil || references.allSatisfy { $0?.scale == nil })
    scale = usesBare ? scaleColumn : nil
    if usesBare, scaleColumn == nil, settings.stated == nil { throw .scaleNotStated(path: path) }
    let candidates = usesBare && scaleColumn == nil ? [settings.stated].compactMap { $0 } : settings.scales
    var found: [Form] = []
    for questionnaire in candidates {
      let named = header.indices.compactMap { index in
        references[index].flatMap { $0.scale == questionnaire.code ? (index: index, role: $0.role) : nil }
      }
      let form = try Self.form(
        of: questionnaire, usesBare ? bare : named, header, path, needsEveryItem: scale == nil)
      if let form { found.append(form) }
    }
    guard !found.isEmpty else { throw .unknownLayout(path: path) }
    forms = found
    let styles = Set(references.compactMap { $0?.style })
    layout =
      if styles.contains(.nhanes) {
        .nhanes
      } else if styles.contains(.redcap) {
        .redcap
      } else if styles.contains(.daic) {
        .daic
      } else {
        found.allSatisfy(\.items.isEmpty) ? .totals : .wide
      }
  }

  /// - Returns: `nil` where none of the columns says anything about the questionnaire.
  /// - Throws: Two columns for one thing, or some items with a column and others without.
  private static func form(
    of questionnaire: Questionnaire, _ columns: [(index: Int, role: ItemNames.Role)], _ header: [String],
    _ path: String, needsEveryItem: Bool
  ) throws(AssessmentTableError) -> Form? {
    var form = Form(questionnaire: questionnaire)
    var items: [Int: Int] = [:]
    for (index, role) in columns {
      let isTaken: Bool
      switch role {
      case .item(let place):
        isTaken = items[place] != nil
        items[place] = index
      case .total:
        isTaken = form.total != nil
        form.total = index
      case .positive:
        isTaken = form.positive != nil
        form.positive = index
      }
      if isTaken { throw .columnTwice(path: path, column: header[index]) }
    }
    let places = questionnaire.items.indices
    form.surplus = items.filter { !places.contains($0.key) }.map(\.value).sorted()
    if let first = places.first(where: { items[$0] == nil }) {
      if needsEveryItem, !items.isEmpty {
        throw .itemColumnWanting(path: path, scale: questionnaire.name, item: first + 1)
      }
      form.surplus = items.values.sorted()
    } else {
      form.items = places.compactMap { items[$0] }
    }
    return form.items.isEmpty && form.total == nil && form.positive == nil ? nil : form
  }
}
