internal import MediaDecoding
internal import SignalCore

/// What decoding tells of a recording's sound.
struct SoundFacts: Codable, Sendable {
  let channelCount: Int
  /// Channels with a voice of their own, counted from 1.
  let apart: [Int]
  /// From the first sample to the end of the last.
  let time: TimeRange
  let report: DecodingReport
}

/// When somebody speaks on each channel that is heard.
struct HeardSpeech: Codable, Sendable {
  /// All that was found; what bleeds over from another channel too.
  var detected: [Int: [TimeRange]] = [:]
  /// Speech of each channel's own voice.
  var own: [Int: [TimeRange]] = [:]
  /// How loud another channel's voice is heard on a channel, in dB below its own; absent where it is not.
  var bleedDecibels: [Int: Double] = [:]
}
