import Foundation
import SignalCore
import SpeechRecognition
import TestSupport
import Testing

@Suite("Bleed between channels")
struct ChannelBleedTests {
  /// A dialogue of two channels out of one real recording: turns of each voice alone, then both at once.
  private struct Dialogue {
    /// By channel, without bleed.
    var clean: [Int: Signal]
    var detected: [Int: [TimeRange]]
    static let doubleTalk = TimeRange(startSeconds: 12, endSeconds: 17)

    init() throws {
      let speech = try SampleMedia.signal("jfk.wav")
      // The second voice is the same man a fourth higher and faster, so that the two differ.
      let faster = Signal(
        samples: (0..<(speech.samples.count * 3 / 4)).map { speech.samples[$0 * 4 / 3] }, sampleRateHz: 16_000
      )
      func channel(_ parts: [(at: Double, from: Double, seconds: Double)], of voice: Signal) -> Signal {
        var result = Array(Signal.silence(seconds: 20).samples)
        for part in parts {
          let sound = voice.slice(
            TimeRange(startSeconds: part.from, endSeconds: part.from + part.seconds)
          ).samples
          result.replaceSubrange(
            Int(part.at * 16_000)..<(Int(part.at * 16_000) + sound.count), with: sound)
        }
        return Signal(samples: result, sampleRateHz: 16_000)
      }
      clean = [
        1: channel([(0.5, 0, 5), (12, 5, 6)], of: speech),
        2: channel([(6, 0, 5.5), (12, 2.5, 5)], of: faster),
      ]
      let detector = try VoiceActivityDetector(catalog: installedModels())
      detected = try clean.mapValues { try detector.speechRanges(in: $0) }
    }

    /// Both channels with the other's voice in them, a hundredth of a second late, and a faint hiss.
    func heard(bleedDecibels: Double?) -> [Int: Signal] {
      let gain = bleedDecibels.map { Float(pow(10, $0 / 20)) } ?? 0
      var seed: UInt64 = 7
      return [1: 2, 2: 1].reduce(into: [:]) { result, pair in
        guard let signal = clean[pair.key], let other = clean[pair.value] else { return }
        var samples = Array(signal.samples)
        for index in samples.indices {
          seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let hiss: Float = Float(seed >> 40) / Float(1 << 23) - 1
          samples[index] += hiss * 0.0005
          if index >= 160 { samples[index] += gain * other.samples[index - 160] }
        }
        result[pair.key] = Signal(samples: samples, sampleRateHz: signal.sampleRateHz)
      }
    }
  }

  /// Truth: what is detected on the channels before the other voice was added. Edges may move by 0.3 s, the gate's
  /// shortest pause and the smoothing.
  @Test("a voice 20 dB down in the other channel is given to nobody, and double talk to both")
  func bleed() throws {
    let dialogue = try Dialogue()
    let heard = dialogue.heard(bleedDecibels: -20)
    let detector = try VoiceActivityDetector(catalog: installedModels())
    let detected = try heard.mapValues { try detector.speechRanges(in: $0) }
    let found = ChannelBleed.resolve(
      envelopes: heard.mapValues { ChannelEnvelope($0) }, speech: detected)
    for channel in [1, 2] {
      let truth = try #require(dialogue.detected[channel])
      let result = try #require(found[channel])
      #expect(abs(try #require(result.bleedDecibels) + 20) < 3)
      // Without the step the other's turn would be counted: the detector does hear the bleed.
      #expect((detected[channel] ?? []).coveredSeconds > truth.coveredSeconds + 1)
      let wide = truth.map {
        TimeRange(startSeconds: max($0.startSeconds - 0.3, 0), endSeconds: $0.endSeconds + 0.3)
      }.merged()
      let confused =
        result.own.coveredSeconds
        - result.own.flatMap { own in wide.compactMap(own.intersection) }.coveredSeconds
      #expect(confused == 0)
      let kept = truth.flatMap { range in result.own.compactMap(range.intersection) }.coveredSeconds
      #expect(kept > 0.9 * truth.coveredSeconds)
      #expect(
        result.overlaps.allSatisfy {
          $0.startSeconds > Dialogue.doubleTalk.startSeconds - 0.3
            && $0.endSeconds < Dialogue.doubleTalk.endSeconds + 0.3
        })
      #expect(result.overlaps.coveredSeconds > 1.5)
    }
  }

  @Test("channels without bleed keep all their speech, and no bleed is stated")
  func separate() throws {
    let dialogue = try Dialogue()
    let found = ChannelBleed.resolve(
      envelopes: dialogue.heard(bleedDecibels: nil).mapValues { ChannelEnvelope($0) },
      speech: dialogue.detected)
    for channel in [1, 2] {
      #expect(found[channel]?.own == dialogue.detected[channel])
      #expect(found[channel]?.bleedDecibels == nil)
    }
  }

  @Test("a channel alone, a silent or an empty one are left as they are")
  func nothingToTell() throws {
    let range = [TimeRange(startSeconds: 0, endSeconds: 1)]
    let alone = ChannelBleed.resolve(
      envelopes: [1: ChannelEnvelope(.sine(frequencyHz: 300, seconds: 2))], speech: [1: range])
    #expect(alone == [1: ChannelSpeech(own: range, bleedDecibels: nil, overlaps: [])])
    let silent = ChannelBleed.resolve(
      envelopes: [
        1: ChannelEnvelope(.sine(frequencyHz: 300, seconds: 2)), 2: ChannelEnvelope(.silence(seconds: 2)),
        3: ChannelEnvelope(Signal(samples: [], sampleRateHz: 16_000)),
      ], speech: [1: range])
    #expect(silent[1]?.own == range)
    #expect(silent[2] == ChannelSpeech(own: [], bleedDecibels: nil, overlaps: []))
  }

  /// −9.0 dB is the power of a sine of amplitude 0.5; 0.2 dB for the filter at its centre and the edges of frames.
  @Test("a tone has its power in the band it lies in")
  func level() {
    let envelope = ChannelEnvelope(.sine(frequencyHz: 850, seconds: 1))
    #expect(envelope.levelsDecibels[1].count == 100)
    #expect(abs(envelope.levelsDecibels[1][50] + 9.03) < 0.2)
    #expect(envelope.levelsDecibels[0][50] < -15 && envelope.levelsDecibels[2][50] < -15)
  }
}
