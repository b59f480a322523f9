/// Where somebody lives, by number: ‘twenty nine quarry bank’, ‘flat three hollin court’, ‘number fourteen’.
struct AddressForms {
  let turn: Turn

  func findings() -> [IdentityFinding] {
    turn.words.indices.compactMap { index in
      (house(index) ?? unit(index)).map { IdentityFinding($0, .address, "rule: form of an address") }
    }
  }

  private static let doors: Set<String> = [
    "flat", "apartment", "apt", "unit", "suite", "plot", "number", "no",
  ]
  /// What may stand before the number of a house.
  private static let openers: Set<String> = [
    "at", "to", "is", "it's", "in", "from", "of", "on", "address", "outside", "was", "live", "", "and", "me",
    "past", "by", "near", "into", "opposite", "he's", "she's", "i'm", "that's", "address's", "um", "uh",
  ]

  /// A number, one to three words, and what a street may be.
  private func house(_ index: Int) -> Range<Int>? {
    guard let length = numberLength(index), !isNumber(index - 1) else { return nil }
    var start = index
    if Self.doors.contains(turn.preceding(index)) { start -= 1 }
    let opener = turn.preceding(start)
    guard
      start < index || Self.openers.contains(opener) || turn.words[start].startsSentence
        || turn.words.indices.contains(start - 1) && turn.words[start - 1].endsPhrase
    else { return nil }
    let first = index + length
    var last = first
    while last < first + 4, !turn.following(last).isEmpty {
      let word = turn.core(last)
      if last > first || word == "close",
        PlaceWords.sites.contains(word) || PlaceWords.doubtfulSites.contains(word)
      {
        let isMore = PlaceWords.sites.contains(turn.following(last + 1))
        return last > first ? start..<last + (isMore ? 2 : 1) : nil
      }
      if word == "the", last == first,
        PlaceWords.sites.contains(turn.following(last + 1))
          || ["close", "drive", "court"].contains(turn.following(last + 1))
      {
        return start..<last + 2
      }
      guard word.first?.isLetter == true, !Self.counted.contains(word), !turn.words[last].endsPhrase,
        !PlaceWords.prepositions.contains(word) || word == "down",
        !NameCues.determiners.subtracting(["great", "little", "old", "new", "white", "black", "red", "brown"])
          .contains(word),
        !NameCues.neverNames.contains(word) || word.count > 3 && !Self.function.contains(word)
      else { return nil }
      last += 1
    }
    return nil
  }

  private static let function: Set<String> = [
    "this", "that", "these", "those", "they", "them", "what", "when", "where", "which", "because", "then",
    "than", "were", "been", "does", "have", "could", "would", "should", "must", "always", "just", "really",
    "very", "also", "there", "here", "some", "many", "else", "like", "well", "okay", "yeah", "said", "says",
    "came", "come", "went", "told", "still", "only", "even", "back", "again", "both", "ever", "more", "most",
    "much", "such", "before", "after", "since", "while", "until", "around", "other", "same",
  ]
  /// What numbers count.
  private static let counted: Set<String> = [
    "minute", "minutes", "hour", "hours", "mile", "miles", "day", "days", "week", "weeks", "month", "months",
    "year", "years", "block", "blocks", "people", "kids", "children", "times", "bed", "bedroom", "o'clock",
    "men", "women", "steps", "different", "pounds", "dollars", "percent", "way", "foot", "feet", "metre",
    "metres", "yards", "pm", "am", "second", "seconds", "star", "storey", "story", "thousand", "hundred",
    "million", "sisters", "brothers", "of", "weeks'", "years'", "houses", "doors", "streets", "roads",
    "beds", "patients", "shops", "pubs", "schools", "hospitals", "parks", "dogs", "cats", "cars", "is", "was",
    "litre", "glasses", "pints", "bottles", "sided", "lane", "lanes", "way", "point", "page", "pages", "are",
  ]

  /// ‘flat three’, ‘apartment nine c’, ‘at number fourteen’.
  private func unit(_ index: Int) -> Range<Int>? {
    let door = turn.core(index)
    guard Self.doors.contains(door), door != "no", door != "unit", door != "plot",
      !turn.words[index].endsPhrase, let length = numberLength(index + 1)
    else { return nil }
    let before = turn.preceding(index)
    let isDoor =
      door == "number"
      ? ["at", "to", "outside", "live", "opposite"].contains(before)
        && !["one", "two", "1"].contains(turn.core(index + 1))
      : door != "flat"
        || ["at", "in", "to", "it's", "is", "", "from", "on", "me", "i'm", "of"].contains(before)
          && !["times", "days", "hours", "months", "weeks"].contains(turn.following(index + 1 + length))
    guard isDoor else { return nil }
    var end = index + 1 + length
    let letter = turn.following(end)
    if letter.count == 1, letter != "i", letter.first?.isLetter == true { end += 1 }
    return index..<end
  }

  private func isNumber(_ index: Int) -> Bool {
    guard turn.words.indices.contains(index) else { return false }
    let word = turn.core(index)
    return Self.numberWords.contains(word)
      || word.first?.isNumber == true && word.count <= 5 && !word.contains("/") && !word.contains(".")
        && !["st", "nd", "rd", "th", "am", "pm", "mg", "0s"].contains(where: word.hasSuffix)
  }

  private static let numberWords: Set<String> = Set(NumberWords.ones.keys).union(NumberWords.teens.keys)
    .union(NumberWords.tens.keys).subtracting(["o", "oh"])

  /// How many words of a number from a place on, ‘a half’ and one letter behind it with them.
  private func numberLength(_ index: Int) -> Int? {
    guard isNumber(index) || turn.core(index) == "a" && turn.following(index + 1) == "hundred" else {
      return nil
    }
    var end = index + 1
    while !turn.following(end).isEmpty, !turn.words[end - 1].endsPhrase {
      let word = turn.core(end)
      let isLink = word == "and" && isNumber(end + 1) && ["hundred", "thousand"].contains(turn.core(end - 1))
      guard isNumber(end) || ["hundred", "thousand"].contains(word) || isLink else { break }
      end += 1
    }
    if turn.following(end) == "and", turn.following(end + 1) == "a", turn.following(end + 2) == "half" {
      end += 3
    }
    if turn.words[end - 1].endsPhrase { return end - index }
    let letter = turn.following(end)
    if letter.count == 1, ["b", "c", "d", "e", "f"].contains(letter) { end += 1 }
    return end - index
  }
}
