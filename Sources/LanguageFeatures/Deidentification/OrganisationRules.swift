/// Employers, schools, hospitals and churches by the word they end in and by what is done there.
struct OrganisationRules {
  let turn: Turn
  let lists: NameLists

  func findings() -> [IdentityFinding] {
    turn.words.indices.compactMap { ofInstitution($0) ?? institution($0) ?? employer($0) }
  }

  private static let institutions: Set<String> = [
    "hospital", "clinic", "university", "college", "academy", "church", "institute", "bank", "prison",
    "rehab",
    "elementary", "seminary", "temple", "mosque", "synagogue", "foundation", "corporation", "pharmacy",
    "shelter",
    "permanente", "health", "healthcare", "polytechnic",
  ]
  /// Of two words.
  private static let pairs: Set<String> = [
    "high school", "elementary school", "middle school", "medical center", "health center",
    "treatment center",
    "recovery center", "community college", "state university", "counseling center", "primary school",
    "grammar school", "secondary school", "nursing home", "state hospital", "memorial hospital",
  ]
  /// Parts of such names that are words.
  private static let properParts: Set<String> = [
    "saint", "st", "mount", "mercy", "riverside", "grace", "trinity", "holy", "lincoln", "jefferson",
    "methodist",
    "baptist", "lutheran", "memorial", "providence", "sacred", "heart", "good", "samaritan", "hope", "valley",
    "lakeside", "lakeview", "sunrise", "northside", "southside", "westside", "eastside", "harbor",
    "washington",
    "roosevelt", "franklin", "presbyterian", "regional", "general", "county", "central", "north", "south",
    "east",
    "west", "new", "first", "community", "state", "city", "park", "pine", "oak", "cedar", "maple", "green",
    "spring",
  ]
  /// Too general to make a name of an institution alone.
  private static let generic: Set<String> = [
    "memorial", "regional", "general", "county", "central", "north", "south", "east", "west", "new", "first",
    "community", "state", "city", "good", "baptist", "lutheran", "methodist", "holy", "park", "green",
    "heart",
    "presbyterian", "st", "hope", "spring", "catholic", "christian", "american",
  ]

  private func institution(_ index: Int) -> IdentityFinding? {
    let pair = turn.core(index) + " " + turn.following(index + 1)
    let end: Int
    if Self.pairs.contains(pair) {
      end = index + 2
    } else if Self.institutions.contains(turn.core(index)) {
      end = index + 1
    } else if turn.core(index) == "state", lists.isPlace(turn.preceding(index)), isAttended(index - 1) {
      return IdentityFinding(index - 1..<index + 1, .organisation, "rule: institution")
    } else {
      return nil
    }
    var start = index
    var isNamed = false
    while start > 0, index - start < 4, !turn.words[start].startsSentence,
      !turn.words[start - 1].endsPhrase
        || turn.core(start - 1) == "st"
    {
      let word = turn.core(start - 1)
      if NameCues.neverNames.contains(word), !Self.properParts.contains(word) { break }
      let isCapital = turn.isMarkedByCapital(start - 1) && !NameCues.neverNames.contains(word)
      let isProper =
        isCapital || Self.properParts.contains(word)
        || !lists.isCommon(word) && (lists.isName(word) || lists.isPlace(word) || lists.isUnknown(word))
      guard isProper, turn.words[start - 1].opening.isEmpty else { break }
      if isCapital && !lists.isCommon(word) || !Self.generic.contains(word) { isNamed = true }
      start -= 1
    }
    return isNamed ? IdentityFinding(start..<end, .organisation, "rule: institution") : nil
  }

  /// ‘university of michigan’.
  private func ofInstitution(_ index: Int) -> IdentityFinding? {
    guard ["university", "college", "bank", "church"].contains(turn.core(index)),
      turn.following(index + 1) == "of"
    else { return nil }
    var end = index + 2
    while end < index + 5, !turn.following(end).isEmpty, !turn.words[end - 1].endsPhrase,
      turn.isMarkedByCapital(end) || lists.isPlace(turn.core(end)) && !lists.isCommon(turn.core(end))
        || ["north", "south", "southern", "northern", "new", "west"].contains(turn.core(end))
    { end += 1 }
    return end > index + 2 ? IdentityFinding(index..<end, .organisation, "rule: institution") : nil
  }

  /// Where somebody works, is treated or studies.
  private static let employment: [String: Set<String>] = [
    "at": [
      "work", "works", "worked", "working", "job", "employed", "volunteer", "intern", "supervisor", "manager",
      "shift", "boss", "residency", "admitted", "inpatient", "patient", "treated", "teach", "taught",
      "enrolled",
      "cashier", "nurse", "teacher", "engineer", "studied", "study", "student", "therapy", "security",
      "started",
      "was", "driver", "back",
    ],
    "for": ["work", "works", "worked", "working", "drove", "drive", "driver", "drives"],
    "from": ["graduated", "fired", "off", "degree", "laid", "retired", "discharged"],
    "by": ["hired", "fired", "employed"],
    "to": ["admitted", "transferred"],
  ]
  /// Firms that are words.
  private static let firms: Set<String> = [
    "target", "apple", "gap", "shell", "subway", "chase", "sprint", "visa", "meta", "delta", "united",
    "amazon",
    "oracle", "dell", "intel", "ford", "lowe's", "kroger", "walgreens", "cvs", "ups", "fedex", "best buy",
  ]

  /// Firms that are nothing else, wherever somebody is at them.
  private static let plainFirms: Set<String> = [
    "walmart", "costco", "fedex", "mcdonald's", "mcdonalds", "starbucks", "walgreens", "cvs", "kroger",
    "lyft",
    "boeing", "wendy's", "applebee's", "safeway", "comcast", "verizon", "microsoft", "tesco", "ikea",
    "dunkin",
  ]

  private func isAttended(_ index: Int) -> Bool {
    ["to", "at", "from"].contains(turn.preceding(index))
  }

  private func employer(_ index: Int) -> IdentityFinding? {
    let preposition = turn.preceding(index)
    if ["at", "for", "from", "by"].contains(preposition), Self.plainFirms.contains(turn.core(index)) {
      return IdentityFinding(index..<index + 1, .organisation, "rule: employer")
    }
    guard let verbs = Self.employment[preposition], verbs.contains(turn.preceding(index - 1)) else {
      return nil
    }
    let word = turn.core(index)
    let isFirm = Self.firms.contains(word)
    guard !NameCues.neverNames.contains(word), word.count > 1, !exemptCapitals.contains(word),
      isFirm || turn.isMarkedByCapital(index) || lists.isUnknown(word) || word == "mount" || word == "saint"
    else { return nil }
    // ‘worked for john’, ‘was at bellevue’: people are found as people.
    if !isFirm, preposition == "for" || preposition == "by", lists.isGiven(word) { return nil }
    if turn.preceding(index - 1) == "was", lists.isGiven(word) { return nil }
    var end = index + 1
    while end < index + 4, !turn.words[end - 1].endsPhrase, !turn.following(end).isEmpty,
      turn.isMarkedByCapital(end)
        || lists.isUnknown(turn.core(end)) && !NameCues.neverNames.contains(turn.core(end))
        || Self.institutions.contains(turn.core(end))
    { end += 1 }
    return IdentityFinding(index..<end, .organisation, "rule: employer")
  }
}
