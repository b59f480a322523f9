#if canImport(Glibc)
  internal import Glibc
#endif

import SpectralAnalysis

/// 26 overlapping triangles, evenly spaced and shaped on the mel scale 1127·ln(1 + f/700) from 20 to 6500 Hz, with
/// the weights of hearing for each.
///
/// The set's paper goes to 8000 Hz, which is half the rate itself: there stand the flanks of recorders' and
/// converters' filters, not the voice. Up to 6500 Hz every recording of 16 kHz and more carries all of it.
struct MelBank {
  static let bandCount = 26
  static let lowestHz = 20.0
  static let highestHz = 6500.0

  private let firstBins: [Int]
  /// Of all triangles in turn, and where each starts.
  private let weights: [Float]
  private let firstWeights: [Int]
  /// Logarithms of the equal-loudness weights at the triangles' peaks, that at 1 kHz being 1, over the reference power.
  private let hearing: [Double]
  /// Rows of the cosine transform for coefficients 1 to 4, lifter and scale included.
  private let cosines: [[Double]]
  /// Makes the loudness of a tone of 1 kHz at 40 dB re 20 µPa, taken as a single line, 1.
  private let loudnessScale: Double

  /// Exponent of Stevens's law, from intensity to loudness.
  private static let exponent = 0.33

  /// - Parameter binHz: Distance of the spectrum's bins.
  init(binHz: Double, binCount: Int) {
    let low = Self.mel(Self.lowestHz)
    let step = (Self.mel(Self.highestHz) - low) / Double(Self.bandCount + 1)
    func weight(_ hertz: Double, band: Int) -> Double {
      max(0, 1 - ((Self.mel(hertz) - low) / step - Double(band + 1)).magnitude)
    }
    let bins = 1..<binCount
    firstBins = (0..<Self.bandCount).map { band in
      bins.first { weight(Double($0) * binHz, band: band) > 0 } ?? 1
    }
    var weights: [Float] = []
    var firstWeights = [0]
    for band in 0..<Self.bandCount {
      weights += bins.map { weight(Double($0) * binHz, band: band) }.filter { $0 > 0 }.map {
        Float($0 * binHz)
      }
      firstWeights.append(weights.count)
    }
    self.weights = weights
    self.firstWeights = firstWeights
    let peaksHz = (0..<Self.bandCount).map { 700 * (exp((low + Double($0 + 1) * step) / 1127) - 1) }
    let hearing = peaksHz.map { Self.equalLoudness($0) / Self.equalLoudness(1000) }
    self.hearing = hearing.map { log($0 / IntensityTracker.referencePower) }
    cosines = (1...4).map { coefficient in
      let lifter = 1 + 11 * sin(.pi * Double(coefficient) / 22)
      let scale = (2 / Double(Self.bandCount)).squareRoot() * lifter
      return (0..<Self.bandCount).map {
        scale * cos(.pi * Double(coefficient) * (Double($0) + 0.5) / Double(Self.bandCount))
      }
    }
    let reference = (0..<Self.bandCount).reduce(0.0) {
      $0 + pow(weight(1000, band: $1) * hearing[$1] * 1e4, Self.exponent)
    }
    loudnessScale = 1 / reference
  }

  /// Natural logarithms of the power in each triangle.
  ///
  /// - Parameter density: Power per hertz of each bin.
  func logPowers(_ density: [Float], into result: inout [Double]) {
    for band in 0..<Self.bandCount {
      let first = firstBins[band]
      let shape = weights.span.extracting(firstWeights[band]..<firstWeights[band + 1])
      let power = dotProduct(density.span.extracting(first..<first + shape.count), shape)
      // Far below the rounding of any sample format: holds a band of nothing at a number.
      result[band] = log(max(Double(power), 1e-20))
    }
  }

  /// Sum over the bands of (weighted intensity re 20 µPa)^0.33, scaled; full scale ±1 is taken for ±1 Pa.
  func loudness(logPowers: [Double]) -> Double {
    var total = 0.0
    for band in 0..<Self.bandCount {
      total += exp(Self.exponent * (logPowers[band] + hearing[band]))
    }
    return total * loudnessScale
  }

  /// - Parameter coefficient: 0 for the first, MFCC 1.
  func cepstrum(logPowers: [Double], coefficient: Int) -> Double {
    var total = 0.0
    for band in 0..<Self.bandCount { total += cosines[coefficient][band] * logPowers[band] }
    return total
  }

  private static func mel(_ hertz: Double) -> Double { 1127 * log(1 + hertz / 700) }

  /// Hermansky 1990, J. Acoust. Soc. Am. 87:1738–1752, the form of eq. 7 that holds above 5 kHz too.
  private static func equalLoudness(_ hertz: Double) -> Double {
    let square = (2 * .pi * hertz) * (2 * .pi * hertz)
    let root = square + 6.3e6
    return (square + 56.8e6) * square * square
      / (root * root * (square + 0.38e9) * (square * square * square + 9.58e26))
  }
}
