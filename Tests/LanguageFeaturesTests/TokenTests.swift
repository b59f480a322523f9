import LanguageFeatures
import Testing

@Suite("Tokens")
struct TokenTests {
  private func words(_ text: String) -> [String] { SpokenTokens(SpokenText(text)).words }

  @Test("clitics stay in the word, whichever apostrophe is used")
  func clitics() {
    #expect(
      words("Don't you see? I’m here; it`s mine, she'd've gone.")
        == ["don't", "you", "see", "i'm", "here", "it's", "mine", "she'd've", "gone"])
  }

  @Test("quotation marks and cut-off apostrophes are no part of a word")
  func quotes() {
    #expect(words("'hello' “there” ‘goin’ 'cause") == ["hello", "there", "goin", "cause"])
  }

  @Test("hyphenated compounds are one word, dashes separate")
  func hyphens() {
    #expect(
      words("self-esteem, twenty‑one -- well—no - yes")
        == ["self-esteem", "twenty-one", "well", "no", "yes"])
  }

  @Test("of a hyphenated stutter the completed word counts once")
  func stutter() {
    #expect(words("I-I-I th-that I-I'm co-worker ha-ho") == ["i", "that", "i'm", "co-worker", "ha-ho"])
  }

  @Test("numbers are one word with their points, commas and colons")
  func numbers() {
    #expect(
      words("At 10:30 I paid 1,000.50, or 3. 50%!") == [
        "at", "10:30", "i", "paid", "1,000.50", "or", "3", "50",
      ])
  }

  @Test("letters of every script, with accents composed or combining, make words")
  func scripts() {
    #expect(
      words("Ça va, NAÏVE Zoë? Straße Москва 東京 👍🏽 ok")
        == ["ça", "va", "naïve", "zoë", "straße", "москва", "東京", "ok"])
    #expect(words("cafe\u{301}") == ["café"])
    #expect(words("ze\u{200B}ro\u{00AD}width") == ["zerowidth"])
  }

  @Test("what was not spoken is left out")
  func marks() {
    #expect(
      words("so <laughter> [noise] I (sighs) ((unclear)) went {x} xxx to scrubbed_entry. *loud laugh* yes")
        == ["so", "i", "went", "to", "yes"])
    #expect(words("l_a is xxxl") == ["l_a", "is", "xxxl"])
  }

  @Test("a bracket or asterisk that never closes takes nothing with it")
  func unclosed() {
    #expect(words("I <3 you (and you * know] it") == ["i", "3", "you", "and", "you", "know", "it"])
    #expect(words("a [b [c] d] e") == ["a", "e"])
    #expect(words("*one two three four* five") == ["one", "two", "three", "four", "five"])
  }

  @Test(
    "hesitation and assent sounds are fillers in any spelling",
    arguments: [
      "um", "Ummm", "uh", "uhhhh", "erm", "er", "Hmm", "hm", "mm", "mmm", "mm-hm", "Mm-hmm", "mhm", "uh-huh",
      "uhuh", "uhm",
    ])
  func fillers(sound: String) {
    let tokens = SpokenTokens(SpokenText("\(sound), yes."))
    #expect(tokens.words == ["yes"])
    #expect(tokens.fillers.count == 1)
  }

  @Test(
    "words that resemble fillers are words",
    arguments: ["m", "hum", "her", "ham", "i'm", "umbrella", "ah", "oh"])
  func notFillers(word: String) {
    #expect(words(word) == [word])
  }

  @Test("nothing spoken gives no tokens", arguments: ["", "  \n\t", "...", "[silence]", "—", "<", "*"])
  func nothing(text: String) {
    let tokens = SpokenTokens(SpokenText(text))
    #expect(tokens.words.isEmpty && tokens.fillers.isEmpty)
  }
}

@Suite("Word classes")
struct WordClassTests {
  @Test(
    "first person singular: all forms, and none of the plural",
    arguments: [
      ("i", true), ("me", true), ("my", true), ("mine", true), ("myself", true), ("i'm", true),
      ("i've", true), ("i'd", true), ("i'll", true), ("im", true), ("i'd've", true),
      ("we", false), ("us", false), ("our", false), ("ill", false), ("id", false), ("it", false),
      ("its", false),
    ])
  func firstPerson(word: String, belongs: Bool) {
    #expect(WordClass.firstPersonSingular.contains(word) == belongs)
  }

  @Test("the nineteen absolutist words, also with a clitic, and no others")
  func absolutist() {
    let published = """
      absolutely all always complete completely constant constantly definitely entire ever every everyone \
      everything full must never nothing totally whole
      """.split(separator: " ").map(String.init)
    #expect(published.count == 19)
    #expect(published.allSatisfy(WordClass.absolutist.contains))
    #expect(WordClass.absolutist.contains("everything's"))
    #expect(
      !["nobody", "none", "forever", "fully", "mustn't", "always-on", "each"].contains(
        where: WordClass.absolutist.contains))
  }

  @Test(
    "negations: the words, every n't, and contractions without apostrophe",
    arguments: [
      ("no", true), ("not", true), ("never", true), ("nothing's", true), ("cannot", true), ("can't", true),
      ("ain't", true), ("mustn't", true), ("dont", true), ("neither", true),
      ("know", false), ("note", false), ("want", false), ("hardly", false), ("without", false),
    ])
  func negation(word: String, belongs: Bool) {
    #expect(WordClass.negation.contains(word) == belongs)
  }
}
