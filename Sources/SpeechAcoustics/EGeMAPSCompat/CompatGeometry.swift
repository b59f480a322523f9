#if canImport(Glibc)
  internal import Glibc
#endif

/// Frame, hop and transform lengths that the set has at one sample rate.
struct CompatGeometry: Sendable, Hashable {
  let sampleRateHz: Double
  /// 10 ms; rounded, so that at 11,025 Hz rows are really 9.977 ms apart though called 10 ms.
  let hopSamples: Int
  /// 60 ms: pitch, harmonics, perturbation.
  let longSamples: Int
  /// 20 ms: spectrum, loudness, formants. The set's own names say 25 ms.
  let shortSamples: Int
  let longTransformLength: Int
  let shortTransformLength: Int
  /// Spacing of transform bins from the nominal frame length; the true one is the sample rate over the
  /// transform's length, the same only where no frame length was rounded.
  let longBinHz: Double
  let shortBinHz: Double

  static let hopSeconds = 0.01
  /// Below it the bands the set measures are missing altogether.
  static let lowestSampleRateHz = 4000.0

  init(sampleRateHz: Double) {
    self.sampleRateHz = sampleRateHz
    hopSamples = Int((0.01 * sampleRateHz).rounded())
    longSamples = Int((0.06 * sampleRateHz).rounded())
    shortSamples = Int((0.02 * sampleRateHz).rounded())
    longTransformLength = Self.powerOfTwo(from: longSamples)
    shortTransformLength = Self.powerOfTwo(from: shortSamples)
    longBinHz = Double(longSamples) / (0.06 * Double(longTransformLength))
    shortBinHz = Double(shortSamples) / (0.02 * Double(shortTransformLength))
  }

  var longBinCount: Int { longTransformLength / 2 + 1 }
  var shortBinCount: Int { shortTransformLength / 2 + 1 }
  var nyquistHz: Double { longBinHz * Double(longBinCount - 1) }

  private static func powerOfTwo(from least: Int) -> Int {
    var length = 16
    while length < least { length *= 2 }
    return length
  }
}

/// The set's windows.
enum CompatWindows {
  static func gaussian(count: Int, sigma: Double = 0.4) -> [Float] {
    let middle = Double(count - 1) / 2
    return (0..<count).map { index in
      let place = (Double(index) - middle) / (sigma * middle)
      return Float(exp(-0.5 * place * place))
    }
  }

  static func hamming(count: Int) -> [Float] {
    (0..<count).map { Float(0.54 - 0.46 * cos(2 * .pi * Double($0) / Double(count - 1))) }
  }
}
