import RealModule
import SpectralAnalysis

#if canImport(Glibc)
  internal import Glibc
#endif

/// Loudness, spectral balance, flux and cepstrum of short frames.
struct CompatSpectralShape {
  struct Values {
    var loudness: Float = 0
    var alphaRatio: Float = 0
    var hammarbergIndex: Float = 0
    var slopeTo500: Float = 0
    var slope500To1500: Float = 0
    var flux: Float = 0
    var cepstrum = InlineArray<4, Float>(repeating: 0)
  }

  private static let cepstralScale: Float = 32767 * 32767
  private let filters: MelFilters
  private let hearing: [Float]
  private let cosines: [Float]
  private let alphaLow: Range<Int>
  private let alphaHigh: Range<Int>
  private let hammarbergLow: Range<Int>
  private let hammarbergHigh: Range<Int>
  private let fluxBins: Range<Int>
  private let lowSlope: SpectralSlope
  private let highSlope: SpectralSlope
  private var power: [Float]
  private var previous: [Float]
  private var hasPrevious = false
  private var bands: [Float]
  private var levels: [Float]

  init(geometry: CompatGeometry) {
    let count = geometry.shortBinCount
    let hertz = (0..<count).map { Double($0) * geometry.shortBinHz }
    func bins(_ belongs: (Double) -> Bool) -> Range<Int> {
      let chosen = hertz.indices.filter { belongs(hertz[$0]) }
      guard let first = chosen.first, let last = chosen.last else { return 0..<0 }
      return first..<last + 1
    }
    alphaLow = bins { $0 < 1000 }
    alphaHigh = bins { $0 >= 1000 && $0 <= 5000 }
    hammarbergLow = bins { $0 < 2000 }
    hammarbergHigh = bins { $0 >= 2000 && $0 <= 5000 }
    fluxBins = bins { $0 < 5000 }
    lowSlope = SpectralSlope(fromHz: 0, toHz: 500, hertz: hertz)
    highSlope = SpectralSlope(fromHz: 500, toHz: 1500, hertz: hertz)
    levels = [Float](repeating: 0, count: highSlope.bins.upperBound)
    filters = MelFilters(
      bandCount: 26, lowestHz: 20, highestHz: min(8000, hertz[count - 1]), binHz: geometry.shortBinHz,
      binCount: count)
    hearing = filters.centresHz.map { Float(Self.equalLoudness($0)) }
    bands = [Float](repeating: 0, count: filters.bandCount)
    power = [Float](repeating: 0, count: count)
    previous = power
    let bandCount = filters.bandCount
    cosines = (1...4).flatMap { i in
      (0..<bandCount).map { m in
        let lifter = 1 + 11 * sin(.pi * Double(i) / 22)
        let cosine = cos(.pi * Double(i) * (Double(m) + 0.5) / Double(bandCount))
        return Float((2 / Double(bandCount)).squareRoot() * cosine * lifter * log(10) / 10)
      }
    }
  }

  mutating func analyse(_ magnitude: [Float]) -> Values {
    square(magnitude.span)
    var values = Values()
    let low = relaxedSum(power.span.extracting(alphaLow))
    let high = max(relaxedSum(power.span.extracting(alphaHigh)), 1e-14)
    values.alphaRatio = low > 0 ? 10 * log10(high / low) : 0
    let lowPeak = peakMagnitude(power.span.extracting(hammarbergLow))
    let highPeak = peakMagnitude(power.span.extracting(hammarbergHigh))
    values.hammarbergIndex = lowPeak > 0 && highPeak > 0 ? 10 * log10(lowPeak / highPeak) : 0
    for bin in levels.indices { levels[bin] = power[bin] }
    decibels(ofPower: &levels, floor: 1e-14)
    values.slopeTo500 = Float(lowSlope.slope(levels.span))
    values.slope500To1500 = Float(highSlope.slope(levels.span))
    values.flux = flux(magnitude.span)
    filters.apply(power, into: &bands)
    values.loudness = loudness()
    cepstrum(into: &values.cepstrum)
    return values
  }

  private mutating func flux(_ magnitude: Span<Float>) -> Float {
    var total: Float = 0
    let now = magnitude.extracting(fluxBins)
    if hasPrevious {
      let before = previous.span.extracting(fluxBins)
      for i in now.indices {
        let step = now[i] - before[i]
        total = Relaxed.multiplyAdd(step, step, total)
      }
    }
    hasPrevious = true
    remember(magnitude)
    return (total / Float(fluxBins.count)).squareRoot()
  }

  private mutating func square(_ magnitude: Span<Float>) {
    var target = power.mutableSpan
    for bin in target.indices { target[bin] = magnitude[bin] * magnitude[bin] }
  }

  private mutating func remember(_ magnitude: Span<Float>) {
    var target = previous.mutableSpan
    for bin in target.indices { target[bin] = magnitude[bin] }
  }

  /// Mean of the bands' specific loudness, after the ear's sensitivity and a power law.
  private func loudness() -> Float {
    var total: Float = 0
    for band in bands.indices { total += pow(max(bands[band], 9.3e-10) * hearing[band], 0.33) }
    return total / Float(bands.count)
  }

  private mutating func cepstrum(into result: inout InlineArray<4, Float>) {
    for band in bands.indices { bands[band] *= Self.cepstralScale }
    // The cosines turn decibels into nepers of power.
    decibels(ofPower: &bands, floor: 1)
    let count = bands.count
    for i in 0..<4 {
      result[i] = dotProduct(bands.span, cosines.span.extracting(i * count..<(i + 1) * count))
    }
  }

  /// The ear's sensitivity of Hermansky 1990, J. Acoust. Soc. Am. 87:1738–1752, eq. 7 with the roll-off above
  /// 5 kHz, where the set writes ω⁷ for ω⁶.
  private static func equalLoudness(_ hertz: Double) -> Double {
    let omega = 2 * .pi * hertz
    let square = omega * omega
    let seventh = square * square * square * omega
    return 1e32 * (square + 56.8e6) * square * square
      / (pow(square + 6.3e6, 2) * (square + 0.38e9) * (seventh + 1.7e31))
  }
}
