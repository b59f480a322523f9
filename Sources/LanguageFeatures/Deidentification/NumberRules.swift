/// Telephone and identity numbers, in digits or spoken one by one, and ages over 89.
enum NumberRules {
  static func findings(in turn: Turn) -> [IdentityFinding] {
    var findings: [IdentityFinding] = []
    var index = 0
    while index < turn.words.count {
      if let age = ageLength(turn, at: index) {
        findings.append(IdentityFinding(index..<index + age, .ageOver89, "rule: age"))
        index += age
        continue
      }
      let run = DigitRun(turn, at: index)
      if let run, let identity = identity(of: run, in: turn) {
        findings.append(IdentityFinding(run.words, identity, "rule: number"))
        index = run.words.upperBound
      } else if isMixedNumber(turn.core(index)), hasIdentifierCue(turn, before: index) {
        findings.append(IdentityFinding(index..<index + 1, .identifier, "rule: number"))
        index += 1
      } else {
        index = max(index + 1, run?.words.upperBound ?? 0)
      }
    }
    return findings
  }

  private static func identity(of run: DigitRun, in turn: Turn) -> IdentityClass? {
    let after = turn.following(run.words.upperBound)
    if run.isPlainQuantity || units.contains(after) { return nil }
    if run.digits >= 3, hasIdentifierCue(turn, before: run.words.lowerBound) { return .identifier }
    if run.digits == 5 || run.digits == 9, hasPostalCue(turn, before: run.words.lowerBound) {
      return .address
    }
    guard run.digits >= 7, !run.isCounting else { return nil }
    if run.groups == [3, 2, 4] { return .identifier }
    return [7, 10, 11, 12].contains(run.digits) || run.hasPhoneSign ? .phone : .identifier
  }

  /// Letters with at least two digits, as `A10233`.
  private static func isMixedNumber(_ word: String) -> Bool {
    word.count(where: \.isNumber) >= 2 && word.contains(where: \.isLetter) && !word.contains("/")
  }

  private static let identifierWords: Set<String> = [
    "social", "ssn", "record", "patient", "participant", "case", "account", "license", "licence", "policy",
    "passport", "member", "membership", "chart", "mrn", "id", "badge", "pin", "claim", "nhs", "medicaid",
    "medicare", "insurance", "subject", "routing", "docket", "student", "employee", "inmate", "card", "plate",
    "i.d", "reference", "file",
  ]
  private static let bridges: Set<String> = [
    "number", "is", "numbers", "no", "was", "it's", "the", "um", "uh", "security", "id", "my", "that's",
    "hash",
    "ends", "in", "with", "code", "and", "i.d", "i", "think", "number's", "as", "of",
  ]

  private static func hasIdentifierCue(_ turn: Turn, before index: Int) -> Bool {
    var place = index - 1
    var steps = 0
    while place >= 0, steps < 6 {
      let word = turn.core(place)
      // ‘case’ and its like are cues when they name a number, ‘in case 500 people’ is none.
      if identifierWords.contains(word) {
        return turn.preceding(place) != "in" && turn.preceding(place) != "the" || steps > 0
      }
      guard bridges.contains(word) else { return false }
      place -= 1
      steps += 1
    }
    return false
  }

  private static func hasPostalCue(_ turn: Turn, before index: Int) -> Bool {
    let before = (max(0, index - 4)..<index).map { turn.core($0) }
    return before.contains { ["zip", "zipcode", "postal", "postcode"].contains($0) }
  }

  private static let units: Set<String> = [
    "dollars", "bucks", "euros", "pounds", "percent", "milligrams", "mg", "miles", "people", "years",
    "minutes",
    "hours", "days", "steps", "calories", "times", "million", "thousand",
  ]

  // MARK: Ages

  private static let persons: Set<String> = [
    "he's", "she's", "i'm", "he", "she", "i", "who's", "who", "mother", "father", "mom", "dad", "grandmother",
    "grandfather", "grandma", "grandpa", "aunt", "uncle", "neighbor", "husband", "wife", "nana", "granny",
    "they're", "nan", "gran",
  ]

  private static func ageLength(_ turn: Turn, at index: Int) -> Int? {
    guard let number = overNinety(turn, at: index) else { return nil }
    let end = index + number
    let after = turn.following(end)
    let next = turn.following(end + 1)
    if turn.core(index).hasSuffix("-year-old") { return number }
    if ["years", "year", "yrs", "year-old", "years-old"].contains(after) {
      return after.hasSuffix("old") || ["old", "young", "of"].contains(next) ? number : nil
    }
    let before = turn.preceding(index)
    if ["turned", "turning", "turns", "aged", "age"].contains(before) { return number }
    if before == "be", turn.core(index - 2) == "to" { return number }
    guard !units.contains(after), !measured.contains(after) else { return nil }
    // ‘lived to ninety four’, ‘died at ninety two’, ‘made it to a hundred’
    if before == "to" || before == "at" {
      let verbs = (max(0, index - 3)..<max(0, index - 1)).map { turn.core($0) }
      return verbs.contains { ["lived", "live", "made", "died", "passed", "got"].contains($0) } ? number : nil
    }
    if before == "be" || before == "been" {
      let subject = (max(0, index - 4)..<max(0, index - 1)).map { turn.core($0) }
      return subject.contains { persons.contains($0) || $0 == "she'll" || $0 == "he'll" } ? number : nil
    }
    let isSubject =
      before.hasSuffix("'s") || before == "i'm" || index > 0 && turn.words[index - 1].hasPossessive
    if isSubject, persons.contains(before) { return number }
    if ["is", "was", "am", "almost", "nearly", "about"].contains(before) {
      let subject = (max(0, index - 4)..<max(0, index - 1)).map { turn.core($0) }
      return subject.contains { persons.contains($0) } ? number : nil
    }
    return nil
  }

  private static let measured: Set<String> = [
    "degrees", "in", "kilos", "kilograms", "centimeters", "pages", "feet", "over", "beats", "out", "second",
    "seconds", "minute", "hour", "day", "mile", "cents", "on", "weeks", "months",
  ]

  /// Words of a number from 90 to 119.
  private static func overNinety(_ turn: Turn, at index: Int) -> Int? {
    let word = turn.core(index)
    let digits = word.hasSuffix("-year-old") ? String(word.dropLast(9)) : word
    if let value = Int(digits) { return (90...119).contains(value) ? 1 : nil }
    if digits == "ninety" || digits.hasPrefix("ninety-") {
      return NumberWords.belowHundred(turn, at: index)?.length ?? 1
    }
    guard word == "a" || word == "one", turn.following(index + 1) == "hundred" else { return nil }
    var length = 2
    if turn.following(index + length) == "and" { length += 1 }
    guard !turn.following(index + length).isEmpty,
      let rest = NumberWords.belowHundred(turn, at: index + length)
    else { return 2 }
    return rest.value < 20 ? length + rest.length : nil
  }
}
