#if canImport(Glibc)
  internal import Glibc
#endif

import SignalCore

/// Cycle-to-cycle irregularity of the voice, from the instants of its glottal pulses.
package struct VoicePerturbation: Sendable, Hashable {
  /// Shortest and longest period that counts as one, and the largest ratio of two in a row
  /// (Praat manual, page "Voice 2. Jitter").
  private static let periodRangeSeconds = 0.0001...0.02
  private static let largestPeriodRatio = 1.3
  /// Largest ratio of two amplitudes in a row (Praat manual, page "Voice 3. Shimmer").
  private static let largestAmplitudeRatio = 1.6

  /// Mean |Tᵢ − Tᵢ₊₁| over mean T, in percent; `nil` without a valid pair.
  package let jitterLocalPercent: Double?
  /// Mean |Aᵢ − Aᵢ₊₁| over mean A, in percent; `nil` without a valid pair.
  package let shimmerLocalPercent: Double?
  /// Pairs of periods behind the jitter.
  package let periodPairCount: Int
  /// Pairs of amplitudes behind the shimmer.
  package let amplitudePairCount: Int

  init(pulsesSeconds: [Double], sound: PreparedSound) {
    let periods = zip(pulsesSeconds, pulsesSeconds.dropFirst()).map { $1 - $0 }
    (jitterLocalPercent, periodPairCount) = Self.relativeVariation(
      periods, isValid: Self.periodRangeSeconds.contains, largestRatio: Self.largestPeriodRatio)
    let amplitudes = Self.amplitudes(pulsesSeconds: pulsesSeconds, periods: periods, sound: sound)
    (shimmerLocalPercent, amplitudePairCount) = Self.relativeVariation(
      amplitudes, isValid: { $0 > 0 }, largestRatio: Self.largestAmplitudeRatio)
  }

  /// Mean absolute difference of valid neighbours over the mean of the values in such pairs, in percent.
  private static func relativeVariation(
    _ values: [Double], isValid: (Double) -> Bool, largestRatio: Double
  ) -> (percent: Double?, pairCount: Int) {
    var differences = 0.0
    var pairCount = 0
    var total = 0.0
    var valueCount = 0
    var previousWasCounted = false
    for (a, b) in zip(values, values.dropFirst()) {
      guard isValid(a), isValid(b), max(a, b) <= largestRatio * min(a, b) else {
        previousWasCounted = false
        continue
      }
      differences += abs(a - b)
      pairCount += 1
      total += previousWasCounted ? b : a + b
      valueCount += previousWasCounted ? 1 : 2
      previousWasCounted = true
    }
    guard pairCount > 0 else { return (nil, 0) }
    return (100 * (differences / Double(pairCount)) / (total / Double(valueCount)), pairCount)
  }

  /// Amplitude at each pulse: Hann-weighted root mean square from 0.2 periods before it to 0.2 periods
  /// after. 0, which no pair accepts, where a neighbouring period is not valid.
  private static func amplitudes(
    pulsesSeconds: [Double], periods: [Double], sound: PreparedSound
  ) -> [Double] {
    pulsesSeconds.indices.map { pulse in
      guard pulse > 0, pulse < periods.count else { return 0 }
      let before = periods[pulse - 1]
      let after = periods[pulse]
      guard periodRangeSeconds.contains(before), periodRangeSeconds.contains(after),
        max(before, after) <= largestPeriodRatio * min(before, after)
      else { return 0 }
      return amplitude(
        sound, atSeconds: pulsesSeconds[pulse], before: 0.2 * before, after: 0.2 * after)
    }
  }

  private static func amplitude(
    _ sound: PreparedSound, atSeconds: Double, before: Double, after: Double
  ) -> Double {
    let centre = (atSeconds - sound.startSeconds) * sound.sampleRateHz
    let left = before * sound.sampleRateHz
    let right = after * sound.sampleRateHz
    let from = max(Int((centre - left).rounded(.up)), 0)
    let to = min(Int((centre + right).rounded(.down)), sound.samples.count - 1)
    guard from <= to else { return 0 }
    var power = 0.0
    var weightTotal = 0.0
    for i in from...to {
      let distance = Double(i) - centre
      let weight = 0.5 + 0.5 * cos(.pi * distance / (distance < 0 ? left : right))
      let value = Double(sound.samples[i] - sound.mean)
      power += weight * value * value
      weightTotal += weight
    }
    return weightTotal > 0 ? (power / weightTotal).squareRoot() : 0
  }
}
