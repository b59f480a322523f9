/// Mail and web addresses, streets, post boxes and postal codes.
enum ContactRules {
  static func findings(in turn: Turn, lists: NameLists) -> [IdentityFinding] {
    var findings: [IdentityFinding] = []
    for index in turn.words.indices {
      let word = turn.core(index)
      if word.contains("@"), word.contains(".") {
        findings.append(IdentityFinding(index..<index + 1, .email, "rule: mail address"))
      } else if isURL(word) {
        findings.append(IdentityFinding(index..<index + 1, .url, "rule: web address"))
      } else if word == "dot", endings.contains(turn.following(index + 1)) {
        findings.append(spoken(turn, dot: index))
      }
      findings += [street(turn, suffixAt: index, lists: lists), unit(turn, at: index), code(turn, at: index)]
        .compactMap(\.self)
    }
    return findings
  }

  private static let endings: Set<String> = [
    "com", "org", "net", "edu", "gov", "co", "io", "uk", "us", "ca", "de",
  ]

  private static func isURL(_ word: String) -> Bool {
    if word.hasPrefix("http:") || word.hasPrefix("https:") || word.hasPrefix("www.") { return true }
    guard !word.contains("@") else { return false }
    let host = word.split(separator: "/").first.map(String.init) ?? ""
    let parts = host.split(separator: ".").map(String.init)
    return parts.count > 1 && endings.contains(parts[parts.count - 1]) && (parts.last?.count ?? 0) > 2
      && parts[0].count > 1
  }

  /// `sarah dot miller at gmail dot com` is a mail address, `sleepwell dot org` a web address.
  private static func spoken(_ turn: Turn, dot: Int) -> IdentityFinding {
    var end = dot + 2
    while turn.following(end) == "dot" || turn.following(end) == "slash", !turn.following(end + 1).isEmpty {
      end += 2
    }
    var start = max(0, dot - 1)
    func extendOverDots() {
      while start >= 2, ["dot", "underscore", "dash", "hyphen"].contains(turn.core(start - 1)) { start -= 2 }
    }
    extendOverDots()
    guard start >= 2, turn.core(start - 1) == "at" else {
      return IdentityFinding(start..<end, .url, "rule: web address")
    }
    start -= 2
    extendOverDots()
    // Digits and letters said one by one belong to the name.
    while start > 0, isSaidAlone(turn.core(start - 1)) { start -= 1 }
    return IdentityFinding(start..<end, .email, "rule: mail address")
  }

  private static func isSaidAlone(_ word: String) -> Bool {
    NumberWords.ones[word] != nil || word.count == 1 && !["a", "i"].contains(word)
  }

  // MARK: Streets

  private static let suffixes: Set<String> = [
    "street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "ln", "drive", "dr", "court",
    "ct", "place", "pl", "way", "terrace", "circle", "parkway", "highway", "crescent", "close",
  ]
  /// Enough without a house number, after a name.
  private static let plainSuffixes: Set<String> = ["street", "avenue", "boulevard", "road", "lane"]
  /// Between a number and a word like ‘drive’ these tell of a distance or a choice.
  private static let measures: Set<String> = [
    "minute", "minutes", "hour", "hours", "mile", "miles", "day", "days", "block", "blocks", "the", "a",
    "way",
    "same", "different", "more", "other", "of", "in", "to", "my", "little", "long", "people", "and", "or",
    "another", "every", "one", "best", "only", "right", "wrong", "whole", "times", "step", "steps", "years",
    "year", "week", "weeks", "months", "first", "second", "place", "their", "his", "her", "our", "this",
    "that",
    "easy", "hard", "good", "better", "bad", "no", "from", "down", "on", "at", "is", "was", "were", "about",
  ]

