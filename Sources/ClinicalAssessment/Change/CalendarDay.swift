/// A day of the Gregorian calendar, without a time or a time zone.
public struct CalendarDay: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  /// - Returns: `nil` for a day that does not exist, and outside the years 1900 to 2999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days since 1 January 1900.
  public var number: Int {
    let past = year - 1900
    // 460 leap years lie before 1900.
    let leapDays = (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 - 460
    return past * 365 + leapDays + (1..<month).reduce(0) { $0 + Self.days(inMonth: $1, of: year) } + day - 1
  }

  /// As ISO 8601 has it: 2024-03-01.
  public var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  public static func < (earlier: CalendarDay, later: CalendarDay) -> Bool {
    (earlier.year, earlier.month, earlier.day) < (later.year, later.month, later.day)
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
