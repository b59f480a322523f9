import RealModule
import SpectralAnalysis

#if canImport(Glibc)
  internal import Glibc
#endif

/// Pitch candidates of a frame by sub-harmonic summation (Hermes 1988, J. Acoust. Soc. Am. 83:257–264) as the
/// set has it: spectral peaks on a logarithmic frequency axis, weighted, shifted by each harmonic and summed.
struct SubharmonicSummation {
  static let candidateCount = 6
  static let lowestHz = 55.0
  static let highestHz = 1000.0
  private static let scaleLowestHz = 25.0
  private static let harmonicCount = 15
  private static let compression = 0.85

  private let binCount: Int
  private let octaveStep: Double
  /// Where each harmonic lies above the first, in places of the logarithmic axis, and its share of the sum.
  private let shifts: [Int]
  private let shares: [Float]
  private let weighting: [Float]
  private var resampler: NaturalSplineResampler
  private var peaks: [Float]
  /// 1 at a peak, else 0.
  private var isPeak: [Float]
  private var smoothed: [Float]
  private var logarithmic: [Float]
  private var sums: [Float]
  /// Bit patterns of the sums' maxima, 0 elsewhere.
  private var maxima: [UInt32]
  /// Hertz and voicing (0 to 1) of the frame's candidates, the best first; 0 in empty places.
  private(set) var frequenciesHz = [Double](repeating: 0, count: candidateCount)
  private(set) var voicing = [Double](repeating: 0, count: candidateCount)

  init(binCount: Int, binHz: Double) {
    self.binCount = binCount
    let nyquistHz = binHz * Double(binCount - 1)
    let lowest = log2(Self.scaleLowestHz)
    let range = log2(nyquistHz) - lowest
    octaveStep = range / Double(binCount - 1)
    let placesPerOctave = Double(binCount) / log2(nyquistHz / Self.scaleLowestHz)
    shifts = (1...Self.harmonicCount).map { Int((placesPerOctave * log2(Double($0))).rounded(.down)) }
    shares = (0..<Self.harmonicCount).map {
      Float(pow(Self.compression, Double($0)) / Double(Self.harmonicCount))
    }
    // Low frequencies are weighted down by an arcus tangens that has its middle at 65 Hz re 50 Hz.
    let middle = placesPerOctave * log2(65.0 / 50.0) - 1
    weighting = (0..<binCount).map {
      Float(0.5 + atan(3 * (Double($0) + 1 - middle) / placesPerOctave) / .pi)
    }
    // Bin 0 has no logarithm; it is placed one octave below bin 1.
    let knots = (0..<binCount).map { $0 == 0 ? log2(binHz) - 1 : log2(Double($0) * binHz) }
    let step = octaveStep
    resampler = NaturalSplineResampler(
      knots: knots, targets: (0..<binCount).map { lowest + Double($0) * step })
    peaks = [Float](repeating: 0, count: binCount)
    smoothed = peaks
    sums = peaks
    maxima = [UInt32](repeating: 0, count: binCount)
    // Zeros beyond the last place let every harmonic run over all places.
    logarithmic = [Float](repeating: 0, count: binCount + (shifts.last ?? 0))
    isPeak = peaks
  }

  /// - Parameters:
  ///   - magnitudes: Magnitudes of several frames.
  ///   - bins: Those of the frame, one a bin.
  mutating func analyse(_ magnitudes: [Float], bins: Range<Int>) {
    keepPeaks(magnitudes.span.extracting(bins))
    smooth()
    resampler.resample(smoothed, into: &logarithmic)
    let mean = sumHarmonics()
    chooseCandidates(mean: mean)
  }

  /// Clears everything more than two bins away from a peak, between peaks.
  private mutating func keepPeaks(_ y: Span<Float>) {
    let last = y.count - 1
    markPeaks(y)
    let marks = isPeak
    let mark = marks.span
    var target = peaks.mutableSpan
    guard let first = marks.firstIndex(of: 1), let final = marks.lastIndex(of: 1) else {
      for i in 0...last { target[i] = y[i] }
      return
    }
    for i in 2..<last - 1 {
      // Of five neighbours any one that is a peak keeps the bin.
      let near = max(max(mark[i - 2], mark[i - 1]), max(max(mark[i], mark[i + 1]), mark[i + 2]))
      target[i] = y[i] * near
    }
    // Nothing is cleared before the first peak nor after the last, unless there is only one.
    for i in 0...max(first, 1) { target[i] = y[i] }
    for i in min(final, last - 1)...last { target[i] = y[i] }
    if first == final {
      for i in 0...last { target[i] = i < 3 ? y[i] : 0 }
    }
  }

  private mutating func markPeaks(_ y: Span<Float>) {
    let last = y.count - 1
    var mark = isPeak.mutableSpan
    let (before, here, after) = (
      y.extracting(0..<last - 1), y.extracting(1..<last), y.extracting(2..<last + 1)
    )
    // A product, not a condition: one that jumps half the time costs more than all else here.
    for i in here.indices {
      let rises: Float = here[i] > before[i] ? 1 : 0
      let holds: Float = here[i] >= after[i] ? 1 : 0
      mark[i + 1] = rises * holds
    }
    mark[0] = y[0] > y[1] ? 1 : 0
    mark[last] = y[last] > y[last - 1] ? 1 : 0
  }

