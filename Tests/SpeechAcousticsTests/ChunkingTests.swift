import Foundation
import SignalCore
import SpeechAcoustics
import Testing

@Suite("Work in blocks")
struct ChunkingTests {
  private var speechLike: Signal {
    var noise = TestSounds.Noise(seed: 3)
    return TestSounds.signal(seconds: 8) { time in
      let frequency = 140 + 30 * sin(2 * .pi * 0.7 * time)
      let loudness = max(0, sin(2 * .pi * 1.3 * time))
      return loudness * TestSounds.buzz(frequency, at: time) + 0.01 * noise.next()
    }
  }

  @Test("the pitch track is the same to the last bit, however the work is cut", arguments: [1, 7, 100, 333])
  func blocks(frames: Int) throws {
    let signal = speechLike
    for highPassHz in [nil, 120.0] {
      var settings = PitchSettings()
      settings.highPassHz = highPassHz
      let whole = try PitchTracker(settings: settings, blockFrames: 1_000_000).track(signal)
      let cut = try PitchTracker(settings: settings, blockFrames: frames).track(signal)
      #expect(whole.valuesHz.contains { $0 != nil })
      #expect(cut == whole)
    }
  }

  @Test("the best path is the exhaustive one", arguments: 1...20)
  func bestPath(seed: Int) {
    var noise = TestSounds.Noise(seed: UInt64(seed))
    let settings = PitchSettings()
    let frames = (0..<6).map { _ in
      [PitchCandidate.unvoiced(strength: 0.45)]
        + (0..<2).map { _ in
          .voiced(frequencyHz: 100 * exp2(noise.next()), strength: 0.5 + 0.3 * noise.next())
        }
    }
    var finder = PitchPathFinder(settings: settings, settleEveryFrames: 2)
    for frame in frames { finder.append(frame) }
    let found = finder.finish()

    var best: (score: Double, path: [Double?]) = (-.infinity, [])
    for code in 0..<729 {
      var places: [Int] = []
      var rest = code
      for _ in frames {
        places.append(rest % 3)
        rest /= 3
      }
      let path = zip(frames, places).map { $0[$1] }
      let score = self.score(path, settings)
      if score > best.score { best = (score, path.map { $0.frequencyHz > 0 ? $0.frequencyHz : nil }) }
    }
    #expect(found == best.path)
  }

  /// Boersma 1993, eqs. 26–28, written out, the octave cost referred to the ceiling.
  private func score(_ path: [PitchCandidate], _ settings: PitchSettings) -> Double {
    var total = 0.0
    for (place, candidate) in path.enumerated() {
      let isVoiced = candidate.frequencyHz > 0
      total += candidate.strength
      if isVoiced { total += settings.octaveCost * log2(candidate.frequencyHz / settings.ceilingHz) }
      guard place > 0 else { continue }
      let before = path[place - 1].frequencyHz
      if isVoiced != (before > 0) {
        total -= settings.voicedUnvoicedCost
      } else if isVoiced {
        total -= settings.octaveJumpCost * abs(log2(candidate.frequencyHz / before))
      }
    }
    return total
  }
}
