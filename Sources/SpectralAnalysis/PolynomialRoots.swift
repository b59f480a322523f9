#if canImport(Glibc)
  internal import Glibc
#endif

/// A root of a polynomial.
public struct ComplexRoot: Sendable, Hashable {
  public var real: Double
  public var imaginary: Double

  public init(real: Double, imaginary: Double) {
    self.real = real
    self.imaginary = imaginary
  }
}

/// Finds the roots of real polynomials of one degree, all at once: Newton's steps, each root pushed off by all the
/// others (Aberth 1973, Mathematics of Computation 27:339–344, eq. 7), from places on a circle.
///
/// The roots are refined on the whole polynomial, four in the lanes of one vector. Simple roots come out within
/// rounding, double ones within 1e-7. Allocates nothing after it is made.
public struct PolynomialRoots: Sendable {
  private typealias Lanes = SIMD4<Double>
  private static let mostSteps = 60
  /// A last step so short, as a share of the root, leaves an error of its cube.
  private static let shortStep = 1e-7

  private let degree: Int
  /// Where roots start, on a circle of radius 1: not in conjugate pairs, which could never part.
  private let startReals: [Double]
  private let startImaginaries: [Double]
  /// Roots that are not 0.
  private var rootCount = 0
  /// Roots four by four; places past the last repeat the first.
  private var reals: [Lanes]
  private var imaginaries: [Lanes]
  /// The same one by one, as they were before the step.
  private var formerReals: [Double]
  private var formerImaginaries: [Double]
  /// Roots with an imaginary part of 0 or more; of a conjugate pair only this one.
  public private(set) var upperRoots: [ComplexRoot] = []

  public init(degree: Int) {
    precondition(degree >= 1, "a polynomial with roots has a degree of 1 or more")
    self.degree = degree
    let blocks = (degree + 3) / 4
    let angles = (0..<degree).map { (2 * .pi * Double($0) + 0.7) / Double(degree) }
    startReals = angles.map { cos($0) }
    startImaginaries = angles.map { sin($0) }
    reals = [Lanes](repeating: .zero, count: blocks)
    imaginaries = reals
    formerReals = [Double](repeating: 0, count: 4 * blocks)
    formerImaginaries = formerReals
    upperRoots.reserveCapacity(degree)
  }

  /// Puts the roots of Σ coefficients[i]·zⁱ into `upperRoots`.
  ///
  /// - Precondition: `degree + 1` finite coefficients, the last of them not 0.
  public mutating func solve(_ coefficients: [Double]) {
    precondition(coefficients.count == degree + 1 && coefficients[degree] != 0, "the degree is as stated")
    upperRoots.removeAll(keepingCapacity: true)
    let zeros = coefficients.prefix { $0 == 0 }.count
    rootCount = degree - zeros
    for _ in 0..<zeros { upperRoots.append(ComplexRoot(real: 0, imaginary: 0)) }
    guard rootCount > 0 else { return }
    let others = coefficients.span.extracting(droppingFirst: zeros)
    start(radius: pow((others[0] / others[rootCount]).magnitude, 1 / Double(rootCount)))
    for _ in 0..<Self.mostSteps where improve(others) { break }
    readRoots()
  }

  /// - Parameter radius: The geometric mean of all roots' distances from 0.
  private mutating func start(radius: Double) {
    for place in 0..<4 * reals.count {
      let root = place < rootCount ? place : 0
      reals[place / 4][place % 4] = radius * startReals[root]
      imaginaries[place / 4][place % 4] = radius * startImaginaries[root]
    }
  }

  /// Moves every root one step; says whether all steps were short.
  private mutating func improve(_ coefficients: Span<Double>) -> Bool {
    separate()
    var isDone = true
    for block in reals.indices {
      let (x, y) = (reals[block], imaginaries[block])
      let here = Self.evaluate(coefficients, x, y)
      let push = push(x, y)
      // Newton's step p / p′ becomes p / (p′ − p · push).
      let divisor = (
        real: here.slope.real - (here.value.real * push.real - here.value.imaginary * push.imaginary),
        imaginary: here.slope.imaginary
          - (here.value.real * push.imaginary + here.value.imaginary * push.real)
      )
      let size = divisor.real * divisor.real + divisor.imaginary * divisor.imaginary
      var scale = 1 / size
      scale.replace(with: 0, where: size .== 0)
      let stepX = (here.value.real * divisor.real + here.value.imaginary * divisor.imaginary) * scale
      let stepY = (here.value.imaginary * divisor.real - here.value.real * divisor.imaginary) * scale
      reals[block] = x - stepX
      imaginaries[block] = y - stepY
      let isShort =
        stepX * stepX + stepY * stepY .<= (x * x + y * y) * (Self.shortStep * Self.shortStep)
      isDone = isDone && all(isShort)
    }
    return isDone
  }

  private typealias Complex = (real: Lanes, imaginary: Lanes)

  /// Value and first derivative, by Horner's rule.
  private static func evaluate(_ a: Span<Double>, _ x: Lanes, _ y: Lanes) -> (value: Complex, slope: Complex)
  {
    var value: Complex = (Lanes(repeating: a[a.count - 1]), .zero)
    var slope: Complex = (.zero, .zero)
    var i = a.count - 2
    while i >= 0 {
      slope = (
        .multiplyAdd(-y, slope.imaginary, .multiplyAdd(x, slope.real, value.real)),
        .multiplyAdd(y, slope.real, .multiplyAdd(x, slope.imaginary, value.imaginary))
      )
      value = (
        .multiplyAdd(-y, value.imaginary, .multiplyAdd(x, value.real, Lanes(repeating: a[i]))),
        .multiplyAdd(y, value.real, x * value.imaginary)
      )
      i -= 1
    }
    return (value, slope)
  }

  /// Sum of 1 / (here − root) over all roots but the one that is here.
  // Inlined beside `evaluate` its vectors are taken apart.
  @inline(never)
  private func push(_ x: Lanes, _ y: Lanes) -> Complex {
    var sum: Complex = (.zero, .zero)
    let (formerReals, formerImaginaries) = (formerReals.span, formerImaginaries.span)
    for root in 0..<rootCount {
      let right = x - Lanes(repeating: formerReals[root])
      let up = y - Lanes(repeating: formerImaginaries[root])
      let square = right * right + up * up
      var inverse = 1 / square
      inverse.replace(with: 0, where: square .== 0)
      sum = (sum.real + right * inverse, sum.imaginary - up * inverse)
    }
    return sum
  }

  private mutating func separate() {
    for block in reals.indices {
      for lane in 0..<4 {
        formerReals[4 * block + lane] = reals[block][lane]
        formerImaginaries[4 * block + lane] = imaginaries[block][lane]
      }
    }
  }

  private mutating func readRoots() {
    separate()
    for root in 0..<rootCount {
      let (real, imaginary) = (formerReals[root], formerImaginaries[root])
      let isReal = imaginary.magnitude <= 1e-9 * real.magnitude
      guard isReal || imaginary > 0 else { continue }
      upperRoots.append(ComplexRoot(real: real, imaginary: isReal ? 0 : imaginary))
    }
  }
}
