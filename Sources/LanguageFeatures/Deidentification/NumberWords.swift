/// Numbers written in digits or spoken out.
enum NumberWords {
  static let ones: [String: Int] = [
    "zero": 0, "oh": 0, "o": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
  ]
  static let teens: [String: Int] = [
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
  ]
  static let tens: [String: Int] = [
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
  ]
  private static let ordinals: [String: Int] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "thirtieth": 30,
  ]

  /// A number below a hundred from a place on, and how many words it takes: `forty two`, `forty-two`, `42`.
  static func belowHundred(_ turn: Turn, at index: Int) -> (value: Int, length: Int)? {
    let word = turn.core(index)
    if let value = Int(word), (0..<100).contains(value) { return (value, 1) }
    if let value = teens[word] { return (value, 1) }
    if let value = ones[word], word != "o" { return (value, 1) }
    if let ten = tens[word] {
      if let one = ones[turn.following(index + 1)], one > 0, !turn.words[index].endsPhrase {
        return (ten + one, 2)
      }
      return (ten, 1)
    }
    let parts = word.split(separator: "-").map(String.init)
    if parts.count == 2, let ten = tens[parts[0]], let one = ones[parts[1]] { return (ten + one, 1) }
    return nil
  }

  /// A day of the month, `4th`, `fourth`, `twenty eighth`; cardinals only where asked for.
  static func day(_ turn: Turn, at index: Int, cardinals: Bool) -> (value: Int, length: Int)? {
    let word = turn.core(index)
    if let value = ordinals[word] { return (value, 1) }
    for suffix in ["st", "nd", "rd", "th"] where word.hasSuffix(suffix) {
      if let value = Int(word.dropLast(2)), (1...31).contains(value) { return (value, 1) }
    }
    if word == "twenty" || word == "thirty" {
      if let one = ordinals[turn.following(index + 1)], one < 10 {
        return ((word == "twenty" ? 20 : 30) + one, 2)
      }
    }
    let parts = word.split(separator: "-").map(String.init)
    if parts.count == 2, let ten = tens[parts[0]], ten < 40, let one = ordinals[parts[1]], one < 10 {
      return (ten + one, 1)
    }
    guard cardinals, let number = belowHundred(turn, at: index), (1...31).contains(number.value) else {
      return nil
    }
    return number
  }

  /// How many words from a place on name a year: `1982`, `nineteen eighty two`, `two thousand and five`.
  static func yearLength(_ turn: Turn, at index: Int) -> Int? {
    let word = turn.core(index)
    if let year = Int(word), word.count == 4, (1900...2099).contains(year) { return 1 }
    if word == "two", turn.following(index + 1) == "thousand" {
      var length = 2
      if turn.following(index + length) == "and" { length += 1 }
      if let rest = belowHundred(turn, at: index + length), rest.value > 0 { return length + rest.length }
      return 2
    }
    if isJoinedYear(word) { return 1 }
    guard word == "nineteen" || word == "twenty" || word == "19" || word == "20" else { return nil }
    if turn.following(index + 1) == "hundred" {
      let next = turn.following(index + 2) == "and" ? index + 3 : index + 2
      guard !turn.following(next).isEmpty, let rest = belowHundred(turn, at: next), rest.value > 0 else {
        return 2
      }
      return next - index + rest.length
    }
    if turn.following(index + 1) == "oh", ones[turn.following(index + 2)] != nil { return 3 }
    guard let rest = belowHundred(turn, at: index + 1), rest.value >= 10,
      !turn.words[index + 1].startsSentence
    else { return nil }
    return 1 + rest.length
  }

  /// `twenty-fourteen`, `nineteen-eighty-six`.
  private static func isJoinedYear(_ word: String) -> Bool {
    let parts = word.split(separator: "-").map(String.init)
    guard (2...3).contains(parts.count), parts[0] == "nineteen" || parts[0] == "twenty" else { return false }
    if parts.count == 2 { return teens[parts[1]] != nil || tens[parts[1]] != nil }
    return tens[parts[1]] != nil && ones[parts[2]] != nil || parts[1] == "oh" && ones[parts[2]] != nil
  }

  /// How many words name a year without its century: `oh nine`, `eighty six`, `'86`, `86`.
  static func shortYearLength(_ turn: Turn, at index: Int) -> Int? {
    let word = turn.core(index)
    if word == "oh" || word == "o", let one = ones[turn.following(index + 1)], one > 0 { return 2 }
    if word.count == 2, Int(word) != nil { return 1 }
    guard let number = belowHundred(turn, at: index), number.value >= 40 else { return nil }
    return number.length
  }
}
