/// Names of places by list, by cue and by capital.
struct PlaceRules {
  let turn: Turn
  let lists: NameLists

  func findings() -> [IdentityFinding] {
    var findings: [IdentityFinding] = []
    var index = 0
    while index < turn.words.count {
      if let end = listedEnd(index) ?? cuedEnd(index) ?? geographicEnd(index) {
        findings.append(IdentityFinding(index..<end, .place, "rule: place"))
        index = end
      } else {
        index += 1
      }
    }
    return findings
  }

  /// Verbs and nouns after which a preposition leads to a place.
  private static let motions: Set<String> = [
    "live", "lived", "living", "lives", "born", "moved", "move", "moving", "grew", "up", "raised",
    "stationed",
    "stayed", "stay", "staying", "drove", "drive", "flew", "fly", "went", "go", "going", "goes", "trip",
    "train",
    "bus", "deployed", "based", "home", "back", "family", "house", "apartment", "school", "tour", "tours",
    "clinic", "hospital", "job", "i'm", "he's", "she's", "we're", "is", "are", "was", "were", "came", "come",
    "comes", "left", "way", "settled", "rehab", "parents", "friends", "cousin", "cousins", "sister",
    "brother",
    "years", "homeless", "met", "summers", "called", "works", "work", "town", "mom", "dad", "out", "over",
    "down",
    "from", "relatives", "someone", "people", "semester", "prison", "jail",
  ]
  private static let prepositions: Set<String> = [
    "in", "from", "to", "near", "outside", "around", "through", "toward", "towards", "leaving", "left", "at",
    "visiting", "visited", "via",
  ]
  /// Enough for a word that no list knows.
  private static let dwelling: Set<String> = [
    "live", "lived", "living", "lives", "born", "grew", "up", "raised", "stationed", "deployed", "settled",
  ]
  /// Enough for a town that is also a word.
  private static let leadingTo: Set<String> = dwelling.union([
    "moved", "move", "moving", "from", "drove", "flew", "went", "clinic", "home", "trip", "train", "bus",
    "family",
    "house", "summer", "semester", "hitchhiked", "school", "rehab", "came", "originally", "i'm", "cousin",
    "stayed",
  ])
  /// First words of names such as ‘new jersey’.
  private static let openings: Set<String> = [
    "new", "north", "south", "west", "saint", "san", "santa", "fort", "el", "los", "las", "rhode",
  ]
  /// Towns that are words, and not places after a preposition.
  private static let states: Set<String> = [
    "hope", "may", "will", "reading", "nice", "bath", "mobile", "orange", "same", "best", "park",
    "university",
    "march", "center", "man", "love", "most", "normal", "church", "work", "school", "bed", "town", "beach",
    "split", "date", "opportunity", "college", "home", "summer", "winter", "spring", "deal", "hall", "hell",
    "male", "deep", "ocean", "city", "sand", "ware", "bar", "of", "grace", "faith", "art", "pain", "pay",
    "union",
  ]

  private func isCued(_ index: Int) -> Bool {
    Self.prepositions.contains(turn.preceding(index))
      && (Self.motions.contains(turn.preceding(index - 1))
        || ["in", "from", "near", "outside"].contains(turn.preceding(index)))
  }

  private func listedEnd(_ index: Int) -> Int? {
    guard !turn.core(index).isEmpty else { return nil }
    var longest = lists.longestPlace
    while longest > 0 {
      defer { longest -= 1 }
      let end = index + longest
      guard end <= turn.words.count,
        !turn.words[index..<end - 1].contains(where: { $0.endsPhrase || $0.hasPossessive }),
        !turn.words[(index + 1)..<max(index + 1, end)].contains(where: \.startsSentence)
      else { continue }
      let name = turn.words[index..<end].map(\.core).joined(separator: " ")
      guard lists.isPlace(name) else { continue }
      if accepts(index..<end, name) { return end }
    }
    return nil
  }

