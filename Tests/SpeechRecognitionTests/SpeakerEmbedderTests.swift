import Foundation
import NeuralRuntime
import SignalCore
import SpeechRecognition
import TestSupport
import Testing

@Suite("Voice embeddings", .serialized)
struct SpeakerEmbedderTests {
  /// Single precision over 480 recurrent steps stays within 10⁻⁵ of double precision.
  @Test("embeddings agree with a forward pass in numpy within 0.00001")
  func golden() throws {
    let signal = try SampleMedia.signal("jfk.wav")
    let embedder = try SpeakerEmbedder(catalog: installedModels())
    let loud = try embedder.embeddings(of: [TimeRange(startSeconds: 1, endSeconds: 2.6)], in: signal)
    let quiet = signal.changed { $0 = $0.map { $0 * 0.01 } }
    let short = try embedder.embeddings(of: [TimeRange(startSeconds: 1, endSeconds: 1.5)], in: quiet)
    for (found, expected) in [
      (loud, SpeakerGolden.loud), (short, SpeakerGolden.quietAndShort),
    ] {
      #expect(found.count == 1 && expected.count == VoiceEmbeddings.size)
      for (a, b) in zip(found[0], expected) { #expect((a - b).magnitude <= 1e-5) }
    }
  }

  /// Products of other sizes may round in another order.
  @Test("a window's embedding does not depend on what else is in the batch, within 0.00001")
  func batches() throws {
    let signal = try SampleMedia.signal("jfk.wav")
    let embedder = try SpeakerEmbedder(catalog: installedModels())
    let windows = (0..<34).map { index in
      TimeRange(startSeconds: Double(index) * 0.2, endSeconds: Double(index) * 0.2 + 1.6)
    }
    let together = try embedder.embeddings(of: windows, in: signal)
    let again = try embedder.embeddings(of: windows, in: signal)
    let alone = try embedder.embeddings(of: [windows[33]], in: signal)
    #expect(together == again)
    for (a, b) in zip(together[33], alone[0]) { #expect((a - b).magnitude <= 1e-5) }
  }

  @Test("digital silence and windows outside the signal yield numbers")
  func silence() throws {
    let embedder = try SpeakerEmbedder(catalog: installedModels())
    let windows = [
      TimeRange(startSeconds: -3, endSeconds: -2), TimeRange(startSeconds: 0, endSeconds: 1.6),
      TimeRange(startSeconds: 8, endSeconds: 9),
    ]
    let found = try embedder.embeddings(of: windows, in: .silence(seconds: 2))
    #expect(found.count == 3)
    let isFinite = found.values.allSatisfy(\.isFinite)
    #expect(isFinite)
    let none = try embedder.embeddings(of: [], in: .silence(seconds: 2))
    #expect(none.count == 0)
  }

  @Test("another sample rate and damaged samples are refused")
  func refusals() throws {
    let embedder = try SpeakerEmbedder(catalog: installedModels())
    let window = TimeRange(startSeconds: 0, endSeconds: 1)
    #expect(throws: SpeechError.wrongSampleRate(hertz: 8000)) {
      _ = try embedder.embeddings(of: [window], in: .silence(seconds: 2, sampleRateHz: 8000))
    }
    let damaged = Signal.silence(seconds: 2).changed { $0[100] = .nan }
    #expect(throws: SpeechError.damagedSamples) {
      _ = try embedder.embeddings(of: [window], in: damaged)
    }
  }
}
