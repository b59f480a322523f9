import LanguageFeatures
import SignalCore
import Testing

@Suite("Language detection")
struct LanguageDetectionTests {
  private static let samples: [(code: String, text: String)] = [
    (
      "en",
      "I do not know what to say, it was just a long day and I have not been able to sleep for the whole week."
    ),
    (
      "de",
      "Ich weiß nicht, was ich sagen soll, es war einfach ein langer Tag und ich habe die ganze Woche nicht geschlafen."
    ),
    (
      "fr",
      "Je ne sais pas ce que je dois dire, la journée était longue et je ne dors pas bien depuis une semaine avec tout ça."
    ),
    (
      "es",
      "No sé lo que tengo que decir, el día fue muy largo y no he dormido bien en toda la semana por el trabajo que me dan."
    ),
    (
      "it",
      "Non so che cosa dire, la giornata è stata molto lunga e non ho dormito bene per tutta la settimana come sempre."
    ),
    (
      "nl",
      "Ik weet niet wat ik moet zeggen, het was een lange dag en ik heb de hele week niet goed geslapen door het werk."
    ),
    (
      "pl",
      "Nie wiem, co mam powiedzieć, to był długi dzień i nie spałem dobrze przez cały tydzień, bo tak jest już od roku."
    ),
    ("ru", "Я не знаю, что сказать."), ("ja", "何を言えばいいのか分かりません。"), ("zh", "我不知道该说什么。"),
    ("ar", "لا أعرف ماذا أقول"), ("ko", "무슨 말을 해야 할지 모르겠어요"),
  ]

  @Test("a few sentences tell their language", arguments: samples)
  func told(code: String, text: String) {
    #expect(LanguageDetection.language(of: transcript(segment("P", text), language: nil)) == code)
  }

  @Test(
    "too little, and what is no language, stays unknown",
    arguments: ["", "yes", "blorp zem quax " + neutral(40)])
  func unknown(text: String) {
    #expect(LanguageDetection.language(of: transcript(segment("P", text), language: nil)) == nil)
  }

  @Test("English measures do not apply to a transcript that is German by its words")
  func applied() throws {
    let german = Self.samples[1].text + " " + Self.samples[1].text + " " + Self.samples[1].text
    let result = try installedAnalysis().analyse(
      transcript(segment("P", german), language: nil), participant: "P")
    #expect(result.language == "de")
    #expect(result.value(LanguageMeasures.negationRate) == .missing(.notApplicable("language")))
    #expect(result.value(LanguageMeasures.mattr50)?.number != nil)
    #expect(result.safety.isEmpty)
  }
}
