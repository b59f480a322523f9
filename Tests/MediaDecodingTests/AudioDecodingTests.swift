import Foundation
import MediaDecoding
import SignalCore
import Testing

@Suite("sound out of containers")
struct AudioDecodingTests {
  struct Container: CustomTestStringConvertible {
    let name: String
    let format: String
    let codec: String
    /// Lossy codecs add noise and may pad the end.
    let isLossy: Bool
    var testDescription: String { name }
  }

  static let containers = [
    Container(name: "a.wav", format: "wav", codec: "pcm_s16le", isLossy: false),
    Container(name: "float.wav", format: "wav", codec: "pcm_f32le", isLossy: false),
    Container(name: "a.flac", format: "flac", codec: "flac", isLossy: false),
    Container(name: "a.mp3", format: "mp3", codec: "libmp3lame", isLossy: true),
    Container(name: "a.m4a", format: "ipod", codec: "aac", isLossy: true),
    Container(name: "a.mp4", format: "mp4", codec: "aac", isLossy: true),
    Container(name: "a.mov", format: "mov", codec: "aac", isLossy: true),
    Container(name: "a.mkv", format: "matroska", codec: "libvorbis", isLossy: true),
    Container(name: "a.webm", format: "webm", codec: "libopus", isLossy: true),
    Container(name: "a.ogg", format: "ogg", codec: "libvorbis", isLossy: true),
    Container(name: "a.avi", format: "avi", codec: "pcm_s16le", isLossy: false),
  ]

  @Test("every container's tone has its frequency, level, length and place", arguments: containers)
  func container(_ container: Container) throws {
    let folder = try ScratchFolder()
    let path = folder.path(container.name)
    // Half a second of silence, then a second of 220 Hz, on one channel; the other stays silent.
    let samples = [Float](repeating: 0, count: 24_000) + tone(220, seconds: 1, sampleRateHz: 48_000)
    let silent = [Float](repeating: 0, count: samples.count)
    try writeMedia(
      to: path, format: container.format,
      sound: SoundSource(codec: container.codec, sampleRateHz: 48_000, channels: [samples, silent]))

    let audio = try #require(try MediaInfo.probe(path).audio)
    #expect(audio.sampleRateHz == 48_000)
    #expect(audio.channelCount == 2)
    let decoded = try decodeAudio(path: path, sampleRateHz: 16_000)
    #expect(decoded.signals.count == 2)
    let signal = decoded.signals[0]
    #expect(signal.sampleRateHz == 16_000)
    // A lossy encoder may add up to a frame and a half of itself (1.5 × 1152 / 48 kHz = 36 ms).
    #expect(abs(signal.durationSeconds - 1.5) < (container.isLossy ? 0.037 : 0.0005))
    // MP3 has no edit list: what the encoder put ahead, 1105 samples, is skipped together with its time.
    let leadSeconds = container.codec == "libmp3lame" ? 1105.0 / 48_000 : 0
    // Vorbis in Matroska starts 3 ms late, its lead-in having no room below 0.
    #expect(abs(signal.startSeconds - leadSeconds) < 0.004)
    let onset = try #require(signal.samples.firstIndex { abs($0) > 0.1 })
    #expect(abs(Double(onset) / 16_000 - 0.5) < 0.004)
    let middle = signal.samples[onset + 1600..<onset + 12_800]
    let frequency = try #require(crossingFrequencyHz(middle, sampleRateHz: 16_000))
    #expect(abs(frequency - 220) < 0.1)
    // LAME turns 128 kbit/s down by 5 % (0.0177) before it encodes; the other codecs keep the level.
    #expect(abs(rootMeanSquare(middle) - 0.5 / 2.0.squareRoot()) < (container.isLossy ? 0.02 : 0.0002))
    #expect(rootMeanSquare(decoded.signals[1].samples) < (container.isLossy ? 1e-3 : 1e-6))
    #expect(!decoded.report.isDamaged)
    #expect(decoded.report.sound?.gapCount == 0)
  }

