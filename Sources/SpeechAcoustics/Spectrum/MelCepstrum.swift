#if canImport(Glibc)
  internal import Glibc
#endif

import RealModule
import SpectralAnalysis

/// Mel-frequency cepstral coefficients 1–13 of a power spectrum (Davis & Mermelstein 1980, IEEE Trans. ASSP
/// 28:357–366; Young et al., The HTK Book, sections 5.4 and 5.6).
///
/// Pre-emphasis 1 − 0.97z⁻¹ as a weight on the spectrum; 26 bands, triangles on the mel scale 2595·log₁₀(1 +
/// f/700) from 0 to 8000 Hz; natural logarithm; cosine transform √(2/26)·Σ ln(m_b) cos(πk(b − ½)/26); lifter
/// 1 + 11 sin(πk/22). Serves one thread; allocates nothing per frame.
struct MelCepstrum {
  static let coefficientCount = 13
  static let bandCount = 26
  static let highestHz = 8000.0
  private static let liftering = 22.0
  private static let leastPower = 1e-20

  /// For each bin: the band whose rising side it lies on, counted from 0 (26: above the last band's middle),
  /// and its share there; the rest belongs to the band before.
  private let bandOfBin: [Int]
  private let risingShare: [Double]
  private let emphasis: [Double]
  private let cosines: [Double]
  private var bands: [Double]
  /// The coefficients of the spectrum last given.
  private(set) var values = [Float](repeating: 0, count: coefficientCount)

  init(binCount: Int, binHz: Double, sampleRateHz: Double) {
    func mel(_ hertz: Double) -> Double { 2595 * Double.log10(1 + hertz / 700) }
    let spacing = mel(Self.highestHz) / Double(Self.bandCount + 1)
    var bandOfBin: [Int] = []
    var shares: [Double] = []
    var emphasis: [Double] = []
    for bin in 1..<binCount where Double(bin) * binHz < Self.highestHz {
      let place = mel(Double(bin) * binHz) / spacing
      bandOfBin.append(min(Int(place), Self.bandCount))
      shares.append(place - place.rounded(.down))
      let angle = 2 * Double.pi * Double(bin) * binHz / sampleRateHz
      emphasis.append(1 + 0.97 * 0.97 - 2 * 0.97 * cos(angle))
    }
    self.bandOfBin = bandOfBin
    risingShare = shares
    self.emphasis = emphasis
    bands = [Double](repeating: 0, count: Self.bandCount)
    cosines = (1...Self.coefficientCount).flatMap { k in
      let lifter = 1 + Self.liftering / 2 * sin(.pi * Double(k) / Self.liftering)
      return (0..<Self.bandCount).map { b in
        lifter * (2 / Double(Self.bandCount)).squareRoot()
          * cos(.pi * Double(k) * (Double(b) + 0.5) / Double(Self.bandCount))
      }
    }
  }

  /// - Parameter power: From 0 Hz on.
  mutating func coefficients(of power: Span<Float>) {
    for b in bands.indices { bands[b] = 0 }
    for i in bandOfBin.indices {
      let value = Double(power[i + 1]) * emphasis[i]
      let band = bandOfBin[i]
      if band < Self.bandCount { bands[band] += risingShare[i] * value }
      if band > 0 { bands[band - 1] += (1 - risingShare[i]) * value }
    }
    for b in bands.indices { bands[b] = log(max(bands[b], Self.leastPower)) }
    for k in 0..<Self.coefficientCount {
      var sum = 0.0
      for b in 0..<Self.bandCount { sum += bands[b] * cosines[k * Self.bandCount + b] }
      values[k] = Float(sum)
    }
  }
}
