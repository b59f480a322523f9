public import SignalCore

/// Rates of closed word classes.
extension LanguageMeasures {
  private static let rateMinimum = """
    50 words: below that, one word more or less moves the rate by over 2 in 100, which is as much as \
    groups differ.
    """

  public static let firstPersonSingularRate = Measure(
    name: "language.pronoun.first_person_singular.rate", title: "First person singular",
    modality: .language, unit: "per 100 words", lowerBound: 0, upperBound: 100,
    definition: """
      I, me, my, mine, myself and I with a clitic (I'm, I've, I'd, I'll, also written im) in every 100 \
      words, whatever their case.
      """,
    minimumData: rateMinimum,
    source: "Word list as in Edwards & Holtzman 2017, doi 10.1016/j.jrp.2017.02.005.",
    depression: """
      More in depression, weakly: r = .13 [.10, .16], 21 samples, N = 3,758 (Edwards & Holtzman 2017); \
      r = .10 [.07, .13], N = 4,754, mostly shared with negative emotionality in general and not for \
      possessives (Tackman 2019, doi 10.1037/pspp0000187). In clinical interviews, N = 486, specific to \
      depression (Stade 2023, doi 10.1037/abn0000850). Against it: 62 Romanian patients and 43 controls \
      differed in the first person plural instead (Trifu 2024, doi 10.3389/fpsyg.2024.1355734).
      """,
    caution: """
      Follows the question: ‘How do you feel?’ calls for ‘I’. A roman or enumerating ‘I’ and the noun \
      ‘mine’ are counted; a stammered ‘I I I’ counts three times.
      """,
    trust: .checked)

  public static let absolutistRate = Measure(
    name: "language.absolutist.rate", title: "Absolutist words", modality: .language,
    unit: "per 100 words", lowerBound: 0, upperBound: 100,
    definition: """
      absolutely, all, always, complete, completely, constant, constantly, definitely, entire, ever, \
      every, everyone, everything, full, must, never, nothing, totally, whole in every 100 words; also \
      with a clitic (everything's).
      """,
    minimumData: rateMinimum,
    source: "Al-Mosaiwi & Johnstone 2018, Clinical Psychological Science, doi 10.1177/2167702617747074.",
    depression: """
      Internet forums on anxiety and depression against control forums: d > 3.14; forums on suicidal \
      thoughts against these: d > 1.71 (Al-Mosaiwi & Johnstone 2018). These compare whole forums, not \
      people: nothing of that size can be expected in an interview.
      """,
    caution: """
      Rare words: in a few hundred words the rate rests on a handful. The sense is not read: ‘all right’ \
      and ‘first of all’ count.
      """,
    trust: .checked)

  public static let negationRate = Measure(
    name: "language.negation.rate", title: "Negations", modality: .language, unit: "per 100 words",
    lowerBound: 0, upperBound: 100,
    definition: """
      no, not, never, none, nobody, nothing, nowhere, neither, nor, nope, cannot and every word ending \
      in n't (don't, can't; also dont, cant and their like without apostrophe) in every 100 words. \
      ‘No one’ counts once, through ‘no’.
      """,
    minimumData: rateMinimum,
    source: "Word list of this program, after the negations counted in Stade 2023.",
    depression: """
      In clinical interviews, N = 486, negations were specific to anxiety rather than depression (Stade \
      2023, doi 10.1037/abn0000850). More negations in 62 Romanian patients with major depression than \
      in 43 controls (Trifu 2024, doi 10.3389/fpsyg.2024.1355734).
      """,
    caution: """
      A bare ‘no’ in answer to a closed question counts, so the rate follows the interviewer's style. \
      Double negation is not undone.
      """,
    trust: .checked)
}