  private func accepts(_ range: Range<Int>, _ name: String) -> Bool {
    let words = range.map { turn.core($0) }
    let isCapital = range.allSatisfy { turn.isMarkedByCapital($0) }
    if range.count > 1 {
      if words.allSatisfy({ lists.isCommon($0) || NameCues.neverNames.contains($0) }) {
        return isCapital || !turn.isCased && (isCued(range.lowerBound) || Self.openings.contains(words[0]))
      }
      return !NameCues.neverNames.contains(words[0]) || isCapital || isCued(range.lowerBound)
    }
    guard name.count > 2, !NameCues.neverNames.contains(name) else { return false }
    if monthNames.contains(name) { return false }
    let before = turn.preceding(range.lowerBound)
    let isPlaced = isCued(range.lowerBound)
    if lists.isCommon(name) {
      if isCapital { return isPlaced }
      if turn.isCased { return false }
      let verb = turn.preceding(range.lowerBound - 1)
      if Self.states.contains(name) {
        return before == "in" && ["born", "stationed", "summer", "semester"].contains(verb)
          || before == "from"
            && ["train", "bus", "i'm", "he's", "she's", "came", "originally"].contains(verb)
      }
      return isPlaced && Self.prepositions.contains(before)
        && (Self.leadingTo.contains(verb) || ["outside", "near"].contains(before))
    }
    if isPlaced { return true }
    return !lists.isName(name)
  }

  /// Waters, heights and settlements whose name stands behind: ‘lough ree’, ‘fort benning’.
  private static let landBefore: Set<String> = [
    "lake", "lough", "loch", "mount", "fort", "camp", "cape", "port", "isle", "glen", "rio", "san", "santa",
    "saint",
    "puerto", "villa", "ciudad", "el", "wadi", "monte", "nova",
  ]
  /// And whose name stands before: ‘kern county’, ‘fifth ward’.
  private static let landAfter: Set<String> = [
    "county", "parish", "valley", "creek", "bay", "island", "islands", "lake", "river", "beach", "heights",
    "falls",
    "springs", "harbor", "harbour", "township", "borough", "ward", "forest", "hills", "ridge", "canyon",
    "mountains",
    "reservation", "estate", "district", "province", "shire", "bridge", "hollow", "grove", "mills", "ferry",
  ]

  private static let ordinals: Set<String> = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
  ]

  private func geographicEnd(_ index: Int) -> Int? {
    let word = turn.core(index)
    let next = turn.following(index + 1)
    guard !next.isEmpty, !turn.words[index].endsPhrase, !turn.words[index].hasPossessive else { return nil }
    if Self.landBefore.contains(word), !NameCues.neverNames.contains(next),
      turn.isMarkedByCapital(index + 1) || !lists.isCommon(next)
    {
      return index + 2
    }
    guard Self.landAfter.contains(next), word.count > 2, !NameCues.neverNames.contains(word),
      !NameCues.determiners.contains(word)
    else { return nil }
    let isNamed =
      turn.isMarkedByCapital(index) && turn.isMarkedByCapital(index + 1) || !lists.isCommon(word)
      || next == "ward" && Self.ordinals.contains(word)
    return isNamed ? index + 2 : nil
  }

  /// ‘born in X’ and ‘I'm from X’ with a name no list holds.
  private func cuedEnd(_ index: Int) -> Int? {
    let before = turn.preceding(index)
    let verb = turn.preceding(index - 1)
    let word = turn.core(index)
    guard Self.prepositions.contains(before), !NameCues.neverNames.contains(word), lists.isUnknown(word)
    else {
      if turn.isMarkedByCapital(index), ["in", "from", "near", "outside", "around"].contains(before),
        !exemptCapitals.contains(word), !monthNames.contains(word), !lists.isCommon(word)
      {
        return index + 1
      }
      return nil
    }
    let isDwelling = ["in", "near", "outside"].contains(before) && Self.dwelling.contains(verb)
    let isMove = before == "to" && ["moved", "move", "moving", "flew", "deployed"].contains(verb)
    let isOrigin =
      before == "from"
      && ["i'm", "he's", "she's", "am", "is", "are", "came", "come", "comes", "originally", "moved", "were"]
        .contains(verb)
    let isCapital = turn.isMarkedByCapital(index) && before != "at"
    guard isDwelling || isMove || isOrigin || isCapital else { return nil }
    if lists.isName(word), !lists.isPlace(word), !isDwelling, !isMove, !isOrigin { return nil }
    var end = index + 1
    while turn.isMarkedByCapital(end), !turn.words[end - 1].endsPhrase { end += 1 }
    return end
  }
}
