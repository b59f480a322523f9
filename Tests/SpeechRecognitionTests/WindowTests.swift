import SignalCore
import SpeechRecognition
import TestSupport
import Testing

private func range(_ start: Double, _ end: Double) -> TimeRange {
  TimeRange(startSeconds: start, endSeconds: end)
}

private func word(_ text: String, _ start: Double, _ end: Double) -> SpokenWord {
  SpokenWord(text: text, startSeconds: start, endSeconds: end, confidence: 1)
}

@Suite("Voice activity, windows and words by arithmetic")
struct WindowTests {
  private let gate = VoiceActivityGate(settings: VoiceActivitySettings(), frameSeconds: 0.1)

  @Test("a stretch opens at the threshold, survives a dip, and closes after the least silence")
  func hysteresis() throws {
    // Frames of 0.1 s: speech 0.2–0.8 s with a dip to 0.4, above the release level of 0.35.
    let found = gate.speechRanges(
      probabilities: [0, 0.4, 0.5, 0.9, 0.4, 0.9, 0.9, 0.9, 0.3, 0, 0, 0], durationSeconds: 1.2)
    try #require(found.count == 1)
    #expect(abs(found[0].startSeconds - (0.2 - 0.03)) < 1e-9)
    #expect(abs(found[0].endSeconds - (0.8 + 0.03)) < 1e-9)
  }

  @Test("speech shorter than a quarter second is noise, and padding stays inside the sound")
  func bounds() {
    #expect(gate.speechRanges(probabilities: [0, 1, 1, 0, 0], durationSeconds: 0.5).isEmpty)
    #expect(gate.speechRanges(probabilities: [1, 1, 1], durationSeconds: 0.28) == [range(0, 0.28)])
  }

  @Test("windows hold the speech and the sound around it, but no other speech and no long pause")
  func packing() {
    let signal = Signal(samples: [Float](repeating: 1, count: 16_000 * 100), sampleRateHz: 16_000)
    let pending = DecodingWindow.cut(
      [range(50, 52), range(10, 11), range(11.5, 12), range(98, 120)], of: signal)
    #expect(pending == [range(10, 11), range(11.5, 12), range(50, 52), range(98, 100)])
    let window = DecodingWindow(filledFrom: pending)
    // Pauses of 0.5 s, and of 38 s and 46 s shortened to 2 s; 0.75 s of sound in front.
    let starts = [0.75, 2.25, 4.75, 8.75]
    #expect(zip(window.pieces, starts).allSatisfy { abs($0.windowStartSeconds - $1) < 1e-9 })
    // Speech 5.5 s, a pause of 0.5 s, and 0.75 s on either side of the rest; the recording ends with the last.
    let sounding = window.samples(of: signal, amid: pending).reduce(0, +) / 16_000
    #expect(abs(sounding - (5.5 + 0.5 + 5 * 0.75)) < 0.001)
    // Someone else's words: 0.2 s in the pause, 0.45 s of the lead and 0.3 s of a stretch's, which stay.
    let others = [range(11.1, 11.3), range(9, 9.7), range(51.7, 52)]
    let own = window.samples(of: signal, amid: pending + others).reduce(0, +) / 16_000
    #expect(abs(sounding - own - 0.65) < 0.001)
  }

  @Test("speech longer than a window is cut at its quietest, without loss")
  func longSpeech() throws {
    let signal = Signal.sine(frequencyHz: 150, seconds: 60).changed { samples in
      for index in (16_000 * 20)..<(16_000 * 20 + 4800) { samples[index] = 0 }
    }
    let pieces = DecodingWindow.cut([signal.timeRange], of: signal)
    #expect(pieces.allSatisfy { $0.durationSeconds <= 28 })
    #expect(pieces.coveredSeconds == 60)
    #expect(range(20, 20.3).contains(pieces[0].endSeconds))
    #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.endSeconds == $1.startSeconds })
  }

  @Test("words go back to the stretch they were heard in, in order and never in a pause")
  func placing() {
    let window = DecodingWindow(filledFrom: [range(10, 11), range(51, 52)])
    // In the window the stretches lie at 0.75–1.75 s and 3.75–4.75 s.
    let placed = window.placed([
      word("a", 0, 1.15), word("b", 1.15, 1.95), word("c", 1.95, 4.25), word("d", 4.25, 5.05),
    ])
    #expect(placed.map(\.text) == ["a", "b", "c", "d"])
    let expected = [(10.0, 10.4), (10.4, 11), (51, 51.5), (51.5, 52)]
    for (word, times) in zip(placed, expected) {
      #expect(abs(word.startSeconds - times.0) < 1e-9 && abs(word.endSeconds - times.1) < 1e-9)
    }
  }

  @Test("words the alignment gave no room share their stretch")
  func crowded() {
    let placed = DecodingWindow(filledFrom: [range(1, 1.05)]).placed(
      (0..<5).map { word("\($0)", 0.75, 0.75) })
    #expect(placed.allSatisfy { $0.endSeconds - $0.startSeconds > 0.009 })
    #expect(zip(placed, placed.dropFirst()).allSatisfy { $0.endSeconds <= $1.startSeconds + 1e-9 })
    #expect(placed[0].startSeconds >= 1 - 1e-9 && placed[4].endSeconds <= 1.05 + 1e-9)
  }

