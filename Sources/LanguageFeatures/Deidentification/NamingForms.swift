/// People by what is said around a name of any kind: nicknames, pets, initials, names of two syllables.
struct NamingForms {
  let turn: Turn
  let lists: NameLists

  func findings() -> [IdentityFinding] {
    var findings: [IdentityFinding] = []
    for index in turn.words.indices where !turn.core(index).isEmpty {
      if let place = namedPlace(index) {
        findings.append(IdentityFinding(place..<place + 1, .person, "rule: naming"))
      }
      if isPet(index) { findings.append(IdentityFinding(index..<index + 1, .person, "rule: pet")) }
      if isInitials(index) {
        findings.append(IdentityFinding(index..<index + 1, .person, "rule: initials"))
      }
      if let words = syllables(index) { findings.append(IdentityFinding(words, .person, "rule: syllables")) }
    }
    return findings
  }

  // MARK: ‘everyone calls me spud’, ‘a lad called tank’

  /// Where the name stands that a verb of naming leads to.
  private func namedPlace(_ index: Int) -> Int? {
    switch turn.core(index) {
    case "call", "calls", "called", "calling":
      if Self.called.contains(turn.following(index + 1)) {
        return isNaming(before: index) && canBeName(index + 2) ? index + 2 : nil
      }
      let isNamed =
        Self.bearers.contains(turn.preceding(index)) || NameCues.kin.contains(turn.preceding(index))
        || ["they", "we"].contains(turn.preceding(index))
          && (Self.bearers.contains(turn.preceding(index - 1))
            || NameCues.kin.contains(turn.preceding(index - 1)))
      return isNamed && canBeName(index + 1) ? index + 1 : nil
    case "named", "nicknamed":
      let place = Self.called.contains(turn.following(index + 1)) ? index + 2 : index + 1
      return canBeName(place) ? place : nil
    case "nickname":
      return ["is", "was"].contains(turn.following(index + 1)) && canBeName(index + 2) ? index + 2 : nil
    case "as":
      return turn.preceding(index) == "known" && canBeName(index + 1) ? index + 1 : nil
    case "by":
      return ["go", "goes", "went"].contains(turn.preceding(index))
        && ["i", "he", "she", "who", "just", "only", "always"].contains(turn.preceding(index - 1))
        && canBeName(index + 1) && !lists.isCommon(turn.following(index + 1)) ? index + 1 : nil
    case "to":
      return turn.preceding(index) == "answers" && canBeName(index + 1) ? index + 1 : nil
    default: return nil
    }
  }

  private static let called: Set<String> = ["me", "him", "her", "us", "them"]

  /// Whether who calls somebody so does it always, as with a name: ‘everyone calls me’, not ‘he called me’.
  private func isNaming(before index: Int) -> Bool {
    let subject = turn.preceding(index)
    if ["everyone", "everybody", "people", "mates", "friends", "lads", "kids", "we", "all"].contains(subject)
    {
      return true
    }
    return ["can", "always", "just", "used"].contains(subject)
      || subject == "they" && turn.core(index) == "call"
      || subject == "to" && turn.preceding(index - 1) == "used"
  }

  private static let bearers: Set<String> = [
    "bloke", "lad", "lass", "fella", "fellow", "chap", "geezer", "horse", "pony", "rabbit", "hamster",
    "parrot", "budgie", "puppy", "kitten", "patient", "inmate", "somebody", "someone", "one", "person",
    "tortoise", "student", "driver", "soldier", "sergeant", "girl", "boy",
  ]

  /// What one is called that is no name.
  private static let descriptions: Set<String> = [
    "names", "later", "tomorrow", "tonight", "today", "crazy", "lazy", "stupid", "fat", "mental", "ugly",
    "weird", "selfish", "dramatic", "weak", "strong", "useless", "worthless", "thick", "dumb", "slow", "soft",
    "sensitive", "needy", "nuts", "insane", "psycho", "trash", "honey", "sweetheart", "darling", "babe",
    "mum",
    "mom", "dad", "sir", "madam", "nan", "granny", "once", "twice", "daily", "weekly", "first", "anytime",
    "home", "bipolar", "depressed", "hysterical", "difficult", "selfish", "aside", "everything", "anything",
    "nothing", "something", "either", "mate", "boss", "ma'am", "paranoid", "cold", "heartless", "brave",
    "lucky", "evil", "spoiled", "spoilt", "ungrateful", "irresponsible", "antisocial", "mummy", "daddy",
    "mama", "papa", "yesterday", "drunk", "toxic", "abusive", "clingy", "attention", "together", "people",
    "every", "straight", "right", "away", "instead", "anymore", "cause", "cos", "whenever", "unless",
    "whatever", "between", "bitch", "idiot", "slut", "whore", "retard", "scum", "hope", "various", "gran",
    "best", "great", "auntie", "uncle", "professor", "that's", "this", "mister", "sexist", "racist",
  ]

  private func canBeName(_ index: Int) -> Bool {
    let word = turn.following(index)
    return word.count > 1 && word.first?.isLetter == true && !NameCues.neverNames.contains(word)
      && !Self.descriptions.contains(word) && !NameCues.kin.contains(word)
      && !["ing", "ly", "ful", "less"].contains(where: word.hasSuffix)
      && (index == 0 || !turn.words[index - 1].endsPhrase)
  }

