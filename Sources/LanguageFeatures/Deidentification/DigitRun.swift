/// Digits that follow each other in a turn, in figures or in words, with hesitations between them.
struct DigitRun {
  private(set) var words: Range<Int>
  /// How many digits.
  private(set) var digits = 0
  /// Digits of each figure that stands alone or between hyphens.
  private(set) var groups: [Int] = []
  /// A plus, brackets, or hyphens as in telephone numbers.
  private(set) var hasPhoneSign = false
  private var values: [Int] = []
  /// Digits and figures before any larger number: ‘ninety three’ goes on with three of them alone.
  private var singles = 0

  /// - Returns: `nil` where no digit stands at `index`.
  init?(_ turn: Turn, at index: Int) {
    words = index..<index
    var place = index
    var times = 1
    while place < turn.words.count {
      let word = turn.core(place)
      if place > index, turn.words[place].startsSentence { break }
      if let digit = NumberWords.ones[word] {
        add([digit], times: times)
        singles += times
      } else if let figures = Self.figures(in: turn.words[place]) {
        if figures.joined().count > 12 { break }
        for figure in figures { groups.append(figure.count) }
        singles += figures.joined().count
        add(figures.joined().compactMap(\.wholeNumberValue), times: times)
        let written = turn.words[place].written
        if written.contains("(") || written.contains("+") { hasPhoneSign = true }
      } else if digits > 0, word == "hundred" || word == "thousand" {
        add([Int](repeating: 0, count: word == "hundred" ? 2 : 3), times: 1)
      } else if singles >= 3, NumberWords.teens[word] != nil || NumberWords.tens[word] != nil,
        let number = NumberWords.belowHundred(turn, at: place)
      {
        add([number.value / 10, number.value % 10], times: times)
        place += number.length - 1
      } else if let repeats = ["double": 2, "triple": 3][word], Self.isDigit(turn, place + 1) {
        times = repeats
        place += 1
        continue
      } else if digits > 0, fillers.contains(word), Self.isDigit(turn, place + 1) {
        place += 1
        continue
      } else {
        break
      }
      times = 1
      place += 1
      words = index..<place
    }
    if digits == 0 { return nil }
  }

  private mutating func add(_ added: [Int], times: Int) {
    for _ in 0..<times {
      digits += added.count
      values += added
    }
  }

  /// Sentences end and quantities are told apart by their size: years, small numbers in a row, money.
  var isPlainQuantity: Bool {
    guard groups.count == values.count || !groups.isEmpty, groups.reduce(0, +) == digits else { return false }
    return groups.allSatisfy { $0 <= 2 } && groups.contains(2)
      || groups.count > 1 && groups.allSatisfy { $0 == 4 } && digits == 8
  }

  /// One, two, three or backwards, as in counting.
  var isCounting: Bool {
    let steps = zip(values, values.dropFirst()).map { $1 - $0 }
    guard let step = steps.first else { return true }
    let known = steps.dropLast(values.last == 0 ? 2 : 0)
    return abs(step) == 1 && known.allSatisfy { $0 == step }
  }

  private static func isDigit(_ turn: Turn, _ place: Int) -> Bool {
    guard turn.words.indices.contains(place), !turn.words[place].startsSentence else { return false }
    let word = turn.core(place)
    return NumberWords.ones[word] != nil || NumberWords.tens[word] != nil || NumberWords.teens[word] != nil
      || figures(in: turn.words[place]) != nil
  }

  /// The figures of a word such as `(415)`, `555-0134` or `555.010.9988`; `nil` for one with letters or money.
  private static func figures(in word: TurnWord) -> [String]? {
    let allowed = word.written.allSatisfy { ($0.isASCII && $0.isNumber) || "()-.+,;:?!/".contains($0) }
    guard allowed, !word.core.contains(","), !word.core.contains("/") else { return nil }
    let figures = word.core.split { "()-.+:".contains($0) }.map(String.init)
    return figures.isEmpty ? nil : figures
  }
}

/// What people say between digits.
private let fillers: Set<String> = ["um", "uh", "er", "erm", "", "dash", "and", "then", "area", "code"]
