import LanguageFeatures
import SignalCore
import Testing

@Suite("Extreme transcripts")
struct LanguageExtremesTests {
  private func analysed(_ segments: [Transcript.Segment]) throws -> LanguageResult {
    try installedAnalysis().analyse(Transcript(language: "en", segments: segments), participant: "P")
  }

  @Test("200,000 words give every rate of 2,000, and finite numbers only")
  func long() throws {
    let sentence =
      "I never said that she was happy, but we always go to the river when it rains and nothing hurts. "
    let turns = (0..<500).map { index in
      segment(
        "P", String(repeating: sentence, count: 20), start: Double(index) * 60, end: Double(index) * 60 + 50)
    }
    let long = try analysed(turns)
    let short = try analysed([turns[0], turns[1], turns[2], turns[3], turns[4]])
    #expect(long.value(LanguageMeasures.tokenCount) == .value(200_000))
    for (one, other) in zip(long.readings, short.readings) where one.measure.unit == "per 100 words" {
      let (a, b) = (try #require(one.value.number), try #require(other.value.number))
      #expect(abs(a - b) < 1e-9, "\(one.measure.name)")
    }
  }

  @Test(
    "emoji, right-to-left text, control characters and replacement marks break nothing",
    arguments: ["😀👩‍👩‍👧", "\u{202E}שלום עולם", "\u{0}\u{1}\u{FFFD}", "a\u{0301}\u{0302}", "ﷺ", "１２３"])
  func strange(text: String) throws {
    let result = try analysed([segment("P", text + " " + neutral(60)), segment("P", text)])
    for reading in result.readings {
      if let number = reading.value.number { #expect(number.isFinite, "\(reading.measure.name)") }
    }
    #expect(result.value(LanguageMeasures.absolutistRate) == .value(0))
  }

  @Test("one word is counted and measured no further")
  func oneWord() throws {
    let result = try analysed([segment("P", "fine")])
    #expect(result.value(LanguageMeasures.tokenCount) == .value(1))
    #expect(result.readings.count { $0.value.number != nil } == 1)
    #expect(result.turns.count == 1)
  }

  @Test("a trend is the slope that was put in, and turns carry their own rates")
  func trend() throws {
    // Negations rise by one word in 20 each minute: 5 per 100 words a minute, 50 per ten minutes.
    let turns = (0..<12).flatMap { index -> [Transcript.Segment] in
      let start = Double(index) * 60
      let text = Array(repeating: "not", count: index).joined(separator: " ") + " " + neutral(20 - index)
      return [
        segment("I", "so", start: start, end: start + 1),
        segment("P", text, start: start + 2, end: start + 40),
      ]
    }
    let result = try analysed(turns)
    let slope = try #require(
      result.readings.first { $0.measure.name == "language.trend.negation.rate.slope" }?.value.number)
    #expect(abs(slope - 50) < 1e-9)
    #expect(result.turns.count == 12)
    let third = try #require(result.turns.dropFirst(3).first)
    #expect(third.readings.first { $0.measure.name == "language.turn.negation.rate" }?.value == .value(15))
    #expect(third.time == TimeRange(startSeconds: 182, endSeconds: 220))
  }
}
