import SpectralAnalysis

#if canImport(Glibc)
  internal import Glibc
#endif

/// A short frame's sound at 11 kHz, from the lower bins of its spectrum alone: an inverse transform whose length need
/// not be a whole number of samples.
///
/// Seen from the middle sample, real parts are even and imaginary parts odd; seen from the middle bin, cosines of
/// opposite bins are alike and sines are not. So one table of cosines and sines serves both halves of the sound and
/// both halves of the spectrum: a quarter of the plain transform's products.
struct CompatSynthesis {
  static let rateHz = 11_000.0
  /// Distances from the middle sample, 16 at a time.
  private typealias Distances = SIMD16<Float>

  let sampleCount: Int
  private let middleSample: Int
  /// Bins used on either side of the middle one.
  private let reach: Int
  /// For 16 distances after the other, and for each of the `reach` + 1 bin differences within: cosines and sines.
  private let cosines: [Distances]
  private let sines: [Distances]
  /// For the middle bin itself.
  private let middleCosines: [Distances]
  private let middleSines: [Distances]
  /// Turns the phase of bin 1, 2, … to the middle sample.
  private let turnCosines: [Float]
  private let turnSines: [Float]
  private var reals: [Float]
  private var imaginaries: [Float]
  /// Real and imaginary parts of the bins used, seen from the middle sample; 0 where there is none.
  private var turnedReals: [Float]
  private var turnedImaginaries: [Float]
  /// Sum and difference of the real parts of opposite bins, and of the imaginary parts.
  private var pairs: [SIMD4<Float>]
  private var even: [Distances]
  private var odd: [Distances]

  init(geometry: CompatGeometry) {
    let transform = Double(geometry.shortTransformLength)
    let share = Double(geometry.shortSamples) / transform
    sampleCount = Int((transform * Self.rateHz / geometry.sampleRateHz * share).rounded())
    let step = 2 * Double.pi * share / Double(sampleCount)
    let lastBin = min(geometry.shortTransformLength, sampleCount) / 2 - 1
    let middleBin = (lastBin + 1) / 2
    let middleSample = sampleCount / 2
    reach = lastBin - middleBin
    let blocks = middleSample / 16 + 1
    var cosines: [Distances] = []
    var sines: [Distances] = []
    cosines.reserveCapacity(blocks * (reach + 1))
    sines.reserveCapacity(blocks * (reach + 1))
    for block in 0..<blocks {
      let angles = Self.distances(block) * step
      let (cosine, sine) = (Self.map(angles, cos), Self.map(angles, sin))
      var (real, imaginary) = (SIMD16<Double>(repeating: 1), SIMD16<Double>.zero)
      for _ in 0...reach {
        cosines.append(Distances(real))
        sines.append(Distances(imaginary))
        (real, imaginary) = (real * cosine - imaginary * sine, real * sine + imaginary * cosine)
      }
    }
    self.cosines = cosines
    self.sines = sines
    let middleStep = step * Double(middleBin)
    middleCosines = (0..<blocks).map { Distances(Self.map(Self.distances($0) * middleStep, cos)) }
    middleSines = (0..<blocks).map { Distances(Self.map(Self.distances($0) * middleStep, sin)) }
    turnCosines = (1...lastBin).map { Float(cos(step * Double($0 * middleSample))) }
    turnSines = (1...lastBin).map { Float(sin(step * Double($0 * middleSample))) }
    reals = [Float](repeating: 0, count: lastBin + 1)
    imaginaries = reals
    // Of an even number of bins the first has no opposite.
    turnedReals = [Float](repeating: 0, count: 2 * reach + 1)
    turnedImaginaries = turnedReals
    pairs = [SIMD4<Float>](repeating: .zero, count: reach + 1)
    even = [Distances](repeating: .zero, count: blocks)
    odd = even
    self.middleSample = middleSample
  }

  private static func distances(_ block: Int) -> SIMD16<Double> {
    var distances = SIMD16<Double>.zero
    for lane in 0..<16 { distances[lane] = Double(16 * block + lane) }
    return distances
  }

  private static func map(_ values: SIMD16<Double>, _ function: (Double) -> Double) -> SIMD16<Double> {
    var results = values
    for lane in 0..<16 { results[lane] = function(values[lane]) }
    return results
  }

  /// - Parameters:
  ///   - short: What has just analysed the short frame.
  ///   - samples: As many as `sampleCount`.
  mutating func synthesise(_ short: inout SpectrumAnalyser, into samples: inout [Double]) {
    short.spectrumOfLast(real: &reals, imaginary: &imaginaries)
    turn()
    pair()
    addBins()
    let (even, odd) = (even.span, odd.span)
    var target = samples.mutableSpan
    for distance in 0...middleSample {
      let (same, opposite) = (even[distance / 16][distance % 16], odd[distance / 16][distance % 16])
      target[middleSample - distance] = Double(same + opposite)
      if middleSample + distance < target.count {
        target[middleSample + distance] = Double(same - opposite)
      }
    }
  }

  private mutating func turn() {
    let missing = turnedReals.count - turnCosines.count
    for i in turnCosines.indices {
      let (real, imaginary) = (reals[i + 1], imaginaries[i + 1])
      turnedReals[missing + i] = real * turnCosines[i] - imaginary * turnSines[i]
      turnedImaginaries[missing + i] = real * turnSines[i] + imaginary * turnCosines[i]
    }
  }

  private mutating func pair() {
    pairs[0] = SIMD4(turnedReals[reach], 0, turnedImaginaries[reach], 0)
    for difference in 1..<pairs.count {
      let (above, below) = (reach + difference, reach - difference)
      pairs[difference] = SIMD4(
        turnedReals[above] + turnedReals[below], turnedReals[above] - turnedReals[below],
        turnedImaginaries[above] + turnedImaginaries[below],
        turnedImaginaries[above] - turnedImaginaries[below])
    }
  }

  /// cos((m ± j)α) = cos mα · cos jα ∓ sin mα · sin jα, and the sine likewise.
  private mutating func addBins() {
    let rows = pairs.count
    for block in even.indices {
      let place = block * rows..<(block + 1) * rows
      let sums = Self.sums(
        pairs.span, cosines.span.extracting(place), sines.span.extracting(place))
      let (cosine, sine) = (middleCosines[block], middleSines[block])
      even[block] = reals[0] + (cosine * sums.evenCosines - sine * sums.evenSines)
      odd[block] = sine * sums.oddCosines + cosine * sums.oddSines
    }
  }

  private static func sums(
    _ pairs: Span<SIMD4<Float>>, _ cosines: Span<Distances>, _ sines: Span<Distances>
  ) -> (evenCosines: Distances, evenSines: Distances, oddCosines: Distances, oddSines: Distances) {
    var evenCosines = Distances.zero
    var evenSines = Distances.zero
    var oddCosines = Distances.zero
    var oddSines = Distances.zero
    for i in pairs.indices {
      let (pair, cosine, sine) = (pairs[i], cosines[i], sines[i])
      evenCosines = .multiplyAdd(cosine, Distances(repeating: pair.x), evenCosines)
      evenSines = .multiplyAdd(sine, Distances(repeating: pair.y), evenSines)
      oddCosines = .multiplyAdd(cosine, Distances(repeating: pair.z), oddCosines)
      oddSines = .multiplyAdd(sine, Distances(repeating: pair.w), oddSines)
    }
    return (evenCosines, evenSines, oddCosines, oddSines)
  }
}
