internal import MediaDecoding
internal import SignalCore

/// What is heard in a recording before the participant is told apart: the costly part of the sound.
struct Hearing: Codable, Sendable {
  /// Speech on each channel that carries a voice of its own.
  var speechByChannel: [Int: [TimeRange]] = [:]
  /// Channels the recording has.
  var channelCount: Int
  /// What was recognised; `nil` when that was not asked for or broke.
  var transcript: Transcript?
  var report: DecodingReport
  /// Manifest names of the models used, in order.
  var models: [String] = []
}

/// One channel's sound. What was in memory before is let go first: hours of sound do not fit twice.
struct HeldChannel {
  static let sampleRateHz = 16_000.0

  let path: String
  private var held: (channel: Int, audio: DecodedAudio)?

  init(path: String) { self.path = path }

  /// - Parameter channel: Counted from 1.
  mutating func audio(_ channel: Int) throws(MediaError) -> DecodedAudio {
    if let held, held.channel == channel { return held.audio }
    held = nil
    let audio = try decodeAudio(path: path, sampleRateHz: Self.sampleRateHz, channel: channel - 1)
    held = (channel, audio)
    return audio
  }

  mutating func signal(_ channel: Int) throws(MediaError) -> Signal { try audio(channel).signals[0] }
}
