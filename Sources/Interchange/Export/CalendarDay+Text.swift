internal import ClinicalAssessment

extension CalendarDay {
  /// Whether a text is a day that exists, as ISO 8601 writes it: `2025-03-01`.
  static func isDay(_ text: String) -> Bool {
    CalendarDay(text: text) != nil
  }
}
