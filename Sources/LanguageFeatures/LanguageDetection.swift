package import SignalCore

/// Tells the language of a transcript from its script and its commonest little words.
///
/// Little words make up a quarter to a half of any speech, and few are shared between languages; after
/// Grefenstette 1995, "Comparing two language identification schemes", JADT (the method of short words).
package enum LanguageDetection {
  private static let leastWords = 20
  /// So large a part of the words must be the language's little words, and so many times the next language's.
  private static let leastShare = 0.12
  private static let leastLead = 1.4

  /// - Returns: ISO 639-1 code; `nil` for short texts and where no language leads.
  package static func language(of transcript: Transcript) -> String? {
    let words = transcript.segments.flatMap { SpokenTokens(SpokenText($0.spokenText)).words }
    if let script = script(of: words) { return script }
    guard words.count >= leastWords else { return nil }
    let shares = littleWords.map { code, list in
      (
        code: code,
        share: Double(words.count { list.contains($0) || list.contains(withoutClitics($0)) })
          / Double(words.count)
      )
    }
    .sorted { ($0.share, $1.code) > ($1.share, $0.code) }
    guard let best = shares.first, best.share >= leastShare, best.share >= leastLead * shares[1].share
    else { return nil }
    return best.code
  }

  /// A language whose script few others share.
  private static func script(of words: [String]) -> String? {
    var counts: [String: Int] = [:]
    var letters = 0
    for scalar in words.lazy.flatMap(\.unicodeScalars) where scalar.properties.isAlphabetic {
      letters += 1
      if let code = scripts.first(where: { $0.range.contains(scalar.value) })?.code {
        counts[code, default: 0] += 1
      }
    }
    // Japanese mixes its syllables with Chinese signs.
    if let kana = counts["ja"], kana * 10 >= letters { return "ja" }
    return counts.first { $0.value * 2 > letters }?.key
  }

  private static let scripts: [(range: ClosedRange<UInt32>, code: String)] = [
    (0x0370...0x03FF, "el"), (0x0400...0x04FF, "ru"), (0x0590...0x05FF, "he"), (0x0600...0x06FF, "ar"),
    (0x0900...0x097F, "hi"), (0x0E00...0x0E7F, "th"), (0x3040...0x30FF, "ja"), (0x4E00...0x9FFF, "zh"),
    (0xAC00...0xD7AF, "ko"),
  ]

  private static let littleWords: [(String, Set<String>)] = [
    (
      "en",
      words("the and to of a i it that you in is was my for have but not with this be they so do we what")
    ),
    (
      "de",
      words(
        "der die und ich das nicht ist ein es zu in den mit auch auf mich war so wir eine dass aber sie hab")
    ),
    (
      "fr",
      words(
        "le la et je les des est que un une pas de à en ce qui dans pour il ne au mais avec elle on c'est")
    ),
    (
      "es",
      words("el la que de y en un los no me es se lo con por una para las mi yo como pero muy porque está")
    ),
    (
      "it",
      words("il di che e la un non è per mi in sono una con ho lo ma come le del si anche io della questo")
    ),
    ("pt", words("o que de e não a um eu uma é para com em os do da me se mas por muito como foi isso está")),
    (
      "nl",
      words("de het een en ik van dat is niet in je te op maar met was er zijn voor ook die heb wat hij mijn")
    ),
    (
      "pl", words("i w nie na się to że z jest do jak co ale tak mi był o ja po za już tylko mnie czy bardzo")
    ),
    (
      "sv",
      words("och jag det att är en som inte på med för har den var ett så men om till av han mig när mycket")
    ),
    (
      "da", words("og jeg det at er en som ikke på med for har den var et så men om til af han mig når meget")
    ),
    (
      "tr",
      words("ve bir bu da de çok ben ne için ama o gibi var daha mi kadar sonra ki benim olarak şey yok")
    ),
    ("ro", words("și de la nu că în un o cu este mai pe din ce am pentru dar eu se sunt au fost mă foarte")),
  ]

  private static func words(_ list: String) -> Set<String> {
    Set(list.split(separator: " ").map(String.init))
  }
}
