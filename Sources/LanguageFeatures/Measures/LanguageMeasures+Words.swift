public import SignalCore

/// Rates of closed word classes.
extension LanguageMeasures {
  static let words: [PassageMeasure] = [
    .rate(absolutistRate, where: WordClass.absolutist.contains),
    .rate(negationRate, where: WordClass.negation.contains),
    PassageMeasure(hedgeRate, .english) { passage, _ in .value(hedgesPer100Words(passage)) },
  ]

  public static let absolutistRate = per100Words(
    "absolutist", "Absolutist words",
    definition: """
      absolutely, all, always, complete, completely, constant, constantly, definitely, entire, ever, \
      every, everyone, everything, full, must, never, nothing, totally, whole in every 100 words; also \
      with a clitic (everything's).
      """,
    source: "Al-Mosaiwi & Johnstone 2018, Clinical Psychological Science, doi 10.1177/2167702617747074.",
    depression: """
      Internet forums on anxiety and depression against control forums: d > 3.14; forums on suicidal \
      thoughts against these: d > 1.71 (Al-Mosaiwi & Johnstone 2018). These compare whole forums, not \
      people: nothing of that size can be expected in an interview.
      """,
    caution: """
      Rare words: in a few hundred words the rate rests on a handful. The sense is not read: ‘all right’ \
      and ‘first of all’ count.
      """)

  public static let negationRate = per100Words(
    "negation", "Negations",
    definition: """
      no, not, never, none, nobody, nothing, nowhere, neither, nor, nope, cannot and every word ending \
      in n't (don't, can't; also dont, cant and their like without apostrophe) in every 100 words. \
      ‘No one’ counts once, through ‘no’.
      """,
    source: "Word list of this program, after the negations counted in Stade 2023.",
    depression: """
      In clinical interviews, N = 486, negations were specific to anxiety rather than depression (Stade \
      2023, doi 10.1037/abn0000850). More negations in 62 Romanian patients with major depression than \
      in 43 controls (Trifu 2024, doi 10.3389/fpsyg.2024.1355734).
      """,
    caution: """
      A bare ‘no’ in answer to a closed question counts, so the rate follows the interviewer's style. \
      Double negation is not undone.
      """)

  public static let hedgeRate = per100Words(
    "vagueness.hedges", "Vague words",
    definition: """
      maybe, perhaps, probably, possibly, somehow, somewhat, something, someone, somebody, somewhere, sometime, \
      sometimes, stuff, thing, things, whatever, basically, kinda, sorta, roughly, apparently, presumably, \
      supposedly, and the phrases ‘kind of’, ‘sort of’, ‘I guess’, ‘I don't know’ (one each) in every 100 words.
      """,
    source: "Word list of this program: no freely licensed norm of concreteness or vagueness was found.",
    depression: """
      No effect known to us for such a list. Autobiographical memory is less specific in depression (Williams et \
      al. 2007, Psychological Bulletin 133:122–148), but that is rated in memories, not counted in words.
      """,
    caution: """
      ‘I don't know’ may be a plain answer, ‘kind of’ a habit of a region or age. Transcribers may leave such \
      words out.
      """, trust: .exploratory)

  private static func hedgesPer100Words(_ passage: SpokenPassage) -> Double {
    let words = passage.words
    var count = passage.count(WordClass.hedge.contains)
    for (index, word) in words.enumerated() where index > 0 {
      let before = words[index - 1]
      switch word {
      case "of": if before == "kind" || before == "sort" { count += 1 }
      case "guess": if before == "i" { count += 1 }
      case "know": if index > 1, words[index - 2] == "i", before == "don't" || before == "dont" { count += 1 }
      default: break
      }
    }
    return 100 * Double(count) / Double(words.count)
  }
}
