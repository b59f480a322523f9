/// Whether a word that is both a name and a word of the language is used as a name.
///
/// Asked where no capital tells. Only contexts that fit a person make it one.
struct AmbiguousName {
  let turn: Turn
  let lists: NameLists
  let known: Set<String>

  func isName(_ index: Int) -> Bool {
    let word = turn.core(index)
    let before = turn.preceding(index)
    let after = turn.words[index].endsSentence ? "" : turn.following(index + 1)
    if after == "of" || NameCues.determiners.contains(before) && !isAfterPersonPreposition(index) {
      return false
    }
    if monthNames.contains(word), before == "last" || before == "in" { return false }
    if turn.words[index].hasPossessive { return NameCues.possessed.contains(after) || isTheOne(index) }
    if isCoordinated(index) || isIntroducedByRole(index) || isTakenUpByPronoun(index) { return true }
    if NameCues.modals.contains(word) { return isNameDespiteModal(index, before: before, after: after) }
    let opensClause = NameCues.clauseOpeners.contains(before)
    if opensClause {
      if NameCues.speechVerbs.contains(after) || isComing(index) { return true }
      if !Self.things.contains(word), NameCues.personVerbs.contains(after), after != "and" { return true }
    }
    if NameCues.personObjects.contains(before), !lookedAt(before, word), !Self.objects.contains(after) {
      return true
    }
    if isAfterPersonPreposition(index), !Self.objects.contains(after) { return true }
    guard known.contains(word) else { return false }
    return opensClause && ["is", "was", "has", "had", "never", "always", "just"].contains(after)
      || ["with", "to", "about", "for", "from", "told", "and"].contains(before)
  }

  /// ‘came over’, ‘passed away’, ‘left me’: what a thing can do alone, together only somebody.
  private func isComing(_ index: Int) -> Bool {
    let pair = turn.following(index + 1) + " " + turn.following(index + 2)
    return [
      "came over", "came by", "came to", "passed away", "left me", "left us", "was worried", "was crying",
      "was born", "was mad",
    ].contains(pair)
  }

  /// ‘will told me’, ‘with will at’: nothing a modal could stand in.
  private func isNameDespiteModal(_ index: Int, before: String, after: String) -> Bool {
    if NameCues.speechVerbs.contains(after), NameCues.clauseOpeners.contains(before) { return true }
    let isObject = isAfterPersonPreposition(index) || ["told", "asked", "met", "texted"].contains(before)
    let isSubjectNext = ["i", "you", "he", "she", "we", "they", "it", "be"].contains(after)
    return isObject && !isSubjectNext
  }

  /// Qualities and seasons, which come, help and go as people do.
  static let things: Set<String> = [
    "hope", "faith", "joy", "grace", "art", "patience", "charity", "destiny", "summer", "autumn", "dawn",
    "melody",
    "harmony", "liberty", "mercy", "justice", "chance", "candy", "brandy", "sherry", "love", "star", "sky",
    "rain",
    "storm", "april", "june", "august", "karma", "honey", "ginger", "bill", "peace", "heaven", "miracle",
    "serenity", "felicity", "comfort", "fate", "reason", "rock", "river", "sandy", "rusty", "crystal",
  ]

  /// After a verb such as ‘saw’, ‘lost’, ‘miss’ a quality is a quality.
  private func lookedAt(_ verb: String, _ word: String) -> Bool {
    Self.things.contains(word) && !["sandy", "grace", "rusty"].contains(word)
      && ["saw", "seeing", "lost", "miss", "missed", "loved", "called", "trust", "ask", "named"].contains(
        verb)
  }

  /// What stands after a verb or an adjective and never after a name.
  private static let objects: Set<String> = [
    "my", "the", "a", "an", "his", "this", "their", "of", "that", "it", "them",
  ]

  private func isAfterPersonPreposition(_ index: Int) -> Bool {
    guard let verbs = NameCues.personPrepositions[turn.preceding(index)] else { return false }
    let verb = turn.preceding(index - 1)
    if verb == "up", turn.preceding(index) == "with" {
      return ["broke", "break", "moved", "ended", "split"].contains(turn.preceding(index - 2))
    }
    let isAbstract =
      Self.things.contains(turn.core(index))
      && ["was", "i'm", "am", "live", "lived", "living", "up", "went"]
        .contains(verb)
    return verbs.contains(verb) && !isAbstract
  }

  /// ‘me and mark’, ‘ray and i’, ‘anna and rose’.
  private func isCoordinated(_ index: Int) -> Bool {
    let selves: Set<String> = ["i", "me", "my", "her", "his", "him", "she", "he"]
    if turn.following(index + 1) == "and", !turn.words[index].endsSentence {
      let other = turn.following(index + 2)
      if ["his", "her"].contains(other), NameCues.kin.contains(turn.following(index + 3)),
        NameCues.clauseOpeners.contains(turn.preceding(index))
      {
        return true
      }
      if ["i", "me"].contains(other),
        NameCues.clauseOpeners.contains(turn.preceding(index)) || turn.preceding(index) == "with"
      {
        return !["joy", "hope", "love", "peace"].contains(turn.core(index))
      }
      if lists.isPlainName(other), !turn.words[index + 1].endsPhrase { return true }
    }
    guard turn.preceding(index) == "and" else {
      return lists.isPlainName(turn.preceding(index)) && isListed(index)
    }
    let other = turn.core(index - 2)
    if selves.contains(other), other == "me" { return true }
    return lists.isPlainName(other)
  }

  /// ‘with faith because of her asthma’, ‘hear jack coming’: somebody is meant.
  private func isTakenUpByPronoun(_ index: Int) -> Bool {
    guard !NameCues.modals.contains(turn.core(index)) else { return false }
    let before = turn.preceding(index)
    if Self.senses.contains(before), turn.following(index + 1).hasSuffix("ing") { return true }
    let pronouns: Set<String> = ["he", "she", "he's", "she's", "her", "his", "him", "he'd", "she'd"]
    let follows = (1...3).contains { pronouns.contains(turn.following(index + $0)) }
    return follows
      && (Self.senses.contains(before) || ["with", "around", "about", "from", "like"].contains(before))
  }

  private static let senses: Set<String> = [
    "hear", "heard", "see", "saw", "watch", "watched", "found", "caught",
  ]

  /// In a row of names: ‘mike steve and grant’.
  private func isListed(_ index: Int) -> Bool {
    turn.following(index + 1) == "and" && lists.isPlainName(turn.following(index + 2))
  }

  /// ‘hope is my youngest’, ‘victoria is my case manager’.
  private func isIntroducedByRole(_ index: Int) -> Bool {
    guard ["is", "was"].contains(turn.following(index + 1)), !turn.words[index].endsPhrase,
      NameCues.clauseOpeners.contains(turn.preceding(index))
    else { return false }
    let owner = turn.following(index + 2)
    let role = (3...5).map { turn.following(index + $0) }
    let isRole = role.contains {
      NameCues.kin.contains($0) || ["youngest", "oldest", "eldest", "middle"].contains($0)
    }
    return ["my", "her", "his", "our"].contains(owner) && (isRole || role.contains("name"))
  }

  private func isTheOne(_ index: Int) -> Bool {
    turn.following(index + 1) == "the" && turn.following(index + 2) == "one"
  }
}
