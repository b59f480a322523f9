import Foundation
import NeuralRuntime
import SignalCore
import SpeechRecognition
import TestSupport
import Testing

private let kennedyText = """
  And so my fellow Americans, ask not what your country can do for you,
  ask what you can do for your country.
  """

extension Transcript {
  fileprivate var allWords: [Transcript.Word] { segments.flatMap(\.words) }
  fileprivate var text: String { segments.map(\.text).joined(separator: " ") }
}

private func recognised(_ signal: Signal) throws -> (speech: [TimeRange], transcript: Transcript) {
  let speech = try VoiceActivityDetector(catalog: installedModels()).speechRanges(in: signal)
  let recogniser = try SpeechRecogniser(catalog: installedModels())
  return (speech, try recogniser.transcribe(signal, speech: speech, speaker: "Kennedy"))
}

@Suite("Recognition of speech", .serialized)
struct RecognitionTests {
  @Test("the word error rate counts insertions, deletions and substitutions")
  func errorRate() {
    #expect(wordErrorRate("A, b c.", reference: "a b c") == 0)
    #expect(wordErrorRate("a x c", reference: "a b c") == 1.0 / 3)
    #expect(wordErrorRate("a c", reference: "a b c") == 1.0 / 3)
    #expect(wordErrorRate("a b b c", reference: "a b c") == 1.0 / 3)
    #expect(wordErrorRate("", reference: "a b") == 1)
  }

