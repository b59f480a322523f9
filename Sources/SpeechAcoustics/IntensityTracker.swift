import RealModule
import SignalCore
import SpectralAnalysis

/// Sound level over time (Praat manual, page "Sound: To Intensity…").
struct IntensityTracker {
  /// Lowest pitch whose single periods are smoothed away; sets the window's length.
  let floorHz: Double

  /// Square of the hearing threshold, 20 µPa, taking full scale ±1 for ±1 Pa.
  static let referencePower = 4e-10

  /// Decibels re 20 µPa at the grid's instants; `nil` where every sample in the window is the same.
  ///
  /// 10 log10(Σ w (x − m)² / Σ w / 4·10⁻¹⁰) with m the weighted mean of the window, so that an offset has no
  /// influence. Kaiser window with β = 2π² + ½, effective 3.2 periods of the floor, twice that in all; at
  /// the ends of the signal the part of the window inside counts.
  func track(_ sound: PreparedSound, grid: FrameGrid) -> [Float?] {
    let radius = Int(3.2 / floorHz * sound.sampleRateHz)
    let window = Windows.kaiser(count: 2 * radius + 1, beta: 2 * .pi * .pi + 0.5)
    var centred = [Float](repeating: 0, count: window.count)
    return (0..<grid.count).map { frame in
      sound.letGo(beforeFrame: frame, of: grid)
      let first = sound.sampleIndex(at: grid.centreSeconds(frame)) - radius
      let from = max(0, first)
      let to = min(sound.samples.count, first + window.count)
      guard from < to else { return nil }
      var target = centred.mutableSpan
      return Self.level(
        sound.samples.span.extracting(from..<to), window.span.extracting(from - first..<to - first),
        offset: sound.mean, scratch: &target)
    }
  }

  private static func level(
    _ samples: Span<Float>, _ weights: Span<Float>, offset: Float, scratch: inout MutableSpan<Float>
  ) -> Float? {
    var weightTotal: Float = 0
    var weighted: Float = 0
    for i in samples.indices {
      let value = samples[i] - offset
      scratch[i] = value
      weightTotal = Relaxed.sum(weightTotal, weights[i])
      weighted = Relaxed.multiplyAdd(weights[i], value, weighted)
    }
    let mean = weighted / weightTotal
    var power: Float = 0
    for i in samples.indices {
      let value = scratch[i] - mean
      power = Relaxed.multiplyAdd(weights[i] * value, value, power)
    }
    // A constant input leaves rounding noise of the mean, some 150 dB down, which is no sound.
    let relative = Double(power / weightTotal)
    guard relative > 1e-12 * max(Double(offset * offset), 1e-3) else { return nil }
    return Float(10 * Double.log10(relative / referencePower))
  }
}