  private static func street(_ turn: Turn, suffixAt index: Int, lists: NameLists) -> IdentityFinding? {
    guard suffixes.contains(turn.core(index)), !turn.preceding(index).isEmpty else { return nil }
    // The name of the street, one to four words back to a house number.
    var start = index - 1
    while start >= 0, index - start <= 5 {
      if let number = houseNumber(turn, endingAt: start), index - start >= 2 {
        return IdentityFinding(number..<index + 1, .address, "rule: street")
      }
      guard !measures.contains(turn.core(start)), !turn.words[start].endsPhrase,
        !turn.words[start].startsSentence
      else { break }
      start -= 1
    }
    guard plainSuffixes.contains(turn.core(index)) else { return nil }
    var first = index
    while first > 0, index - first < 3, isStreetName(turn, first - 1, lists: lists) { first -= 1 }
    guard first < index else { return nil }
    return IdentityFinding(first..<index + 1, .address, "rule: street")
  }

  private static let streetWords: Set<String> = [
    "elm", "oak", "maple", "pine", "cedar", "walnut", "chestnut", "magnolia", "main", "birch", "willow",
    "spruce",
    "cherry", "park", "church", "mill", "spring", "hill", "lake", "river", "washington", "lincoln",
    "jefferson",
    "franklin", "jackson", "madison", "victoria", "queen", "king", "station", "market", "broad", "sunset",
  ]

  private static func isStreetName(_ turn: Turn, _ index: Int, lists: NameLists) -> Bool {
    let word = turn.core(index)
    if turn.isMarkedByCapital(index) { return true }
    return streetWords.contains(word) || lists.isPlainName(word)
      || NumberWords.day(turn, at: index, cardinals: false) != nil && word.first?.isNumber == true
  }

  /// Where a house number that ends at a place begins.
  private static func houseNumber(_ turn: Turn, endingAt index: Int) -> Int? {
    let word = turn.core(index)
    if word.first?.isNumber == true, word.count <= 6, !word.contains("/"), !word.hasSuffix("th"),
      !word.hasSuffix("nd"), !word.hasSuffix("rd"), !word.hasSuffix("st")
    {
      return index
    }
    func isNumber(_ word: String) -> Bool {
      NumberWords.ones[word] != nil || NumberWords.teens[word] != nil || NumberWords.tens[word] != nil
        || word == "hundred" || word == "thousand"
    }
    guard isNumber(word) else { return nil }
    var start = index
    while start > 0, isNumber(turn.core(start - 1)) { start -= 1 }
    return start
  }

  /// `apartment 6`, `p.o. box 118`, `suite 4b`.
  private static func unit(_ turn: Turn, at index: Int) -> IdentityFinding? {
    guard ["apartment", "apt", "suite", "box"].contains(turn.core(index)),
      let first = turn.following(index + 1).first,
      first.isNumber || NumberWords.ones[turn.following(index + 1)] != nil
    else { return nil }
    var start = index
    if turn.core(index) == "box" {
      if ["po", "p.o"].contains(turn.preceding(index)) {
        start = index - 1
      } else if turn.preceding(index) == "o", turn.preceding(index - 1) == "p" {
        start = index - 2
      } else {
        return nil
      }
    }
    return IdentityFinding(start..<index + 2, .address, "rule: unit of an address")
  }

  /// A postal code after a state or in the British form.
  private static func code(_ turn: Turn, at index: Int) -> IdentityFinding? {
    let word = turn.core(index)
    let following = turn.following(index + 1)
    let isOutward =
      (2...4).contains(word.count) && word.first?.isLetter == true && word.contains(where: \.isNumber)
    if isOutward, following.count == 3, following.first?.isNumber == true,
      following.dropFirst().allSatisfy(\.isLetter)
    {
      return IdentityFinding(index..<index + 2, .address, "rule: postal code")
    }
    let digits = word.split(separator: "-").first.map(String.init) ?? ""
    guard digits.count == 5, Int(digits) != nil,
      turn.isMarkedByCapital(index - 1) || turn.core(index - 1).count == 2,
      turn.isCased
    else { return nil }
    return IdentityFinding(index..<index + 1, .address, "rule: postal code")
  }
}
