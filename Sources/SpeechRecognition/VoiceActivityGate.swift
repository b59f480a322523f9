package import SignalCore

/// When a run of speech probabilities counts as speech.
///
/// The defaults are those published with Silero VAD: a stretch opens at the threshold and closes
/// once the probability has stayed below threshold − 0.15 for the least silence.
public struct VoiceActivitySettings: Sendable, Hashable, Codable {
  /// Probability, 0 to 1.
  public var threshold = 0.5
  /// Shorter stretches are taken for noise.
  public var minimumSpeechSeconds = 0.25
  /// Shorter pauses do not end a stretch.
  public var minimumSilenceSeconds = 0.1
  /// Added at both ends, as far as half the pause between two stretches allows.
  public var paddingSeconds = 0.03

  public init() {}
}

/// Turns speech probabilities, one a frame, into stretches of speech.
package struct VoiceActivityGate: Sendable {
  package var settings: VoiceActivitySettings
  package var frameSeconds: Double

  /// How far below the threshold a stretch may sink before it begins to end (Silero VAD).
  private static let hysteresis = 0.15

  package init(settings: VoiceActivitySettings, frameSeconds: Double) {
    self.settings = settings
    self.frameSeconds = frameSeconds
  }

  /// Stretches of speech in order, apart from each other, inside 0 to the duration.
  ///
  /// - Parameters:
  ///   - probabilities: One a frame, the first frame beginning at 0 s.
  ///   - durationSeconds: End of the sound, which may lie inside the last frame.
  package func speechRanges(probabilities: [Float], durationSeconds: Double) -> [TimeRange] {
    let spoken = frameRanges(probabilities).compactMap { frames -> TimeRange? in
      let range = TimeRange(
        startSeconds: Double(frames.lowerBound) * frameSeconds,
        endSeconds: min(Double(frames.upperBound) * frameSeconds, durationSeconds))
      return range.durationSeconds >= settings.minimumSpeechSeconds ? range : nil
    }
    return padded(spoken, durationSeconds: durationSeconds)
  }

  private func frameRanges(_ probabilities: [Float]) -> [Range<Int>] {
    let release = settings.threshold - Self.hysteresis
    var result: [Range<Int>] = []
    var start: Int?
    var silenceStart: Int?
    for (frame, value) in probabilities.enumerated() {
      let probability = Double(value)
      if probability >= settings.threshold {
        start = start ?? frame
        silenceStart = nil
      } else if let opened = start, silenceStart != nil || probability < release {
        let closing = silenceStart ?? frame
        silenceStart = closing
        if Double(frame + 1 - closing) * frameSeconds >= settings.minimumSilenceSeconds {
          result.append(opened..<closing)
          start = nil
          silenceStart = nil
        }
      }
    }
    if let start { result.append(start..<(silenceStart ?? probabilities.count)) }
    return result
  }

  private func padded(_ ranges: [TimeRange], durationSeconds: Double) -> [TimeRange] {
    ranges.indices.map { index in
      let range = ranges[index]
      let before = index == 0 ? .infinity : (range.startSeconds - ranges[index - 1].endSeconds) / 2
      let after =
        index == ranges.count - 1 ? .infinity : (ranges[index + 1].startSeconds - range.endSeconds) / 2
      return TimeRange(
        startSeconds: max(range.startSeconds - min(settings.paddingSeconds, before), 0),
        endSeconds: min(range.endSeconds + min(settings.paddingSeconds, after), durationSeconds))
    }.merged()
  }
}
