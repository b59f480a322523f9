import LanguageFeatures
import SignalCore
import Testing

/// A made-up interview whose 300 words of the participant were counted by hand.
@Suite("Three hundred words by hand")
struct HandWorkedTests {
  private let interview = transcript(
    segment("I", "How have you been sleeping?"),
    segment(
      "P",
      """
      Not well. I wake up at four every night, and then I just lie there thinking about my mother. \
      She died last spring, and I never said goodbye. It was raining that day.
      """),
    segment("I", "What do you do when that happens?"),
    segment(
      "P",
      """
      I go to the kitchen and I drink some water. Um, sometimes I read. My wife sleeps in the other \
      room because I kept waking her. We used to talk about everything, but now we talk about \
      nothing. I feel ashamed, I feel sad, and I am tired of being tired.
      """),
    segment("I", "Do you still see your friends?"),
    segment(
      "P",
      """
      No, not really. They called me for a month. I told them that I was busy. Maybe they believed \
      it, maybe they didn't. I don't know. I I wanted to go to a birthday party, but I couldn't face \
      the noise.
      """),
    segment("I", "Is there anything that still gives you joy?"),
    segment(
      "P",
      """
      My dog. He always wants to play. When he sees me he is completely happy, and for a moment I'm \
      happy too. Last week he pulled me to the river, and it was beautiful there. I laughed. I had \
      not laughed for months.
      """),
    segment("I", "What do you hope for?"),
    segment(
      "P",
      """
      I hope that I will sleep. I'm going to see a doctor on Monday, and she'll tell me what to do. \
      My brother said he would drive me. I guess things could get better. Who knows?
      """),
    segment("I", "Would you like to add something?"),
    segment(
      "P",
      """
      Yes. I kind of hate this winter. The days are short, the nights are long, and all the streets \
      are empty. In summer I was a different man. I worked in the garden, I cooked for my friends, \
      and we sang until the neighbours complained. I want it back. I th-think about it every day. \
      Thank you for listening.
      """),
    segment("I", "Anything else?"),
    segment(
      "P",
      """
      Nothing else, I think. I was always the strong one in our family, and they all came to me with \
      their problems. Now I need them, and that is hard for me too. But I will surely try.
      """))

  private func value(_ name: String) throws -> Double? {
    let result = try installedAnalysis().analyse(interview, participant: "P")
    return result.readings.first { $0.measure.name == "language." + name }?.value.number
  }

  @Test(
    "rates are the words counted over 300",
    arguments: [
      // I 31, I'm 2, me 7, my 5
      ("pronoun.first_person_singular.rate", 45), ("pronoun.first_person_singular.subject.rate", 33),
      ("pronoun.first_person_singular.object.rate", 7), ("pronoun.first_person_singular.possessive.rate", 5),
      // we we we our
      ("pronoun.first_person_plural.rate", 4),
      // thank you
      ("pronoun.second_person.rate", 1),
      // she her they them they they he he he he she'll he they their them
      ("pronoun.third_person.rate", 15),
      // every never everything nothing always completely all every nothing always all
      ("absolutist.rate", 11),
      // not never nothing no not didn't don't couldn't not nothing
      ("negation.rate", 10),
      // sometimes maybe maybe things, I don't know, I guess, kind of
      ("vagueness.hedges.rate", 7),
      // died said was kept used called told was believed did wanted pulled was laughed had said was worked cooked
      // sang complained was came
      ("tense.past.rate", 23),
      // will sleep, going to see, she'll, will try
      ("tense.future.rate", 4),
      // last other ashamed sad busy happy happy last beautiful better short long empty different strong hard
      ("grammar.adjective.rate", 16),
      // not well then just there never sometimes now not really maybe maybe n't n't n't always when completely too
      // there not kind of back else always now too surely
      ("grammar.adverb.rate", 29),
      // because, told that, hope that, what to do, until
      ("syntax.subordination.rate", 5),
      // well party play happy happy beautiful laughed laughed hope better yes kind friends thank strong surely
      ("sentiment.vader.positive_words.rate", 16),
      // died ashamed sad tired tired no hate complained problems
      ("sentiment.vader.negative_words.rate", 9),
      // sad | lie thinking ashamed sad wanted hate hard | happy happy hope better family | feel ashamed feel sad
      ("topic.sadness.rate", 1), ("topic.negative_emotion.rate", 7), ("topic.positive_emotion.rate", 5),
      ("topic.shame.rate", 4),
      // feel feel | feel feel | face | feel feel | always brother friends always | mother wife brother family
      ("topic.pain.rate", 2), ("topic.nervousness.rate", 2), ("topic.fear.rate", 1), ("topic.love.rate", 2),
      ("topic.friends.rate", 4), ("topic.family.rate", 4),
      // tired tired sleep | doctor | busy | wife brother
      ("topic.sleep.rate", 3), ("topic.health.rate", 1), ("topic.work.rate", 1), ("topic.death.rate", 2),
      ("topic.suffering.rate", 0), ("topic.anger.rate", 0), ("topic.disappointment.rate", 0),
      ("topic.joy.rate", 0),
      // I I; th-think
      ("disfluency.repetition.rate", 1), ("disfluency.restart.rate", 1),
    ] as [(String, Double)])
  func rates(name: String, count: Double) throws {
    let rate = try #require(try value(name))
    #expect(abs(rate - 100 * count / 300) < 1e-12)
  }

