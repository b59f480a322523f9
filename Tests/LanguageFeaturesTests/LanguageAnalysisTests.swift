import Foundation
import LanguageFeatures
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

@Suite("Language analysis")
struct LanguageAnalysisTests {
  @Test("there is exactly one reading for each measure, in order")
  func complete() throws {
    let analysis = try installedAnalysis()
    let names = LanguageMeasures.all.map(\.name)
    #expect(Set(names).count == names.count)
    for spoken in ["", "hello", neutral(80)] {
      #expect(
        analysis.analyse(transcript(segment("P", spoken)), participant: "P").readings.map(\.measure.name)
          == names)
    }
    #expect(
      LanguageResult.missing(reason: .notRequested).readings.allSatisfy {
        $0.value == .missing(.notRequested)
      })
  }

  @Test("rates are counts by hand over the words by hand")
  func byHand() throws {
    // 60 words: 6 first person, 3 absolutist, 4 negations, 2 pleasant, 2 unpleasant; 2 fillers.
    let spoken = """
      I'm always tired, um, and I don't like my job. Nothing helps me. Never mind. \
      My table is mine. Uh, that was not sad.
      """
    // i'm always tired and i don't like my job | nothing helps me | never mind | my table is mine | that was not sad
    let text = spoken + " " + neutral(60 - 22)
    let result = try installedAnalysis().analyse(transcript(segment("P", text)), participant: "P")
    #expect(result.value(LanguageMeasures.tokenCount) == .value(60))
    // i'm i my me my mine
    #expect(result.value(LanguageMeasures.firstPersonSingularRate) == .value(100 * 6 / 60.0))
    // always nothing never
    #expect(result.value(LanguageMeasures.absolutistRate) == .value(100 * 3 / 60.0))
    // don't nothing never not
    #expect(result.value(LanguageMeasures.negationRate) == .value(100 * 4 / 60.0))
    // like 1.5, helps 1.6
    #expect(result.value(LanguageMeasures.positiveWordRate) == .value(100 * 2 / 60.0))
    // tired -1.9, sad -2.1
    #expect(result.value(LanguageMeasures.negativeWordRate) == .value(100 * 2 / 60.0))
    #expect(result.value(LanguageMeasures.fillerRate) == .value(100 * 2 / 62.0))
    #expect(result.value(LanguageMeasures.wordsPerMinute) == .missing(.notRecorded))
  }

  @Test("the interviewer's words change nothing")
  func participantOnly() throws {
    let own = segment("P", "I feel tired. " + neutral(58), start: 10, end: 40)
    let prompts = segment(
      "I", "Do you always feel hopeless, um, about everything? " + neutral(70), start: 0, end: 10)
    let unknown = segment(nil, "I never said that. " + neutral(20), start: 40, end: 50)
    let analysis = try installedAnalysis()
    let alone = analysis.analyse(transcript(own), participant: "P")
    #expect(
      analysis.analyse(transcript(prompts, own, unknown), participant: "P").readings == alone.readings)
    #expect(
      analysis.analyse(transcript(prompts, own, unknown), participant: nil).readings != alone.readings)
    #expect(alone.value(LanguageMeasures.tokenCount) == .value(61))
  }

  @Test("without words of the participant everything is missing for want of speech")
  func noSpeech() throws {
    let analysis = try installedAnalysis()
    let nothing = LanguageResult.missing(reason: .noSpeech)
    #expect(analysis.analyse(transcript(), participant: nil) == nothing)
    #expect(analysis.analyse(transcript(segment("I", neutral(90))), participant: "P") == nothing)
    #expect(analysis.analyse(transcript(segment("P", "[laughs] Um. xxx")), participant: "P") == nothing)
  }

  @Test("48 words are too few for every measure but their number, 50 are enough for the rates")
  func tooShort() throws {
    let analysis = try installedAnalysis()
    func analysed(_ count: Int) -> LanguageResult {
      let segments = (0..<count).map { index in
        segment(
          "P", index == 0 ? "um word\(index)" : "word\(index)", start: Double(index), end: Double(index) + 0.5
        )
      }
      return analysis.analyse(Transcript(language: nil, segments: segments), participant: "P")
    }
    for reading in analysed(48).readings where reading.measure != LanguageMeasures.tokenCount {
      #expect(reading.value.number == nil, "\(reading.measure.name)")
    }
    #expect(analysed(48).value(LanguageMeasures.tokenCount) == .value(48))
    for reading in analysed(50).readings where reading.measure.unit == "per 100 words" {
      #expect(reading.value.number != nil, "\(reading.measure.name)")
    }
    #expect(analysed(50).value(LanguageMeasures.mattr50) == .value(1))
    #expect(analysed(50).value(LanguageMeasures.absolutistRate) == .value(0))
  }

  @Test("sentiment is the mean over sentences and needs five of them")
  func sentiment() throws {
    let analysis = try installedAnalysis()
    // ‘good’ alone is 1.9 ÷ √(1.9² + 15); the other four sentences hold no rated word.
    let five = "good. one. two. three. " + neutral(50)
    let expected = 1.9 / (1.9 * 1.9 + 15).squareRoot() / 5
    let value = analysis.analyse(transcript(segment("P", five)), participant: nil).value(
      LanguageMeasures.compoundMean)
    #expect(abs((value?.number ?? .nan) - expected) < 1e-12)
    let four = "good. one. two. " + neutral(50)
    #expect(
      analysis.analyse(transcript(segment("P", four)), participant: nil).value(LanguageMeasures.compoundMean)
        == .missing(.tooShort))
  }
}

