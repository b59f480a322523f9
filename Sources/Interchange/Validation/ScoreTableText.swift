public import ClinicalAssessment
internal import Foundation

/// Reads a table of scores: `session,participant,date,score` and what else is known of each row.
///
/// Columns may come in any order; empty cells and `n/a` are absent values; other columns are ignored. Every cell that
/// cannot be read is named in one error, so that a person corrects them all at once.
public enum ScoreTableText {
  /// Columns without which there is nothing to compare. Without `date`, rows are paired by participant alone.
  public static let neededColumns = ["session", "participant", "score"]
  public static let featurePrefix = "feature."

  public static func table(_ text: String) throws(ValidationError) -> ScoreTable {
    let cells = try CellTable(text: text, name: ValidationError.scoreTable)
    var places: [ScoreTable.Column: Int] = [:]
    var features: [(name: String, place: Int)] = []
    for (place, name) in cells.header.enumerated() {
      if name.hasPrefix(featurePrefix) {
        features.append((name, place))
      } else if let column = ScoreTable.Column(rawValue: name.lowercased()), places[column] == nil {
        places[column] = place
      }
    }
    let missing = neededColumns.filter { name in
      ScoreTable.Column(rawValue: name).map { places[$0] == nil } ?? false
    }
    guard missing.isEmpty else {
      throw .missingColumns(table: ValidationError.scoreTable, columns: missing)
    }
    var faults: [ValidationError.Cell] = []
    var rows: [ScoreRow] = []
    rows.reserveCapacity(cells.rows.count)
    for (line, texts) in cells.rows {
      var reader = CellReader(line: line, texts: texts, places: places)
      var row = ScoreRow(
        line: line, session: reader.needed(.session), participant: reader.needed(.participant))
      row.day = reader.day(.date)
      row.score = reader.number(.score)
      row.probability = reader.number(.probability, in: 0...1, expected: "a probability from 0 to 1")
      row.split = reader.split()
      row.ageYears = reader.number(.age, in: 0...120, expected: "an age in years, 0 to 120")
      for (attribute, column) in attributeColumns {
        if let text = reader.text(column) { row.attributes[attribute] = text }
      }
      row.speechSeconds = reader.number(
        .speechSeconds, in: 0...Double.greatestFiniteMagnitude, expected: "a number of seconds")
      row.wordCount = reader.number(
        .wordCount, in: 0...Double.greatestFiniteMagnitude, expected: "a number of words")
      row.interviewerScore = reader.number(.interviewerScore)
      row.threshold = reader.number(.threshold)
      row.fingerprint = reader.text(.fingerprint) ?? reader.text(.inputSHA256)
      row.features = features.map { reader.number(at: $0.place, named: $0.name) }
      faults += reader.faults
      rows.append(row)
    }
    guard faults.isEmpty else { throw .cells(table: ValidationError.scoreTable, faults) }
    return ScoreTable(rows: rows, columns: Set(places.keys), featureNames: features.map(\.name))
  }

  private static let attributeColumns: [(Subgroup, ScoreTable.Column)] = [
    (.sex, .sex), (.language, .language), (.device, .device), (.site, .site),
  ]
}

/// Reads one row's cells and gathers what cannot be read.
private struct CellReader {
  let line: Int
  let texts: [String]
  let places: [ScoreTable.Column: Int]
  var faults: [ValidationError.Cell] = []

  init(line: Int, texts: [String], places: [ScoreTable.Column: Int]) {
    self.line = line
    self.texts = texts
    self.places = places
  }

  func text(_ column: ScoreTable.Column) -> String? { places[column].flatMap(text(at:)) }

  private func text(at place: Int) -> String? {
    let text = texts[place]
    return text.isEmpty || text == "n/a" || text == "NA" ? nil : text
  }

  mutating func needed(_ column: ScoreTable.Column) -> String {
    if let text = text(column) { return text }
    fault(column.rawValue, "", "a name; no row can do without it")
    return ""
  }

  mutating func number(
    _ column: ScoreTable.Column, in range: ClosedRange<Double>? = nil, expected: String = "a number"
  ) -> Double? {
    guard let place = places[column] else { return nil }
    return number(at: place, named: column.rawValue, in: range, expected: expected)
  }

  mutating func number(
    at place: Int, named name: String, in range: ClosedRange<Double>? = nil, expected: String = "a number"
  ) -> Double? {
    guard let text = text(at: place) else { return nil }
    // `Double` reads “nan”, “inf” and hexadecimal too; none of them is a number in a table of people.
    let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
    guard isPlain, let number = Double(text), number.isFinite, range?.contains(number) ?? true else {
      fault(name, text, expected)
      return nil
    }
    return number
  }

  /// A day as ISO 8601 has it, alone or before a time of day. 05/06/2024 is the fifth of June to some and the sixth
  /// of May to others, so other forms are refused.
  mutating func day(_ column: ScoreTable.Column) -> CalendarDay? {
    guard let text = text(column) else { return nil }
    let parts = text.prefix { $0 != "T" && $0 != " " }.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      let date = CalendarDay(year: year, month: month, day: day)
    {
      return date
    }
    fault(column.rawValue, text, "a date of the form 2024-05-31")
    return nil
  }

  mutating func split() -> DataSplit? {
    guard let text = text(.split) else { return nil }
    switch text.lowercased() {
    case "train", "training": return .train
    case "dev", "devel", "development", "val", "valid", "validation": return .development
    case "test", "testing": return .test
    default:
      fault(ScoreTable.Column.split.rawValue, text, "train, development or test")
      return nil
    }
  }

  private mutating func fault(_ column: String, _ text: String, _ expected: String) {
    faults.append(ValidationError.Cell(line: line, column: column, text: text, expected: expected))
  }
}