  @Test(
    "other measures follow from counts by hand",
    arguments: [
      ("tokens.count", 300),
      // One um beside the words.
      ("filler.rate", 100 / 301.0),
      // 23 past, 28 present, 6 modals.
      ("tense.past.share", 100 * 23 / 57.0), ("tense.present.share", 100 * 28 / 57.0),
      // 37 nouns and 73 verbs.
      ("grammar.noun_verb.ratio", 37 / 73.0),
      // 73 verbs, 6 modals, 16 adjectives, 29 adverbs, 22 prepositions, 14 conjunctions.
      ("grammar.idea_density", 160 / 300.0),
      // 1,114 letters; 38 sentences; 57 clauses.
      ("words.length.mean", 1114 / 300.0), ("sentences.length.mean", 300 / 38.0),
      ("syntax.clauses_per_sentence", 57 / 38.0),
      // 169 different words, 127 of them once: 300^(169^−0.165) and 100 ln 300 ÷ (1 − 127/169).
      ("diversity.brunet", 11.5489271561642), ("diversity.honore", 2295.093424325947),
      // Means over 251 and 291 windows, counted by a program of a few lines.
      ("diversity.mattr50", 0.781593625498008), ("diversity.mattr10", 0.9374570446735395),
      // Turns of 33, 50, 41, 43, 36, 59 and 38 words; one question among 38 sentences.
      ("turns.words.median", 41), ("turns.short_answer.share", 0), ("turns.question.share", 100 / 38.0),
      // 7 of 38 sentences at −0.05 or less by vaderSentiment 3.3.2.
      ("sentiment.vader.negative_sentences.share", 100 * 7 / 38.0),
    ] as [(String, Double)])
  func values(name: String, expected: Double) throws {
    let number = try #require(try value(name))
    #expect(abs(number - expected) < 1e-9 * max(1, abs(expected)))
  }

  @Test(
    "sentiment agrees with vaderSentiment 3.3.2, which gives four decimals a sentence",
    arguments: [
      ("sentiment.vader.compound.mean", 0.0545342), ("sentiment.vader.compound.sd", 0.3324401),
      // Over the 28 sentences with I, me or my.
      ("sentiment.self.mean", 0.0491857),
    ] as [(String, Double)])
  func sentiment(name: String, expected: Double) throws {
    let number = try #require(try value(name))
    #expect(abs(number - expected) < 5e-5)
  }

  @Test("without times there are neither rates in time nor trends")
  func noTimes() throws {
    #expect(try value("rate.words_per_minute") == nil)
    let result = try installedAnalysis().analyse(interview, participant: "P")
    for reading in result.readings where reading.measure.name.contains(".trend.") {
      #expect(reading.value == .missing(.notRecorded))
    }
  }
}
