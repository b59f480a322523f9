internal import ClinicalAssessment
internal import SignalCore

/// Two tables for REDCap: `dictionary.csv`, the project's data dictionary, and `data.csv`, a record a session.
///
/// Field names have 26 letters at most and depend on the measure alone, so that exports of different choices of
/// measures go into one project. The full name stands in the field's annotation. An empty cell is missing; the field
/// `missing_reasons` says why.
struct REDCapExport {
  private static let greatestLength = 26
  private static let header = [
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note", "Text Validation Type OR Show Slider Number",
    "Text Validation Min", "Text Validation Max", "Identifier?",
    "Branching Logic (Show field only if...)", "Required Field?", "Custom Alignment",
    "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?", "Field Annotation",
  ]
  private static let sessionForm = "bellwether_session"

  private let sessions: [ExportedSession]
  private let table: ExportedTable
  private let fields: [String]
  private let isDated: Bool

  init(_ sessions: [ExportedSession]) {
    self.sessions = sessions
    table = ExportedTable(sessions.map(\.readings))
    let own = ["record_id", "participant", "session_date", "missing_reasons"]
    let names = ExportText.unique(own + table.measures.map { Self.fieldName($0.name) }, separator: "_") {
      name, room in
      Self.trimmed(String(name.prefix(Self.greatestLength - room)))
    }
    fields = Array(names.dropFirst(own.count))
    isDated = sessions.allSatisfy { $0.date.map(CalendarDay.isDay) ?? true }
  }

  var files: [ExportedFile] {
    [ExportedFile(name: "dictionary.csv", text: dictionary), ExportedFile(name: "data.csv", text: data)]
  }

  /// Lower-case letters, digits and single underscores, a letter first; long names end in eight digits of the
  /// SHA-256 of the whole, which keep them apart.
  static func fieldName(_ measure: String) -> String {
    let letters = measure.lowercased().map { character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "_"
    }
    var name = trimmed(String(letters).split(separator: "_").joined(separator: "_"))
    if !(name.first?.isLetter ?? false) { name = "m_" + name }
    guard name.count > greatestLength else { return name }
    return trimmed(String(name.prefix(greatestLength - 9))) + "_" + sha256Hex(of: measure).prefix(8)
  }

  private static func trimmed(_ name: String) -> String {
    String(name.reversed().drop { $0 == "_" }.reversed())
  }

  private var dictionary: String {
    var text = CommaSeparated(header: Self.header)
    func add(
      _ field: String, form: String, type: String = "text", label: String, note: String = "",
      validation: String = "", bounds: (Double?, Double?) = (nil, nil), isIdentifier: Bool = false,
      annotation: String = ""
    ) {
      let isNumber = !validation.isEmpty
      text.append([
        field, form, "", type, label, "", note, validation, isNumber ? ExportText.cell(bounds.0) : "",
        isNumber ? ExportText.cell(bounds.1) : "", isIdentifier ? "y" : "", "", "", "", "", "", "",
        annotation,
      ])
    }
    add("record_id", form: Self.sessionForm, label: "Session", isIdentifier: true)
    add("participant", form: Self.sessionForm, label: "Participant", isIdentifier: true)
    add(
      "session_date", form: Self.sessionForm, label: "Date of the session",
      note: sessions.contains(where: \.isDeidentified) ? ExportedSession.withheldDate : "",
      validation: isDated ? "date_ymd" : "", isIdentifier: true)
    add(
      "missing_reasons", form: Self.sessionForm, type: "notes", label: "Why measures are missing",
      note: "One line a measure", annotation: sessions.notice)
    // REDCap wants the fields of one form together.
    for modality in Measure.Modality.allCases {
      for (measure, field) in zip(table.measures, fields) where measure.modality == modality {
        add(
          field, form: "bellwether_" + modality.rawValue, label: measure.title, note: "Unit: \(measure.unit)",
          validation: "number", bounds: (measure.lowerBound, measure.upperBound),
          annotation: "\(measure.name) (version \(measure.version))")
      }
    }
    return text.text
  }

  private var data: String {
    var order: [Int] = []
    for modality in Measure.Modality.allCases {
      order += table.measures.indices.filter { table.measures[$0].modality == modality }
    }
    var text = CommaSeparated(
      header: ["record_id", "participant", "session_date", "missing_reasons"] + order.map { fields[$0] })
    for (row, session) in sessions.enumerated() {
      let values = table.values(row: row)
      let reasons = order.compactMap { column in
        values[column].reason.map { "\(table.measures[column].name): \($0.text)" }
      }
      text.append(
        [
          session.session, session.participant ?? "", session.date ?? "", reasons.joined(separator: "\n"),
        ] + order.map { ExportText.cell(values[$0].number) })
    }
    return text.text
  }
}
