public import SignalCore

/// Which time the participant speaks of.
extension LanguageMeasures {
  static let tenses: [PassageMeasure] = [
    .tagRate(pastRate) { $0 == .verbPast },
    PassageMeasure(pastShare, .english) { passage, _ in share(of: { $0 == .verbPast }, in: passage) },
    PassageMeasure(presentShare, .english) { passage, _ in
      share(of: { $0 == .verbPresent || $0 == .verbPresentThirdPerson }, in: passage)
    },
    PassageMeasure(futureRate, .english) { passage, _ in
      let futures = passage.sentences.reduce(0) { $0 + futureCount($1.tagged) }
      return .value(100 * Double(futures) / Double(passage.words.count))
    },
  ]

  private static let taggerSource = """
    Parts of speech by Brill's rules (Brill 1992, Proc. Applied Natural Language Processing, 152–155), in the \
    Penn Treebank's tags.
    """
  private static let taggerCaution = """
    Rests on parts of speech found by rules: about one word in ten is tagged differently by a statistical \
    tagger (see the table of benchmarks), more in broken sentences.
    """
  private static let pastEvidence = """
    More in mild depression in 201 Russian written essays (Smirnova 2018, doi 10.3389/fpsyt.2018.00105; \
    direction only). Not shown for English interviews.
    """
  private static let finiteMinimum = "50 words and 10 verbs that carry tense."

  public static let pastRate = per100Words(
    "tense.past", "Past tense", definition: "Verbs in the past tense (VBD) in every 100 words.",
    source: taggerSource, depression: pastEvidence,
    caution: taggerCaution + " An interview about one's history calls for it.", trust: .plausible)

  public static let pastShare = share(
    "past", "Past tense among tensed verbs", definition: "Past tense (VBD)", depression: pastEvidence)

  public static let presentShare = share(
    "present", "Present tense among tensed verbs", definition: "Present tense (VBP, VBZ)",
    depression: noEffect)

  private static func share(
    _ name: String, _ title: String, definition: String, depression: String
  ) -> Measure {
    Measure(
      name: "language.tense.\(name).share", title: title, modality: .language, unit: "%", lowerBound: 0,
      upperBound: 100,
      definition:
        "\(definition) of all verbs that carry tense: past, present, and modals (VBD, VBP, VBZ, MD).",
      minimumData: finiteMinimum, source: taggerSource, depression: depression, caution: taggerCaution,
      trust: .plausible)
  }

  public static let futureRate = per100Words(
    "tense.future", "Talk of the future",
    definition: "will, 'll, shall, won't, and ‘going to’ or ‘gonna’ before a verb, in every 100 words.",
    source: taggerSource,
    depression: """
      Depressed people expect fewer good things to come (MacLeod & Byrne 1996, J. Abnormal Psychology \
      105:286–289), which was counted in generated events, not in grammar.
      """,
    caution: taggerCaution
      + " ‘I'll’ and ‘will’ also promise and guess; plans told in the present tense are missed.",
    trust: .exploratory)

  private static func share(of counts: (PennTag) -> Bool, in passage: SpokenPassage) -> MeasuredValue {
    let finite = passage.tagged.count { $0.tag.isFiniteVerb }
    guard finite >= 10 else { return .missing(.tooShort) }
    return .value(100 * Double(passage.tagged.count { counts($0.tag) }) / Double(finite))
  }

  private static func futureCount(_ tagged: [TaggedWord]) -> Int {
    tagged.indices.count { index in
      let word = tagged[index].word.lowercased()
      func next(_ offset: Int) -> TaggedWord? {
        tagged.indices.contains(index + offset) ? tagged[index + offset] : nil
      }
      switch word {
      case "will", "'ll", "shall": return tagged[index].tag == .modal
      case "wo": return next(1)?.word == "n't"
      case "going": return next(1)?.word.lowercased() == "to" && next(2)?.tag == .verbBase
      case "gon": return next(1)?.word.lowercased() == "na"
      default: return false
      }
    }
  }
}
