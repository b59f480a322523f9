import MediaDecoding
import SignalCore
import Testing

@Suite("channels")
struct ChannelTests {
  private func record(_ channels: [[Float]], codec: String = "pcm_s16le", in folder: ScratchFolder) throws
    -> String
  {
    let path = folder.path("channels.wav")
    try writeMedia(
      to: path, format: "wav", sound: SoundSource(codec: codec, sampleRateHz: 44_100, channels: channels))
    return path
  }

  @Test("one speaker a channel: each keeps its own pitch")
  func apart() throws {
    let folder = try ScratchFolder()
    let patient = tone(120, seconds: 1, sampleRateHz: 44_100)
    let clinician = tone(210, seconds: 1, sampleRateHz: 44_100, amplitude: 0.25)
    let path = try record([clinician, patient], in: folder)
    let decoded = try decodeAudio(path: path, sampleRateHz: 16_000)
    let frequencies = decoded.signals.map {
      crossingFrequencyHz($0.samples[400..<15_600], sampleRateHz: 16_000)
    }
    #expect(abs(try #require(frequencies[0]) - 210) < 0.05)
    #expect(abs(try #require(frequencies[1]) - 120) < 0.05)
    let correlation = try #require(decoded.channelStatistics.firstPairCorrelation)
    #expect(abs(correlation) < 0.02)
    let levels = decoded.channelStatistics.rootMeanSquare
    #expect(abs(levels[0] - 0.25 / 2.0.squareRoot()) < 1e-3)
    #expect(abs(levels[1] - 0.5 / 2.0.squareRoot()) < 1e-3)
  }

  @Test("one channel alone equals that channel among all", arguments: [0, 1, 2])
  func single(channel: Int) throws {
    let folder = try ScratchFolder()
    let channels = [100.0, 200, 300].map { tone($0, seconds: 0.5, sampleRateHz: 44_100) }
    let path = try record(channels, in: folder)
    let all = try decodeAudio(path: path, sampleRateHz: 16_000)
    let one = try decodeAudio(path: path, sampleRateHz: 16_000, channel: channel)
    #expect(one.signals == [all.signals[channel]])
    #expect(one.channelStatistics == all.channelStatistics)
  }

  @Test("a channel that is not there is refused")
  func wrongChannel() throws {
    let folder = try ScratchFolder()
    let path = try record([tone(100, seconds: 0.1, sampleRateHz: 44_100)], in: folder)
    #expect(throws: MediaError.noSuchChannel(path: path, channel: 1, channelCount: 1)) {
      _ = try decodeAudio(path: path, sampleRateHz: 16_000, channel: 1)
    }
  }

  @Test("opposed, identical and silent channels are told apart")
  func relations() throws {
    let folder = try ScratchFolder()
    let voice = tone(150, seconds: 0.5, sampleRateHz: 44_100)
    let opposed = try record([voice, voice.map { -$0 }], in: folder)
    let antiphase = try decodeAudio(path: opposed, sampleRateHz: 16_000)
    #expect(abs((antiphase.channelStatistics.firstPairCorrelation ?? 0) + 1) < 1e-6)
    #expect(rootMeanSquare(antiphase.signals[0].samples) > 0.3)

    let same = try decodeAudio(path: try record([voice, voice], in: folder), sampleRateHz: 16_000)
    #expect(abs((same.channelStatistics.firstPairCorrelation ?? 0) - 1) < 1e-6)

    let silent = [Float](repeating: 0, count: voice.count)
    let half = try decodeAudio(path: try record([voice, silent], in: folder), sampleRateHz: 16_000)
    #expect(half.channelStatistics.firstPairCorrelation == nil)
    #expect(half.channelStatistics.rootMeanSquare[1] == 0)
    #expect(half.channelStatistics.peak[1] == 0)
  }

  @Test("a constant offset neither makes nor hides a correlation")
  func offset() throws {
    let folder = try ScratchFolder()
    let voice = tone(150, seconds: 0.5, sampleRateHz: 44_100, amplitude: 0.2)
    let shifted = try record([voice.map { $0 + 0.3 }, voice.map { 0.3 - $0 }], in: folder)
    let decoded = try decodeAudio(path: shifted, sampleRateHz: 16_000)
    #expect(abs((decoded.channelStatistics.firstPairCorrelation ?? 0) + 1) < 1e-4)
    let constant = try record([voice, [Float](repeating: 0.25, count: voice.count)], in: folder)
    let flat = try decodeAudio(path: constant, sampleRateHz: 16_000)
    #expect(flat.channelStatistics.firstPairCorrelation == nil)
  }
}
