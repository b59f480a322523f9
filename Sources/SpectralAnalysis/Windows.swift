#if canImport(Glibc)
  internal import Glibc
#endif

/// Symmetric window functions, sampled at the centres of `count` equal cells, so that no weight is zero.
public enum Windows {
  /// Hann window, ½ + ½cos(πu) with u from −1 to 1.
  public static func hann(count: Int) -> [Float] {
    sampled(count: count) { 0.5 + 0.5 * cos(.pi * $0) }
  }

  /// Hamming window, 0.54 + 0.46·cos(πu) with u from −1 to 1.
  public static func hamming(count: Int) -> [Float] {
    sampled(count: count) { 0.54 + 0.46 * cos(.pi * $0) }
  }

  /// Kaiser window I₀(β√(1 − u²)) / I₀(β) with u from −1 to 1 (Kaiser & Schafer 1980, eq. 1).
  public static func kaiser(count: Int, beta: Double) -> [Float] {
    let peak = besselI0(beta)
    return sampled(count: count) { besselI0(beta * (1 - $0 * $0).squareRoot()) / peak }
  }

  /// Gaussian window brought down to 0 at its ends: (exp(−48v²) − exp(−12)) / (1 − exp(−12)) with v from −½ to
  /// ½ (Boersma & Weenink, Praat manual, page "Sound: To Formant (burg)…"). Its effective length is half of it.
  public static func gaussian(count: Int) -> [Float] {
    sampled(count: count) { (exp(-12 * $0 * $0) - exp(-12)) / (1 - exp(-12)) }
  }

  private static func sampled(count: Int, _ shape: (Double) -> Double) -> [Float] {
    (0..<count).map { Float(shape((2 * Double($0) + 1) / Double(count) - 1)) }
  }

  /// Modified Bessel function of the first kind and order 0, by its power series
  /// (Abramowitz & Stegun 9.6.12); every term is positive, so nothing cancels.
  private static func besselI0(_ x: Double) -> Double {
    var term = 1.0
    var total = 1.0
    var k = 1.0
    while term > total * 1e-17 {
      term *= (x / (2 * k)) * (x / (2 * k))
      total += term
      k += 1
    }
    return total
  }
}
