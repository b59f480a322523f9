/// Names of people by cue, by list and by capital.
struct PersonRules {
  let turn: Turn
  let lists: NameLists
  /// Names already certain in this session, folded.
  let known: Set<String>

  func findings() -> [IdentityFinding] {
    var findings: [IdentityFinding] = []
    for index in turn.words.indices where !turn.core(index).isEmpty {
      let cued = titled(index) ?? introduced(index) ?? related(index) ?? spelled(index) ?? greeted(index)
      for finding in [cued, listed(index)].compactMap({ $0 }) { findings.append(withInitials(finding)) }
    }
    return findings
  }

  /// The name beginning at a place, with the surname that follows it.
  private func name(at index: Int, basis: String) -> IdentityFinding {
    var end = index + 1
    while end < index + 4, !turn.words[end - 1].endsPhrase, !turn.words[end - 1].hasPossessive,
      isContinuation(end)
    { end += 1 }
    return IdentityFinding(index..<end, .person, basis)
  }

  /// ‘R. L. Haskins’: initials before a name belong to it.
  private func withInitials(_ finding: IdentityFinding) -> IdentityFinding {
    var start = finding.words.lowerBound
    while start > 0, turn.core(start - 1).count == 1, turn.words[start - 1].written.hasSuffix("."),
      turn.words[start - 1].written.first?.isUppercase == true
    { start -= 1 }
    return IdentityFinding(start..<finding.words.upperBound, finding.identity, finding.basis)
  }

  private func isContinuation(_ index: Int) -> Bool {
    let word = turn.following(index)
    guard !word.isEmpty, !NameCues.neverNames.contains(word) || NameCues.wordSurnames.contains(word),
      !NameCues.modals.contains(word)
    else { return false }
    if turn.isMarkedByCapital(index) { return !exemptCapitals.contains(word) }
    if lists.isSurname(word), !lists.isCommon(word) { return true }
    if isUnknownSurname(index), lists.isGiven(turn.core(index - 1)) { return true }
    return NameCues.wordSurnames.contains(word) && !turn.isCased && turn.following(index + 1) != "of"
      && !["years", "time", "when", "age", "and"].contains(turn.following(index + 1))
      && lists.isPlainName(turn.core(index - 1))
      && [
        "smith", "baker", "king", "brown", "walker", "carter",
        "miller", "cooper", "turner", "parker", "fisher", "butler", "porter", "brooks", "banks", "wells",
        "reed",
        "burns", "pierce", "moody", "wright", "weaver", "woods", "mills",
      ].contains(word)
  }

  // MARK: Titles

  private func titled(_ index: Int) -> IdentityFinding? {
    let title = turn.core(index)
    let next = index + 1
    let word = turn.following(next)
    guard !word.isEmpty, word.first?.isLetter == true else { return nil }
    if NameCues.writtenTitles.contains(title) {
      // ‘dr’ ends a street too.
      return NameCues.neverNames.contains(word) && !lists.isSurname(word) || word == "and"
        ? nil : name(at: next, basis: "rule: title")
    }
    guard NameCues.spokenTitles.contains(title), !turn.words[index].hasPossessive,
      !turn.words[index].endsPhrase
    else { return nil }
    if turn.isMarkedByCapital(next), !exemptCapitals.contains(word) {
      return name(at: next, basis: "rule: title")
    }
    guard
      !NameCues.neverNames.contains(word)
        || ["king", "young", "hall", "hill", "park", "walker"].contains(word)
    else { return nil }
    if !lists.isCommon(word) { return lists.isUnknown(word) ? name(at: next, basis: "rule: title") : nil }
    if turn.isCased || ["major", "general", "president", "saint", "colonel"].contains(title) { return nil }
    let before = turn.preceding(index)
    let isSomebody =
      !NameCues.determiners.contains(before) && !["i", "you", "we", "they", "to"].contains(before)
    let takesSurname = !NameCues.kin.contains(title) || title == "doctor" || title == "nurse"
    guard isSomebody, !Self.commonActions.contains(word) else { return nil }
    return lists.isGiven(word) && !NameCues.modals.contains(word) || takesSurname && lists.isSurname(word)
      ? name(at: next, basis: "rule: title") : nil
  }

  /// Words on the lists of names that after a title are what the titled one does.
  private static let commonActions: Set<String> = [
    "drew", "rose", "hope", "mark", "case", "press", "can", "bent", "trace", "rush", "greet", "sever", "wage",
  ]

  // MARK: Introductions

  private func introduced(_ index: Int) -> IdentityFinding? {
    guard let place = introducedPlace(index) else { return nil }
    let word = turn.following(place)
    guard !word.isEmpty, !NameCues.neverNames.contains(word), word.first?.isLetter == true,
      !NameCues.kin.contains(word), !["spelled", "called", "after", "actually", "pronounced"].contains(word)
    else { return nil }
    return name(at: place, basis: "rule: introduction")
  }

