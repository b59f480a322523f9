public import ClinicalAssessment
internal import Foundation

/// Reads a table of scores: `session,participant,date,score` and what else is known of each row.
///
/// Columns may come in any order; empty cells and `n/a` are absent values; other columns are ignored. Every
/// cell that cannot be read is named in one error, so that a person corrects them all at once.
public enum ScoreTableText {
  /// Columns without which there is nothing to compare. Without `date`, rows are paired by participant alone.
  public static let neededColumns = ["session", "participant", "score"]
  public static let featurePrefix = "feature."

  /// - Parameters:
  ///   - path: Of a file of comma-, semicolon- or tab-separated text.
  ///   - slashedDates: How 5/6/2024 is meant; unstated, a date that can be read both ways is refused.
  public static func table(
    fileAt path: String, slashedDates: SlashedDates? = nil
  ) throws(ValidationError) -> ScoreTable {
    try table(read { () throws(AssessmentTableError) in try TableText(fileAt: path) }, slashedDates)
  }

  /// - Parameter name: What errors call the text.
  public static func table(
    text: String, name: String, slashedDates: SlashedDates? = nil
  ) throws(ValidationError) -> ScoreTable {
    try table(read { () throws(AssessmentTableError) in try TableText(text, path: name) }, slashedDates)
  }

  private static func read(
    _ text: () throws(AssessmentTableError) -> TableText
  ) throws(ValidationError) -> TableText {
    do {
      return try text()
    } catch {
      throw .unreadable(message: error.message, remedy: error.remedy)
    }
  }

  private static func table(
    _ cells: TableText, _ slashedDates: SlashedDates?
  ) throws(ValidationError) -> ScoreTable {
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
    for source in cells.rows {
      guard source.cells.count >= cells.header.count,
        source.cells.dropFirst(cells.header.count).allSatisfy(\.isEmpty)
      else {
        throw .unevenRow(
          table: ValidationError.scoreTable, line: source.line, cells: source.cells.count,
          wanted: cells.header.count)
      }
      var reader = ScoreCellReader(
        line: source.line, texts: source.cells, places: places, slashedDates: slashedDates)
      var row = ScoreRow(
        line: source.line, session: reader.needed(.session), participant: reader.needed(.participant))
      row.day = reader.day(.date)
      row.score = reader.number(.score)
      row.probability = reader.number(.probability, in: 0...1, expected: "a probability from 0 to 1")
      row.split = reader.split()
      row.isOfTrainingPerson = reader.isYes(.ofTrainingPerson)
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
