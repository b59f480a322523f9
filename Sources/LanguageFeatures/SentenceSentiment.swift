/// How pleasant a sentence is, by the rules of VADER.
///
/// Hutto & Gilbert 2014, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
/// Text", ICWSM: a rated lexicon and rules for capitals, degree words, negation, ‘but’ and punctuation
/// (section 3.2). What the paper leaves open, such as how an effect fades with distance, follows the
/// observed answers of the authors' program, vaderSentiment 3.3.2, and so does what it does around ‘but’.
package struct SentenceSentiment: Sendable {
  private let lexicon: SentimentLexicon

  package init(lexicon: SentimentLexicon) {
    self.lexicon = lexicon
  }

  /// The sum of what the words contribute, brought between −1 and 1: x ÷ √(x² + 15).
  /// - Returns: 0 for a sentence without a rated word.
  package func compound(of sentence: String) -> Double {
    let spoken = lexicon.withEmojiSpoken(sentence)
    let words = SentimentWords(spoken)
    var contributions = (0..<words.count).map { contribution(ofWordAt: $0, in: words) }
    if let but = words.lowered.firstIndex(of: "but") {
      // That program looks each value up again, and so may weight an equal one further ahead in its place.
      for index in contributions.indices {
        let found = contributions.firstIndex(of: contributions[index]) ?? index
        if found != but { contributions[found] *= found < but ? 0.5 : 1.5 }
      }
    }
    var sum = contributions.reduce(0, +)
    let emphasis = Self.punctuationEmphasis(of: spoken)
    if sum > 0 { sum += emphasis } else if sum < 0 { sum -= emphasis }
    return sum / (sum * sum + 15).squareRoot()
  }

  /// Exclamation marks count up to four; question marks from two on, up to a ceiling.
  private static func punctuationEmphasis(of sentence: String) -> Double {
    let exclamations = min(sentence.count { $0 == "!" }, 4)
    let questions = sentence.count { $0 == "?" }
    let questioning =
      switch questions {
      case ...1: 0.0
      case 2...3: 0.18 * Double(questions)
      default: 0.96
      }
    return 0.292 * Double(exclamations) + questioning
  }

  private func contribution(ofWordAt index: Int, in words: SentimentWords) -> Double {
    let word = words.lowered[index]
    let next = words.lowered(at: index + 1)
    guard degreeShift[word] == nil, !(word == "kind" && next == "of"), let rated = lexicon.valence(of: word)
    else { return 0 }
    var valence = rated

    if word == "no", let next, lexicon.valence(of: next) != nil { valence = 0 }
    if isUnderNo(index, in: words) { valence = rated * negationFactor }
    if words.isShouted(index) { valence += valence > 0 ? capitalsShift : -capitalsShift }

    for distance in 1...3 {
      // A rated word counts by itself: it neither strengthens nor negates another.
      guard let before = words.lowered(at: index - distance), lexicon.valence(of: before) == nil
      else { continue }
      valence += degree(ofWordAt: index - distance, distance: distance, on: valence, in: words)
      valence *= negation(ofWordAt: index, distance: distance, in: words)
      if distance == 3 {
        valence = idiom(around: index, in: words) ?? valence
        valence += degreePhraseShift(before: index, in: words)
      }
    }
    if words.lowered(at: index - 1) == "least" {
      let before = words.lowered(at: index - 2)
      if before != "at" && before != "very" { valence *= negationFactor }
    }
    return valence
  }

  /// ‘no’ one or two words before; three before when ‘or’ or ‘nor’ carries it on.
  private func isUnderNo(_ index: Int, in words: SentimentWords) -> Bool {
    let before = words.lowered(at: index - 1)
    return before == "no" || words.lowered(at: index - 2) == "no"
      || (words.lowered(at: index - 3) == "no" && (before == "or" || before == "nor"))
  }

  /// What a degree word adds, away from zero or towards it; less the farther it stands.
  private func degree(
    ofWordAt index: Int, distance: Int, on valence: Double, in words: SentimentWords
  ) -> Double {
    guard var shift = degreeShift[words.lowered[index]] else { return 0 }
    if valence < 0 { shift = -shift }
    if words.isShouted(index) { shift += valence > 0 ? capitalsShift : -capitalsShift }
    return shift * [1, 0.95, 0.9][distance - 1]
  }

  /// The factor of a negating word at a distance. ‘never so’ and ‘never this’ strengthen instead, and
  /// ‘without doubt’ negates nothing. As observed, ‘so’ or ‘this’ right before a word that is the fourth or
  /// later strengthens it by itself, and hides a negation three words back.
  private func negation(ofWordAt index: Int, distance: Int, in words: SentimentWords) -> Double {
    let between = (1..<distance).compactMap { words.lowered(at: index - $0) }
    let word = words.lowered(at: index - distance) ?? ""
    func strengthens(_ word: String) -> Bool { word == "so" || word == "this" }
    if word == "never", between.contains(where: strengthens) { return 1.25 }
    if distance == 3, let nearest = between.first, strengthens(nearest) { return 1.25 }
    if word == "without", between.contains("doubt") { return 1 }
    return isNegating(word) ? negationFactor : 1
  }

  /// The fixed value of an idiom that ends at or just before the word, or starts with it.
  private func idiom(around index: Int, in words: SentimentWords) -> Double? {
    let ending = [(1, 0), (2, 0), (2, 1), (3, 1), (3, 2)].lazy
      .compactMap { idiomValence[words.phrase(index - $0.0, index - $0.1)] }.first
    let starting = [2, 1].lazy.compactMap { idiomValence[words.phrase(index, index + $0)] }.first
    return starting ?? ending
  }

  private func degreePhraseShift(before index: Int, in words: SentimentWords) -> Double {
    [(3, 1), (3, 2), (2, 1)].reduce(0) {
      $0 + (degreePhrases.contains(words.phrase(index - $1.0, index - $1.1)) ? degreeDown : 0)
    }
  }
}
