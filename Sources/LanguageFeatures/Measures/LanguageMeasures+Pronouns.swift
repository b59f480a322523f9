public import SignalCore

/// Whom the participant speaks of.
extension LanguageMeasures {
  static let pronouns: [PassageMeasure] = [
    .rate(firstPersonSingularRate, where: WordClass.firstPersonSingular.contains),
    .rate(firstPersonSubjectRate, where: WordClass.firstPersonSubject.contains),
    .rate(firstPersonObjectRate, where: WordClass.firstPersonObject.contains),
    .rate(firstPersonPossessiveRate, where: WordClass.firstPersonPossessive.contains),
    .rate(firstPersonPluralRate, where: WordClass.firstPersonPlural.contains),
    .rate(secondPersonRate, where: WordClass.secondPerson.contains),
    .rate(thirdPersonRate, where: WordClass.thirdPerson.contains),
  ]

  private static let formsSource = "Forms told apart as in Tackman 2019, doi 10.1037/pspp0000187."
  private static let questionCaution = "Follows the question: ‘How do you feel?’ calls for ‘I’."

  public static let firstPersonSingularRate = per100Words(
    "pronoun.first_person_singular", "First person singular",
    definition: """
      I, me, my, mine, myself and I with a clitic (I'm, I've, I'd, I'll, also written im, ive) in every 100 \
      words, whatever their case.
      """,
    source: "Word list as in Edwards & Holtzman 2017, doi 10.1016/j.jrp.2017.02.005.",
    depression: """
      More in depression, weakly: r = .13 [.10, .16], 21 samples, N = 3,758 (Edwards & Holtzman 2017); \
      r = .10 [.07, .13], N = 4,754, mostly shared with negative emotionality in general and not for \
      possessives (Tackman 2019, doi 10.1037/pspp0000187). Patients against controls d = .44 \
      (\(languageWorks)). In clinical interviews, N = 486, specific to \
      depression (Stade 2023, doi 10.1037/abn0000850). Against it: 62 Romanian patients and 43 controls \
      differed in the first person plural instead (Trifu 2024, doi 10.3389/fpsyg.2024.1355734).
      """,
    caution: """
      \(questionCaution) A roman or enumerating ‘I’ and the noun \
      ‘mine’ are counted; a stammered ‘I I I’ counts three times.
      """)

  public static let firstPersonSubjectRate = per100Words(
    "pronoun.first_person_singular.subject", "I as subject",
    definition: "I, with or without a clitic (I'm, I've, I'd, I'll, im, ive), in every 100 words.",
    source: formsSource,
    depression: """
      Use of ‘I’ was specific to depression in clinical interviews, N = 486 (Stade 2023, doi \
      10.1037/abn0000850; no effect size seen by us for the subject form alone).
      """, caution: questionCaution + " Also counts ‘I’ in ‘I mean’ and ‘I guess’, which speak of nobody.")

  public static let firstPersonObjectRate = per100Words(
    "pronoun.first_person_singular.object", "Me as object",
    definition: "me in every 100 words.", source: formsSource,
    depression: """
      Related to depression about as the subject form is, below r = .15 (Tackman 2019, N = 4,754; direction \
      as we read it).
      """, caution: questionCaution + " Rare: in a few hundred words it rests on a handful.")

  public static let firstPersonPossessiveRate = per100Words(
    "pronoun.first_person_singular.possessive", "My as possessive",
    definition: "my and mine in every 100 words.", source: formsSource,
    depression: "Not related to depression (Tackman 2019, N = 4,754): a counter-check to the other forms.",
    caution: questionCaution + " Rises with talk of family and belongings.")

  public static let firstPersonPluralRate = per100Words(
    "pronoun.first_person_plural", "First person plural",
    definition: "we, us, our, ours, ourselves and let's, also with a clitic (we're), in every 100 words.",
    source: "Word list of this program.",
    depression: """
      62 Romanian patients and 43 controls differed in it, rather than in the singular (Trifu 2024, doi \
      10.3389/fpsyg.2024.1355734; direction not seen by us). No pooled effect known to us.
      """, caution: "Depends on whether the talk is of a family or team at all.")

  public static let secondPersonRate = per100Words(
    "pronoun.second_person", "Second person",
    definition: "you, your, yours, yourself, yourselves and y'all, also with a clitic, in every 100 words.",
    source: "Word list of this program.", depression: noEffect,
    caution: "Mostly ‘you know’ and the general ‘you’; seldom the interviewer is meant.")

  public static let thirdPersonRate = per100Words(
    "pronoun.third_person", "Third person",
    definition: """
      he, him, his, himself, she, her, hers, herself, they, them, their, theirs, themselves, also with a \
      clitic, in every 100 words; ‘it’ is left out.
      """,
    source: "Word list of this program.", depression: noEffect,
    caution: "‘They’ and ‘them’ may be things.")
}
