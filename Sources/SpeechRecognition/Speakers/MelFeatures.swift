import DenseMath
import Foundation
import RealModule
import SignalCore

/// Power in 40 mel bands every 10 ms, as Resemblyzer 0.1.4 hands it to its network.
///
/// Slaney's mel scale (linear below 1 kHz, 27 steps to a factor of 6.4 above) with triangles of equal area, Hann
/// windows of 25 ms centred on multiples of 10 ms, squared magnitudes, no logarithm. Outside the signal is silence.
struct MelFeatures {
  static let bandCount = 40
  static let hopSamples = 160
  private static let windowSamples = 400
  private static let binCount = 201

  /// 400 × 402: the window times cosine and sine of each bin. At this length a product is as quick as a
  /// transform and needs no second library.
  private let basis: [Float]
  /// 201 × 40.
  private let filters: [Float]

  init() {
    let length = Self.windowSamples
    basis = (0..<length).flatMap { sample in
      let weight = 0.5 - 0.5 * cos(2 * .pi * Double(sample) / Double(length))
      let angles = (0..<Self.binCount).map { 2 * .pi * Double($0 * sample % length) / Double(length) }
      return angles.map { Float(weight * cos($0)) } + angles.map { Float(weight * sin($0)) }
    }
    let bands = Self.filterBank()
    filters = (0..<Self.binCount).flatMap { bin in bands.map { Float($0[bin]) } }
  }

  /// Frames whose centres lie at the given multiples of 10 ms: count × 40 numbers.
  func frames(_ range: Range<Int>, of samples: Samples) -> [Float] {
    let count = range.count
    let bins = Self.binCount
    var result = [Float](repeating: 0, count: count * Self.bandCount)
    guard count > 0 else { return result }
    let framed = framed(range, of: samples)
    var spectrum = [Float](repeating: 0, count: count * 2 * bins)
    multiply(
      framed.span, basis.span, ProductShape(rows: count, inner: Self.windowSamples, columns: 2 * bins),
      into: &spectrum)
    var power = [Float](repeating: 0, count: count * bins)
    for frame in 0..<count {
      for bin in 0..<bins {
        let real = spectrum[frame * 2 * bins + bin]
        let imaginary = spectrum[frame * 2 * bins + bins + bin]
        power[frame * bins + bin] = Relaxed.multiplyAdd(real, real, imaginary * imaginary)
      }
    }
    multiply(
      power.span, filters.span, ProductShape(rows: count, inner: bins, columns: Self.bandCount),
      into: &result)
    return result
  }

  private func framed(_ range: Range<Int>, of samples: Samples) -> [Float] {
    var result = [Float](repeating: 0, count: range.count * Self.windowSamples)
    let source = samples.span
    var target = result.mutableSpan
    for frame in range {
      let start = frame * Self.hopSamples - Self.windowSamples / 2
      let row = (frame - range.lowerBound) * Self.windowSamples
      for i in max(0, -start)..<max(0, -start, min(Self.windowSamples, source.count - start)) {
        target[row + i] = source[start + i]
      }
    }
    return result
  }

  /// 40 rows of 201 weights (Slaney 1998, Auditory Toolbox; area-normalised).
  private static func filterBank() -> [[Double]] {
    let highestHz = modelSampleRateHz / 2
    let logarithmicStep = log(6.4) / 27
    func hertz(_ mel: Double) -> Double {
      mel < 15 ? mel * 200 / 3 : 1000 * exp(logarithmicStep * (mel - 15))
    }
    let top = 15 + log(highestHz / 1000) / logarithmicStep
    let edges = (0...bandCount + 1).map { hertz(top * Double($0) / Double(bandCount + 1)) }
    return (0..<bandCount).map { band in
      let (low, centre, high) = (edges[band], edges[band + 1], edges[band + 2])
      return (0..<binCount).map { bin in
        let frequency = highestHz * Double(bin) / Double(binCount - 1)
        let height = min((frequency - low) / (centre - low), (high - frequency) / (high - centre))
        return max(0, height) * 2 / (high - low)
      }
    }
  }
}
