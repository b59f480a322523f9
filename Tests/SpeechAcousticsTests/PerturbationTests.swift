import Foundation
import SignalCore
import SpeechAcoustics
import Testing

@Suite("Cycle-to-cycle measures of known pulses")
struct PerturbationTests {
  /// Periods of 8 and 8.2 ms, amplitudes of 1 and 1.1, in turn.
  private var alternating: PulseTrain {
    var times = [0.0]
    for i in 0..<40 { times.append(times[i] + (i.isMultiple(of: 2) ? 0.008 : 0.0082)) }
    return PulseTrain(
      pulsesSeconds: times, amplitudes: times.indices.map { $0.isMultiple(of: 2) ? 1 : 1.1 })
  }

  private func expect(_ value: Double?, _ truth: Double) throws {
    #expect(abs(try #require(value) / truth - 1) < 1e-9)
  }

  @Test("alternating periods have the jitter of the formulas")
  func jitter() throws {
    let found = VoicePerturbation(alternating)
    let mean = 0.0081
    try expect(found.jitterLocalSeconds, 0.0002)
    try expect(found.jitterLocalPercent, 100 * 0.0002 / mean)
    // One of three differs from the middle one's mean by two thirds, two of five by two fifths of the step.
    try expect(found.jitterRapPercent, 100 * 2 / 3 * 0.0002 / mean)
    try expect(found.jitterDdpPercent, 100 * 2 * 0.0002 / mean)
    try expect(found.jitterPpq5Percent, 100 * 2 / 5 * 0.0002 / mean)
    #expect(found.periodPairCount == 39)
  }

  @Test("alternating amplitudes have the shimmer of the formulas")
  func shimmer() throws {
    let found = VoicePerturbation(alternating)
    // The last amplitude, of 1, has none after it.
    let mean = (20 * 1.0 + 20 * 1.1) / 40
    try expect(found.shimmerLocalPercent, 100 * 0.1 / mean)
    try expect(found.shimmerLocalDecibels, 20 * log10(1.1))
    try expect(found.shimmerApq3Percent, 100 * 2 / 3 * 0.1 / mean)
    try expect(found.shimmerDdaPercent, 100 * 2 * 0.1 / mean)
    try expect(found.shimmerApq5Percent, 100 * 2 / 5 * 0.1 / mean)
    try expect(found.shimmerApq11Percent, 100 * 6 / 11 * 0.1 / mean)
  }

  @Test("a gap between two stretches is no period, and steps across it do not count")
  func gap() throws {
    let first = (0..<10).map { Double($0) * 0.01 }
    let second = (0..<10).map { 1 + Double($0) * 0.01 }
    let found = VoicePerturbation(
      PulseTrain(pulsesSeconds: first + second, amplitudes: [Double?](repeating: 1, count: 20)))
    #expect(try #require(found.jitterLocalPercent) < 1e-9)
    #expect(found.periodPairCount == 16)
  }

  @Test("amplitudes on either side of one that is missing are neighbours up to 20 ms apart, not beyond")
  func passedOver() throws {
    func found(periodSeconds: Double) -> VoicePerturbation {
      VoicePerturbation(
        PulseTrain(
          pulsesSeconds: (0..<4).map { periodSeconds * Double($0) }, amplitudes: [1.0, nil, 1.2, 1.0]))
    }
    // |1 − 1.2| and |1.2 − 1| over the mean of 1 and 1.2, which another amplitude follows.
    let near = found(periodSeconds: 0.009)
    #expect(near.amplitudePairCount == 2)
    #expect(abs(try #require(near.shimmerLocalPercent) - 100 * 0.2 / 1.1) < 1e-9)
    #expect(near.shimmerApq3Percent != nil)
    let far = found(periodSeconds: 0.011)
    #expect(far.amplitudePairCount == 1)
    #expect(far.shimmerApq3Percent == nil)
  }

  @Test("without pulses nothing is known")
  func nothing() {
    let found = VoicePerturbation(PulseTrain(pulsesSeconds: [], amplitudes: []))
    #expect(found.jitterLocalPercent == nil)
    #expect(found.jitterPpq5Percent == nil)
    #expect(found.shimmerApq11Percent == nil)
  }
}
