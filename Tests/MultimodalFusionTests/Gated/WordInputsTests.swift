import LanguageFeatures
import MultimodalFusion
import TestSupport
import Testing

@Suite("What a gate reads of words")
struct WordInputsTests {
  private static func turn(_ pitches: [Double?], _ tokenizer: SentenceTokenizer) -> SpokenTurn {
    SpokenTurn(
      pieces: SpokenPieces(words: pitches.map { _ in "word" }, tokenizer: tokenizer),
      readings: ["speech": WordReadings(columnNames: ["f0", "flat"], values: pitches.map { [$0, 3] })])
  }

  /// Six sessions with spreads 1 to 6 around levels of their own.
  private static func sessions(_ tokenizer: SentenceTokenizer) -> [[SpokenTurn?]] {
    [1.0, 2, 3, 4, 5, 6].map { (person: Double) -> [SpokenTurn?] in
      let pitches = [-2.0, -1, 0, 1, 2].map { (step: Double) -> Double? in person * (100 + step) }
      return [turn(pitches, tokenizer), nil, turn([nil, 100 * person], tokenizer)]
    }
  }

  @Test("a column that never differs from word to word is not read, and a voice's own level is no reading")
  func ownLevel() throws {
    let tokenizer = try gateEncoder().tokenizer
    let sessions = Self.sessions(tokenizer)
    let inputs = try #require(WordInputs(learning: sessions))
    #expect(inputs.modalities.map(\.name) == ["speech"] && inputs.modalities[0].columns == ["f0"])
    // Quartiles of each person's values, by their definition: −1 and 1 times the person's number around the median;
    // the median person has 3.5.
    let scale = try #require(inputs.modalities[0].scaling.scales.first)
    #expect(abs(scale - 3.5 * Self.interquartileRange / 1.349) < 1e-12)
    #expect(inputs.wordVectors(sessions[0], of: "speech").map(\.count) == [5, 0, 2])
    #expect(inputs.wordVectors(sessions[0], of: "speech")[2][0] == nil)
    // The same voice 100 semitones higher reads the same.
    let higher = Self.turn([198, 199, 200, 201, 202], tokenizer)
    let lower = Self.turn([98, 99, 100, 101, 102], tokenizer)
    #expect(
      inputs.wordVectors([higher], of: "speech") == inputs.wordVectors([lower], of: "speech"))
  }

  /// Of −2, −1, 0, 0, 1, 2 by linear interpolation between the order statistics (R's type 7).
  private static let interquartileRange = 1.5

  @Test("what is learned comes from the sessions given alone, and extreme values are cut off")
  func learning() throws {
    let tokenizer = try gateEncoder().tokenizer
    let sessions = Self.sessions(tokenizer)
    let five = try #require(WordInputs(learning: Array(sessions.prefix(5))))
    let six = try #require(WordInputs(learning: sessions))
    #expect(five != six && WordInputs(learning: Array(sessions.prefix(4))) == nil)
    let odd = Self.turn([1, 2, 3, 4, 1e6], tokenizer)
    let vectors = five.wordVectors([odd], of: "speech")
    #expect(vectors[0][4] == [5, 1])
    // Four values are too few for a median.
    #expect(five.wordVectors([Self.turn([1, 2, 3, 4], tokenizer)], of: "speech")[0] == [nil, nil, nil, nil])
  }
}