  @Test("a stated language is written; one the model does not know is refused by name")
  func statedLanguage() throws {
    let signal = try SampleMedia.signal("jfk.wav").slice(TimeRange(startSeconds: 0, endSeconds: 2))
    let recogniser = try SpeechRecogniser(catalog: installedModels())
    let english = try #require(SpokenLanguage(code: "EN"))
    let german = try #require(SpokenLanguage(code: "de"))
    let speech = [signal.timeRange]
    #expect(
      try recogniser.transcribe(signal, speech: speech, speaker: nil, language: english).language == "en")
    #expect(throws: SpeechError.languageNotWritten(german, by: .tinyEnglish)) {
      try recogniser.transcribe(signal, speech: speech, speaker: nil, language: german)
    }
    #expect(["", "e", "engl", "d1", "é!"].allSatisfy { SpokenLanguage(code: $0) == nil })
  }

  @Test("the Kennedy clip is written down, its words timed inside the speech, and twice the same")
  func kennedyClip() throws {
    let signal = try SampleMedia.signal("jfk.wav")
    let (speech, transcript) = try recognised(signal)
    #expect(wordErrorRate(transcript.text, reference: kennedyText) <= 0.05)
    #expect(transcript.language == "en")
    #expect(transcript.speakers == ["Kennedy"])

    var reached = 0.0
    for word in transcript.allWords {
      let start = try #require(word.start)
      let end = try #require(word.end)
      #expect(start >= reached && end > start)
      // A nanosecond for sums of binary fractions.
      #expect(speech.contains { $0.startSeconds - 1e-9 <= start && end <= $0.endSeconds + 1e-9 })
      #expect((0...1).contains(try #require(word.confidence)))
      reached = end
    }
    for segment in transcript.segments {
      #expect(segment.text == segment.words.map(\.word).joined(separator: " "))
      #expect(segment.start == segment.words.first?.start && segment.end == segment.words.last?.end)
    }

    let recogniser = try SpeechRecogniser(catalog: installedModels())
    let shorter = signal.slice(TimeRange(startSeconds: 5, endSeconds: 8))
    _ = try recogniser.transcribe(shorter, speech: [shorter.timeRange], speaker: nil)
    var shares: [Double] = []
    let again = try recogniser.transcribe(signal, speech: speech, speaker: "Kennedy") { shares.append($0) }
    #expect(again == transcript)
    #expect(shares == [1])
  }

  /// Truth: where the level of the sound rises out of, and sinks into, the pauses of the speech.
  /// 0.25 s is asked of the alignment, whose step is 0.02 s and whose word edges are soft.
  @Test("words beside pauses begin and end where the sound does, within 0.25 s")
  func edges() throws {
    let signal = try SampleMedia.signal("jfk.wav")
    let words = try recognised(signal).transcript.allWords
    let hop = 160
    let levels = stride(from: 0, to: signal.samples.count - hop, by: hop).map { start in
      signal.samples[start..<(start + hop)].reduce(0) { $0 + $1 * $1 } / Float(hop)
    }
    let loudest = levels.max() ?? 0
    let loud = levels.indices.filter { levels[$0] > loudest * 0.01 }  // 20 dB below the loudest
    let pauses = zip(loud, loud.dropFirst()).filter { $1 - $0 > 60 }  // 0.6 s
      .map { TimeRange(startSeconds: Double($0 + 1) / 100, endSeconds: Double($1) / 100) }
    let named = ["ask", "what", "ask"]
    #expect(pauses.count == named.count)
    for (pause, name) in zip(pauses, named) {
      let middle = (pause.startSeconds + pause.endSeconds) / 2
      let next = try #require(words.first { ($0.start ?? 0) > middle })
      let before = try #require(words.last { ($0.end ?? .infinity) < middle })
      #expect(normalisedWords(next.word) == [name])
      #expect(abs(try #require(next.start) - pause.endSeconds) < 0.25)
      #expect(abs(try #require(before.end) - pause.startSeconds) < 0.25)
    }
  }

  @Test("twenty seconds of silence in front shift the words by twenty seconds, within 0.3 s")
  func shifted() throws {
    let signal = try SampleMedia.signal("jfk.wav")
    let plain = try recognised(signal).transcript.allWords
    var later = Signal.silence(seconds: 20).changed { $0 += signal.samples }
    later.startSeconds = 5
    let moved = try recognised(later).transcript.allWords
    #expect(
      normalisedWords(moved.map(\.word).joined(separator: " "))
        == normalisedWords(plain.map(\.word).joined(separator: " ")))
    for (before, after) in zip(plain, moved) {
      #expect(abs(try #require(after.start) - 25 - #require(before.start)) < 0.3)
      #expect(abs(try #require(after.end) - 25 - #require(before.end)) < 0.3)
    }
  }

  @Test("silence, noise and music hold no words", arguments: NonSpeechSound.allCases)
  func nothingSaid(sound: NonSpeechSound) throws {
    let transcript = try recognised(sound.signal(seconds: 20)).transcript
    #expect(transcript.segments.isEmpty)
  }

  @Test("a recording of two windows is written down alike on one thread and on two, without loss")
  func jobs() throws {
    let clip = try SampleMedia.signal("jfk.wav")
    let once = Array(clip.samples) + [Float](repeating: 0, count: 8000)
    let signal = Signal(samples: once + once + once, sampleRateHz: 16_000)
    let speech = try VoiceActivityDetector(catalog: installedModels()).speechRanges(in: signal)
    let recogniser = try SpeechRecogniser(catalog: installedModels())
    let alone = try recogniser.transcribe(signal, speech: speech, speaker: nil)
    var shares: [Double] = []
    let shared = try recogniser.transcribe(signal, speech: speech, speaker: nil, jobs: 2) {
      shares.append($0)
    }
    #expect(shared == alone)
    // A billionth for sums of binary fractions.
    #expect(shares == shares.sorted())
    #expect(abs(try #require(shares.last) - 1) < 1e-9)
    let words = normalisedWords(alone.text)
    let reference = [String](repeating: kennedyText, count: 3).joined(separator: " ")
    // Three words of 66 for a cut between windows.
    #expect(wordErrors(words.joined(separator: " "), reference: reference) <= 3)
    let starts = alone.allWords.compactMap(\.start)
    #expect(starts == starts.sorted() && starts.count == alone.allWords.count)
  }

  @Test("an empty signal holds no speech; other rates and broken samples are refused")
  func refusals() throws {
    let detector = try VoiceActivityDetector(catalog: installedModels())
    #expect(try detector.speechRanges(in: Signal(samples: [], sampleRateHz: 16_000)).isEmpty)
    let tone = Signal.sine(frequencyHz: 200, seconds: 1, sampleRateHz: 44_100)
    #expect(throws: SpeechError.wrongSampleRate(hertz: 44_100)) { try detector.speechRanges(in: tone) }
    let recogniser = try SpeechRecogniser(catalog: installedModels())
    #expect(throws: SpeechError.wrongSampleRate(hertz: 44_100)) {
      try recogniser.transcribe(tone, speech: [tone.timeRange], speaker: nil)
    }
    let broken = Signal.silence(seconds: 1).changed { $0[100] = .nan }
    #expect(throws: SpeechError.damagedSamples) { try detector.speechRanges(in: broken) }
    #expect(throws: SpeechError.damagedSamples) {
      try recogniser.transcribe(broken, speech: [broken.timeRange], speaker: nil)
    }
  }

  @Test("a cancelled task is not worked on")
  func cancellation() async throws {
    let signal = try SampleMedia.signal("jfk.wav")
    let task = Task { () -> SpeechError? in
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      do {
        let recogniser = try SpeechRecogniser(catalog: installedModels())
        _ = try recogniser.transcribe(signal, speech: [signal.timeRange], speaker: nil)
      } catch { return error as? SpeechError }
      return nil
    }
    #expect(await task.value == .cancelled)
  }

  @Test("two recognisers at work side by side hear what one hears")
  func sideBySide() async throws {
    let signal = try SampleMedia.signal("jfk.wav").slice(TimeRange(startSeconds: 5, endSeconds: 11))
    let alone = try recognised(signal).transcript
    async let first = Task.detached { try recognised(signal).transcript }.value
    async let second = Task.detached { try recognised(signal).transcript }.value
    let both = try await [first, second]
    #expect(both == [alone, alone])
    #expect(!alone.segments.isEmpty)
  }

  @Test("a missing model is named")
  func missingModel() throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "no-models-\(UUID().uuidString)")
    let models = home.appending(path: "Models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    try FileManager.default.copyItem(
      at: packageRoot.appending(path: "Models/manifest.json"), to: models.appending(path: "manifest.json"))
    let empty = try ModelCatalog(home: home)
    #expect(throws: SpeechError.model(.absent(name: "Silero VAD"))) {
      try VoiceActivityDetector(catalog: empty)
    }
    #expect(throws: SpeechError.model(.absent(name: "Whisper tiny.en"))) {
      try SpeechRecogniser(catalog: empty)
    }
  }
}