  private func introducedPlace(_ index: Int) -> Int? {
    let next = turn.following(index + 1)
    switch turn.core(index) {
    case "name", "names", "surname", "nickname":
      if turn.words[index].hasPossessive { return index + 1 }
      let owner = turn.preceding(index)
      let isOwned =
        ["my", "his", "her", "last", "first", "middle", "their", "your", "the"].contains(owner)
        || (0..<index).contains(index - 1) && turn.words[index - 1].hasPossessive
      if isOwned, next == "is" || next == "was" || next == "are" { return index + 2 }
      return nil
    case "name's": return index + 1
    case "named": return next == "him" || next == "her" || next == "it" ? index + 2 : index + 1
    case "called", "call", "calls":
      if ["me", "him", "her", "us"].contains(next) {
        let word = turn.following(index + 2)
        return lists.isName(word) && !turn.words[index + 1].endsPhrase || turn.isMarkedByCapital(index + 2)
          ? index + 2 : nil
      }
      let before = turn.preceding(index)
      let isNaming = [
        "i'm", "he's", "she's", "is", "was", "guy", "woman", "man", "girl", "dog", "cat", "boy",
        "friend", "somebody", "someone", "kid", "lady",
      ].contains(before)
      return isNaming && (lists.isGiven(next) || !lists.isCommon(next)) ? index + 1 : nil
    case "by" where ["go", "goes", "went"].contains(turn.preceding(index)):
      return lists.isName(next) || turn.isMarkedByCapital(index + 1) ? index + 1 : nil
    case "as" where turn.preceding(index) == "known": return index + 1
    case "this" where next == "is":
      let word = turn.following(index + 2)
      let after = turn.following(index + 3)
      guard ["speaking", "calling"].contains(after) || lists.isPlainName(word) else { return nil }
      return index + 2
    case "i'm", "im", "am":
      let word = turn.following(index + 1)
      let isName =
        lists.isGiven(word) && !lists.isCommon(word)
        || turn.isMarkedByCapital(index + 1) && !exemptCapitals.contains(word) && lists.isName(word)
      return isName ? index + 1 : nil
    default: return nil
    }
  }

  // MARK: Relations

  private func related(_ index: Int) -> IdentityFinding? {
    let isPlural = NameCues.kinPlural.contains(turn.core(index))
    guard NameCues.kin.contains(turn.core(index)) || isPlural, !turn.words[index].hasPossessive else {
      return nil
    }
    var next = index + 1
    if isPlural, turn.following(next) == "are" { next += 1 }
    if ["wife", "husband", "girlfriend", "boyfriend"].contains(turn.following(next)) { return nil }
    if !isPlural, ["is", "was"].contains(turn.following(next)), (index..<index + 2).contains(next),
      lists.isPlainName(turn.following(next + 1))
    {
      next += 1
    }
    let word = turn.following(next)
    guard !word.isEmpty, !NameCues.neverNames.contains(word), !turn.words[index].endsSentence else {
      return nil
    }
    if turn.isMarkedByCapital(next) {
      return exemptCapitals.contains(word) ? nil : name(at: next, basis: "rule: relation")
    }
    if !lists.isCommon(word) {
      return lists.isName(word) && word.count > 2 || isPossessor(index) && lists.isUnknown(word)
        ? name(at: next, basis: "rule: relation") : nil
    }
    guard !turn.words[index].endsPhrase, isPossessor(index), lists.isGiven(word), !turn.isCased else {
      return nil
    }
    if Self.pastForms.contains(word) || NameCues.modals.contains(word) || isPlural {
      let after = turn.following(next + 1)
      let isList =
        isPlural && (after == "and" || turn.following(next + 2) == "and") && !Self.pastForms.contains(word)
        && !NameCues.modals.contains(word) && !["hope", "love", "mark", "see"].contains(word)
      return isList || NameCues.speechVerbs.contains(after) || ["is", "was"].contains(after)
        || NameCues.modals.contains(word) && after.hasSuffix("ed")
        ? name(at: next, basis: "rule: relation") : nil
    }
    return name(at: next, basis: "rule: relation")
  }

  /// ‘my friend’, ‘a guy’, ‘her ex’: the relation is somebody's.
  private func isPossessor(_ index: Int) -> Bool {
    let owners: Set<String> = [
      "my", "his", "her", "our", "your", "their", "a", "the", "this", "best", "old", "two",
    ]
    return [1, 2, 3].contains { owners.contains(turn.core(index - $0)) }
  }

  /// Names that are also what somebody did.
  private static let pastForms: Set<String> = ["drew", "rose", "sang", "hung", "wade", "bent", "sue", "rob"]

  // MARK: Greetings and spelling

  private func greeted(_ index: Int) -> IdentityFinding? {
    let word = turn.following(index)
    guard lists.isGiven(word), lists.isCommon(word), !NameCues.neverNames.contains(word),
      !NameCues.endearments.contains(word)
    else { return nil }
    let before = turn.preceding(index)
    let isGreeted =
      NameCues.greetings.contains(before) || before == "you" && turn.preceding(index - 1) == "thank"
    return isGreeted ? name(at: index, basis: "rule: greeting") : nil
  }

