public import NeuralRuntime
public import SignalCore

/// Writes down speech with the time of each word (Whisper tiny.en or base: its encoder in 32-bit floats on OpenVINO,
/// its decoder in 8-bit integers in whisper.cpp 1.8.5).
///
/// Only what is said in the stretches given as speech is written down, and text the model's own rules call made up is dropped, so silence
/// and noise yield no words. Word times come from dynamic time warping over the model's alignment heads (Radford et
/// al. 2022, openai/whisper `timing.py`), after pauses from the rise of the sound; they are coarse, within about a
/// tenth of a second. Models of this kind leave out many "um"s and broken-off words: do not count hesitations in its
/// text. None of them is suppressed here. How many are kept was not measured: a single "um" was at hand, and a prompt
/// of hesitations made no difference to it, but misled the model about other words.
///
/// Any number of tasks may use one recogniser: it holds the weights, each call its own memory.
public final class SpeechRecogniser: Sendable {
  /// Where the sampling of a looping window starts on its second hearing.
  private static let secondTemperature: Float = 0.4
  /// The language is judged from this many windows, spread over the recording.
  private static let languageWindows = 3

  private let model: SpeechModel

  /// Loads the model: about 45 MB (base: 80 MB), shared by all jobs, and the first job's encoder, about 100 MB.
  /// - Throws: `model` when it is not installed, damaged or not loadable.
  public init(
    catalog: ModelCatalog, model: RecognitionModel = .tinyEnglish
  ) throws(SpeechError) {
    self.model = try SpeechModel(model, catalog: catalog)
  }

  /// What is said in some stretches of a recording.
  ///
  /// Segments are utterances, divided at the end of a sentence and at pauses of 0.6 s; every word
  /// has times that rise and lie inside the given stretches. A word's confidence is the geometric
  /// mean of its tokens' probabilities. Equal input gives equal output, whatever was heard before
  /// and whatever the number of jobs: the speech is cut into windows first, and each is decoded from
  /// a state of its own.
  /// - Parameters:
  ///   - signal: Mono at 16 kHz.
  ///   - speech: Where to listen, on the signal's clock, in any order; parts outside the signal are
  ///     passed over.
  ///   - others: Detected speech that is not to be written down, such as another speaker's, in any order: it is
  ///     silenced, while what else lies around and between the given stretches is heard with them.
  ///   - speaker: Written to every segment; `nil` when unknown.
  ///   - stated: What is spoken; `nil` has it detected.
  ///   - jobs: Threads to decode on, the caller's among them; each takes about 200 MB.
  ///   - progress: Called on the caller's thread with the share done, 0 to 1, after each half minute of
  ///     speech it decoded itself, and after the last.
  /// - Throws: `wrongSampleRate`, `damagedSamples`, `languageNotWritten`, `model`, `outOfMemory`, or `cancelled`, which is
  ///   looked at about every 3 s.
  public func transcribe(
    _ signal: Signal, speech: [TimeRange], besides others: [TimeRange] = [], speaker: String?,
    language stated: SpokenLanguage? = nil, jobs: Int = 1,
    progress: ((Double) -> Void)? = nil
  ) throws(SpeechError) -> Transcript {
    try requireModelRate(signal)
    if Task.isCancelled { throw .cancelled }
    var words: [SpokenWord] = []
    var language = try language(stated)
    var pending = DecodingWindow.cut(speech, of: signal)
    let spokenRanges = (speech + others).merged()
    let totalSeconds = pending.coveredSeconds
    while !pending.isEmpty {
      let windows = DecodingWindow.packed(pending)
      let spoken: String
      if let language {
        spoken = language
      } else {
        spoken = try self.language(of: windows, amid: spokenRanges, in: signal, jobs: jobs)
        language = spoken
      }
      let pendingSeconds = pending.coveredSeconds
      let work = WindowWork(windows: windows, model: model) { [self] window, decoder throws(SpeechError) in
        try heard(window, amid: spokenRanges, of: signal, language: spoken, decoder: decoder)
      }
      let results = try work.results(jobs: jobs) { done in
        let doneSeconds = done.reduce(0) { $0 + $1.heardSeconds }
        progress?(1 - (pendingSeconds - doneSeconds) / totalSeconds)
      }
      words += results.flatMap(\.words)
      pending = results.flatMap(\.unheard)
    }
    words.sort { $0.startSeconds < $1.startSeconds }
    return Transcript(language: language, segments: Utterances.segments(words, speaker: speaker))
  }