  // MARK: ‘my dog biscuit knows’

  private static let pets: Set<String> = [
    "dog", "cat", "puppy", "kitten", "rabbit", "horse", "pony", "hamster", "parrot", "budgie", "tortoise",
  ]
  private static let petThings: Set<String> = [
    "food", "walker", "walkers", "bed", "bowl", "hair", "person", "people", "owner", "owners", "sitter",
    "lead", "leash", "poo", "lover", "lady", "hairs", "collar", "flap", "litter", "biscuits", "treats",
    "show", "shelter", "trainer", "training", "years", "next", "outside", "inside", "upstairs", "downstairs",
    "whisperer", "asleep", "died", "eats", "sits", "sleeps", "barks", "runs", "knows", "needs", "ran", "sat",
    "slept", "woke", "bit", "ate", "which", "therapy", "race", "racing", "riding", "box", "mess", "daddy",
  ]

  private func isPet(_ index: Int) -> Bool {
    guard Self.pets.contains(turn.preceding(index)), !turn.words[index - 1].endsPhrase,
      ["my", "our", "his", "her", "their", "the", "old", "little"].contains(turn.preceding(index - 1)),
      canBeName(index), !Self.petThings.contains(turn.core(index)), !turn.core(index).hasSuffix("ed")
    else { return false }
    let next = turn.following(index + 1)
    return turn.isMarkedByCapital(index) || turn.words[index].hasPossessive
      || NameCues.personVerbs.contains(next) && next != "and"
      || ["is", "was", "has", "had", "just", "always", "never"].contains(next)
      || next.count > 3 && (next.hasSuffix("s") || next.hasSuffix("ed")) && !turn.core(index).hasSuffix("s")
        && !NameCues.neverNames.contains(next)
  }

  // MARK: ‘B talked me home’, ‘TJ got clean’

  /// Before a letter these make it a kind, a grade or a place in a row.
  private static let lettered: Set<String> = [
    "vitamin", "plan", "hepatitis", "hep", "type", "group", "class", "grade", "level", "unit", "block",
    "section", "ward", "wing", "option", "point", "letter", "cluster", "row", "form", "column", "side",
    "gate", "flat", "apartment", "room", "drug", "category", "cat", "band", "list", "serial", "capital",
    "plus",
    "exhibit", "factor", "bra", "cup", "big", "double", "triple", "an", "per",
  ]
  /// Two or three capitals that name nobody.
  private static let abbreviations: Set<String> = [
    "tv", "ok", "gp", "ed", "er", "iv", "id", "pe", "re", "it", "hr", "pc", "mp", "ai", "uk", "us", "eu",
    "ny", "la", "dc", "aa", "na", "ct", "ms", "md", "pt", "ot", "xl", "am", "pm", "bc", "ad", "fm", "dr",
    "mr",
    "st", "cd", "dvd", "gcs", "gps", "a&e", "nhs", "mri", "cbt", "dbt", "ssri", "usa", "fbi", "bbc", "itv",
    "nct", "ocd", "ptsd", "adhd", "hiv", "std", "bpd", "icu", "cpn", "pip", "esa", "uc", "dwp", "pms", "ivf",
    "ect", "aka", "diy", "atm", "suv", "abc", "cia", "raf", "vip", "ceo", "phd", "msc", "ba", "bsc", "ma",
    "va", "rv", "hq", "qr", "no", "oh", "so", "go", "my", "we", "he", "in", "on", "at", "to", "do", "if",
    "up", "and", "the", "you", "not", "but", "was", "she", "all", "god", "mum", "dad", "mom", "sos", "faq",
    "ac", "dj", "mc", "gi", "ob", "cps", "csa", "iop", "php", "snri", "thc", "cbd", "lsd", "dna", "emt",
    "ems",
    "nyc", "usb", "pdf", "bmi", "std", "eeg", "ekg", "ecg", "dui", "hmp", "ymca",
  ]

  private func isInitials(_ index: Int) -> Bool {
    let word = turn.core(index)
    let letters = word.filter { $0 != "." }
    guard letters.allSatisfy({ $0.isLetter && $0.isASCII }), (1...3).contains(letters.count),
      !turn.words[index].written.contains("'") || turn.words[index].hasPossessive
    else { return false }
    if letters.count == 1 {
      guard !["a", "i", "o", "x", "u", "s", "t"].contains(letters), isAlone(index),
        !turn.isCased || turn.words[index].written.contains(where: \.isUppercase)
      else { return false }
    } else {
      // Capitals tell only where they are not everywhere, and dots tell anywhere.
      let isMarked =
        turn.isCased
        && turn.words[index].written.filter(\.isLetter).prefix(letters.count)
          .allSatisfy(\.isUppercase)
        || word.contains(".") && letters.count < word.count
      guard isMarked, !Self.abbreviations.contains(letters) else { return false }
    }
    return isWhereSomebodyStands(index)
  }

