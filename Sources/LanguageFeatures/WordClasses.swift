/// Closed classes of English words that the measures count.
package enum WordClass: Sendable, CaseIterable {
  case firstPersonSingular, firstPersonSubject, firstPersonObject, firstPersonPossessive
  case firstPersonPlural, secondPerson, thirdPerson
  case absolutist, negation, hedge

  /// - Parameter word: One token of `SpokenTokens.words`.
  package func contains(_ word: String) -> Bool {
    let stem = withoutClitics(word)
    switch self {
    case .firstPersonSingular:
      return firstPersonWords.contains(stem) || subjectsWithoutApostrophe.contains(word)
    case .firstPersonSubject: return stem == "i" || subjectsWithoutApostrophe.contains(word)
    case .firstPersonObject: return stem == "me"
    case .firstPersonPossessive: return stem == "my" || stem == "mine"
    case .firstPersonPlural: return pluralWords.contains(stem) || word == "let's"
    case .secondPerson: return secondPersonWords.contains(stem)
    case .thirdPerson: return thirdPersonWords.contains(stem)
    case .absolutist: return absolutistWords.contains(stem)
    case .negation: return word.hasSuffix("n't") || negationWords.contains(stem)
    case .hedge: return hedgeWords.contains(stem)
    }
  }
}

/// Subject, object, possessive and reflexive forms; with a clitic (`i'm`, `i've`, `i'd`, `i'll`) through the stem.
private let firstPersonWords: Set<String> = ["i", "me", "my", "mine", "myself"]

/// ‘I’ with a clitic as some write it; `id` and `ill` are other words.
private let subjectsWithoutApostrophe: Set<String> = ["im", "ive"]

private let pluralWords: Set<String> = ["we", "us", "our", "ours", "ourselves"]

private let secondPersonWords: Set<String> = ["you", "your", "yours", "yourself", "yourselves", "y'all"]

/// People, not things: `it` is left out; `they` and `them` may still be things.
private let thirdPersonWords: Set<String> = [
  "he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "theirs",
  "themselves",
]

/// The 19 words of Al-Mosaiwi & Johnstone 2018.
private let absolutistWords: Set<String> = [
  "absolutely", "all", "always", "complete", "completely", "constant", "constantly", "definitely",
  "entire", "ever", "every", "everyone", "everything", "full", "must", "never", "nothing", "totally",
  "whole",
]

/// Negating words, then contractions as some transcripts write them, without the apostrophe.
private let negationWords: Set<String> = [
  "no", "not", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "nope", "cannot",
  "aint", "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt",
  "shouldnt", "wasnt", "werent", "wont", "wouldnt",
]

/// Words that leave it open how much, what or whether.
private let hedgeWords: Set<String> = [
  "maybe", "perhaps", "probably", "possibly", "somehow", "somewhat", "something", "someone", "somebody",
  "somewhere", "sometime", "sometimes", "stuff", "thing", "things", "whatever", "basically", "kinda", "sorta",
  "roughly", "apparently", "presumably", "supposedly",
]
