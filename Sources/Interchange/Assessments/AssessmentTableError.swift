public import SignalCore

/// A table of questionnaires that cannot be read, or a place in it that says nothing certain.
///
/// Lines count from 1 with the header, columns carry the header's own names. No message repeats what a cell holds.
public enum AssessmentTableError: UserFacingError, Hashable {
  // The whole table
  case cannotRead(path: String)
  case notText(path: String)
  case quoteLeftOpen(path: String)
  case empty(path: String)
  case unknownLayout(path: String)
  case columnTwice(path: String, column: String)
  case noParticipantColumn(path: String)
  case scaleNotStated(path: String)
  case itemColumnWanting(path: String, scale: String, item: Int)
  case dateNotation(path: String, line: Int, column: String)

  // One place
  case cellCount(line: Int, found: Int, expected: Int)
  case noParticipant(line: Int, column: String)
  case notNumber(line: Int, column: String)
  case notWhole(line: Int, column: String)
  case outOfRange(line: Int, column: String, scale: String, lowest: Double, highest: Double)
  case noSuchDay(line: Int, column: String)
  case unknownScale(line: Int, column: String)
  case unknownItem(line: Int, column: String)
  case itemsWanting(line: Int, scale: String)
  case twice(line: Int, otherLine: Int)

  public var message: String {
    switch self {
    case .cannotRead(let path): "‘\(path)’ cannot be read."
    case .notText(let path): "‘\(path)’ is not text in UTF-8 or UTF-16."
    case .quoteLeftOpen(let path):
      "In ‘\(path)’ the quotation marks do not pair up, so that cells run together."
    case .empty(let path): "‘\(path)’ has no rows below its header."
    case .unknownLayout(let path): "The header of ‘\(path)’ names no questionnaire this program knows."
    case .columnTwice(let path, let column): "‘\(path)’ has more than one column for ‘\(column)’."
    case .noParticipantColumn(let path):
      "‘\(path)’ has one row an item, but no column says whose answer it is."
    case .scaleNotStated(let path): "‘\(path)’ does not say which questionnaire its answers belong to."
    case .itemColumnWanting(let path, let scale, let item):
      "‘\(path)’ has columns for the \(scale), but none for its item \(item)."
    case .dateNotation(let path, let line, let column):
      "‘\(path)’, line \(line), column ‘\(column)’: the date can be read as day/month or as month/day."
    case .cellCount(let line, let found, let expected):
      "Line \(line) has \(found) cells; the header has \(expected)."
    case .noParticipant(let line, let column): "Line \(line): column ‘\(column)’ does not say who it is."
    case .notNumber(let line, let column):
      "Line \(line), column ‘\(column)’: there is text where a number belongs."
    case .notWhole(let line, let column): "Line \(line), column ‘\(column)’: an answer is a whole number."
    case .outOfRange(let line, let column, let scale, let lowest, let highest):
      "Line \(line), column ‘\(column)’: the \(scale) has no such value; it runs from "
        + "\(CommaSeparated.cell(lowest)) to \(CommaSeparated.cell(highest))."
    case .noSuchDay(let line, let column): "Line \(line), column ‘\(column)’: there is no such date."
    case .unknownScale(let line, let column):
      "Line \(line), column ‘\(column)’: this questionnaire is not known."
    case .unknownItem(let line, let column):
      "Line \(line), column ‘\(column)’: the questionnaire has no such item."
    case .itemsWanting(let line, let scale):
      "Line \(line): the table has neither a column for every item of the \(scale) nor one for its total."
    case .twice(let line, let otherLine):
      "Lines \(line) and \(otherLine) are about the same person, questionnaire and date."
    }
  }

  public var remedy: String {
    switch self {
    case .cannotRead: "Check the path, and that you may read the file."
    case .notText: "Save the table as “CSV UTF-8” in your spreadsheet program."
    case .quoteLeftOpen: "Write a quotation mark inside a quoted cell twice, or take the marks out."
    case .empty: "Choose the file that holds the answers."
    case .unknownLayout:
      "Name the columns like phq9_1 … phq9_9, or item1 … item9 with a column ‘scale’, or participant, item, value."
    case .columnTwice: "Remove or rename the columns that are not meant."
    case .noParticipantColumn: "Add a column ‘participant’."
    case .scaleNotStated: "Add a column ‘scale’ (phq9, gad7 …), or state the questionnaire with --scale."
    case .itemColumnWanting:
      "Add the column, with empty cells where it was not asked; or, if another form was used, state it with --scale."
    case .dateNotation: "State how dates are written with --dates month-first or --dates day-first."
    case .cellCount:
      "Compare the line with the header; a comma inside a cell wants quotation marks round the cell."
    case .noParticipant: "Fill the cell in, or remove the line."
    case .notNumber, .notWhole:
      "Write the answer's number as on the form, or leave the cell empty if none was given."
    case .outOfRange:
      "Look the value up on the form; codes for a missing answer belong in the table as empty cells."
    case .noSuchDay: "Write dates as 2024-03-31, 31.3.2024 or 3/31/2024, or leave the cell empty."
    case .unknownScale: "Known are phq9, phq8, phq2, gad7, hamd17, madrs, bdi2, qids16 and sds."
    case .unknownItem: "Number the items as on the form, from 1."
    case .itemsWanting: "Add the columns that are wanting, with empty cells where an item was not asked."
    case .twice: "Keep the right one; two sittings of one day want a column ‘session’."
    }
  }
}
