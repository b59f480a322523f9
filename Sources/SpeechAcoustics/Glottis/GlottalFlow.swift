#if canImport(Glibc)
  internal import Glibc
#endif

/// Glottal flow of one frame by iterative adaptive inverse filtering (Alku 1992, Speech Communication
/// 11:109–118).
///
/// A first-order model of the source is taken out of the speech, the vocal tract modelled and taken out, lip
/// radiation undone; from the flow so found a better model of the source and the tract is made the same way.
/// Models are linear predictions by autocorrelation under a Hann window. Serves one thread.
struct GlottalFlow {
  static let sampleRateHz = 8000
  /// Orders of the models of tract and source: one pole pair a kilohertz and two poles more; two pairs.
  private static let tractOrder = 10
  private static let sourceOrder = 4
  /// Leak of the integration that undoes lip radiation.
  private static let leak = 0.99

  /// The flow and its derivative, arbitrary scale, each as long as the frame. `nil` without energy.
  static func estimate(_ speech: [Double]) -> (flow: [Double], derivative: [Double])? {
    guard let tilt = predictor(speech, order: 1),
      let firstTract = predictor(filtered(speech, by: tilt), order: tractOrder)
    else { return nil }
    let firstFlow = integrated(filtered(speech, by: firstTract))
    guard let source = predictor(firstFlow, order: sourceOrder),
      let tract = predictor(integrated(filtered(speech, by: source)), order: tractOrder)
    else { return nil }
    let derivative = filtered(speech, by: tract)
    return (integrated(derivative), derivative)
  }

  /// Coefficients 1, a₁, … of the inverse filter; `nil` without energy.
  private static func predictor(_ samples: [Double], order: Int) -> [Double]? {
    let count = samples.count
    var windowed = samples
    for i in windowed.indices {
      windowed[i] *= 0.5 - 0.5 * cos(2 * .pi * (Double(i) + 0.5) / Double(count))
    }
    var correlation = [Double](repeating: 0, count: order + 1)
    for lag in 0...order {
      var sum = 0.0
      for i in lag..<count { sum += windowed[i] * windowed[i - lag] }
      correlation[lag] = sum
    }
    guard correlation[0] > 1e-20 else { return nil }
    // White noise 90 dB down keeps the recursion regular.
    correlation[0] *= 1 + 1e-9
    var coefficients = [1.0] + [Double](repeating: 0, count: order)
    var error = correlation[0]
    for step in 1...order {
      var sum = correlation[step]
      for i in 1..<step { sum += coefficients[i] * correlation[step - i] }
      let reflection = -sum / error
      let previous = coefficients
      for i in 1..<step { coefficients[i] = previous[i] + reflection * previous[step - i] }
      coefficients[step] = reflection
      error *= 1 - reflection * reflection
    }
    return coefficients
  }

  private static func filtered(_ samples: [Double], by coefficients: [Double]) -> [Double] {
    samples.indices.map { i in
      var sum = 0.0
      for k in 0...min(coefficients.count - 1, i) { sum += coefficients[k] * samples[i - k] }
      return sum
    }
  }

  private static func integrated(_ samples: [Double]) -> [Double] {
    var sum = 0.0
    return samples.map {
      sum = leak * sum + $0
      return sum
    }
  }
}
