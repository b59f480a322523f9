#if canImport(Glibc)
  internal import Glibc
#endif

import RealModule

/// Glottal flow of frames by iterative adaptive inverse filtering (Alku 1992, Speech Communication 11:109–118).
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

  /// The flow last estimated and its derivative, arbitrary scale, each as long as the frame.
  private(set) var flow: [Double] = []
  private(set) var derivative: [Double] = []
  private var window: [Double] = []
  private var windowed: [Double] = []
  /// Speech or flow less one of the models.
  private var residue: [Double] = []
  private var correlation = [Double](repeating: 0, count: tractOrder + 1)
  /// 1, a₁, … of the inverse filter last made.
  private var coefficients = [Double](repeating: 0, count: tractOrder + 1)

  /// - Returns: `false` without energy.
  mutating func estimate(_ speech: [Double]) -> Bool {
    prepare(count: speech.count)
    guard predict(speech, order: 1) else { return false }
    Self.filter(speech, by: coefficients, order: 1, into: &residue)
    guard predict(residue, order: Self.tractOrder) else { return false }
    Self.filter(speech, by: coefficients, order: Self.tractOrder, into: &residue)
    Self.integrate(residue, into: &flow)
    guard predict(flow, order: Self.sourceOrder) else { return false }
    Self.filter(speech, by: coefficients, order: Self.sourceOrder, into: &residue)
    Self.integrate(residue, into: &flow)
    guard predict(flow, order: Self.tractOrder) else { return false }
    Self.filter(speech, by: coefficients, order: Self.tractOrder, into: &derivative)
    Self.integrate(derivative, into: &flow)
    return true
  }

  private mutating func prepare(count: Int) {
    guard window.count != count else { return }
    flow = [Double](repeating: 0, count: count)
    (derivative, windowed, residue, window) = (flow, flow, flow, flow)
    // ½ − ½ cos of equal steps, by rotation.
    let step = 2 * Double.pi / Double(count)
    let (cosineStep, sineStep) = (cos(step), sin(step))
    var (cosine, sine) = (cos(step / 2), sin(step / 2))
    for i in 0..<count {
      window[i] = 0.5 - 0.5 * cosine
      (cosine, sine) = (cosine * cosineStep - sine * sineStep, sine * cosineStep + cosine * sineStep)
    }
  }

  /// Makes the inverse filter's coefficients; `false` without energy.
  private mutating func predict(_ samples: [Double], order: Int) -> Bool {
    Self.multiply(samples, window, into: &windowed)
    for lag in 0...order { correlation[lag] = Self.product(windowed, lag: lag) }
    guard correlation[0] > 1e-20 else { return false }
    // White noise 90 dB down keeps the recursion regular.
    correlation[0] *= 1 + 1e-9
    coefficients[0] = 1
    var error = correlation[0]
    for step in 1...order {
      var sum = correlation[step]
      for i in 1..<step { sum += coefficients[i] * correlation[step - i] }
      let reflection = -sum / error
      for i in 1..<(step / 2 + 1) {
        let (near, far) = (coefficients[i], coefficients[step - i])
        coefficients[i] = near + reflection * far
        // The middle one of an odd number is its own partner.
        if i != step - i { coefficients[step - i] = far + reflection * near }
      }
      coefficients[step] = reflection
      error *= 1 - reflection * reflection
    }
    return true
  }

  private static func multiply(_ values: [Double], _ factors: [Double], into result: inout [Double]) {
    let a = values.span
    let b = factors.span
    var target = result.mutableSpan
    precondition(a.count == target.count && b.count == target.count, "all are of one length")
    for i in target.indices { target[i] = a[i] * b[i] }
  }

  /// Sum of products with itself so many samples later.
  private static func product(_ values: [Double], lag: Int) -> Double {
    let a = values.span.extracting(0..<values.count - lag)
    let b = values.span.extracting(lag..<values.count)
    var sum = 0.0
    for i in a.indices { sum = Relaxed.multiplyAdd(a[i], b[i], sum) }
    return sum
  }

  private static func filter(
    _ samples: [Double], by coefficients: [Double], order: Int, into result: inout [Double]
  ) {
    var target = result.mutableSpan
    let source = samples.span
    precondition(source.count == target.count && order < source.count, "the result is as long as the samples")
    for i in target.indices { target[i] = source[i] }
    for delay in 1...order {
      let delayed = source.extracting(0..<source.count - delay)
      let factor = coefficients[delay]
      for i in delayed.indices { target[delay &+ i] += factor * delayed[i] }
    }
  }

  private static func integrate(_ samples: [Double], into result: inout [Double]) {
    let source = samples.span
    var target = result.mutableSpan
    var sum = 0.0
    for i in target.indices {
      sum = leak * sum + source[i]
      target[i] = sum
    }
  }
}