  /// The language to write from the start; `nil` when it has to be detected.
  private func language(_ stated: SpokenLanguage?) throws(SpeechError) -> String? {
    guard let stated else { return model.identity.onlyLanguage }
    let written = model.identity.onlyLanguage.map { [$0] } ?? model.languageCodes
    guard written.contains(stated.code) else {
      throw .languageNotWritten(stated, by: model.identity)
    }
    return stated.code
  }

  /// The language most probable over a few windows: ISO 639-1.
  private func language(
    of windows: [DecodingWindow], amid speech: [TimeRange], in signal: Signal, jobs: Int
  ) throws(SpeechError) -> String {
    let count = min(Self.languageWindows, windows.count)
    let chosen = (0..<count).map { windows[$0 * (windows.count - 1) / max(count - 1, 1)] }
    let work = WindowWork(windows: chosen, model: model) { window, decoder throws(SpeechError) in
      try decoder.hear(try finiteSamples(of: window, amid: speech, in: signal))
      return try decoder.languages()
    }
    let probabilities = try work.results(jobs: jobs) { _ in }
    let codes = model.languageCodes
    let sums = codes.indices.map { index in probabilities.reduce(0) { $0 + $1[index] } }
    let best = sums.indices.max { (sums[$0], $1) < (sums[$1], $0) } ?? 0
    return codes[best]
  }

  /// What became of one window.
  private struct Heard: Sendable {
    var words: [SpokenWord]
    /// Speech the recogniser did not reach.
    var unheard: [TimeRange]
    var heardSeconds: Double
  }

  private func heard(
    _ window: DecodingWindow, amid speech: [TimeRange], of signal: Signal, language: String,
    decoder: borrowing SpeechDecoder
  ) throws(SpeechError) -> Heard {
    try decoder.hear(try finiteSamples(of: window, amid: speech, in: signal))
    if let piece = window.pieces.first {
      signal.samples.letGo(before: signal.sampleIndex(at: piece.source.startSeconds))
    }
    let words = window.placed(try words(language: language, decoder: decoder))
    let unheard = window.unheard(after: words)
    return Heard(
      words: WordOnsets.snapped(words, to: signal, of: window), unheard: unheard,
      heardSeconds: window.pieces.reduce(0) { $0 + $1.source.durationSeconds } - unheard.coveredSeconds)
  }

  /// A window that loops is heard once more with sampling; of what still loops one copy stays.
  private func words(
    language: String, decoder: borrowing SpeechDecoder
  ) throws(SpeechError) -> [SpokenWord] {
    let first = try credibleWords(language: language, temperature: 0, decoder: decoder)
    guard Self.isLoop(first) else { return first }
    let second = try credibleWords(
      language: language, temperature: Self.secondTemperature, decoder: decoder)
    if !second.isEmpty, !Self.isLoop(second) { return second }
    return RepetitionGuard.kept(first.map(\.text)).map { first[$0] }
  }

  private static func isLoop(_ words: [SpokenWord]) -> Bool {
    let texts = words.map(\.text)
    return RepetitionGuard.kept(texts).count < texts.count
      || InventedText.repeatsItself(texts.joined(separator: " "))
  }

  private func credibleWords(
    language: String, temperature: Float, decoder: borrowing SpeechDecoder
  ) throws(SpeechError) -> [SpokenWord] {
    let window = try decoder.decode(language: language, temperature: temperature)
    let isSilence = InventedText.isSilence(
      noSpeechProbability: window.noSpeechProbability, tokenProbabilities: window.tokens.map(\.probability))
    return isSilence ? [] : joinedWords(window.tokens)
  }
}

/// A window's sound.
/// - Throws: `damagedSamples`.
private func finiteSamples(
  of window: DecodingWindow, amid speech: [TimeRange], in signal: Signal
) throws(SpeechError) -> [Float] {
  let samples = window.samples(of: signal, amid: speech)
  guard samples.allSatisfy(\.isFinite) else { throw .damagedSamples }
  return samples
}