  private mutating func smooth() {
    let peaks = peaks
    let y = peaks.span
    var target = smoothed.mutableSpan
    let last = y.count - 1
    target[0] = (2 * y[0] + y[1]) / 4
    for i in 1..<last { target[i] = (y[i - 1] + 2 * y[i] + y[i + 1]) / 4 }
    target[last] = y[last]
  }

  private mutating func weight() {
    let weighting = weighting
    let weights = weighting.span
    var values = logarithmic.mutableSpan
    for i in weights.indices {
      let value = values[i]
      values[i] = (value > 0 ? value : 0) * weights[i]
    }
  }

  /// Puts the sub-harmonic sum into `sums` and gives its mean.
  private mutating func sumHarmonics() -> Float {
    weight()
    for first in stride(from: 0, to: Self.harmonicCount, by: 5) { addHarmonics(from: first) }
    return relaxedSum(sums.span) / Float(binCount)
  }

  /// Five harmonics at a time, so that sums are read and written less often.
  private mutating func addHarmonics(from first: Int) {
    let (logarithmic, shares, count) = (logarithmic, shares, binCount)
    let isFirst = first == 0
    let a = logarithmic.span.extracting(shifts[first]..<shifts[first] + count)
    let b = logarithmic.span.extracting(shifts[first + 1]..<shifts[first + 1] + count)
    let c = logarithmic.span.extracting(shifts[first + 2]..<shifts[first + 2] + count)
    let d = logarithmic.span.extracting(shifts[first + 3]..<shifts[first + 3] + count)
    let e = logarithmic.span.extracting(shifts[first + 4]..<shifts[first + 4] + count)
    let (shareA, shareB, shareC) = (shares[first], shares[first + 1], shares[first + 2])
    let (shareD, shareE) = (shares[first + 3], shares[first + 4])
    let kept: Float = isFirst ? 0 : 1
    var target = sums.mutableSpan
    for i in target.indices {
      var sum = kept * target[i]
      sum = Relaxed.multiplyAdd(shareA, a[i], sum)
      sum = Relaxed.multiplyAdd(shareB, b[i], sum)
      sum = Relaxed.multiplyAdd(shareC, c[i], sum)
      sum = Relaxed.multiplyAdd(shareD, d[i], sum)
      target[i] = Relaxed.multiplyAdd(shareE, e[i], sum)
    }
  }

  /// Places of the highest maxima of the sum, highest first; −1 where there are fewer.
  private mutating func strongestMaxima() -> InlineArray<6, Int> {
    markMaxima()
    let maxima = maxima.span
    var best = InlineArray<6, Int>(repeating: -1)
    // Bit patterns of positive numbers are in their order.
    var heights = InlineArray<6, UInt32>(repeating: 0)
    for start in stride(from: 0, to: maxima.count, by: 32) {
      let part = maxima.extracting(start..<min(start + 32, maxima.count))
      guard Self.highest(part) > heights[5] else { continue }
      for i in part.indices where part[i] > heights[5] {
        var place = 5
        while place > 0, part[i] > heights[place - 1] {
          heights[place] = heights[place - 1]
          best[place] = best[place - 1]
          place -= 1
        }
        heights[place] = part[i]
        best[place] = start + i
      }
    }
    return best
  }

  private static func highest(_ values: Span<UInt32>) -> UInt32 {
    var highest = UInt32.min
    for i in values.indices { highest = max(highest, values[i]) }
    return highest
  }

  private mutating func markMaxima() {
    let sums = sums
    let inner = 1..<sums.count - 1
    let here = sums.span.extracting(inner)
    let (before, after) = (sums.span.extracting(droppingLast: 2), sums.span.extracting(droppingFirst: 2))
    var target = maxima.mutableSpan
    for i in here.indices {
      let rises: Float = here[i] > before[i] ? 1 : 0
      let falls: Float = here[i] > after[i] ? 1 : 0
      target[i + 1] = (here[i] * rises * falls).bitPattern
    }
  }

  private mutating func chooseCandidates(mean: Float) {
    let best = strongestMaxima()
    var count = 0
    var highest = 0
    var scores = InlineArray<6, Double>(repeating: 0)
    for i in 0..<Self.candidateCount {
      frequenciesHz[i] = 0
      voicing[i] = 0
      guard best[i] >= 0 else { continue }
      let j = best[i]
      let peak = parabolicPeak(
        at: j, before: Double(sums[j - 1]), middle: Double(sums[j]), after: Double(sums[j + 1]))
      let hertz = Self.scaleLowestHz * exp2(peak.position * octaveStep)
      guard hertz >= Self.lowestHz, hertz <= Self.highestHz else { continue }
      frequenciesHz[count] = hertz
      scores[count] = peak.height
      voicing[count] = peak.height > Double(mean) && peak.height > 0 ? 1 - Double(mean) / peak.height : 0
      if scores[count] > scores[highest] { highest = count }
      count += 1
    }
    if highest > 0 {
      frequenciesHz.swapAt(0, highest)
      voicing.swapAt(0, highest)
    }
  }
}
