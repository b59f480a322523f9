extension CalendarDay {
  /// A day as ISO 8601 writes it: `2025-03-01`.
  /// - Returns: `nil` for any other text, and for a day that does not exist.
  public init?(text: String) {
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/), let year = Int(match.1),
      let month = Int(match.2), let day = Int(match.3)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
