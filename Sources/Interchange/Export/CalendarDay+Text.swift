internal import ClinicalAssessment

extension CalendarDay {
  /// Whether a text is a day that exists, as ISO 8601 writes it: `2025-03-01`.
  static func isDay(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/), let year = Int(match.1),
      let month = Int(match.2), let day = Int(match.3)
    else { return false }
    return CalendarDay(year: year, month: month, day: day) != nil
  }
}
