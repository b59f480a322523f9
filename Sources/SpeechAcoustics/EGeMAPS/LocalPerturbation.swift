#if canImport(Glibc)
  internal import Glibc
#endif

import RealModule
import SpectralAnalysis

/// Jitter and shimmer round single instants, from a continuous train of glottal pulses.
///
/// Period and amplitude are taken from the sound just after each pulse, to 0.35 periods after it: there the new pulse
/// outweighs the ringing of the one before, which would even out neighbours.
struct LocalPerturbation {
  /// Pulses this far to either side of an instant count for it.
  static let radiusSeconds = 0.050
  /// Fewest pairs of neighbours round an instant.
  static let leastPairs = 3
  private static let periodRangeSeconds = 0.0001...0.02
  private static let largestPeriodRatio: Float = 1.3
  /// An amplitude ratio of 1.6, in decibels.
  private static let largestLevelStep = 20 * Double.log10(1.6)
  private static let before = 0.15
  private static let after = 0.35
  /// Sound before the pulse's own rise is the ringing of the one before it.
  private static let amplitudeBefore = 0.05

  private let pulsesSeconds: [Double]
  /// From each pulse to the next, in seconds; 0 where it is no period.
  private var periods: [Float] = []
  /// In decibels, of each pulse that a period follows.
  private var levels: [Float] = []
  private var low = 0

  init(pulsesSeconds: [Double], sound: PreparedSound) {
    self.pulsesSeconds = pulsesSeconds
    periods.reserveCapacity(pulsesSeconds.count)
    levels.reserveCapacity(pulsesSeconds.count)
    var scratch: [Float] = []
    for (pulse, next) in zip(pulsesSeconds, pulsesSeconds.dropFirst()) {
      sound.letGo(beforePulse: pulse, number: periods.count)
      let found =
        Self.periodRangeSeconds.contains(next - pulse)
        ? Self.cycle(sound, pulseSeconds: pulse, periodSeconds: next - pulse, scratch: &scratch) : nil
      periods.append(Float(found?.seconds ?? 0))
      levels.append(found.map { Float(20 * Double.log10($0.amplitude)) } ?? 0)
    }
  }

  /// - Parameter seconds: Not less than at the call before.
  /// - Returns: Mean |Tᵢ − Tᵢ₊₁| over mean T in percent, and mean |20·log10(Aᵢ₊₁ / Aᵢ)| in decibels; each `nil`
  ///   with fewer than three pairs of neighbours.
  mutating func values(at seconds: Double) -> (jitterPercent: Float?, shimmerDecibels: Float?) {
    while low < pulsesSeconds.count, pulsesSeconds[low] < seconds - Self.radiusSeconds { low += 1 }
    var periodSteps = 0.0
    var periodTotal = 0.0
    var periodPairs = 0
    var levelSteps = 0.0
    var levelPairs = 0
    var pulse = low
    while pulse + 2 < pulsesSeconds.count, pulsesSeconds[pulse + 2] <= seconds + Self.radiusSeconds {
      defer { pulse += 1 }
      let (a, b) = (periods[pulse], periods[pulse + 1])
      guard min(a, b) > 0, max(a, b) <= Self.largestPeriodRatio * min(a, b) else { continue }
      periodSteps += Double((a - b).magnitude)
      periodTotal += Double(a + b) / 2
      periodPairs += 1
      let step = Double((levels[pulse + 1] - levels[pulse]).magnitude)
      guard step <= Self.largestLevelStep else { continue }
      levelSteps += step
      levelPairs += 1
    }
    return (
      periodPairs >= Self.leastPairs ? Float(100 * periodSteps / periodTotal) : nil,
      levelPairs >= Self.leastPairs ? Float(levelSteps / Double(levelPairs)) : nil
    )
  }

  /// Refines the period by the likeness of the sound after this pulse and after the next, within 5 % and at
  /// least three samples of the estimate; and the root mean square there.
  private static func cycle(
    _ sound: PreparedSound, pulseSeconds: Double, periodSeconds: Double, scratch: inout [Float]
  ) -> (seconds: Double, amplitude: Double)? {
    let period = periodSeconds * sound.sampleRateHz
    let length = max(Int(((before + after) * period).rounded()), 4)
    let reach = max(3, Int((0.05 * period).rounded(.up)))
    let middle = Int(period.rounded())
    let first = Int(((pulseSeconds - sound.startSeconds) * sound.sampleRateHz - before * period).rounded())
    let count = middle + reach + 1 + length
    guard first >= 0, first + count <= sound.samples.count, middle > reach + 1 else { return nil }
    scratch.removeAll(keepingCapacity: true)
    for i in first..<first + count { scratch.append(sound.samples[i] - sound.mean) }
    let samples = scratch.span
    let fixed = samples.extracting(0..<length)
    let energy = dotProduct(fixed, fixed)
    guard energy > 0 else { return nil }
    func likeness(_ lag: Int) -> Double {
      let moved = samples.extracting(lag..<lag + length)
      let energies = energy * dotProduct(moved, moved)
      return energies > 0 ? Double(dotProduct(fixed, moved) / energies.squareRoot()) : 0
    }
    var best = middle - reach
    var bestValue = likeness(best)
    for lag in middle - reach + 1...middle + reach {
      let value = likeness(lag)
      if value > bestValue { (best, bestValue) = (lag, value) }
    }
    let peak = parabolicPeak(
      at: best, before: likeness(best - 1), middle: bestValue, after: likeness(best + 1))
    let pulse = (pulseSeconds - sound.startSeconds) * sound.sampleRateHz - Double(first)
    return (peak.position / sound.sampleRateHz, amplitude(samples, pulse: pulse, period: period))
  }

  /// Root mean square from just before a pulse on, the stretch's ends lying between samples: these count by the share
  /// of them inside.
  private static func amplitude(_ samples: Span<Float>, pulse: Double, period: Double) -> Double {
    let from = max(pulse - amplitudeBefore * period + 0.5, 0)
    let to = min(pulse + after * period + 0.5, Double(samples.count))
    let first = Int(from)
    let last = min(Int(to), samples.count - 1)
    var energy = 0.0
    for i in first...max(last, first) {
      let share = min(Double(i + 1), to) - max(Double(i), from)
      energy += max(share, 0) * Double(samples[i] * samples[i])
    }
    return (energy / (to - from)).squareRoot()
  }
}
