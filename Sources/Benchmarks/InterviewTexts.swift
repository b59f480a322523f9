/// What people say in interviews, made up for measuring.
enum InterviewTexts {
  /// 32 answers from one word to a minute's.
  static let interview = [
    "Yes.",
    "No, not really.",
    "I guess it started about two years ago.",
    "Um, I don't know.",
    "I used to go running every morning before work, and now I can hardly make it out of bed.",
    "It's just, you know, everything feels like such an effort.",
    "My sister calls me every day and I let it ring.",
    "Okay.",
    "Well, the sleep is the worst part, because I wake up at three and then I lie there and think about all the things I should have done differently, and by the time the alarm goes off I am more tired than when I went to bed.",
    "I was never like that before.",
    "Sometimes I sit in the car for half an hour before I go in.",
    "They gave me something for it but it made me feel sick, so I stopped after a week or so.",
    "That's right.",
    "I love my kids, don't get me wrong.",
    "Nothing tastes of anything anymore.",
    "He said I had changed, and I said what do you expect, and then neither of us said anything for the rest of the evening.",
    "Maybe four or five hours.",
    "I can't concentrate, I read the same page over and over again.",
    "Honestly, I'm fine most of the time.",
    "It comes and goes.",
    "When my father died I didn't cry, I just went back to work the next day, and everybody told me how strong I was, but I think that was when it really began, because after that I never talked about him, not with my mother, not with my wife, with nobody at all.",
    "I mean, who doesn't feel like that?",
    "Not that I remember, no.",
    "I always thought that there was something wrong with me.",
    "We moved here in 2019.",
    "My appetite is okay, I eat when I have to.",
    "I stopped seeing my friends, partly because of the money and partly because I had nothing to tell them.",
    "Mm-hmm.",
    "The mornings are bad, it gets a little better towards the evening.",
    "I feel guilty about it all the time, like I am letting everybody down.",
    "Last week was better, we went to the lake and I even laughed a couple of times.",
    "I just want to feel like myself again.",
  ]

  /// 32 sentences of 22 words, each one piece: with both ends 24 pieces.
  static let equalLength: [String] = {
    let words = """
      i you he she we they my your his her our their go went come came see saw know knew think thought feel felt want
      work home sleep night day week year time house mother father sister brother friend child doctor money food water
      never always nothing everything often maybe because before after again still only very much little good bad tired
      """.split(whereSeparator: \.isWhitespace)
    return (0..<32).map { sentence in
      (0..<22).map { String(words[(sentence * 17 + $0 * (7 + sentence % 5)) % words.count]) }
        .joined(separator: " ")
    }
  }()

  /// 200 texts of many lengths, with other languages and signs among them.
  static let varied: [String] = {
    let parts =
      interview + ["Müde… und “leer”?", "日本語の文です。", "a b c 1 2 3", "☹️ :(", "[MASK] what?", "naïve café"]
    return (0..<200).map { index in
      (0...index % 4).map { parts[(index * 5 + $0 * 11) % parts.count] }.joined(separator: " ")
    }
  }()
}
