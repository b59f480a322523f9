/// Organisations by the form of their names: firms, schools, charities, councils, units of an army.
struct OrganisationForms {
  let turn: Turn
  let lists: NameLists

  func findings() -> [IdentityFinding] {
    turn.words.indices.compactMap { index in
      (institution(index) ?? unit(index) ?? partnership(index)).map {
        IdentityFinding($0, .organisation, "rule: form of an organisation")
      }
    }
  }

  /// End names of organisations.
  static let institutions: Set<String> = [
    "hospital", "clinic", "university", "college", "academy", "infirmary", "hospice", "primary", "comp",
    "comprehensive", "grammar", "polytechnic", "school", "surgery", "trust", "council", "police", "ltd",
    "limited", "inc", "plc", "llc", "logistics", "foods", "services", "couriers", "castings", "works",
    "brewery", "society", "solicitors", "associates", "partners", "motors", "stores", "nursery", "foundation",
    "factory", "foundry", "prison", "constabulary", "haulage", "builders", "electronics", "industries",
    "engineering", "elementary", "church", "mosque", "temple", "synagogue", "gurdwara", "centre", "center",
    "lodge", "theatre", "library", "group", "bakery", "farms", "steel", "textiles", "chemicals", "insurance",
    "security", "plumbing", "roofing", "scaffolding", "catering", "cleaning", "taxis", "cabs", "records",
    "media", "studios", "restaurant", "cafe", "hotel", "inn", "arms", "rehab", "recovery", "housing",
  ]
  /// Only behind a word that is none of the language.
  private static let weak: Set<String> = [
    "school", "surgery", "services", "works", "society", "partners", "stores", "nursery", "factory",
    "foundry", "prison", "builders", "electronics", "engineering", "church", "centre", "center", "theatre",
    "library", "group", "bakery", "farms", "steel", "insurance", "security", "plumbing", "roofing",
    "catering",
    "cleaning", "taxis", "cabs", "records", "media", "restaurant", "cafe", "hotel", "inn", "arms", "recovery",
    "housing", "elementary", "police", "council", "trust", "limited", "rehab", "motors", "temple", "grammar",
    "lodge", "primary", "studios", "comp",
  ]
  /// Say of which kind an institution is.
  private static let kinds: Set<String> = [
    "high", "primary", "secondary", "middle", "grammar", "boarding", "nursing", "medical", "night", "summer",
    "law", "art", "arts", "public", "private", "state", "catholic", "sunday", "prep", "drama", "special",
    "infant", "junior", "senior", "same", "local", "church", "mixed", "girls", "boys", "elementary",
    "graduate", "music", "dance", "driving", "mental", "psychiatric", "general", "children's", "day", "field",
    "military", "city", "teaching", "sixth", "form", "further", "technical", "agricultural", "town", "parish",
    "borough", "district", "student", "transport", "riot", "secret", "traffic", "pain", "eating", "sleep",
    "memory", "diabetes", "dialysis", "abortion", "fertility", "methadone", "drug", "health", "outpatient",
    "walk-in", "dental", "eye", "vet", "gas", "road", "water", "social", "emergency", "community", "home",
    "comprehensive", "maternity", "university", "college", "hospital", "after", "old", "new", "cottage",
    "foster", "trust", "brain", "cancer", "gp", "doctor", "open", "first", "national", "county", "heart",
    "knee", "hip", "back", "plastic", "day", "call", "city", "shopping", "garden", "sports", "leisure",
    "detention", "job", "support", "therapy", "peer", "reading", "book", "chat", "whatsapp", "age", "care",
    "anonymous", "building", "crisis", "customer", "funeral", "human", "armed", "bible", "culinary", "beauty",
    "business", "trade", "language", "drop-in", "women's", "men's", "teacher", "arrested", "british", "local",
    "stop", "dr", "self", "life", "car", "health", "travel", "border", "state", "maximum", "low", "chemist",
    "debt", "jazz", "parents", "mother", "sexual", "mental", "outpatients", "in", "no", "it", "bankers",
    "wet", "big", "dry", "tight", "secondary", "women", "men", "polite", "feeder", "night", "bad", "good",
  ]
  private static let openers: Set<String> = [
    "at", "from", "to", "in", "under", "of", "for", "with", "by", "into", "near", "outside", "called",
    "joined",
  ]

  // MARK: ‘castle vale college’, ‘the larkhill clinic’

