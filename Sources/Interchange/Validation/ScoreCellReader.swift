internal import ClinicalAssessment

/// Reads one row's cells and gathers what cannot be read.
struct ScoreCellReader {
  let line: Int
  let texts: [String]
  let places: [ScoreTable.Column: Int]
  let slashedDates: SlashedDates?
  private(set) var faults: [ValidationError.Cell] = []

  init(line: Int, texts: [String], places: [ScoreTable.Column: Int], slashedDates: SlashedDates?) {
    self.line = line
    self.texts = texts
    self.places = places
    self.slashedDates = slashedDates
  }

  func text(_ column: ScoreTable.Column) -> String? { places[column].flatMap(text(at:)) }

  private func text(at place: Int) -> String? {
    let text = texts[place]
    return text.isEmpty || text == "n/a" || text == "NA" ? nil : text
  }

  mutating func needed(_ column: ScoreTable.Column) -> String {
    if let text = text(column) { return text }
    fault(column.rawValue, "a name; no row can do without it")
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
      fault(name, expected)
      return nil
    }
    return number
  }

  mutating func day(_ column: ScoreTable.Column) -> CalendarDay? {
    guard let text = text(column) else { return nil }
    do {
      return try calendarDay(text, slashedDates)
    } catch .ambiguous {
      fault(column.rawValue, "certain: day/month or month/day, to be stated with --dates")
    } catch {
      fault(column.rawValue, "a date such as 2024-03-31")
    }
    return nil
  }

  mutating func split() -> DataSplit? {
    guard let text = text(.split) else { return nil }
    if let part = DataSplit(named: text) { return part }
    fault(ScoreTable.Column.split.rawValue, "train, development or test")
    return nil
  }

  mutating func isYes(_ column: ScoreTable.Column) -> Bool? {
    guard let text = text(column) else { return nil }
    if let answer = ["yes": true, "no": false][text.lowercased()] { return answer }
    fault(column.rawValue, "yes or no")
    return nil
  }

  private mutating func fault(_ column: String, _ expected: String) {
    faults.append(ValidationError.Cell(line: line, column: column, expected: expected))
  }
}

extension DataSplit {
  /// By any of the names in use, upper or lower case.
  init?(named text: String) {
    switch text.lowercased() {
    case "train", "training": self = .train
    case "dev", "devel", "development", "val", "valid", "validation": self = .development
    case "test", "testing": self = .test
    default: return nil
    }
  }
}
