import Foundation
import LanguageFeatures
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("Word alignment")
struct WordsAlignmentTests {
  private func word(_ start: Double?, _ end: Double?) -> Transcript.Word {
    Transcript.Word(word: "so", start: start, end: end)
  }

  /// Ten frames a second from 0 s; pitch is there in every second frame only.
  private let track = Track(
    name: "acoustic", timesSeconds: (0..<20).map { Double($0) / 10 },
    columns: [
      Track.Column(
        name: "loudness", unit: "1", values: TrackValues((0..<20).map { Float($0) }),
        missingReason: .notRecorded),
      Track.Column(
        name: "pitch", unit: "Hz", values: TrackValues((0..<20).map { $0 % 2 == 0 ? Float(100 + $0) : nil }),
        missingReason: .unvoiced),
    ])

  @Test("a word's value is the mean of the frames from its start up to, not with, its end")
  func halfOpen() {
    let readings = WordReadings(words: [word(0.2, 0.5)], frames: track)
    // Frames 2, 3 and 4; of these 2 and 4 are voiced.
    #expect(readings.values == [[3, 103]])
    #expect(readings.columnNames == ["loudness", "pitch"])
  }

  @Test("an unvoiced word has no pitch and keeps its loudness; its vector says which is there")
  func unvoiced() {
    let readings = WordReadings(words: [word(0.3, 0.4)], frames: track)
    #expect(readings.values == [[3, nil]])
    #expect(readings.isPresent(word: 0))
    let scaling = WordScaling(centres: [1, 100], scales: [2, 10])
    #expect(readings.vectors(scaling: scaling) == [[1, 0, 1, 0]])
  }

  @Test("words without times, of no length, backwards, not finite or between frames have no vector")
  func absent() {
    let words = [
      word(nil, 1), word(0, nil), word(0.5, 0.5), word(0.9, 0.4), word(.nan, 1), word(0.01, 0.09), word(5, 6),
      word(-2, -1),
    ]
    let readings = WordReadings(words: words, frames: track)
    #expect(words.indices.allSatisfy { !readings.isPresent(word: $0) })
    let scaling = WordScaling(centres: [0, 0], scales: [1, 1])
    #expect(readings.vectors(scaling: scaling).allSatisfy { $0 == nil })
  }

  @Test("a frame inside two overlapping words counts in both; frames before and after are left out")
  func overlap() {
    let readings = WordReadings(words: [word(-1, 0.3), word(0.1, 0.4), word(1.8, 9)], frames: track)
    #expect(readings.values.map { $0[0] } == [1, 2, 18.5])
  }

  @Test("a track without frames gives no value to any word")
  func noFrames() {
    let empty = Track(
      name: "face", timesSeconds: [],
      columns: [Track.Column(name: "smile", unit: "1", values: [], missingReason: .noFace)])
    #expect(WordReadings(words: [word(0, 1)], frames: empty).values == [[nil]])
  }

  @Test("a scaling read from a file that lacks a scale, or has one of zero, is refused")
  func scaling() throws {
    let good = WordScaling(centres: [1, 2], scales: [0.5, 3])
    #expect(try JSONDecoder().decode(WordScaling.self, from: JSONEncoder().encode(good)) == good)
    for text in [#"{"centres":[1,2],"scales":[1]}"#, #"{"centres":[1],"scales":[0]}"#] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(WordScaling.self, from: Data(text.utf8))
      }
    }
  }

  @Test("what is not finite is absent")
  func notFinite() {
    let readings = WordReadings(columnNames: ["a", "b"], values: [[.nan, 2], [.infinity, nil]])
    #expect(readings.values == [[nil, 2], [nil, nil]])
  }

  @Test("sub-word pieces copy their word's vector; the pieces that frame the text get none")
  func pieces() throws {
    let tokenizer = try SentenceTokenizer(catalog: installedModels())
    let pieces = SpokenPieces(words: ["don't", "worry", "embeddings"], tokenizer: tokenizer)
    // don ' t · worry · em ##bed ##ding ##s
    #expect(pieces.wordOfPiece == [nil, 0, 0, 0, 1, 2, 2, 2, 2, nil])
    #expect(pieces.tokens.pieces.count == pieces.wordOfPiece.count)
    let spread = pieces.spread([[1], nil, [3]])
    #expect(spread == [nil, [1], [1], [1], nil, [3], [3], [3], [3], nil])
  }

  @Test("words with nothing to encode take no piece from their neighbours; no words, no pieces but the frame")
  func emptyWords() throws {
    let tokenizer = try SentenceTokenizer(catalog: installedModels())
    #expect(
      SpokenPieces(words: ["", "yes", " ", "no"], tokenizer: tokenizer).wordOfPiece == [nil, 1, 3, nil])
    #expect(SpokenPieces(words: [], tokenizer: tokenizer).wordOfPiece == [nil, nil])
  }
}
