/// Numbers with letters in them, spelt or written: `r four four one nine`, `CRN-50718-K`, `l s six three q t`.
enum CodeRules {
  static func findings(in turn: Turn) -> [IdentityFinding] {
    var findings: [IdentityFinding] = []
    var index = 0
    while index < turn.words.count {
      guard let run = CodeRun(turn, at: index) else {
        index += 1
        continue
      }
      if let identity = identity(of: run, in: turn) {
        findings.append(IdentityFinding(run.words, identity, "rule: code"))
      }
      index = max(index + 1, run.words.upperBound)
    }
    return findings
  }

  private static func identity(of run: CodeRun, in turn: Turn) -> IdentityClass? {
    if run.isPostcode { return .address }
    let units = ["milligrams", "mg", "miles", "people", "years", "percent", "degrees", "pounds", "dollars"]
    guard !units.contains(turn.following(run.words.upperBound)) else { return nil }
    let isCued = hasCue(turn, before: run.words.lowerBound) || hasCue(turn, after: run.words.upperBound)
    // Three signs with a cue; five without one, of which three are digits and one is a letter.
    return isCued && run.digits + run.letters >= 3 && run.digits >= 2
      || run.letters >= 1 && run.digits >= 3 && run.digits + run.letters >= 5 ? .identifier : nil
  }

  private static let things: Set<String> = [
    "nhs", "hospital", "reference", "ref", "case", "claim", "policy", "passport", "licence", "license",
    "registration", "reg", "plate", "plates", "account", "record", "member", "membership", "ticket",
    "booking",
    "tracking", "serial", "permit", "visa", "crime", "insurance", "tax", "payroll", "sort", "service",
    "prisoner", "inmate", "student", "staff", "employee", "badge", "social", "ssn", "docket", "file",
    "locker",
    "room", "bay", "cell", "patient", "chart", "crn", "mrn", "medicare", "medicaid", "warrant", "docket",
    "library", "id", "code", "pin", "identification", "order", "tribunal", "benefit", "council", "bank",
    "card", "number", "numbers", "receipt", "invoice", "meter", "customer", "voucher", "wristband", "tag",
  ]
  private static let links: Set<String> = [
    "is", "was", "be", "it's", "number", "number's", "numbers", "no", "code", "id", "ends", "under", "as",
    "that's", "card", "plate", "reference", "in", "with", "starts", "room", "bay", "cell", "locker", "staff",
    "hash", "it", "reads", "says", "of", "licence", "license", "reg", "prisoner", "inmate", "case", "account",
  ]

  /// ‘my reference with the council is’: what the number is of, and what leads to it.
  private static func hasCue(_ turn: Turn, before index: Int) -> Bool {
    let link = turn.preceding(index)
    guard links.contains(link) || things.contains(link), !link.isEmpty else { return false }
    var place = index - 1
    while place >= 0, index - place <= 8, !turn.words[place].endsSentence {
      let word = turn.core(place)
      if things.contains(word), turn.preceding(place) != "in", turn.preceding(place) != "a" { return true }
      if turn.words[place].startsSentence { return false }
      place -= 1
    }
    return false
  }

  /// ‘that's my nhs number’, ‘that's the reference’.
  private static func hasCue(_ turn: Turn, after index: Int) -> Bool {
    guard (index..<index + 2).contains(where: { ["that's", "is"].contains(turn.core($0)) }) else {
      return false
    }
    return (index + 1..<index + 6).contains { things.contains(turn.core($0)) }
  }
}

/// Letters and digits said or written one after another.
struct CodeRun {
  private(set) var words: Range<Int>
  private(set) var letters = 0
  private(set) var digits = 0
  /// L for a letter, D for a digit.
  private var shape = ""