  @Test("220 Hz stays 220 Hz, in phase, whatever the rate", arguments: [8000, 16_000, 44_100, 48_000])
  func rateConversion(recordedRateHz: Int) throws {
    let folder = try ScratchFolder()
    let path = folder.path("tone.wav")
    let samples = tone(220, seconds: 2, sampleRateHz: recordedRateHz)
    try writeMedia(
      to: path, format: "wav",
      sound: SoundSource(codec: "pcm_s16le", sampleRateHz: recordedRateHz, channels: [samples]))
    let signal = try #require(try decodeAudio(path: path, sampleRateHz: 16_000).signals.first)
    #expect(abs(signal.durationSeconds - 2) <= 2.0 / 16_000)
    // Closed form: the same tone sampled at 16 kHz. 16 bits leave 1.5e-5; the filter's ripple the rest.
    let truth = tone(220, seconds: 2, sampleRateHz: 16_000)
    let inside = 800..<31_200
    let worst = inside.map { abs(signal.samples[$0] - truth[$0]) }.max() ?? .infinity
    #expect(worst < 5e-4)
    let frequency = try #require(crossingFrequencyHz(signal.samples[inside], sampleRateHz: 16_000))
    #expect(abs(frequency - 220) < 0.01)
  }

  @Test("what lies above the new band is taken away, what lies in it is kept")
  func antialiasing() throws {
    let folder = try ScratchFolder()
    for (frequencyHz, least, most) in [(7000.0, 0.995, 1.005), (9000, 0, 0.001), (15_000, 0, 0.001)] {
      let path = folder.path("\(frequencyHz).wav")
      let samples = tone(frequencyHz, seconds: 1, sampleRateHz: 48_000)
      try writeMedia(
        to: path, format: "wav",
        sound: SoundSource(codec: "pcm_f32le", sampleRateHz: 48_000, channels: [samples]))
      let signal = try #require(try decodeAudio(path: path, sampleRateHz: 16_000).signals.first)
      let gain = rootMeanSquare(signal.samples[800..<15_200]) * 2.0.squareRoot() / 0.5
      #expect(gain >= least && gain <= most, "\(frequencyHz) Hz passes with gain \(gain)")
    }
  }

  @Test("a wrong rate tag shows in what is stated about the file, and moves the pitch")
  func wrongRateTag() throws {
    let folder = try ScratchFolder()
    let path = folder.path("wrong.wav")
    let samples = tone(120, seconds: 1, sampleRateHz: 16_000)
    try writeMedia(
      to: path, format: "wav",
      sound: SoundSource(codec: "pcm_s16le", sampleRateHz: 44_100, channels: [samples]))
    let info = try MediaInfo.probe(path)
    #expect(info.audio?.sampleRateHz == 44_100)
    let duration = try #require(info.durationSeconds)
    #expect(abs(duration - 16_000.0 / 44_100) < 1e-3)
    let signal = try #require(try decodeAudio(path: path, sampleRateHz: 44_100).signals.first)
    let frequency = try #require(crossingFrequencyHz(signal.samples, sampleRateHz: 44_100))
    #expect(abs(frequency - 120 * 44_100.0 / 16_000) < 0.5)
  }

