/// Places by the form of their names: ‘X road’, ‘county X’, ‘upper X’, whatever the words are.
///
/// A countable word of one thing takes an article; where a street or a site stands without one, it is named.
struct PlaceForms {
  let turn: Turn
  let lists: NameLists

  func findings() -> [IdentityFinding] {
    turn.words.indices.compactMap { index in
      (before(index) ?? attribute(index) ?? behind(index)).map {
        IdentityFinding($0, .place, "rule: form of a place")
      }
    }
  }

  /// Nothing that could be part of a name.
  private func isClosed(_ word: String) -> Bool {
    word.isEmpty || word.first?.isLetter != true || PlaceWords.prepositions.contains(word)
      || NameCues.neverNames.contains(word) && !Self.namedWith.contains(word)
      || Self.verbs.contains(word)
  }

  /// Names no person alone, and many a street.
  private static let namedWith: Set<String> = [
    "park", "star", "spring", "moon", "king", "queen", "prince", "princess", "lady", "golden", "forest",
    "temple", "diamond", "hill", "hall", "royal", "ward", "walker", "season", "hunt", "song",
  ]
  /// What stands between ‘to’ and a thing, or before a thing without article.
  private static let verbs: Set<String> = [
    "move", "moved", "play", "leave", "clean", "buy", "sell", "rent", "share", "find", "keep", "attend",
    "skip", "hate", "change", "finish", "start", "do", "visit", "moving", "playing", "going", "walking",
    "left", "lost", "being", "having", "getting", "using", "took", "take", "taking", "called", "feel", "felt",
    "own", "need", "want", "make", "give", "lying", "sitting", "standing", "driving", "living", "working",
    "know", "think", "years", "months", "weeks", "days", "hours", "minutes", "people", "things",
  ]

  // MARK: ‘harrow green’, ‘fulwell road’

  private func behind(_ index: Int) -> Range<Int>? {
    let site = turn.core(index)
    let isDoubtful = PlaceWords.doubtfulSites.contains(site)
    // ‘sit down’, ‘in a row’
    guard site != "down", site != "row" || turn.isMarkedByCapital(index),
      isDoubtful || PlaceWords.sites.contains(site)
    else { return nil }
    var start = index
    while start > 0, index - start < 3, !turn.words[start].startsSentence,
      !turn.words[start - 1].endsPhrase, !isClosed(turn.core(start - 1)),
      !turn.words[start - 1].hasPossessive || turn.isMarkedByCapital(start - 1)
    { start -= 1 }
    guard start < index else { return nil }
    let name = (start..<index).map { turn.core($0) }
    let last = index - 1
    let opener = turn.preceding(start)
    let isLed = PlaceWords.prepositions.contains(opener)
    // With an article only what is no word of the language, or what capitals mark, names the site.
    let isOwn =
      !lists.isCommon(name[name.count - 1])
      || turn.isMarkedByCapital(last) && turn.isMarkedByCapital(index)
    if isOwn, !PlaceWords.kinds.contains(name[name.count - 1]) {
      if !isLed, isDoubtful || lists.isGiven(name[name.count - 1]), !turn.isMarkedByCapital(index) {
        return nil
      }
      let begin = turn.isMarkedByCapital(last) ? capitals(from: last, downTo: start) : last
      return begin..<index + 1
    }
    guard !turn.isCased, name.count <= 2, !name.contains(where: PlaceWords.kinds.contains) else { return nil }
    if turn.words[start].startsSentence || opener.isEmpty {
      return start == 0 && Self.statives.contains(turn.following(index + 1)) && name.count == 1
        ? start..<index + 1 : nil
    }
    guard isLed, !name.contains(where: { $0.hasSuffix("ing") || $0.hasSuffix("ed") || $0.hasSuffix("ly") })
    else { return nil }
    return !isDoubtful || Self.sureOpeners.contains(opener) && Self.namedSites.contains(site)
      ? start..<index + 1 : nil
  }

  /// Doubtful sites that after ‘in’ or ‘on’ without an article are named.
  private static let namedSites: Set<String> = [
    "close", "drive", "court", "place", "cross", "gate", "yard", "view", "tower", "dale", "manor", "mill",
    "croft", "lodge", "county", "parish", "township", "side", "market", "canal", "hall",
  ]
  private static let sureOpeners: Set<String> = ["in", "on", "from", "near", "off", "outside"]
  private static let statives: Set<String> = ["was", "is", "where", "isn't", "wasn't", "used"]

  private func capitals(from last: Int, downTo start: Int) -> Int {
    var begin = last
    while begin > start, turn.isMarkedByCapital(begin - 1) { begin -= 1 }
    return begin
  }

  // MARK: ‘loch awe’, ‘county mayo’

  private func before(_ index: Int) -> Range<Int>? {
    let kind = turn.core(index)
    guard PlaceWords.before.contains(kind), !turn.words[index].endsPhrase, !turn.words[index].hasPossessive
    else { return nil }
    let next = turn.following(index + 1)
    guard !isClosed(next), next.count > 1, !Self.offices.contains(next),
      !PlaceWords.sites.contains(next) || turn.isMarkedByCapital(index + 1)
    else { return nil }
    let isNamed = turn.isMarkedByCapital(index + 1) || !lists.isCommon(next)
    let isWater = ["loch", "lough"].contains(kind)
    let isBare = !NameCues.determiners.subtracting(["in", "at", "of", "all", "for", "by"])
      .contains(turn.preceding(index))
    let isLed = PlaceWords.prepositions.contains(turn.preceding(index)) || turn.preceding(index) == "all"
    return isNamed || isWater && isBare || isLed && ["county", "lake", "mount", "saint", "st"].contains(kind)
      ? index..<index + 2 : nil
  }

  /// Behind ‘county’ and its like where nothing is named.
  private static let offices: Set<String> = [
    "council", "court", "courts", "lines", "line", "hall", "jail", "fair", "hospital", "clinic", "police",
    "house", "side", "bed", "site", "fire", "wine", "authority", "show", "level", "team", "school", "front",
    "water", "effect", "sheriff", "office", "prison", "fete", "life", "size", "view", "home", "town", "paid",
  ]

  // MARK: ‘north shields’, ‘upper clapton’

  private func attribute(_ index: Int) -> Range<Int>? {
    guard PlaceWords.attributes.contains(turn.core(index)), !turn.words[index].endsPhrase,
      PlaceWords.prepositions.contains(turn.preceding(index)), turn.preceding(index) != "by"
    else { return nil }
    let next = turn.following(index + 1)
    guard !isClosed(next), next.count > 2, !Self.parts.contains(next) else { return nil }
    let isUnknown = !lists.isCommon(next) && (!lists.isGiven(next) || lists.isPlace(next))
    let isCapital = turn.isMarkedByCapital(index) && turn.isMarkedByCapital(index + 1)
    let isDirected =
      PlaceWords.directions.contains(turn.core(index)) && !turn.isCased
      && ["in", "from", "near", "of"].contains(turn.preceding(index)) && !next.hasSuffix("ly")
    return isUnknown || isCapital || isDirected ? index..<index + 2 : nil
  }

  /// Parts of a house, a country or a journey.
  private static let parts: Set<String> = [
    "side", "end", "wing", "coast", "wall", "door", "facing", "part", "corner", "window", "pole", "bound",
    "floor", "deck", "back", "body", "leg", "arm", "class", "school", "half", "level", "area", "region",
    "and",
    "bunk", "shelf", "sixth", "middle", "management", "lip", "jaw", "stairs", "gate", "tier", "income",
  ]
}