  /// - Returns: `nil` where no letter or digit stands alone at `index`.
  init?(_ turn: Turn, at index: Int) {
    words = index..<index
    var place = index
    var times = 1
    while place < turn.words.count, place == index || !turn.words[place].startsSentence {
      let word = turn.core(place)
      let next = turn.following(place + 1)
      if word.count == 1, word.first?.isLetter == true, !Self.isWord(turn, place) {
        add(letters: times)
        // ‘b as in bravo’, ‘b for bravo’
        if next == "as", turn.following(place + 2) == "in", !turn.following(place + 3).isEmpty { place += 3 }
        if next == "for", !turn.following(place + 2).isEmpty,
          turn.following(place + 2).first == word.first
        {
          place += 2
        }
      } else if NumberWords.ones[word] != nil {
        add(digits: times)
      } else if !shape.isEmpty, NumberWords.tens[word] != nil || NumberWords.teens[word] != nil,
        let number = NumberWords.belowHundred(turn, at: place)
      {
        add(digits: 2)
        place += number.length - 1
      } else if ["double", "triple"].contains(word), next.count == 1 || NumberWords.ones[next] != nil {
        times = word == "double" ? 2 : 3
        place += 1
        continue
      } else if !shape.isEmpty, Self.joints.contains(word), Self.isSign(turn, place + 1) {
        place += 1
        continue
      } else if let written = Self.written(turn.words[place]) {
        for sign in written { sign.isNumber ? add(digits: 1) : add(letters: 1) }
      } else {
        break
      }
      times = 1
      place += 1
      words = index..<place
      if turn.words[place - 1].endsPhrase, !Self.isSign(turn, place) { break }
    }
    guard !shape.isEmpty else { return nil }
  }

  private mutating func add(letters added: Int) {
    letters += added
    shape += String(repeating: "L", count: added)
  }
  private mutating func add(digits added: Int) {
    digits += added
    shape += String(repeating: "D", count: added)
  }

  /// The British form, as `LS6 3QT`.
  var isPostcode: Bool {
    ["LDDLL", "LDDDLL", "LLDDLL", "LLDDDLL", "LDLDLL", "LLDLDLL"].contains(shape)
  }

  private static let joints: Set<String> = ["dash", "hyphen", "slash", "stroke", "um", "uh", "er", "then"]

  private static func isSign(_ turn: Turn, _ place: Int) -> Bool {
    let word = turn.following(place)
    return word.count == 1 && word.first?.isLetter == true && !isWord(turn, place)
      || NumberWords.ones[word] != nil
      || turn.words.indices.contains(place) && written(turn.words[place]) != nil
  }

  /// Whether a letter is a word here: ‘a’ and ‘i’ unless signs stand on both its sides.
  private static func isWord(_ turn: Turn, _ place: Int) -> Bool {
    guard ["a", "i", "o"].contains(turn.core(place)) else { return false }
    func isBeside(_ other: Int) -> Bool {
      let word = other < place ? turn.preceding(place) : turn.following(other)
      return word.count == 1 && word.first?.isLetter == true && word != "i" && word != "a"
        || NumberWords.ones[word] != nil
    }
    return !isBeside(place - 1) || !isBeside(place + 1)
  }

  /// The signs of a token such as `CRN-50718-K`, `QQ` or `12`; `nil` for words, times, doses and ordinals.
  private static func written(_ word: TurnWord) -> String? {
    let signs = word.core.filter { $0 != "-" && $0 != "/" }
    guard signs.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }), !signs.isEmpty else { return nil }
    if signs.allSatisfy(\.isNumber) { return signs.count <= 12 && !word.core.contains("/") ? signs : nil }
    guard signs.contains(where: \.isNumber) else {
      let isCapitals = word.written.filter(\.isLetter).allSatisfy(\.isUppercase) && signs.count == 2
      return isCapitals ? signs : nil
    }
    let tail = signs.drop { $0.isNumber }
    let isMeasure = [
      "st", "nd", "rd", "th", "s", "am", "pm", "mg", "ml", "kg", "k", "m", "x", "g", "cm", "lb",
    ]
    .contains(String(tail))
    return isMeasure && signs.first?.isNumber == true ? nil : signs
  }
}
