import RealModule

/// What the long- and short-time spectrum of a voice is summed up by. Every value is a ratio or a difference
/// of levels, so gain and sample rate have no influence.
struct SpectralShape {
  let binHz: Double

  /// Sum of power over the bins from one frequency up to, but without, another.
  func power(_ spectrum: Span<Float>, from lowHz: Double, to highHz: Double) -> Double {
    var total = 0.0
    for bin in bins(spectrum, from: lowHz, to: highHz) { total += Double(spectrum[bin]) }
    return total
  }

  /// 10 log₁₀ of the power from 1 to 5 kHz over that from 50 Hz to 1 kHz (Eyben et al. 2016, GeMAPS).
  func alphaRatioDecibels(_ spectrum: Span<Float>) -> Double? {
    ratioDecibels(power(spectrum, from: 1000, to: 5000), power(spectrum, from: 50, to: 1000))
  }

  /// Level of the highest peak below 2 kHz less that from 2 to 5 kHz (Hammarberg et al. 1980).
  func hammarbergIndexDecibels(_ spectrum: Span<Float>) -> Double? {
    func peak(_ bins: Range<Int>) -> Double {
      var peak: Float = 0
      for bin in bins { peak = max(peak, spectrum[bin]) }
      return Double(peak)
    }
    return ratioDecibels(
      peak(bins(spectrum, from: binHz, to: 2000)), peak(bins(spectrum, from: 2000, to: 5000)))
  }

  /// Slope of the least-squares line through the decibels of the bins in a range, in decibels per hertz.
  func slopeDecibelsPerHertz(_ decibels: Span<Float>, from lowHz: Double, to highHz: Double) -> Double? {
    var count = 0.0
    var sums = (x: 0.0, y: 0.0, xx: 0.0, xy: 0.0)
    for bin in bins(decibels, from: max(lowHz, binHz), to: highHz + binHz / 2) {
      let x = Double(bin) * binHz
      let y = Double(decibels[bin])
      count += 1
      sums = (sums.x + x, sums.y + y, sums.xx + x * x, sums.xy + x * y)
    }
    let spread = count * sums.xx - sums.x * sums.x
    return count >= 3 ? (count * sums.xy - sums.x * sums.y) / spread : nil
  }

  /// Mean frequency weighted by power.
  func centreOfGravityHertz(_ spectrum: Span<Float>) -> Double? {
    var total = 0.0
    var moment = 0.0
    for bin in bins(spectrum, from: 50, to: 5000) {
      total += Double(spectrum[bin])
      moment += Double(spectrum[bin]) * Double(bin) * binHz
    }
    return total > 0 ? moment / total : nil
  }

  private func ratioDecibels(_ numerator: Double, _ denominator: Double) -> Double? {
    numerator > 0 && denominator > 0 ? 10 * Double.log10(numerator / denominator) : nil
  }

  private func bins(_ spectrum: Span<Float>, from lowHz: Double, to highHz: Double) -> Range<Int> {
    let first = min(Int((lowHz / binHz - 1e-9).rounded(.up)), spectrum.count)
    return first..<max(first, min(Int((highHz / binHz - 1e-9).rounded(.up)), spectrum.count))
  }
}