  @Test("speech after an early end is heard again; noise is not heard for ever")
  func unheard() {
    let window = DecodingWindow(filledFrom: [range(0, 4), range(5, 6), range(7, 15)])
    #expect(window.unheard(after: [word("a", 3, 3.9)]) == [range(5, 6), range(7, 15)])
    #expect(window.unheard(after: [word("a", 14, 14.9)]).isEmpty)
    var rest = [range(0, 28)]
    var passes = 0
    while !rest.isEmpty {
      rest = DecodingWindow(filledFrom: rest).unheard(after: [])
      passes += 1
    }
    #expect(passes <= 5)
  }

  @Test("tokens become words: marks stay with them, characters split over tokens are joined")
  func joining() {
    let accent = Array("é".utf8)
    let words = joinedWords([
      SpokenToken(bytes: Array(" caf".utf8), probability: 0.25, endSeconds: 0.5),
      SpokenToken(bytes: [accent[0]], probability: 1, endSeconds: 0.6),
      SpokenToken(bytes: [accent[1]], probability: 1, endSeconds: 0.7),
      SpokenToken(bytes: Array(",".utf8), probability: 0.1, endSeconds: 1.5),
      SpokenToken(bytes: Array(" -".utf8), probability: 0.1, endSeconds: 1.5),
      SpokenToken(bytes: Array(" 50".utf8), probability: 1, endSeconds: nil),
      SpokenToken(bytes: Array("%".utf8), probability: 1, endSeconds: 2),
    ])
    #expect(words.map(\.text) == ["café,", "50%"])
    #expect(words.map(\.startSeconds) == [0, 1.5])
    #expect(words.map(\.endSeconds) == [0.7, 2])
    // Geometric mean of 0.25, 1 and 1; rounding of logarithms.
    #expect(abs(words[0].confidence - 0.629_960_5) < 1e-6)
  }

  @Test("of a loop one copy stays, and natural repetition is no loop")
  func loops() {
    let loop = ["so"] + Array(repeating: ["I", "know,"], count: 6).flatMap { $0 } + ["then"]
    #expect(RepetitionGuard.kept(loop) == [0, 1, 2, 13])
    #expect(RepetitionGuard.kept(["No,", "no,", "no,", "no."]).count == 4)
    #expect(RepetitionGuard.kept([]).isEmpty)
  }

  /// −1 is the mean of ln p over tokens of p = 0.3 (−1.2) and of 0.45 (−0.8), on either side.
  @Test(
    "text is made up when the model hears no speech and doubts its words, not when it does but one of these")
  func inventedSilence() {
    #expect(InventedText.isSilence(noSpeechProbability: 0.7, tokenProbabilities: [0.3, 0.3]))
    #expect(!InventedText.isSilence(noSpeechProbability: 0.7, tokenProbabilities: [0.45, 0.45]))
    #expect(!InventedText.isSilence(noSpeechProbability: 0.5, tokenProbabilities: [0.3, 0.3]))
    #expect(!InventedText.isSilence(noSpeechProbability: 0.7, tokenProbabilities: []))
    #expect(InventedText.meanLogarithm([0, 1]).isFinite)
  }

  /// Python 3.11: len(t) / len(zlib.compress(t)) is 11.03 for the loop and 0.87 for the sentence.
  @Test("a circling text deflates more than 2.4 times, a sentence does not")
  func circles() {
    let loop = String(repeating: "so I went there ", count: 20)
    #expect(abs(InventedText.compression(of: loop) - 11.03) < 0.1)
    #expect(!InventedText.repeatsItself("Ask not what your country can do for you."))
    #expect(InventedText.compression(of: "") == 0)
  }

  /// One step of the levels, 0.01 s.
  @Test("a word after a pause begins where the sound rises, one inside running speech where it was")
  func onsets() {
    let tone = Signal.sine(frequencyHz: 200, seconds: 1.8).samples
    let signal = Signal.silence(seconds: 0.2).changed { $0 += tone }
    let window = DecodingWindow(filledFrom: [range(0, 2)])
    let words = WordOnsets.snapped([word("a", 0, 1), word("b", 1, 2)], to: signal, of: window)
    #expect(abs(words[0].startSeconds - 0.2) < 0.011)
    #expect(words[1].startSeconds == 1)
    #expect(words.map(\.endSeconds) == [1, 2])
    let silent = WordOnsets.snapped([word("a", 0, 1)], to: .silence(seconds: 2), of: window)
    #expect(silent[0].startSeconds == 0)
  }

  @Test("windows hold every range once and in order")
  func packedWindows() {
    let ranges = (0..<40).map { range(Double($0) * 4, Double($0) * 4 + 3) }
    let windows = DecodingWindow.packed(ranges)
    #expect(windows.flatMap { $0.pieces.map(\.source) } == ranges)
    #expect(windows.count == 6 && windows.allSatisfy { $0.durationSeconds <= 28.751 })
    #expect(DecodingWindow.packed([]).isEmpty)
  }

  @Test("speech that needs two windows is shared out between them")
  func sharedOut() {
    let ranges = (0..<10).map { range(Double($0) * 4, Double($0) * 4 + 3) }
    let windows = DecodingWindow.packed(ranges)
    #expect(windows.map(\.pieces.count) == [5, 5])
  }

  @Test("utterances end with a sentence or at a pause, not at an abbreviation")
  func utterances() {
    let segments = Utterances.segments(
      [
        word("Mr.", 0, 0.2), word("Hale", 0.2, 0.5), word("left.", 0.5, 0.8), word("He", 0.9, 1),
        word("wept", 1.7, 2),
      ], speaker: "A")
    #expect(segments.map(\.text) == ["Mr. Hale left.", "He", "wept"])
    #expect(segments.map(\.start) == [0, 0.9, 1.7])
  }
}
