import SignalCore
import SpectralAnalysis

/// Instants of the glottal pulses, by cross-correlating neighbouring periods
/// (Praat manual, page "Sound & Pitch: To PointProcess (cc)").
///
/// In every voiced stretch the first pulse is the largest excursion within half a period of its middle. From
/// there pulses are sought left and right, 0.8 to 1.25 periods on, where a period of sound is most like the
/// one before. A place of a likeness below 0.3, or next to silent, is passed without a pulse. The walk ends
/// beyond the stretch's edge; that last pulse is kept from a likeness of 0.7.
struct PulseFinder {
  private let sound: PreparedSound
  private let pitch: PitchTrack
  private let referencePeak: Float
  private var stretch: [Float]

  /// The way to a neighbouring pulse.
  private struct Step {
    var seconds: Double
    var likeness: Double
    /// Greatest magnitude in the period there.
    var peak: Float
  }

  /// Normalised correlation a pulse has with the one before, inside the stretch and beyond its edge.
  private static let leastLikeness = 0.3
  private static let leastLikenessBeyond = 0.7
  /// Peak of a pulse's period over the speech's, likewise.
  private static let leastPeak: Float = 0.01
  private static let leastPeakBeyond: Float = 0.02

  init(_ sound: PreparedSound, pitch: PitchTrack) {
    self.sound = sound
    self.pitch = pitch
    referencePeak = sound.speechPeak(highPassHz: nil)
    stretch = [Float](repeating: 0, count: Int(4 * sound.sampleRateHz / pitch.floorHz) + 8)
  }

  /// Seconds on the signal's clock, rising.
  mutating func pulsesSeconds() -> [Double] {
    var pulses: [Double] = []
    for voiced in pitch.voicedStretches {
      let earliest = pulses.last ?? -.infinity
      sound.letGo(before: pitch.grid.centreSeconds(voiced.lowerBound) - 1)
      pulses += self.pulses(in: voiced, after: earliest)
    }
    return pulses
  }

  private mutating func pulses(in voiced: Range<Int>, after earliest: Double) -> [Double] {
    let halfHop = pitch.grid.hopSeconds / 2
    let left = pitch.grid.centreSeconds(voiced.lowerBound) - halfHop
    let right = pitch.grid.centreSeconds(voiced.upperBound - 1) + halfHop
    guard let first = firstPulse(near: (left + right) / 2, in: voiced) else { return [] }
    let backwards = walk(from: first, direction: -1, in: voiced) { $0 < left }
    let forwards = walk(from: first, direction: 1, in: voiced) { $0 > right }
    // A pulse found from both sides of a short gap is kept once.
    let spacing = 0.8 * periodSeconds(at: left, in: voiced)
    return (backwards.reversed() + [first] + forwards).filter { $0 - earliest > spacing }
  }

  private func firstPulse(near middle: Double, in voiced: Range<Int>) -> Double? {
    let half = periodSeconds(at: middle, in: voiced) / 2
    let from = max(sound.sampleIndex(at: middle - half), 0)
    let to = min(sound.sampleIndex(at: middle + half), sound.samples.count - 1)
    guard from <= to else { return nil }
    let samples = sound.samples.span.extracting(from..<to + 1)
    var best = 0
    for i in samples.indices
    where (samples[i] - sound.mean).magnitude > (samples[best] - sound.mean).magnitude {
      best = i
    }
    return sound.startSeconds + Double(from + best) / sound.sampleRateHz
  }

  private mutating func walk(
    from first: Double, direction: Int, in voiced: Range<Int>, isBeyond: (Double) -> Bool
  ) -> [Double] {
    var found: [Double] = []
    var time = first
    while let step = bestStep(from: time, direction: direction, in: voiced) {
      time += Double(direction) * step.seconds
      let ends = isBeyond(time)
      if step.likeness >= (ends ? Self.leastLikenessBeyond : Self.leastLikeness),
        step.peak >= (ends ? Self.leastPeakBeyond : Self.leastPeak) * referencePeak
      {
        found.append(time)
      }
      if ends { break }
    }
    return found
  }

  /// The distance to the neighbouring pulse, or `nil` at the end of the sound.
  private mutating func bestStep(
    from time: Double, direction: Int, in voiced: Range<Int>
  ) -> Step? {
    let period = periodSeconds(at: time, in: voiced) * sound.sampleRateHz
    let length = max(Int(period.rounded()), 2)
    let shortest = max(Int((0.8 * period).rounded(.up)), 2)
    let longest = max(Int((1.25 * period).rounded(.down)), shortest)
    let start = Int(((time - sound.startSeconds) * sound.sampleRateHz - period / 2).rounded())
    // One lag beyond either limit serves the parabola.
    let reach = longest + 1
    let first = direction > 0 ? start : start - reach
    let count = length + reach
    guard first >= 0, first + count <= sound.samples.count, count <= stretch.count else { return nil }
    for i in 0..<count { stretch[i] = sound.samples[first + i] - sound.mean }

    let fixedAt = direction > 0 ? 0 : reach
    func likeness(_ lag: Int) -> Double {
      let movedAt = fixedAt + direction * lag
      return Double(
        normalisedCorrelation(stretch.span, fixedAt..<fixedAt + length, movedAt..<movedAt + length))
    }
    // A maximum between the limits goes before a greater value at a limit, which still rises beyond it.
    var inner: (lag: Int, peak: InterpolatedPeak)?
    var outer = (lag: shortest, peak: InterpolatedPeak(position: Double(shortest), height: -1))
    var before = likeness(shortest - 1)
    var middle = likeness(shortest)
    for lag in shortest...longest {
      let after = likeness(lag + 1)
      if middle > outer.peak.height {
        outer = (lag, InterpolatedPeak(position: Double(lag), height: middle))
      }
      if middle > before, middle >= after {
        let peak = parabolicPeak(at: lag, before: before, middle: middle, after: after)
        if peak.height > inner?.peak.height ?? -1 { inner = (lag, peak) }
      }
      (before, middle) = (middle, after)
    }
    let found = inner ?? outer
    let foundAt = fixedAt + direction * found.lag
    return Step(
      seconds: found.peak.position / sound.sampleRateHz, likeness: min(found.peak.height, 1),
      peak: peakMagnitude(stretch.span.extracting(foundAt..<foundAt + length)))
  }

  /// The period at a time, between frames by straight line, beyond the stretch that of its edge.
  private func periodSeconds(at time: Double, in voiced: Range<Int>) -> Double {
    let position = (time - pitch.grid.firstCentreSeconds) / pitch.grid.hopSeconds
    let held = min(max(position, Double(voiced.lowerBound)), Double(voiced.upperBound - 1))
    let frame = Int(held)
    let here = pitch.valuesHz[frame] ?? pitch.floorHz
    let next = frame + 1 < voiced.upperBound ? pitch.valuesHz[frame + 1] ?? here : here
    return 1 / (here + (held - Double(frame)) * (next - here))
  }
}
