import RealModule

/// Distribution functions of the normal, Student's t, F and χ² distributions.
///
/// The incomplete beta function is the continued fraction of the NIST Digital Library of Mathematical Functions
/// (DLMF) 8.17.22, the incomplete gamma function its series 8.11.4 and continued fraction 8.9.2. Their leading
/// factors are written as saddle-point deviances (Loader 2000, "Fast and accurate computation of binomial
/// probabilities"), so that they keep their digits with 50,000 degrees of freedom. Absolute error below 1e-10.
public enum NormalDistribution {
  /// P(Z ≤ z) = ½ erfc(−z/√2), DLMF 7.2.
  public static func cumulative(_ z: Double) -> Double { Double.erfc(-z / 2.0.squareRoot()) / 2 }

  /// P(Z > z), with all digits far out in the tail.
  public static func survival(_ z: Double) -> Double { Double.erfc(z / 2.0.squareRoot()) / 2 }

  /// The z below which a share of the distribution lies: Abramowitz & Stegun 26.2.23, then Halley's steps.
  /// - Returns: `nil` outside 0 < p < 1.
  public static func quantile(_ probability: Double) -> Double? {
    guard probability > 0, probability < 1 else { return nil }
    guard probability <= 0.5 else { return quantile(1 - probability).map { -$0 } }
    let t = (-2 * Double.log(probability)).squareRoot()
    var z =
      -t + (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in 0..<3 {
      let density = Double.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      let step = (cumulative(z) - probability) / density
      z -= step / (1 + z * step / 2)
    }
    return z
  }

  /// The z of a two-sided interval: 1.96 for 0.95.
  /// - Returns: `nil` outside 0 < coverage < 1.
  public static func criticalValue(coverage: Double) -> Double? {
    guard coverage > 0, coverage < 1 else { return nil }
    return quantile((1 - coverage) / 2).map { -$0 }
  }
}

public enum StudentDistribution {
  /// P(|T| > |t|): DLMF 8.17, I(ν/(ν + t²); ν/2, ½).
  /// - Returns: `nil` without degrees of freedom.
  public static func twoSided(_ t: Double, degreesOfFreedom: Double) -> Double? {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite, !t.isNaN else { return nil }
    guard t.isFinite, (t * t).isFinite else { return 0 }
    let total = degreesOfFreedom + t * t
    return regularizedBeta(
      a: degreesOfFreedom / 2, b: 0.5, x: degreesOfFreedom / total, complement: t * t / total)
  }

  public static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double? {
    twoSided(t, degreesOfFreedom: degreesOfFreedom).map { t > 0 ? 1 - $0 / 2 : $0 / 2 }
  }

  /// - Returns: `nil` outside 0 < p < 1 or without degrees of freedom.
  public static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double? {
    guard probability > 0, probability < 1, degreesOfFreedom > 0, degreesOfFreedom.isFinite else {
      return nil
    }
    let tail = 2 * min(probability, 1 - probability)
    let size = decreasingRoot { (twoSided($0, degreesOfFreedom: degreesOfFreedom) ?? 0) - tail }
    return probability < 0.5 ? -size : size
  }
}

public enum FisherDistribution {
  /// P(F > f): DLMF 8.17.
  public static func survival(_ f: Double, numerator: Double, denominator: Double) -> Double? {
    guard numerator > 0, denominator > 0, numerator.isFinite, denominator.isFinite, !f.isNaN else {
      return nil
    }
    guard f > 0 else { return 1 }
    guard f.isFinite else { return 0 }
    let ratio = numerator / denominator * f
    return regularizedBeta(
      a: denominator / 2, b: numerator / 2, x: 1 / (1 + ratio), complement: ratio / (1 + ratio))
  }

