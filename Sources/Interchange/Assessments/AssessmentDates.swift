internal import ClinicalAssessment

/// How dates with slashes are written.
public enum SlashedDates: String, Sendable, Hashable, CaseIterable {
  /// 3/31/2024 can only be month/day; one that can be read both ways stops the reading.
  case unstated
  case monthFirst = "month-first"
  case dayFirst = "day-first"
}

/// Why a cell holds no day.
enum DateFault: Error {
  case noSuchDay, ambiguous
}

/// Reads 2024-03-31 (a time after it is left out), 31.3.2024 or 3/31/2024.
func calendarDay(_ cell: String, _ slashed: SlashedDates) throws(DateFault) -> CalendarDay {
  let text = cell.prefix { $0 != "T" && $0 != " " }
  func numbers(_ separator: Character, _ digits: [ClosedRange<Int>]) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 3,
      zip(parts, digits).allSatisfy({
        $1.contains($0.count) && $0.allSatisfy(\.isASCII) && $0.allSatisfy(\.isNumber)
      })
    else { return nil }
    return parts.compactMap { Int($0) }
  }
  var day: CalendarDay?
  if let parts = numbers("-", [4...4, 2...2, 2...2]) {
    day = CalendarDay(year: parts[0], month: parts[1], day: parts[2])
  } else if let parts = numbers(".", [1...2, 1...2, 4...4]) {
    day = CalendarDay(year: parts[2], month: parts[1], day: parts[0])
  } else if let parts = numbers("/", [1...2, 1...2, 4...4]) {
    let monthFirst = CalendarDay(year: parts[2], month: parts[0], day: parts[1])
    let dayFirst = CalendarDay(year: parts[2], month: parts[1], day: parts[0])
    switch slashed {
    case .monthFirst: day = monthFirst
    case .dayFirst: day = dayFirst
    case .unstated:
      // One that can only be day/month is not what is read unasked either.
      if dayFirst != nil, dayFirst != monthFirst { throw .ambiguous }
      day = monthFirst
    }
  }
  guard let day else { throw .noSuchDay }
  return day
}