  @Test("integer full scale is 1; float samples keep their value, and their peak shows a wrong scale")
  func scale() throws {
    let folder = try ScratchFolder()
    let halves = [Float](repeating: 0.5, count: 1000) + [Float](repeating: -1, count: 1000)
    for codec in ["pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"] {
      let path = folder.path(codec + ".wav")
      try writeMedia(
        to: path, format: "wav", sound: SoundSource(codec: codec, sampleRateHz: 16_000, channels: [halves]))
      #expect(
        try decodeAudio(path: path, sampleRateHz: 16_000).signals.first?.samples == Samples(halves),
        "\(codec)")
    }
    let path = folder.path("unscaled.wav")
    let unscaled = halves.map { $0 * 32_768 }
    try writeMedia(
      to: path, format: "wav",
      sound: SoundSource(codec: "pcm_f32le", sampleRateHz: 16_000, channels: [unscaled]))
    #expect(try decodeAudio(path: path, sampleRateHz: 16_000).channelStatistics.peak == [32_768])
  }

  @Test("samples that are no numbers become 0 and are counted, their neighbours stay whole")
  func nonFinite() throws {
    let folder = try ScratchFolder()
    let path = folder.path("nan.wav")
    var samples = tone(220, seconds: 0.5, sampleRateHz: 16_000)
    samples[100] = .nan
    samples[2000] = .infinity
    samples[7000] = -.infinity
    try writeMedia(
      to: path, format: "wav",
      sound: SoundSource(codec: "pcm_f32le", sampleRateHz: 16_000, channels: [samples]))
    let decoded = try decodeAudio(path: path, sampleRateHz: 16_000)
    #expect(decoded.report.sound?.nonFiniteSamples == 3)
    var repaired = samples
    for index in [100, 2000, 7000] { repaired[index] = 0 }
    #expect(decoded.signals[0].samples == Samples(repaired))
    let resampled = try decodeAudio(path: path, sampleRateHz: 8000)
    #expect(resampled.signals[0].samples.allSatisfy { $0.isFinite && abs($0) < 0.7 })
  }

  @Test(
    "sound that starts late keeps its place on the clock",
    arguments: [0.0, 1.25])
  func startOffset(startSeconds: Double) throws {
    let folder = try ScratchFolder()
    let path = folder.path("late.mkv")
    let samples = tone(220, seconds: 1, sampleRateHz: 16_000)
    try writeMedia(
      to: path, format: "matroska",
      sound: SoundSource(
        codec: "pcm_s16le", sampleRateHz: 16_000, channels: [samples], startSeconds: startSeconds),
      pictures: PictureSource(
        codec: "mpeg4", pictures: (0..<25).map { _ in grey(100) },
        timesSeconds: (0..<25).map { Double($0) / 10 }))
    let info = try MediaInfo.probe(path)
    #expect(info.audio?.startSeconds == startSeconds)
    #expect(info.video?.startSeconds == 0)
    let signal = try #require(try decodeAudio(path: path, sampleRateHz: 16_000).signals.first)
    #expect(signal.startSeconds == startSeconds)
    #expect(signal.samples.count == 16_000)
  }

  @Test("a jump of the timestamps becomes silence of that length; sound after it is in its place")
  func gap() throws {
    let folder = try ScratchFolder()
    let path = folder.path("gap.mkv")
    let samples = tone(220, seconds: 2, sampleRateHz: 16_000)
    try writeMedia(
      to: path, format: "matroska",
      sound: SoundSource(
        codec: "pcm_s16le", sampleRateHz: 16_000, channels: [samples], jumps: [(16_000, 0.75)]))
    let decoded = try decodeAudio(path: path, sampleRateHz: 8000)
    let sound = try #require(decoded.report.sound)
    #expect(sound.gapCount == 1)
    // Matroska counts in milliseconds.
    #expect(abs(sound.gapSecondsFilled - 0.75) <= 0.001)
    let signal = decoded.signals[0]
    #expect(abs(signal.durationSeconds - 2.75) <= 0.0015)
    #expect(rootMeanSquare(signal.samples[8100..<13_900]) < 1e-6)
    #expect(abs(rootMeanSquare(signal.samples[14_100..<21_900]) - 0.3536) < 1e-3)
    #expect(!decoded.report.isDamaged)
  }

  @Test("small steps of the timestamps leave the sound as it is")
  func jitter() throws {
    let folder = try ScratchFolder()
    let path = folder.path("jitter.mkv")
    let samples = tone(220, seconds: 1, sampleRateHz: 16_000)
    let steps = stride(from: 1000, to: 15_000, by: 2000).flatMap { [($0, 0.012), ($0 + 1000, -0.012)] }
    try writeMedia(
      to: path, format: "matroska",
      sound: SoundSource(codec: "pcm_f32le", sampleRateHz: 16_000, channels: [samples], jumps: steps))
    let decoded = try decodeAudio(path: path, sampleRateHz: 16_000)
    #expect(decoded.signals[0].samples == Samples(samples))
    #expect(decoded.report.sound?.gapCount == 0)
    #expect(decoded.report.sound?.overlapSecondsTrimmed == 0)
  }

  /// Two recordings of a second each put one behind the other, as a transport stream allows.
  private func glued(
    secondStartSeconds: Double, secondRateHz: Int = 16_000, secondChannels: Int = 1, in folder: ScratchFolder
  ) throws -> String {
    var bytes = Data()
    let parts = [(30.0, 16_000, 1), (secondStartSeconds, secondRateHz, secondChannels)]
    for (startSeconds, rateHz, channelCount) in parts {
      let samples = tone(220, seconds: 1.008, sampleRateHz: rateHz)
      let channels = Array(repeating: samples, count: channelCount)
      try writeMedia(
        to: folder.path("part.ts"), format: "mpegts",
        sound: SoundSource(
          codec: "mp2", sampleRateHz: rateHz, channels: channels, startSeconds: startSeconds),
        options: ["mpegts_flags": "initial_discontinuity", "mpegts_copyts": "1"])
      bytes += try Data(contentsOf: URL(filePath: folder.path("part.ts")))
    }
    try bytes.write(to: URL(filePath: folder.path("glued.ts")))
    return folder.path("glued.ts")
  }

  @Test(
    "a rate or channel count that changes midway keeps pitch, place and the first channel",
    arguments: [(32_000, 1), (16_000, 2), (32_000, 2)])
  func formatChange(secondRateHz: Int, secondChannels: Int) throws {
    let folder = try ScratchFolder()
    let path = try glued(
      secondStartSeconds: 31.008, secondRateHz: secondRateHz, secondChannels: secondChannels, in: folder)
    let decoded = try decodeAudio(path: path, sampleRateHz: 16_000)
    // A decoder may announce rate and channels together or one frame apart.
    let differences = (secondRateHz == 16_000 ? 0 : 1) + secondChannels - 1
    #expect((1...differences).contains(decoded.report.formatChanges))
    #expect(decoded.signals.count == 1)
    let signal = decoded.signals[0]
    #expect(abs(signal.durationSeconds - 2.016) <= 0.072)
    for part in [signal.samples[2000..<14_000], signal.samples[18_000..<30_000]] {
      #expect(abs(try #require(crossingFrequencyHz(part, sampleRateHz: 16_000)) - 220) < 0.2)
      #expect(abs(rootMeanSquare(part) - 0.5 / 2.0.squareRoot()) < 0.01)
    }
  }

  @Test("sound stamped over sound already there is trimmed and counted")
  func overlap() throws {
    let folder = try ScratchFolder()
    let decoded = try decodeAudio(
      path: try glued(secondStartSeconds: 30.75, in: folder), sampleRateHz: 16_000)
    // MP2 stamps whole frames of 72 ms.
    #expect(abs((decoded.report.sound?.overlapSecondsTrimmed ?? 0) - 0.25) <= 0.072)
    #expect(abs(decoded.signals[0].durationSeconds - 1.758) <= 0.072)
    #expect(decoded.report.clockResets == 0)
  }

  @Test("a clock that starts anew behind the sound already there is carried on and reported")
  func clockStepsBack() throws {
    let folder = try ScratchFolder()
    let decoded = try decodeAudio(path: try glued(secondStartSeconds: 2, in: folder), sampleRateHz: 16_000)
    #expect(decoded.report.clockResets == 1)
    #expect(decoded.report.isDamaged)
    #expect(abs(decoded.signals[0].durationSeconds - 2.016) <= 0.072)
  }

  @Test("a clock that leaps ahead by hours is carried on and reported")
  func clockReset() throws {
    let folder = try ScratchFolder()
    let path = folder.path("reset.mkv")
    let samples = tone(220, seconds: 2, sampleRateHz: 16_000)
    try writeMedia(
      to: path, format: "matroska",
      sound: SoundSource(
        codec: "pcm_s16le", sampleRateHz: 16_000, channels: [samples], startSeconds: 30,
        jumps: [(16_000, 7200)]))
    let decoded = try decodeAudio(path: path, sampleRateHz: 16_000)
    #expect(decoded.report.clockResets == 1)
    #expect(decoded.report.isDamaged)
    #expect(decoded.signals[0].samples.count == samples.count)
    #expect(decoded.report.sound?.gapCount == 0)
  }

  @Test("speech from a real recording decodes whole")
  func speech() throws {
    let path = sampleMedia("jfk.wav")
    let info = try MediaInfo.probe(path)
    #expect(info.containerFormat == "wav")
    #expect(info.audio?.channelCount == 1)
    #expect(info.video == nil)
    let decoded = try decodeAudio(path: path, sampleRateHz: 16_000)
    #expect(abs(decoded.report.decodedSeconds - 11) < 0.001)
    #expect(decoded.report.declaredSeconds == info.durationSeconds)
    #expect(!decoded.report.isDamaged)
  }
}