  private func institution(_ index: Int) -> Range<Int>? {
    let kind = turn.core(index)
    guard Self.institutions.contains(kind) else { return nil }
    var start = index
    while start > 0, index - start < 3, !turn.words[start].startsSentence,
      !turn.words[start - 1].endsPhrase, isPart(turn.core(start - 1)),
      !turn.words[start - 1].hasPossessive || ["st", "saint"].contains(turn.preceding(start - 1))
    { start -= 1 }
    let isNamedKind = index - start > 1 && (start...index).allSatisfy(turn.isMarkedByCapital)
    guard start < index, !Self.kinds.contains(turn.core(index - 1)) || isNamedKind else { return nil }
    let isOwn = !lists.isCommon(turn.core(index - 1)) && !lists.isGiven(turn.core(index - 1))
    let isCapital = turn.isMarkedByCapital(index - 1) && turn.isMarkedByCapital(index)
    let opener = turn.preceding(start)
    let isLed = Self.openers.contains(opener)
    if isOwn || isCapital { return start..<index + 1 }
    guard !turn.isCased, isLed, !Self.weak.contains(kind) else { return nil }
    let name = (start..<index).map { turn.core($0) }
    return name.contains(where: Self.kinds.contains) || opener == "to" && name.count > 1
      || name.contains { $0.hasSuffix("ing") || $0.hasSuffix("ly") } ? nil : start..<index + 1
  }

  private func isPart(_ word: String) -> Bool {
    word.count > 1 && word.first?.isLetter == true && !NameCues.determiners.contains(word)
      && !PlaceWords.prepositions.contains(word)
      && (!NameCues.neverNames.contains(word) || ["royal", "hill", "park", "king", "queen"].contains(word))
      && !NameCues.personVerbs.contains(word) && !NameCues.kin.contains(word)
  }

  // MARK: ‘the royal anglians’, ‘two para’

  private static let units: Set<String> = [
    "para", "paras", "rifles", "guards", "fusiliers", "regiment", "infantry", "battalion", "brigade",
    "division", "marines", "engineers", "signals", "artillery", "airborne", "hussars", "lancers", "dragoons",
    "highlanders", "squadron", "cavalry", "armoured", "armored", "company",
  ]

  private func unit(_ index: Int) -> Range<Int>? {
    let word = turn.core(index)
    let before = turn.preceding(index)
    guard !before.isEmpty, !turn.words[index - 1].endsPhrase else { return nil }
    let isNumber =
      NumberWords.ones[before] != nil || NumberWords.day(turn, at: index - 1, cardinals: false) != nil
    if Self.units.contains(word), word != "company" {
      let isNamed = before == "royal" || isNumber || !lists.isCommon(before)
      return isNamed ? index - 1..<index + 1 : nil
    }
    // ‘the royal anglians’: who serves in it by what they are called.
    return before == "royal" && lists.isUnknown(word) ? index - 1..<index + 1 : nil
  }

  // MARK: ‘at harland and pryce’

  private static let employment: Set<String> = [
    "work", "works", "worked", "working", "job", "jobs", "employed", "shift", "shifts", "sacked", "fired",
    "started", "nobody", "manager", "clerk", "apprentice", "apprenticed", "partner", "drive", "drives", "was",
  ]

  private func partnership(_ index: Int) -> Range<Int>? {
    guard ["at", "for", "from", "by"].contains(turn.preceding(index)),
      Self.employment.contains(turn.preceding(index - 1)) || turn.preceding(index) == "at"
    else { return nil }
    let isJoined =
      turn.following(index + 1) == "and"
      || turn.words.indices.contains(index + 1)
        && turn.words[index + 1].written == "&"
    guard isJoined, !turn.words[index].endsPhrase, turn.words.indices.contains(index + 2) else { return nil }
    let names = [turn.core(index), turn.core(index + 2)]
    let isFirm =
      names.allSatisfy { !lists.isCommon($0) && lists.isSurname($0) && !lists.isGiven($0) || $0 == "sons" }
      || (turn.words[index + 1].written == "&") && turn.isMarkedByCapital(index)
      || names[1] == "sons" && !NameCues.neverNames.contains(names[0])
      || Self.employment.contains(turn.preceding(index - 1)) && turn.preceding(index) == "at"
        && names.allSatisfy { lists.isSurname($0) && !NameCues.neverNames.contains($0) }
    return isFirm ? index..<index + 3 : nil
  }
}
