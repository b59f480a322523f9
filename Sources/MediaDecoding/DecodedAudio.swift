public import SignalCore

/// A recording's sound in memory, with what is known of its condition.
public struct DecodedAudio: Sendable {
  /// One a delivered channel, in the recording's order, all of one length.
  public let signals: [Signal]
  /// Of all channels, delivered or not.
  public let channelStatistics: ChannelStatistics
  public let report: DecodingReport
}

/// Decodes a recording's sound.
///
/// - Parameters:
///   - sampleRateHz: A whole number of hertz.
///   - channel: The only channel to keep, counted from 0, so that a long recording is never held whole;
///     `nil` keeps all.
public func decodeAudio(
  path: String, sampleRateHz: Double, channel: Int? = nil
) throws(MediaError) -> DecodedAudio {
  var reader = try AudioReader(path: path, sampleRateHz: sampleRateHz, channel: channel)
  let channels = try spooled(&reader)
  let startSeconds = reader.startSeconds
  return DecodedAudio(
    signals: channels.map { Signal(samples: $0, sampleRateHz: sampleRateHz, startSeconds: startSeconds) },
    channelStatistics: reader.channelStatistics, report: reader.report)
}

/// Everything a reader still delivers, channel by channel.
private func spooled(_ reader: inout AudioReader) throws(MediaError) -> [Samples] {
  guard reader.block.count == 1 else {
    var channels = [[Float]](repeating: [], count: reader.block.count)
    while try reader.next() {
      for index in channels.indices { channels[index] += reader.block[index] }
    }
    return channels.map { Samples($0) }
  }
  let spool = SampleSpool()
  while try reader.next() { spool.append(reader.block[0]) }
  return [spool.samples()]
}