  /// Neither letters nor numbers stand beside it.
  private func isAlone(_ index: Int) -> Bool {
    let beside = [turn.preceding(index), turn.following(index + 1)]
    return !Self.lettered.contains(beside[0])
      && !beside.contains {
        $0.count == 1 && $0 != "i" && $0 != "a" || $0.first?.isNumber == true || NumberWords.ones[$0] != nil
          || ["and", "or", "is", "for"].contains($0) && beside[1] == $0
      }
  }

  private func isWhereSomebodyStands(_ index: Int) -> Bool {
    let before = turn.preceding(index)
    let after = turn.words[index].endsPhrase ? "" : turn.following(index + 1)
    if turn.words[index].hasPossessive { return NameCues.possessed.contains(turn.following(index + 1)) }
    if NameCues.determiners.contains(before), !["for", "in", "at", "by"].contains(before) { return false }
    if NameCues.personVerbs.contains(after), after != "and" { return true }
    if [
      "was", "has", "had", "would", "never", "always", "didn't", "doesn't", "talked", "came", "rang", "won't",
      "who", "gave", "sat", "ran", "held", "drives", "says", "isn't", "wasn't",
    ].contains(after), turn.core(index).count > 1 || turn.isCased || NameCues.clauseOpeners.contains(before) {
      return true
    }
    if NameCues.personObjects.contains(before) || NameCues.kin.contains(before) { return true }
    if before == "as", ["him", "her", "me", "known"].contains(turn.preceding(index - 1)) { return true }
    if ["me", "him", "her"].contains(before), NameCues.speechVerbs.contains(turn.preceding(index - 1)) {
      return true
    }
    return ["with", "from", "to", "about", "by", "and"].contains(before)
      && (after.isEmpty || NameCues.clauseOpeners.contains(after))
      && (turn.core(index).count > 1
        || NameCues.personPrepositions[before]?
          .contains(turn.preceding(index - 1)) == true)
  }

  // MARK: ‘soo-ah’, ‘min seo’

  /// Syllables of Korean, Chinese and Vietnamese given names as they are romanised.
  private static let syllables: Set<String> = [
    "min", "soo", "su", "ji", "jun", "joon", "hyun", "hye", "eun", "young", "yeong", "yeon", "seo", "seung",
    "sang", "woo", "ah", "ha", "na", "mi", "kyung", "hee", "jin", "jae", "yoon", "yun", "chul", "ho", "hwan",
    "ki", "kwang", "tae", "dong", "bo", "ra", "rim", "wei", "ling", "mei", "xiu", "ying", "hua", "li", "xiao",
    "ming", "jie", "yan", "hong", "fang", "jing", "yu", "lan", "chun", "qing", "feng", "guo", "jian", "hui",
    "zhi", "thi", "thanh", "van", "anh", "hoa", "ngoc", "minh", "tuan", "kim", "phuong", "seok", "sook",
    "sun", "ok", "ye", "da", "in", "rin", "won", "gyu", "kyu", "hyuk", "bin", "nam", "myung", "hwa", "shin",
    "zhen", "rong", "lin", "lei", "bao", "chen", "dan", "mai", "linh", "trang", "huong", "duc", "quang",
    "long",
    "bich", "thuy", "xuan", "yi", "ting", "xin", "hao", "ning", "shu", "yuan", "tian", "shan", "ping", "dinh",
  ]
  /// Of these no English sentence is made.
  private static let foreign: Set<String> = syllables.subtracting([
    "young", "ah", "ha", "na", "ho", "sang", "in", "won", "ok", "ye", "sun", "long", "da", "bin", "kim",
    "van",
    "shin", "dan", "ping", "mi", "ra", "yu", "li", "min", "bo", "ting", "lan", "dong", "tae", "ki", "anh",
  ])

  private func syllables(_ index: Int) -> Range<Int>? {
    let parts = turn.core(index).split(separator: "-").map(String.init)
    if parts.count == 2 {
      let isFamiliar =
        parts.allSatisfy(Self.syllables.contains) && parts.contains(where: Self.foreign.contains)
      let isMarked =
        turn.isCased && turn.words[index].written.first(where: \.isLetter)?.isUppercase == true
        && parts.allSatisfy(Self.syllables.contains) && parts[0] != "ha"
      return isFamiliar || isMarked ? index..<index + 1 : nil
    }
    let next = turn.following(index + 1)
    let word = turn.core(index)
    guard parts.count == 1, Self.syllables.contains(word), Self.syllables.contains(next), word != next,
      !turn.words[index].endsPhrase, !turn.words[index].hasPossessive
    else { return nil }
    let isForeign = Self.foreign.contains(word) || Self.foreign.contains(next)
    let isSomebody =
      turn.words[index + 1].hasPossessive || NameCues.personVerbs.contains(turn.following(index + 2))
      || NameCues.kin.contains(turn.preceding(index))
      || NameCues.personObjects.contains(turn.preceding(index))
    let isBoth = Self.foreign.contains(word) && Self.foreign.contains(next)
    return isBoth || isSomebody && (isForeign || turn.words[index + 1].hasPossessive)
      ? index..<index + 2 : nil
  }
}