  public static func quantile(_ probability: Double, numerator: Double, denominator: Double) -> Double? {
    guard probability > 0, probability < 1, numerator > 0, denominator > 0, numerator.isFinite,
      denominator.isFinite
    else { return nil }
    return decreasingRoot {
      (survival($0, numerator: numerator, denominator: denominator) ?? 0) - (1 - probability)
    }
  }
}

public enum ChiSquareDistribution {
  /// P(X > x) = Q(ν/2, x/2), DLMF 8.2.4.
  public static func survival(_ value: Double, degreesOfFreedom: Double) -> Double? {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite, !value.isNaN else { return nil }
    guard value > 0 else { return 1 }
    guard value.isFinite else { return 0 }
    return regularizedUpperGamma(a: degreesOfFreedom / 2, x: value / 2)
  }
}

/// The positive argument at which a falling function crosses 0, to the last bits.
private func decreasingRoot(_ function: (Double) -> Double) -> Double {
  var low = 0.0
  var high = 1.0
  while function(high) > 0, high < 1e300 {
    low = high
    high *= 2
  }
  while true {
    let middle = low + (high - low) / 2
    guard middle > low, middle < high else { return middle }
    if function(middle) > 0 { low = middle } else { high = middle }
  }
}

/// ln Γ(z + 1) less Stirling's formula (z + ½) ln z − z + ½ ln 2π; series DLMF 5.11.1.
private func stirlingError(_ z: Double) -> Double {
  guard z < 16 else {
    let s = 1 / (z * z)
    return (1 / 12.0 - s * (1 / 360.0 - s * (1 / 1260.0 - s * (1 / 1680.0 - s / 1188.0)))) / z
  }
  return Double.logGamma(z + 1) - (z + 0.5) * Double.log(z) + z - 0.5 * Double.log(2 * .pi)
}

/// x ln(x/m) + m − x without cancellation where x ≈ m (Loader 2000, eq. 5).
private func deviance(_ x: Double, _ m: Double) -> Double {
  let difference = x - m
  guard abs(difference) < 0.1 * (x + m) else { return x * Double.log(x / m) - difference }
  let v = difference / (x + m)
  var sum = difference * v
  var term = 2 * x * v
  var order = 3.0
  while true {
    term *= v * v
    let next = sum + term / order
    guard next != sum else { return sum }
    sum = next
    order += 2
  }
}

/// I(x; a, b), the regularized incomplete beta function, with `complement` = 1 − x given to its own last digit.
func regularizedBeta(a: Double, b: Double, x: Double, complement: Double) -> Double {
  guard x > 0 else { return 0 }
  guard complement > 0 else { return 1 }
  // The fraction converges fast on one side of the mean only.
  return x <= (a + 1) / (a + b + 2)
    ? betaFraction(a: a, b: b, x: x, complement: complement)
    : 1 - betaFraction(a: b, b: a, x: complement, complement: x)
}

private func betaFraction(a: Double, b: Double, x: Double, complement: Double) -> Double {
  let n = a + b
  let exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * complement)
  // xᵃ(1 − x)ᵇ / (a B(a, b))
  let factor = Double.exp(exponent) * (b / (2 * .pi * a * n)).squareRoot()
  var c = 1.0
  var d = 1 / guarded(1 - n * x / (a + 1))
  var fraction = d
  var m = 1.0
  while m < 20_000 {
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guarded(1 + even * d)
    c = guarded(1 + even / c)
    fraction *= d * c
    let odd = -(a + m) * (n + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guarded(1 + odd * d)
    c = guarded(1 + odd / c)
    fraction *= d * c
    if abs(d * c - 1) < 1e-15 { break }
    m += 1
  }
  return factor * fraction
}

/// Q(a, x), the regularized upper incomplete gamma function.
private func regularizedUpperGamma(a: Double, x: Double) -> Double {
  // xᵃ e⁻ˣ / Γ(a + 1)
  let factor = Double.exp(-stirlingError(a) - deviance(a, x)) / (2 * .pi * a).squareRoot()
  if x < a + 1 {
    var term = 1.0
    var sum = 1.0
    var n = a
    while term > sum * 1e-17 {
      n += 1
      term *= x / n
      sum += term
    }
    return 1 - factor * sum
  }
  var b = x + 1 - a
  var c = 1e300
  var d = 1 / guarded(b)
  var fraction = d
  var i = 1.0
  while i < 20_000 {
    let numerator = -i * (i - a)
    b += 2
    d = 1 / guarded(numerator * d + b)
    c = guarded(b + numerator / c)
    fraction *= d * c
    if abs(d * c - 1) < 1e-15 { break }
    i += 1
  }
  return factor * a * fraction
}

/// Lentz's guard against a vanishing denominator (Thompson & Barnett 1986, J. Comput. Phys. 64: 490).
private func guarded(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
