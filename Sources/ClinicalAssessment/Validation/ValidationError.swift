public import SignalCore

/// Tables that cannot be compared as they are. Nothing is guessed: the rows to look at are named by their
/// lines.
public enum ValidationError: UserFacingError, Equatable {
  /// What is wrong with one cell of a table; `line` counts the header as 1. What it holds is not repeated: it may be
  /// a name.
  public struct Cell: Sendable, Hashable {
    public var line: Int
    public var column: String
    /// What belongs there.
    public var expected: String

    public init(line: Int, column: String, expected: String) {
      self.line = line
      self.column = column
      self.expected = expected
    }
  }

  case missingColumns(table: String, columns: [String])
  case unevenRow(table: String, line: Int, cells: Int, wanted: Int)
  /// A file that is no table, said by its reader.
  case unreadable(message: String, remedy: String)
  /// Places of the assessment table that say nothing certain; at least one.
  case assessments(messages: [String], remedy: String)
  case severalScales
  case emptyTable(table: String)
  /// At least one.
  case cells(table: String, [Cell])
  case duplicateSession(line: Int, earlierLine: Int)
  case duplicateAssessment(line: Int, earlierLine: Int)
  case datesInOneTableOnly(datedTable: String)
  case noAssessments(questionnaire: String)
  /// A column `split` without a test row.
  case noTestRows
  case noCommonParticipants
  /// Common participants, but not two pairs; `reasons` says where the rows went, with counts.
  case tooFewPairs(count: Int, reasons: String)
  case constantScores(value: Double, count: Int)
  case severalThresholds(lines: [Int])
  case setting(name: String, text: String, expected: String)
  case noReason
  /// Every finding as a plain sentence.
  case leaks([String])
  case statistics(AssessmentError)

  public var message: String {
    switch self {
    case .missingColumns(let table, let columns):
      "The \(table) has no column \(columns.map { "‘\($0)’" }.joined(separator: ", "))."
    case .unevenRow(let table, let line, let cells, let wanted):
      "Line \(line) of the \(table) has \(cells) cells; its header has \(wanted)."
    case .unreadable(let message, _): message
    case .assessments(let messages, _):
      "The assessment table holds places that cannot be read. " + messages.prefix(5).joined(separator: " ")
        + (messages.count > 5 ? " And \(messages.count - 5) more." : "")
    case .severalScales: "The assessment table holds both PHQ-8 and PHQ-9."
    case .emptyTable(let table): "The \(table) has no rows."
    case .cells(let table, let cells): Self.text(cells, table: table)
    case .duplicateSession(let line, let earlier):
      "Lines \(earlier) and \(line) of the score table name the same session."
    case .duplicateAssessment(let line, let earlier):
      "Lines \(earlier) and \(line) of the assessment table are two assessments of one person that no date "
        + "tells apart."
    case .datesInOneTableOnly(let table):
      "Only the \(table) has dates, so sessions and assessments cannot be paired."
    case .noAssessments(let questionnaire): "The assessment table holds no \(questionnaire)."
    case .noTestRows: "The column ‘split’ of the score table marks no row as test."
    case .noCommonParticipants: "No participant of the score table occurs in the assessment table."
    case .tooFewPairs(let count, let reasons):
      "Only \(count) \(count == 1 ? "score has" : "scores have") an assessment to compare with. \(reasons)"
    case .constantScores(let value, let count):
      "All \(count) scores are \(value): a score that never changes cannot be judged."
    case .severalThresholds(let lines):
      "The column ‘threshold’ holds different values, for example in lines \(lines.listed)."
    case .setting(let name, let text, let expected): "\(name) cannot be ‘\(text)’: it is \(expected)."
    case .noReason: "A leak can only be allowed with a reason."
    case .leaks(let sentences):
      (["No figure was computed, because it would mislead:"] + sentences.map { "– \($0)" })
        .joined(separator: "\n")
    case .statistics(let error): error.message
    }
  }

  public var remedy: String {
    switch self {
    case .missingColumns(let table, _):
      table == ValidationError.scoreTable
        ? "A score table starts with a line such as: session,participant,date,score,probability"
        : "‘bellwether phq --help’ lists the columns an assessment table may have."
    case .unevenRow: "Put cells that hold a comma in quotation marks, and leave no cell out."
    case .unreadable(_, let remedy), .assessments(_, let remedy): remedy
    case .severalScales: "Say with --scale which of them the score estimates."
    case .emptyTable: "Check that it is the right file."
    case .cells: "Correct the cells in the table and run the same command again; leave unknown cells empty."
    case .duplicateSession: "Give every session a name of its own, and every session one row."
    case .duplicateAssessment: "Keep the assessment that counts, or correct the date."
    case .datesInOneTableOnly: "Add a column ‘date’ to the other table, or take it out of this one."
    case .noAssessments: "Choose the questionnaire with --scale, or check the assessment table."
    case .noTestRows: "Mark the rows to be judged with ‘test’, or take the column out if nothing was fitted."
    case .noCommonParticipants:
      "Check that both tables write participants alike, zeros in front and capitals included."
    case .tooFewPairs: "Widen --window-days if your protocol allows it, or add assessments."
    case .constantScores: "Check that the column ‘score’ holds the model’s estimates."
    case .severalThresholds: "Give the one that was fixed beforehand with --threshold."
    case .setting: "Change it and run the same command again."
    case .noReason: "Write it behind --allow-leak; it is printed on every page."
    case .leaks:
      "Correct the study, or state with --allow-leak REASON why the figures are wanted all the same; "
        + "the reason is printed on every page."
    case .statistics(let error): error.remedy
    }
  }

  /// How messages call the two tables.
  public static let scoreTable = "score table"
  public static let assessmentTable = "assessment table"

  private static func text(_ cells: [Cell], table: String) -> String {
    let shown = cells.prefix(5).map {
      "line \($0.line), column ‘\($0.column)’ is not \($0.expected)"
    }
    let rest = cells.count > shown.count ? "; and \(cells.count - shown.count) more" : ""
    return "The \(table) holds cells that cannot be read: \(shown.joined(separator: "; "))\(rest)."
  }
}

extension [Int] {
  /// The first five numbers in words, and how many more there are.
  var listed: String {
    let shown = prefix(5).map(String.init).joined(separator: ", ")
    return count > 5 ? "\(shown) and \(count - 5) more" : shown
  }
}
