#if canImport(Glibc)
  internal import Glibc
#endif

import RealModule
import SpectralAnalysis

/// Spectral descriptors of 25 ms Hamming-windowed frames.
///
/// The spectrum is a power density: 2·|X|² / (rate · Σw²) in squared full scale per hertz, which neither rate nor
/// window length changes. Serves one thread; allocates nothing per frame.
struct SpectralFrameAnalyser: ~Copyable {
  static let windowSeconds = 0.025
  /// Upper end of alpha ratio, Hammarberg index and flux.
  private static let highestHz = 5000.0

  private let binHz: Double
  private let window: [Float]
  private let densityScale: Float
  private let bank: MelBank
  private let alphaLow: BandWeights
  private let alphaHigh: BandWeights
  private let slopeLow: SlopeWeights
  private let slopeMiddle: SlopeWeights
  private let fluxBins: Int
  /// The first from 2000 Hz on.
  private let firstHighBin: Int
  private var transform: SpectrumAnalyser
  private var frame: [Float]
  private var density: [Float]
  private var magnitudes: [Float]
  private var previousMagnitudes: [Float]
  private var decibels: [Float]
  private var logPowers: [Double]
  private var previousFrame: Int?

  init(sampleRateHz: Double) {
    let length = Int((Self.windowSeconds * sampleRateHz).rounded())
    var size = 16
    while size < length { size *= 2 }
    transform = SpectrumAnalyser(length: size)
    binHz = sampleRateHz / Double(size)
    window = Windows.hamming(count: length)
    let energy = window.reduce(0.0) { $0 + Double($1) * Double($1) }
    densityScale = Float(2 / (sampleRateHz * energy))
    let binCount = size / 2 + 1
    bank = MelBank(binHz: binHz, binCount: binCount)
    alphaLow = BandWeights(50...1000, binHz: binHz)
    alphaHigh = BandWeights(1000...Self.highestHz, binHz: binHz)
    // Bin 0 holds the offset's remainder, not sound.
    slopeLow = SlopeWeights(binHz...500, binHz: binHz)
    slopeMiddle = SlopeWeights(500...1500, binHz: binHz)
    fluxBins = Int(Self.highestHz / binHz) + 1
    firstHighBin = Int((2000 / binHz).rounded(.up))
    frame = [Float](repeating: 0, count: length)
    density = [Float](repeating: 0, count: binCount)
    magnitudes = [Float](repeating: 0, count: fluxBins)
    previousMagnitudes = magnitudes
    decibels = [Float](repeating: 0, count: slopeMiddle.bins.upperBound)
    logPowers = [Double](repeating: 0, count: MelBank.bandCount)
  }

  /// Writes the ten spectral descriptors of a frame, unless it is digital silence or not inside the sound. Flux
  /// needs the frame before to have been analysed too.
  mutating func analyse(
    _ sound: PreparedSound, centre: Int, frame number: Int, into columns: inout DescriptorColumns
  ) {
    let first = centre - window.count / 2
    guard first >= 0, first + window.count <= sound.samples.count else { return }
    Self.load(
      sound.samples.span.extracting(first..<first + window.count), less: sound.mean, weights: window,
      into: &frame)
    transform.power(of: frame, into: &density)
    Self.scale(&density, by: densityScale)
    let total = relaxedSum(density.span)
    // Below −200 dB only rounding is left of a constant input.
    guard Double(total) * binHz > 1e-20 else { return }
    bank.logPowers(density, into: &logPowers)
    columns[.loudness, number] = Float(bank.loudness(logPowers: logPowers))
    for (coefficient, descriptor) in EGeMAPSDescriptor.cepstral.enumerated() {
      columns[descriptor, number] = Float(bank.cepstrum(logPowers: logPowers, coefficient: coefficient))
    }
    columns[.alphaRatio, number] = Self.ratioDecibels(alphaHigh.sum(density), alphaLow.sum(density))
    columns[.hammarbergIndex, number] = hammarbergIndex()
    for bin in decibels.indices { decibels[bin] = density[bin] }
    SpectralAnalysis.decibels(ofPower: &decibels, floor: 1e-24)
    columns[.slope0To500, number] = slopeLow.slope(decibels)
    columns[.slope500To1500, number] = slopeMiddle.slope(decibels)
    columns[.spectralFlux, number] = flux(frame: number)
  }

  private static func scale(_ array: inout [Float], by factor: Float) {
    var values = array.mutableSpan
    for i in values.indices { values[i] *= factor }
  }

  private static func takeRoots(of squares: [Float], into array: inout [Float]) {
    let values = squares.span
    var roots = array.mutableSpan
    for i in roots.indices { roots[i] = values[i].squareRoot() }
  }

  private static func load(
    _ samples: Span<Float>, less offset: Float, weights window: [Float], into frame: inout [Float]
  ) {
    let weights = window.span
    var target = frame.mutableSpan
    for i in samples.indices { target[i] = (samples[i] - offset) * weights[i] }
  }

  private func hammarbergIndex() -> Float? {
    Self.ratioDecibels(
      peakMagnitude(density.span.extracting(1..<firstHighBin)),
      peakMagnitude(density.span.extracting(firstHighBin..<fluxBins)))
  }

  private static func ratioDecibels(_ a: Float, _ b: Float) -> Float? {
    a > 0 && b > 0 ? 10 * log10(a / b) : nil
  }

  /// Root mean square, over the bins up to 5 kHz, of the change of the density's square root.
  private mutating func flux(frame number: Int) -> Float? {
    swap(&magnitudes, &previousMagnitudes)
    Self.takeRoots(of: density, into: &magnitudes)
    defer { previousFrame = number }
    guard previousFrame == number - 1 else { return nil }
    let (before, now) = (previousMagnitudes.span, magnitudes.span)
    var total: Float = 0
    for bin in now.indices {
      let change = now[bin] - before[bin]
      total = Relaxed.multiplyAdd(change, change, total)
    }
    return (total / Float(fluxBins)).squareRoot()
  }
}

/// How much of each bin, half a bin to either side of its frequency, lies in a band.
private struct BandWeights {
  private let firstBin: Int
  private let weights: [Float]

  init(_ band: ClosedRange<Double>, binHz: Double) {
    let first = Int((band.lowerBound / binHz).rounded())
    let last = Int((band.upperBound / binHz).rounded())
    firstBin = first
    weights = (first...last).map { bin in
      let from = max(band.lowerBound, (Double(bin) - 0.5) * binHz)
      let to = min(band.upperBound, (Double(bin) + 0.5) * binHz)
      return Float(max(0, to - from))
    }
  }

  /// Power in the band.
  func sum(_ density: [Float]) -> Float {
    dotProduct(density.span.extracting(firstBin..<firstBin + weights.count), weights.span)
  }
}

/// Least squares: the slope of a straight line through the bins of a band, both ends included.
private struct SlopeWeights {
  let bins: Range<Int>
  private let weights: [Float]

  init(_ band: ClosedRange<Double>, binHz: Double) {
    let first = Int((band.lowerBound / binHz - 1e-9).rounded(.up))
    let bins = first..<Int((band.upperBound / binHz + 1e-9).rounded(.down)) + 1
    let frequencies = bins.map { Double($0) * binHz }
    let mean = frequencies.reduce(0, +) / Double(frequencies.count)
    let squares = frequencies.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    weights = frequencies.map { Float(($0 - mean) / squares) }
    self.bins = bins
  }

  func slope(_ decibels: [Float]) -> Float {
    dotProduct(decibels.span.extracting(bins), weights.span)
  }
}
