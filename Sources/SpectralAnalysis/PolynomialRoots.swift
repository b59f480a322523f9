#if canImport(Glibc)
  internal import Glibc
#endif

/// A complex number: a root of a polynomial or its value there.
public struct ComplexRoot: Sendable, Hashable {
  public var real: Double
  public var imaginary: Double

  public init(real: Double, imaginary: Double) {
    self.real = real
    self.imaginary = imaginary
  }

  var squaredMagnitude: Double { real * real + imaginary * imaginary }

  static func + (a: Self, b: Self) -> Self {
    Self(real: a.real + b.real, imaginary: a.imaginary + b.imaginary)
  }
  static func - (a: Self, b: Self) -> Self {
    Self(real: a.real - b.real, imaginary: a.imaginary - b.imaginary)
  }
  static func * (a: Double, b: Self) -> Self { Self(real: a * b.real, imaginary: a * b.imaginary) }
  static func * (a: Self, b: Self) -> Self {
    Self(
      real: a.real * b.real - a.imaginary * b.imaginary,
      imaginary: a.real * b.imaginary + a.imaginary * b.real)
  }
  static func / (a: Self, b: Self) -> Self {
    let scale = 1 / b.squaredMagnitude
    return Self(
      real: (a.real * b.real + a.imaginary * b.imaginary) * scale,
      imaginary: (a.imaginary * b.real - a.real * b.imaginary) * scale)
  }

  /// The root with a real part of 0 or more.
  var squareRoot: Self {
    let magnitude = squaredMagnitude.squareRoot()
    let root = (0.5 * (magnitude + real.magnitude)).squareRoot()
    guard root > 0 else { return self }
    let other = imaginary / (2 * root)
    if real >= 0 { return Self(real: root, imaginary: other) }
    return Self(real: other.magnitude, imaginary: imaginary < 0 ? -root : root)
  }
}

/// Finds the roots of real polynomials of one degree: Laguerre's method from 0, so that small roots come first
/// and division by them stays stable, conjugate pairs taken out together, and each root polished on the whole
/// polynomial (Press et al., Numerical Recipes, section 9.5). Allocates nothing after it is made.
public struct PolynomialRoots: Sendable {
  private let degree: Int
  private var work: [Double]
  /// Roots with an imaginary part of 0 or more; of a conjugate pair only this one.
  public private(set) var upperRoots: [ComplexRoot] = []

  public init(degree: Int) {
    precondition(degree >= 1, "a polynomial with roots has a degree of 1 or more")
    self.degree = degree
    work = [Double](repeating: 0, count: degree + 1)
    upperRoots.reserveCapacity(degree)
  }

  /// Puts the roots of Σ coefficients[i]·zⁱ into `upperRoots`.
  ///
  /// - Precondition: `degree + 1` finite coefficients, the last of them not 0.
  public mutating func solve(_ coefficients: [Double]) {
    precondition(coefficients.count == degree + 1 && coefficients[degree] != 0, "the degree is as stated")
    upperRoots.removeAll(keepingCapacity: true)
    for i in 0...degree { work[i] = coefficients[i] }
    var remaining = degree
    while remaining > 0 {
      let found = Self.laguerre(work.span, degree: remaining)
      let isReal = remaining == 1 || found.imaginary.magnitude <= 1e-9 * found.real.magnitude
      if isReal || found.squaredMagnitude == 0 {
        divide(byRealRoot: found.real, degree: remaining)
        remaining -= 1
      } else {
        divide(byPairOf: found, degree: remaining)
        remaining -= 2
      }
      let upper = ComplexRoot(real: found.real, imaginary: isReal ? 0 : found.imaginary.magnitude)
      upperRoots.append(Self.polished(upper, coefficients.span, degree: degree))
    }
  }

  private mutating func divide(byRealRoot root: Double, degree: Int) {
    var quotient = 0.0
    for i in stride(from: degree, through: 1, by: -1) {
      quotient = work[i] + root * quotient
      work[i] = quotient
    }
    for i in 0..<degree { work[i] = work[i + 1] }
  }

  /// Divides by z² − 2·Re(root)·z + |root|².
  private mutating func divide(byPairOf root: ComplexRoot, degree: Int) {
    var last = 0.0
    var beforeLast = 0.0
    for i in stride(from: degree, through: 2, by: -1) {
      let quotient = work[i] + 2 * root.real * last - root.squaredMagnitude * beforeLast
      work[i] = quotient
      beforeLast = last
      last = quotient
    }
    for i in 0..<degree - 1 { work[i] = work[i + 2] }
  }

  private static func laguerre(_ a: Span<Double>, degree: Int) -> ComplexRoot {
    var root = ComplexRoot(real: 0, imaginary: 0)
    let order = Double(degree)
    for iteration in 1...80 {
      let here = evaluate(a, degree: degree, at: root)
      // A value below what rounding leaves of its terms counts as 0.
      guard here.value.squaredMagnitude > here.roundingError * here.roundingError else { return root }
      let g = here.slope / here.value
      let square = g * g
      let h = square - 2 * (here.halfCurvature / here.value)
      let spread = ((order - 1) * (order * h - square)).squareRoot
      let sum = g + spread
      let difference = g - spread
      let divisor = sum.squaredMagnitude >= difference.squaredMagnitude ? sum : difference
      var step =
        divisor.squaredMagnitude > 0
        ? ComplexRoot(real: order, imaginary: 0) / divisor
        : ComplexRoot(real: -(1 + root.squaredMagnitude.squareRoot()) * 0.6, imaginary: -0.8)
      // A shortened step every now and then leaves a cycle.
      if iteration % 10 == 0 { step = 0.37 * step }
      let next = root - step
      if next == root { return root }
      root = next
    }
    return root
  }

  private static func polished(_ start: ComplexRoot, _ a: Span<Double>, degree: Int) -> ComplexRoot {
    let here = evaluate(a, degree: degree, at: start)
    guard here.slope.squaredMagnitude > 0 else { return start }
    var step = here.value / here.slope
    if start.imaginary == 0 { step.imaginary = 0 }
    // Near a multiple root Newton's step is noise.
    return step.squaredMagnitude < 1e-8 * start.squaredMagnitude ? start - step : start
  }

  /// Value, first derivative and half the second, by Horner's rule.
  private static func evaluate(
    _ a: Span<Double>, degree: Int, at z: ComplexRoot
  ) -> (value: ComplexRoot, slope: ComplexRoot, halfCurvature: ComplexRoot, roundingError: Double) {
    let magnitude = z.squaredMagnitude.squareRoot()
    var value = ComplexRoot(real: a[degree], imaginary: 0)
    var slope = ComplexRoot(real: 0, imaginary: 0)
    var halfCurvature = slope
    var size = a[degree].magnitude
    var i = degree - 1
    while i >= 0 {
      halfCurvature = z * halfCurvature + slope
      slope = z * slope + value
      value = z * value
      value.real += a[i]
      size = size * magnitude + a[i].magnitude
      i -= 1
    }
    return (value, slope, halfCurvature, size * 2.3e-16)
  }
}
