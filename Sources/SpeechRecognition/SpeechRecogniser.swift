public import NeuralRuntime
public import SignalCore

/// Writes down English speech with the time of each word (whisper.cpp 1.8.5, tiny.en).
///
/// Only the stretches given as speech are heard, so silence yields no words. Word times come from
/// dynamic time warping over the model's alignment heads (Radford et al. 2022, openai/whisper
/// `timing.py`); they are coarse, within about a tenth of a second. The model leaves out most
/// "um"s and broken-off words: do not count hesitations in its text.
///
/// Each recogniser belongs to one task at a time; several may work side by side.
public final class SpeechRecogniser {
  /// Where the sampling of a looping window starts on its second hearing.
  private static let secondTemperature: Float = 0.4

  private let decoder: SpeechDecoder

  /// Loads the model: about 80 MB, and 200 MB while it works.
  /// - Parameters:
  ///   - threads: Processor threads; with more than one the last bits of a result may differ.
  /// - Throws: `model` when it is not installed, damaged or not loadable.
  public init(catalog: ModelCatalog, threads: Int = 1) throws(SpeechError) {
    decoder = try SpeechDecoder(catalog: catalog, threads: threads)
  }

  /// What is said in some stretches of a recording.
  ///
  /// Segments are utterances, divided at the end of a sentence and at pauses of 0.6 s; every word
  /// has times that rise and lie inside the given stretches. A word's confidence is the geometric
  /// mean of its tokens' probabilities. Equal input gives equal output, whatever was heard before.
  /// - Parameters:
  ///   - signal: Mono at 16 kHz.
  ///   - speech: Where to listen, on the signal's clock, in any order; parts outside the signal are
  ///     passed over.
  ///   - speaker: Written to every segment; `nil` when unknown.
  ///   - progress: Called with the share done, 0 to 1, after each half minute of speech.
  /// - Throws: `wrongSampleRate`, `damagedSamples`, `model`, `outOfMemory`, or `cancelled`, which is
  ///   looked at about every 3 s.
  public func transcribe(
    _ signal: Signal, speech: [TimeRange], speaker: String?, progress: ((Double) -> Void)? = nil
  ) throws(SpeechError) -> Transcript {
    try requireModelRate(signal)
    try decoder.restart()
    var transcript = Transcript(language: "en", segments: [])
    var pending = DecodingWindow.cut(speech, of: signal)
    let totalSeconds = pending.coveredSeconds
    while !pending.isEmpty {
      if Task.isCancelled { throw .cancelled }
      let window = DecodingWindow(filledFrom: pending)
      let words = window.placed(try heardWords(window.samples(of: signal)))
      pending.replaceSubrange(..<window.pieces.count, with: window.unheard(after: words))
      transcript.segments += Utterances.segments(words, speaker: speaker)
      progress?(1 - pending.coveredSeconds / totalSeconds)
    }
    return transcript
  }

  /// A window that loops is heard once more with sampling; of what still loops one copy stays.
  private func heardWords(_ samples: [Float]) throws(SpeechError) -> [SpokenWord] {
    guard samples.allSatisfy(\.isFinite) else { throw .damagedSamples }
    let words = joinedWords(try decoder.tokens(in: samples, temperature: 0))
    let kept = RepetitionGuard.kept(words.map(\.text))
    guard kept.count < words.count else { return words }
    let again = joinedWords(try decoder.tokens(in: samples, temperature: Self.secondTemperature))
    let keptAgain = RepetitionGuard.kept(again.map(\.text))
    return keptAgain.count == again.count && !again.isEmpty ? again : kept.map { words[$0] }
  }
}
