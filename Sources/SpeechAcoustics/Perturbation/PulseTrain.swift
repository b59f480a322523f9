#if canImport(Glibc)
  internal import Glibc
#endif

import SignalCore

/// Glottal pulses with the periods between them and their amplitudes.
package struct PulseTrain: Sendable, Hashable {
  /// Shortest and longest interval that counts as a period, and the largest ratio of two in a row
  /// (Praat manual, page "Voice 2. Jitter").
  static let periodRangeSeconds = 0.0001...0.02
  static let largestPeriodRatio = 1.3

  /// Instants on the signal's clock, rising.
  package let pulsesSeconds: [Double]
  /// From each pulse to the next; one fewer than pulses.
  package var periodsSeconds: [Double] { zip(pulsesSeconds, pulsesSeconds.dropFirst()).map { $1 - $0 } }
  /// One a pulse; `nil` where a neighbouring period is not valid.
  package let amplitudes: [Double?]

  package init(pulsesSeconds: [Double], amplitudes: [Double?]) {
    precondition(pulsesSeconds.count == amplitudes.count, "every pulse has its amplitude")
    self.pulsesSeconds = pulsesSeconds
    self.amplitudes = amplitudes
  }

  /// Measures the amplitude at each pulse: root of Σ (w·x)² / Σ w² with a Hann window from 0.2 periods before
  /// it to 0.2 periods after, each side as wide as the period there (Praat manual, page "Voice 3. Shimmer").
  init(pulsesSeconds: [Double], sound: PreparedSound) {
    let periods = zip(pulsesSeconds, pulsesSeconds.dropFirst()).map { $1 - $0 }
    let amplitudes = pulsesSeconds.indices.map { pulse -> Double? in
      sound.letGo(beforePulse: pulsesSeconds[pulse], number: pulse)
      guard pulse > 0, pulse < periods.count,
        Self.arePeriods(periods[pulse - 1...pulse])
      else { return nil }
      return Self.amplitude(
        sound, atSeconds: pulsesSeconds[pulse], before: 0.2 * periods[pulse - 1], after: 0.2 * periods[pulse])
    }
    self.init(pulsesSeconds: pulsesSeconds, amplitudes: amplitudes)
  }

  /// The pulses inside a range of time. Periods and amplitudes keep what was measured around its ends.
  func within(_ range: TimeRange) -> PulseTrain {
    let from = pulsesSeconds.partitioningIndex { $0 >= range.startSeconds }
    let to = pulsesSeconds.partitioningIndex { $0 >= range.endSeconds }
    return PulseTrain(
      pulsesSeconds: Array(pulsesSeconds[from..<max(from, to)]),
      amplitudes: Array(amplitudes[from..<max(from, to)]))
  }

  /// Whether all intervals are periods, and each as long as the next within the ratio.
  static func arePeriods(_ intervals: ArraySlice<Double>) -> Bool {
    intervals.allSatisfy(periodRangeSeconds.contains)
      && zip(intervals, intervals.dropFirst()).allSatisfy {
        max($0, $1) <= largestPeriodRatio * min($0, $1)
      }
  }

  private static func amplitude(
    _ sound: PreparedSound, atSeconds: Double, before: Double, after: Double
  ) -> Double? {
    let centre = (atSeconds - sound.startSeconds) * sound.sampleRateHz
    let left = before * sound.sampleRateHz
    let right = after * sound.sampleRateHz
    let from = max(Int((centre - left).rounded(.up)), 0)
    let to = min(Int((centre + right).rounded(.down)), sound.samples.count - 1)
    guard from <= to else { return nil }
    var power = 0.0
    var weightTotal = 0.0
    for i in from...to {
      let distance = Double(i) - centre
      let weight = 0.5 + 0.5 * cos(.pi * distance / (distance < 0 ? left : right))
      let value = weight * Double(sound.samples[i] - sound.mean)
      power += value * value
      weightTotal += weight * weight
    }
    return weightTotal > 0 && power > 0 ? (power / weightTotal).squareRoot() : nil
  }
}

extension [Double] {
  /// First index whose element satisfies a condition that, once true, stays true.
  func partitioningIndex(where isBeyond: (Double) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