@Suite("Times and transcripts from elsewhere")
struct LanguageTimingTests {
  private func wordsPerMinute(_ segments: Transcript.Segment...) throws -> MeasuredValue? {
    try installedAnalysis().analyse(Transcript(language: "en", segments: segments), participant: "P")
      .value(LanguageMeasures.wordsPerMinute)
  }

  @Test("60 words in segments of 10 and 20 s are 120 a minute, whatever lies between")
  func segments() throws {
    #expect(
      try wordsPerMinute(
        segment("P", neutral(20), start: 5, end: 15), segment("I", neutral(99), start: 15, end: 90),
        segment("P", neutral(40), start: 100, end: 120), segment("P", neutral(30)),
        segment("P", "[silence]", start: 200, end: 300)) == .value(120))
  }

  @Test("word times narrow a segment to what was spoken")
  func wordTimes() throws {
    let words = (0..<60).map {
      Transcript.Word(word: "table", start: 2 + Double($0) * 0.5, end: 2.4 + Double($0) * 0.5)
    }
    let value = try wordsPerMinute(segment("P", neutral(60), start: 0, end: 60, words: words))
    // From 2 s to 31.9 s.
    #expect(abs((value?.number ?? .nan) - 60 * 60 / 29.9) < 1e-9)
  }

  @Test("time shared by overlapping segments counts once")
  func overlap() throws {
    #expect(
      try wordsPerMinute(
        segment("P", neutral(30), start: 0, end: 20), segment("P", neutral(30), start: 10, end: 30))
        == .value(120))
  }

  @Test("without usable times there is no rate")
  func noTimes() throws {
    #expect(try wordsPerMinute(segment("P", neutral(60))) == .missing(.notRecorded))
    #expect(try wordsPerMinute(segment("P", neutral(60), start: 9, end: 3)) == .missing(.notRecorded))
    #expect(try wordsPerMinute(segment("P", neutral(60), start: 3, end: 3)) == .missing(.notRecorded))
    #expect(
      try wordsPerMinute(segment("P", neutral(60)), segment("P", "a b", start: 0, end: 1))
        == .missing(.tooShort))
  }

  @Test("an impossible speech rate does not leave")
  func impossible() throws {
    let value = try wordsPerMinute(segment("P", neutral(60), start: 0, end: 0.1))
    #expect(value?.reason?.code == "failed")
  }

  @Test("a recogniser's transcript without fillers does not say that there were none")
  func recognised() throws {
    let analysis = try installedAnalysis()
    func fillers(_ text: String, confidence: Double?) -> MeasuredValue? {
      let word = Transcript.Word(word: "table", start: nil, end: nil, confidence: confidence)
      return analysis.analyse(transcript(segment("P", text, words: [word])), participant: "P")
        .value(LanguageMeasures.fillerRate)
    }
    #expect(fillers(neutral(60), confidence: 0.9) == .missing(.lowQuality))
    #expect(fillers(neutral(60), confidence: nil) == .value(0))
    #expect(fillers("um " + neutral(99), confidence: 0.9) == .value(1))
  }

  @Test("a segment without text is read from its words")
  func wordsOnly() throws {
    let words = ["I", "don’t", "[noise]", "know"].map { Transcript.Word(word: $0, start: nil, end: nil) }
    let result = try installedAnalysis().analyse(
      transcript(segment("P", " ", words: words)), participant: "P")
    #expect(result.value(LanguageMeasures.tokenCount) == .value(3))
  }

  @Test("for another language the English word lists are not applied", arguments: ["fr", "pt-BR"])
  func otherLanguage(code: String) throws {
    let result = try installedAnalysis()
      .analyse(transcript(segment("P", neutral(60), start: 0, end: 30), language: code), participant: nil)
    #expect(result.value(LanguageMeasures.tokenCount) == .value(60))
    #expect(result.value(LanguageMeasures.wordsPerMinute) == .value(120))
    #expect(result.value(LanguageMeasures.absolutistRate)?.reason?.text == "notApplicable(language)")
    #expect(result.value(LanguageMeasures.compoundMean)?.reason?.text == "notApplicable(language)")
  }

  @Test("every name of English is English", arguments: ["en", "en-US", "EN_gb", "eng", "English", nil])
  func english(code: String?) throws {
    let result = try installedAnalysis().analyse(
      transcript(segment("P", neutral(60)), language: code), participant: nil)
    #expect(result.value(LanguageMeasures.absolutistRate) == .value(0))
  }
}

@Suite("Language errors")
struct LanguageErrorTests {
  @Test("a missing lexicon is reported by its name, with a remedy")
  func missingLexicon() throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "bellwether-\(UUID().uuidString)")
    let models = home.appending(path: "Models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    try FileManager.default.copyItem(
      at: packageRoot.appending(path: "Models/manifest.json"), to: models.appending(path: "manifest.json"))
    let catalog = try ModelCatalog(home: home)
    let error = #expect(throws: LanguageError.self) { try LanguageAnalysis(catalog: catalog) }
    #expect(error == .model(.absent(name: "VADER lexicon")))
    #expect(error?.message == "The model ‘VADER lexicon’ is not installed.")
    #expect(error?.remedy.isEmpty == false)
  }
}
