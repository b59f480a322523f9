internal import RealModule

#if canImport(Glibc)
  internal import Glibc
#endif

/// Natural cubic spline through values at fixed positions, read at other fixed positions.
///
/// The positions do not change, so the tridiagonal system of the second derivatives (Press et al., Numerical Recipes,
/// section 3.3, eqs. 3.3.2–3.3.7) is factorised once, and every reading point has its four weights. Each knot waits
/// for the one before; but what it takes over from far away fades, knot by knot. So long splines are solved in eight
/// stretches at once, each started so much earlier that less than rounding is missing. Serves one thread; allocates
/// nothing after it is made.
public struct NaturalSplineResampler: Sendable {
  private static let stretchCount = 8
  /// What may be missing of what a stretch takes over, as a share of it.
  private static let fadedShare = 1e-9

  /// Weights of a knot's value and of both its neighbours' in its equation.
  private let hereWeights: [Float]
  private let beforeWeights: [Float]
  private let afterWeights: [Float]
  /// Weight of the knot before in elimination, and of the knot after in back substitution.
  private let forwardWeights: [Float]
  private let backWeights: [Float]
  /// First knot of each stretch, and how many knots each has; they overlap.
  private let stretches: InlineArray<8, Int>
  private let stretchLength: Int
  private let intervals: [Int32]
  /// Weights of the values and of the second derivatives at the interval's two ends.
  private let weights: [SIMD4<Float>]
  /// The equations' right sides, at last the second derivatives.
  private var equations: [Float]
  private var eliminated: [Float]

  /// - Precondition: At least four knots, rising; targets rise and lie between the first knot and the last.
  public init(knots: [Double], targets: [Double]) {
    precondition(knots.count >= 4, "a spline bends between two inner knots")
    let count = knots.count
    let gaps = zip(knots.dropFirst(), knots).map { $0 - $1 }
    precondition(gaps.allSatisfy { $0 > 0 }, "knots rise")
    var hereWeights = [Float](repeating: 0, count: count)
    var (beforeWeights, afterWeights) = (hereWeights, hereWeights)
    var forwardWeights = [Double](repeating: 0, count: count)
    var backWeights = forwardWeights
    for knot in 1..<count - 1 {
      let (left, right) = (gaps[knot - 1], gaps[knot])
      let pivot = 1 / ((left + right) / 3 + left / 6 * backWeights[knot - 1])
      beforeWeights[knot] = Float(pivot / left)
      hereWeights[knot] = Float(-pivot * (1 / left + 1 / right))
      afterWeights[knot] = Float(pivot / right)
      forwardWeights[knot] = -left / 6 * pivot
      // The last knot's second derivative is 0.
      backWeights[knot] = knot < count - 2 ? -right / 6 * pivot : 0
    }
    self.hereWeights = hereWeights
    self.beforeWeights = beforeWeights
    self.afterWeights = afterWeights
    self.forwardWeights = forwardWeights.map { Float($0) }
    self.backWeights = backWeights.map { Float($0) }
    let overlap = max(Self.fading(forwardWeights), Self.fading(backWeights))
    let whole = (count + Self.stretchCount - 1) / Self.stretchCount
    let length = min(whole + 2 * overlap, count)
    stretchLength = length
    stretches = InlineArray { min(max($0 * whole - overlap, 0), count - length) }
    equations = [Float](repeating: 0, count: count)
    eliminated = equations
    (intervals, weights) = Self.reading(targets, knots: knots, gaps: gaps)
  }

  /// Knots over which a product of successive weights fades; none is as large as 1, where knots rise.
  private static func fading(_ weights: [Double]) -> Int {
    let largest = weights.reduce(0) { max($0, $1.magnitude) }
    return largest > 0 ? Int((log(fadedShare) / log(largest)).rounded(.up)) : 0
  }

