import Foundation
import SignalCore
import Testing

/// Segments of a speaker each, a word every half second from the segment's start.
private func transcript(_ turns: (String?, Double, String)...) -> Transcript {
  Transcript(
    language: "en",
    segments: turns.map { speaker, start, text in
      let words = text.split(separator: " ").enumerated().map { index, word in
        Transcript.Word(
          word: String(word), start: start + 0.5 * Double(index), end: start + 0.5 * Double(index) + 0.4)
      }
      return Transcript.Segment(
        start: start, end: words.last?.end, speaker: speaker, text: text, words: words)
    })
}

@Suite("Transcript correction")
struct TranscriptCorrectionTests {
  @Test("a transcript nobody touched has no correction; case and punctuation are none either")
  func untouched() {
    let machine = transcript(("A", 0, "How are you"), ("B", 5, "fine thanks"))
    #expect(TranscriptCorrection(from: machine, to: machine).isEmpty)
    let tidied = transcript(("A", 0, "how are you?"), ("B", 5, "Fine, thanks."))
    let correction = TranscriptCorrection(from: machine, to: tidied)
    #expect(correction.isEmpty && correction.wordsKept == 5)
  }

  @Test("words changed, inserted and removed are told apart")
  func words() {
    let machine = transcript(("A", 0, "I feel so sat most of the the time now"))
    let correction = TranscriptCorrection(
      from: machine, to: transcript(("A", 0, "well I feel so sad most of the time")))
    #expect(correction.wordsChanged == 1)
    #expect(correction.wordsInserted == 1)
    #expect(correction.wordsRemoved == 2)
    #expect(correction.wordsKept == 7)
    #expect(correction.wordsCorrected == 4)
    let emptied = TranscriptCorrection(from: machine, to: Transcript(language: nil, segments: []))
    #expect(emptied.wordsRemoved == 10 && emptied.wordsCorrected == 10)
  }

  @Test("a speaker renamed throughout is one renaming; a word given to the other is a change")
  func speakers() {
    let machine = transcript(
      ("SPEAKER_00", 0, "how are you yes"), ("SPEAKER_01", 5, "fine thanks so far"))
    let edited = transcript(
      ("Ellie", 0, "how are you"), ("Ana", 1.5, "yes"), ("Ana", 5, "fine thanks so far"))
    let correction = TranscriptCorrection(from: machine, to: edited)
    #expect(correction.speakersRenamed == 2)
    #expect(correction.speakersChanged == 1)
    #expect(correction.segmentBreaksChanged == 1)
    #expect(correction.wordsCorrected == 0 && correction.wordTimesMoved == 0)
  }

  @Test("times count as moved beyond 10 ms")
  func times() {
    let machine = transcript(("A", 0, "how are you"), ("B", 5, "fine"))
    #expect(
      TranscriptCorrection(from: machine, to: transcript(("A", 0.01, "how are you"), ("B", 5, "fine")))
        .isEmpty)
    let moved = TranscriptCorrection(
      from: machine, to: transcript(("A", 0, "how are you"), ("B", 5.02, "fine")))
    #expect(moved.wordTimesMoved == 1)
    #expect(moved.segmentTimesMoved == 2)
    var timeless = machine
    timeless.segments[0].words[1].start = nil
    #expect(TranscriptCorrection(from: machine, to: timeless).wordTimesMoved == 1)
  }

  @Test("the alignment is the shortest there is")
  func shortest() {
    var state: UInt64 = 7
    func random(below limit: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % limit)
    }
    func text() -> String {
      (0...random(below: 12)).map { _ in ["a", "b", "c"][random(below: 3)] }.joined(separator: " ")
    }
    for _ in 0..<300 {
      let (old, new) = (text(), text())
      let correction = TranscriptCorrection(from: transcript(("A", 0, old)), to: transcript(("A", 0, new)))
      #expect(
        correction.wordsCorrected
          == distance(Array(old.split(separator: " ")), Array(new.split(separator: " "))))
      #expect(
        correction.wordsKept + correction.wordsChanged + correction.wordsRemoved
          == old.split(separator: " ").count)
      #expect(
        correction.wordsKept + correction.wordsChanged + correction.wordsInserted
          == new.split(separator: " ").count)
    }
  }

  /// Edit distance by its recursive definition, each pair of beginnings once.
  private func distance(_ first: [Substring], _ second: [Substring]) -> Int {
    var table = (0...first.count).map { row in (0...second.count).map { $0 == 0 ? row : row == 0 ? $0 : 0 } }
    for row in 1...first.count {
      for column in 1...second.count {
        table[row][column] = min(
          table[row - 1][column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1),
          table[row - 1][column] + 1, table[row][column - 1] + 1)
      }
    }
    return table[first.count][second.count]
  }

  @Test("numbers come back from JSON, and no word is among them")
  func stored() throws {
    let correction = TranscriptCorrection(
      from: transcript(("A", 0, "secret words")), to: transcript(("A", 0, "hidden words")))
    let data = try JSONEncoder().encode(correction)
    #expect(try JSONDecoder().decode(TranscriptCorrection.self, from: data) == correction)
    let text = String(decoding: data, as: UTF8.self)
    #expect(!text.contains("secret") && !text.contains("hidden"))
  }
}
