public import ClinicalAssessment

/// Filled-in questionnaires, read from a table.
///
/// One row a form (`phq9_1` … `phq9_9`; `item1` … with a column `scale`; NHANES, REDCap and DAIC names), one row an
/// item (`participant,item,value`), or totals alone (`participant,date,scale,total`). Which it is follows from the
/// header and is said in `layout`. Columns that mean nothing here are left alone. Nothing is guessed: a row that
/// cannot be read for certain is not among the rows but among the problems.
public struct AssessmentTable: Sendable {
  public let layout: AssessmentLayout
  /// In the order of the file; a row of a table with several questionnaires gives several of these.
  public let rows: [AssessmentRow]
  /// The questionnaires that occur, as they were used.
  public let scales: [Questionnaire]
  /// Places that could not be read, in the order of the file; the forms they belong to are left out.
  public let problems: [AssessmentTableError]
  /// Totals and cut-offs the table states otherwise than its own answers give; the answers count.
  public let contradictions: [AssessmentContradiction]

  /// - Throws: When nothing in the file can be read for certain; a single bad row is a problem, not an error.
  public init(
    fileAt path: String, settings: AssessmentSettings = AssessmentSettings()
  ) throws(AssessmentTableError) {
    try self.init(TableFile(path: path), settings: settings)
  }

  /// - Throws: As for a file at a path.
  public init(
    _ file: TableFile, settings: AssessmentSettings = AssessmentSettings()
  ) throws(AssessmentTableError) {
    try self.init(TableText(file), path: file.path, settings)
  }

  /// - Parameter name: What errors call the table.
  public init(
    text: String, name: String, settings: AssessmentSettings = AssessmentSettings()
  ) throws(AssessmentTableError) {
    try self.init(TableText(text, path: name), path: name, settings)
  }

  private init(_ table: TableText, path: String, _ settings: AssessmentSettings) throws(AssessmentTableError)
  {
    let columns = try AssessmentColumns(header: table.header, path: path, settings: settings)
    var gathering = AssessmentGathering(columns, path: path, settings)
    switch columns.layout {
    case .long: try gathering.readItems(table.rows)
    default: try gathering.readForms(table.rows)
    }
    gathering.leaveOutRepeated()
    layout = columns.layout
    let forms = gathering.forms.sorted { $0.row.line < $1.row.line }
    rows = forms.map(\.row)
    let used = Set(rows.map(\.scale))
    scales = settings.scales.filter { used.contains($0.code) }
    problems = gathering.problems.sorted { $0.line < $1.line }
    contradictions = forms.flatMap(\.contradictions)
  }

  /// The questionnaire of a row.
  public func questionnaire(of row: AssessmentRow) -> Questionnaire? { scales.first { $0.code == row.scale } }
}

/// How a table is laid out.
public enum AssessmentLayout: String, Sendable, Hashable, Codable {
  case wide, long, redcap, nhanes, daic, totals

  /// In words for people.
  public var text: String {
    switch self {
    case .wide: "one row a form, one column an item"
    case .long: "one row an item"
    case .redcap: "REDCap columns (no_interest … thoughts_death)"
    case .nhanes: "NHANES columns (DPQ010 … DPQ090; 7 is refused, 9 is not known)"
    case .daic: "DAIC columns (PHQ8_NoInterest …, PHQ8_Score, PHQ_Score)"
    case .totals: "totals without items"
    }
  }
}

/// What a table does not say itself.
public struct AssessmentSettings: Sendable {
  /// The questionnaires with their bands, cut-offs and rules for missing items.
  public var scales = Questionnaire.all
  /// Code of the questionnaire of columns that name none.
  public var scale: String?
  /// Unstated, a date that can only be month/day (3/31/2024) is read; another one stops the reading.
  public var slashedDates: SlashedDates?

  public init() {}

  func questionnaire(named name: String) -> Questionnaire? {
    let plain = Questionnaire.plainName(name)
    return scales.first { $0.plainNames.contains(plain) }
  }

  var stated: Questionnaire? { scale.flatMap { code in scales.first { $0.code == code } } }
}

/// One filled-in form.
public struct AssessmentRow: Sendable, Hashable {
  /// Of the file, from 1; the first one where a form has several.
  public let line: Int
  /// `nil` where the table has no column for it.
  public let participant: String?
  public let session: String?
  public let date: CalendarDay?
  /// Code of the questionnaire.
  public let scale: String
  /// In the order of the form; empty where the table has a total only.
  public let answers: [ItemAnswer]
  public let result: ScaleResult
  /// As the table has it.
  public let statedTotal: Double?
  /// Whether the table says that the cut-off is reached.
  public let statedPositive: Bool?

  /// Recomputed from the answers where there are any, prorated within the questionnaire's rule.
  public var total: Double? { result.total.value }
}

/// A place where a table contradicts its own answers.
public struct AssessmentContradiction: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// A total that no completion of the answers has.
    case total
    /// A cut-off said to be reached that is not, or the other way round.
    case cutOff
  }

  public let line: Int
  public let column: String
  public let kind: Kind
  /// What the table says, in points; for a cut-off 0 or 1.
  public let stated: Double
  /// What the answers give; for a cut-off the total it is judged from.
  public let computed: Double

  public var message: String {
    let computed = CommaSeparated.cell(computed)
    return switch kind {
    case .total:
      "Line \(line), column ‘\(column)’ says \(CommaSeparated.cell(stated)); the answers give \(computed)."
    case .cutOff:
      "Line \(line), column ‘\(column)’ says \(stated == 1 ? "positive" : "negative") for a total of \(computed)."
    }
  }
}

extension AssessmentTableError {
  /// Of the place it is about; 0 for the whole table.
  public var line: Int {
    switch self {
    case .cannotRead, .notText, .quoteLeftOpen, .empty, .unknownLayout, .columnTwice, .noParticipantColumn,
      .scaleNotStated, .itemColumnWanting:
      0
    case .dateNotation(_, let line, _), .cellCount(let line, _, _), .noParticipant(let line, _),
      .notNumber(let line, _), .notWhole(let line, _), .outOfRange(let line, _, _, _, _),
      .noSuchDay(let line, _),
      .unknownScale(let line, _), .unknownItem(let line, _), .itemsWanting(let line, _),
      .sumOrIndex(let line, _, _), .twice(let line, _):
      line
    }
  }
}