  private static func reading(
    _ targets: [Double], knots: [Double], gaps: [Double]
  ) -> (intervals: [Int32], weights: [SIMD4<Float>]) {
    var interval = 0
    var intervals: [Int32] = []
    var weights: [SIMD4<Float>] = []
    for target in targets {
      precondition(
        target >= knots[0] && target <= knots[knots.count - 1] + 1e-9, "targets lie inside the knots")
      while interval + 2 < knots.count, target > knots[interval + 1] { interval += 1 }
      let gap = gaps[interval]
      let below = (knots[interval + 1] - target) / gap
      let above = 1 - below
      intervals.append(Int32(interval))
      weights.append(
        SIMD4(
          Float(below), Float(above), Float((below * below * below - below) * gap * gap / 6),
          Float((above * above * above - above) * gap * gap / 6)))
    }
    return (intervals, weights)
  }

  /// Reads the spline through `values` at every target.
  ///
  /// - Precondition: As many values as knots, room for as many results as targets; what follows them stays.
  public mutating func resample(_ values: [Float], into results: inout [Float]) {
    precondition(values.count == equations.count, "one value a knot")
    precondition(results.count >= weights.count, "one result a target")
    setUp(values.span)
    eliminate()
    substitute()
    let (value, derivative) = unsafe (values.span.bytes, equations.span.bytes)
    let (interval, weight) = (intervals.span, weights.span)
    var result = results.mutableSpan
    for target in weight.indices {
      // Both ends of an interval are read at once.
      let place = Int(interval[target]) &* MemoryLayout<Float>.stride
      let values = unsafe value.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: SIMD2<Float>.self)
      let bends = unsafe derivative.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: SIMD2<Float>.self)
      let parts = weight[target].lowHalf * values + weight[target].highHalf * bends
      unsafe result[unchecked: target] = parts.x + parts.y
    }
  }

  /// What each inner knot's equation takes from the values.
  private mutating func setUp(_ values: Span<Float>) {
    let inner = 1..<values.count - 1
    // Local names, so that their spans do not hold the whole of self.
    let (hereWeights, beforeWeights, afterWeights) = (hereWeights, beforeWeights, afterWeights)
    let (here, hereWeight) = (values.extracting(inner), hereWeights.span.extracting(inner))
    let (before, beforeWeight) = (values.extracting(droppingLast: 2), beforeWeights.span.extracting(inner))
    let (after, afterWeight) = (values.extracting(droppingFirst: 2), afterWeights.span.extracting(inner))
    var equation = equations.mutableSpan
    for i in here.indices {
      let sides = Relaxed.multiplyAdd(beforeWeight[i], before[i], afterWeight[i] * after[i])
      equation[i + 1] = Relaxed.multiplyAdd(hereWeight[i], here[i], sides)
    }
  }

  /// A knot that two stretches share is left as the earlier one has it, which comes to it last and is right there.
  private mutating func eliminate() {
    let (equations, forwardWeights) = (equations, forwardWeights)
    let (stretches, length) = (stretches, stretchLength)
    let (equation, weight) = (equations.span, forwardWeights.span)
    var result = eliminated.mutableSpan
    var carried = InlineArray<8, Float>(repeating: 0)
    for step in 0..<length {
      for stretch in 0..<8 {
        let knot = stretches[stretch] &+ step
        carried[stretch] = unsafe Relaxed.multiplyAdd(
          weight[unchecked: knot], carried[stretch], equation[unchecked: knot])
        unsafe result[unchecked: knot] = carried[stretch]
      }
    }
  }

  /// The same from the end, where the later stretch is right. The results take the equations' place, since a stretch
  /// starts where the next one still needs what elimination left.
  private mutating func substitute() {
    let (eliminated, backWeights) = (eliminated, backWeights)
    let (stretches, length) = (stretches, stretchLength)
    let (value, weight) = (eliminated.span, backWeights.span)
    var derivative = equations.mutableSpan
    var carried = InlineArray<8, Float>(repeating: 0)
    var step = length
    while step > 0 {
      step -= 1
      for stretch in 0..<8 {
        let knot = stretches[stretch] &+ step
        carried[stretch] = unsafe Relaxed.multiplyAdd(
          weight[unchecked: knot], carried[stretch], value[unchecked: knot])
        unsafe derivative[unchecked: knot] = carried[stretch]
      }
    }
  }
}
