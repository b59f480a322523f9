/// Days, and months and seasons of a year: `july 4th 1982`, `the fourth of july`, `03/17/1990`, `june of 2003`,
/// `the third of the fifth eighty six`, `the spring of oh nine`.
enum DateRules {
  static func findings(in turn: Turn) -> [IdentityFinding] {
    var findings: [IdentityFinding] = []
    var index = 0
    while index < turn.words.count {
      if let length = numeric(turn.core(index))
        ? 1
        : dayFirst(turn, at: index) ?? monthFirst(turn, at: index)
          ?? season(turn, at: index)
      {
        findings.append(IdentityFinding(index..<index + length, .date, "rule: date"))
        index += length
      } else {
        index += 1
      }
    }
    return findings
  }

  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec",
  ]
  /// Also verbs, so a following number alone makes no date of them.
  private static let doubtful: Set<String> = ["may", "march", "mar"]

  /// Three numbers with strokes, hyphens or dots, one of which can be a year.
  private static func numeric(_ word: String) -> Bool {
    for separator in ["/", "-", "."] as [Character] {
      let parts = word.split(separator: separator, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let numbers = parts.compactMap { Int($0) }
      guard numbers.count == 3, parts.allSatisfy({ (1...4).contains($0.count) }) else { continue }
      let small = numbers.count { (1...31).contains($0) }
      if parts[0].count == 4 || parts[2].count == 4 { return small >= 2 }
      return separator == "/" && small >= 2
    }
    return false
  }

  /// `fourth of july`, `4 july`, with a year or without.
  private static func dayFirst(_ turn: Turn, at index: Int) -> Int? {
    guard let day = NumberWords.day(turn, at: index, cardinals: Int(turn.core(index)) != nil) else {
      return nil
    }
    var next = said(turn, index + day.length)
    if turn.following(next) == "day" { next += 1 }
    let hasOf = turn.following(next) == "of"
    if hasOf { next = said(turn, next + 1) }
    if hasOf, turn.following(next) == "the" {
      // ‘the third of the fifth eighty six’ is a day by its year alone.
      guard let number = NumberWords.day(turn, at: next + 1, cardinals: false), number.value <= 12,
        let year = yearLength(turn, at: next + 1 + number.length)
      else { return nil }
      return next + 1 + number.length + year - index
    }
    let month = turn.following(next)
    guard months.contains(month), hasOf || !doubtful.contains(month) || turn.isMarkedByCapital(next) else {
      return nil
    }
    return withYear(turn, from: index, to: next + 1)
  }

  private static func monthFirst(_ turn: Turn, at index: Int) -> Int? {
    let month = turn.core(index)
    guard months.contains(month) else { return nil }
    var next = said(turn, index + 1)
    let hasArticle = turn.following(next) == "the"
    if hasArticle { next = said(turn, next + 1) }
    let isSure = !doubtful.contains(month) || turn.isMarkedByCapital(index)
    if !turn.following(next).isEmpty, let day = NumberWords.day(turn, at: next, cardinals: isSure) {
      // ‘may first need’, ‘march second in line’
      let isWord =
        !isSure && !hasArticle && Int(turn.core(next).prefix(1)) == nil
        && !["on", "of", "by", "since", "until", "is"].contains(turn.preceding(index))
        && yearLength(turn, at: next + day.length) == nil
      if !isWord, !countedThings.contains(turn.following(next + day.length)) {
        // ‘february twenty eighteen’ is a month of a year.
        let year = NumberWords.yearLength(turn, at: next) ?? 0
        return max(withYear(turn, from: index, to: next + day.length), next + year - index)
      }
    }
    return ofYear(turn, from: index)
  }

  private static let seasons: Set<String> = ["spring", "summer", "autumn", "fall", "winter"]

  /// `spring of oh nine`, `summer of nineteen ninety`.
  private static func season(_ turn: Turn, at index: Int) -> Int? {
    seasons.contains(turn.core(index)) ? ofYear(turn, from: index) : nil
  }

  /// `june 2003`, `june of oh nine`: a year without its century only after ‘of’.
  private static func ofYear(_ turn: Turn, from index: Int) -> Int? {
    let hasOf = turn.following(index + 1) == "of"
    let next = hasOf ? said(turn, index + 2) : index + 1
    guard !turn.following(next).isEmpty else { return nil }
    if let year = NumberWords.yearLength(turn, at: next) { return next + year - index }
    guard hasOf, let year = yearLength(turn, at: next) else { return nil }
    return next + year - index
  }

  /// The next place where something is said; hesitations inside a date belong to it.
  private static func said(_ turn: Turn, _ index: Int) -> Int {
    ["um", "uh", "er", "erm"].contains(turn.following(index)) ? index + 1 : index
  }

  /// A year with its century or without, where no counted thing follows.
  private static func yearLength(_ turn: Turn, at index: Int) -> Int? {
    guard !turn.following(index).isEmpty else { return nil }
    if let year = NumberWords.yearLength(turn, at: index) { return year }
    guard let year = NumberWords.shortYearLength(turn, at: index),
      !countedThings.contains(turn.following(index + year))
    else { return nil }
    return year
  }

  /// What follows a number that is no day: `in june two people`.
  private static let countedThings: Set<String> = [
    "people", "times", "days", "weeks", "months", "years", "hours", "kids", "of", "things", "more", "percent",
    "minutes", "miles", "degrees", "dollars", "pounds", "beds", "men", "women",
  ]

  private static func withYear(_ turn: Turn, from start: Int, to end: Int) -> Int {
    var next = said(turn, end)
    if turn.following(next) == "of" || turn.following(next) == "in" { next = said(turn, next + 1) }
    guard let year = yearLength(turn, at: next) else { return end - start }
    return next + year - start
  }
}
