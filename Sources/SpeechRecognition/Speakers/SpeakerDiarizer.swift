public import NeuralRuntime
public import SignalCore

/// How speakers are told apart.
public struct DiarizationSettings: Sendable, Hashable, Codable {
  public var speakers = SpeakerCount.expected(2)
  /// Distance between two windows of 1.6 s inside a stretch of speech.
  public var hopSeconds = 0.5
  /// Pauses of one speaker up to this length are part of a turn. For measures of speech, take the part of a turn
  /// that is speech.
  public var bridgedPauseSeconds = 1.0

  public init() {}
}

/// Tells who speaks when on a single channel.
///
/// Windows of speech are described by a speaker network (GE2E, Wan et al. 2018), grouped into voices by average
/// linkage, and each tenth of a second is given to a voice along the likeliest course. A recording of one voice has
/// one speaker, whatever number is expected. One processor thread; each diarizer belongs to one task at a time.
public final class SpeakerDiarizer {
  public let settings: DiarizationSettings
  private let embedder: SpeakerEmbedder

  /// - Throws: `model` when the speaker network is not installed or damaged.
  /// - Precondition: 1 to 6 speakers are expected; the hop is positive and no longer than a window.
  public init(
    catalog: ModelCatalog, settings: DiarizationSettings = DiarizationSettings()
  ) throws(SpeechError) {
    if case .expected(let number) = settings.speakers {
      precondition((1...6).contains(number), "1 to 6 speakers are told apart")
    }
    precondition(
      settings.hopSeconds > 0 && settings.hopSeconds <= SpeakerEmbedder.windowSeconds,
      "windows follow or overlap each other")
    self.settings = settings
    embedder = try SpeakerEmbedder(catalog: catalog)
  }

  /// Who speaks in some stretches of a recording.
  ///
  /// - Parameters:
  ///   - signal: Mono at 16 kHz.
  ///   - speech: Where anybody speaks, on the signal's clock, in any order; parts outside the signal are passed
  ///     over. No speech yields no turns.
  ///   - words: Words with times, where there are any: a change of speaker falls between two of them. Without
  ///     words it falls on the quietest moment nearby.
  /// - Throws: `wrongSampleRate`, `damagedSamples`, or `cancelled` when the task is.
  public func diarize(
    _ signal: Signal, speech: [TimeRange], words: [Transcript.Word] = []
  ) throws(SpeechError) -> Diarization {
    try requireModelRate(signal)
    let plan = SpeechWindows(over: speech, in: signal.timeRange, hopSeconds: settings.hopSeconds)
    let embeddings = try embedder.embeddings(of: plan.windows, in: signal)
    let voices = VoiceAssignment(
      embeddings: embeddings, windows: plan.windows, count: settings.speakers)
    let leads = zip(voices.similarities, voices.closeness).map { similarities, closeness in
      similarities.map { $0 / max(1 - closeness, 0.05) }
    }
    let path = SpeakerPath(cells: plan.cells(leads: leads), speakerCount: voices.speakerCount)
    let edges = TurnEdges(signal: signal, words: words)
    let builder = TurnBuilder(path: path, edges: edges, bridgedPauseSeconds: settings.bridgedPauseSeconds)
    let isAlone = voices.speakerCount < 2
    let turns = builder.turns(isAlone: isAlone)
    return Diarization(
      turns: turns, overlaps: isAlone ? [] : builder.doubtful, speakerCount: Set(turns.map(\.speaker)).count,
      separation: voices.likeness.map { 1 - $0 }, repaired: voices.repaired)
  }
}
