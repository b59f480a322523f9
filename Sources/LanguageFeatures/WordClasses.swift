/// Closed classes of English words that the measures count.
package enum WordClass: Sendable, CaseIterable {
  case firstPersonSingular
  case absolutist
  case negation

  /// - Parameter word: One token of `SpokenTokens.words`.
  package func contains(_ word: String) -> Bool {
    let stem = withoutClitics(word)
    switch self {
    case .firstPersonSingular: return firstPersonSingularWords.contains(stem) || word == "im"
    case .absolutist: return absolutistWords.contains(stem)
    case .negation: return word.hasSuffix("n't") || negationWords.contains(stem)
    }
  }
}

/// Subject, object and possessive forms; with a clitic (`i'm`, `i've`, `i'd`, `i'll`) through the stem.
private let firstPersonSingularWords: Set<String> = ["i", "me", "my", "mine", "myself"]

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