  /// `j-o-h-n`, or letters said one by one.
  private func spelled(_ index: Int) -> IdentityFinding? {
    let parts = turn.core(index).split { $0 == "-" || $0 == "." }
    if parts.count > 2, parts.allSatisfy({ $0.count == 1 && $0.first?.isLetter == true }) {
      return Self.acronyms.contains(parts.joined())
        ? nil : IdentityFinding(index..<index + 1, .person, "rule: spelling")
    }
    func isLetter(_ place: Int) -> Bool {
      turn.core(place).count == 1 && turn.core(place).first?.isLetter == true
    }
    guard isLetter(index), !isLetter(index - 1) else { return nil }
    var end = index
    while isLetter(end) { end += 1 }
    var letters = (index..<end).map { turn.core($0) }.joined()
    var start = index
    // ‘i’ and ‘a’ at the edges are words.
    if letters.hasPrefix("i") || letters.hasPrefix("a"), end - index < 4 {
      letters.removeFirst()
      start += 1
    }
    let cued = (max(0, start - 4)..<start).contains { Self.spellingCues.contains(turn.core($0)) }
    guard end - start >= (cued ? 2 : 4), !Self.acronyms.contains(letters) else { return nil }
    return IdentityFinding(start..<end, .person, "rule: spelling")
  }

  private static let spellingCues: Set<String> = ["spelled", "spelt", "spell", "name", "spelling"]
  private static let acronyms: Set<String> = [
    "ptsd", "adhd", "ocd", "icu", "mri", "cbt", "dbt", "emdr", "ssri", "usa", "fbi", "hiv", "abc", "dui",
    "add",
    "dvd", "cpr", "ged", "cia", "pms", "std", "aka", "diy", "abcd", "bpd", "copd", "atm", "nyc", "iop", "phq",
  ]

  // MARK: Lists and capitals

  private func listed(_ index: Int) -> IdentityFinding? {
    let word = turn.core(index)
    guard word.count > 1 else { return nil }
    let isThing =
      !turn.isMarkedByCapital(index) && ["the", "a", "an", "this"].contains(turn.preceding(index))
    if word.count > 2, lists.isGiven(word), !lists.isCommon(word), !NameCues.neverNames.contains(word),
      !isThing
    {
      return name(at: index, basis: "list: given names")
    }
    if word.count > 3, lists.isSurname(word), !lists.isCommon(word), !NameCues.neverNames.contains(word) {
      return IdentityFinding(index..<index + 1, .person, "list: surnames")
    }
    if turn.isMarkedByCapital(index), !exemptCapitals.contains(word) {
      if lists.isName(word), !isMonth(index) { return name(at: index, basis: "rule: capital and list") }
      return lists.isUnknown(word) ? IdentityFinding(index..<index + 1, .person, "rule: capital") : nil
    }
    guard lists.isGiven(word), !NameCues.neverNames.contains(word) else { return nil }
    if isBeforeUnknownSurname(index) { return IdentityFinding(index..<index + 2, .person, "rule: surname") }
    return AmbiguousName(turn: turn, lists: lists, known: known).isName(index)
      ? name(at: index, basis: "rule: context") : nil
  }

  /// ‘hope pettigrew’: a given name that is also a word, before one that no list knows.
  private func isBeforeUnknownSurname(_ index: Int) -> Bool {
    isUnknownSurname(index + 1) && !turn.words[index].endsPhrase && !turn.words[index].hasPossessive
      && !NameCues.modals.contains(turn.core(index)) && !NameCues.determiners.contains(turn.preceding(index))
  }

  /// Where everything is written small: a word of some length that no list knows.
  private func isUnknownSurname(_ index: Int) -> Bool {
    let word = turn.following(index)
    return !turn.isCased && word.count > 3 && !word.contains("'") && lists.isUnknown(word)
  }

  /// ‘in May’, ‘last April’, ‘May was’: a month written with its capital.
  private func isMonth(_ index: Int) -> Bool {
    guard monthNames.contains(turn.core(index)), !NameCues.speechVerbs.contains(turn.following(index + 1))
    else { return false }
    return [
      "in", "last", "next", "this", "since", "until", "till", "by", "of", "early", "late", "mid", "from",
      "to", "through", "every", "around", "was", "it's", "for", "before", "after", "or", "and", "during",
    ]
    .contains(turn.preceding(index))
  }
}

let monthNames: Set<String> = ["may", "april", "june", "august", "march"]

/// Written with a capital, and nobody's name.
let exemptCapitals: Set<String> = [
  "i", "i'm", "i've", "i'll", "i'd", "mom", "dad", "mum", "god", "jesus", "lord", "christ", "internet", "tv",
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
  "march",
  "july", "september", "october", "november", "december", "spanish", "english", "french", "german",
  "american",
  "christmas", "easter", "thanksgiving", "halloween", "mexican", "african", "asian", "catholic",
  "irish", "chinese", "indian", "italian", "russian", "korean", "vietnamese", "arab", "arabic", "muslim",
  "jewish", "doctor", "nurse", "street", "avenue", "park", "hospital", "clinic", "school", "college",
]
