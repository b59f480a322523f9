internal import RealModule

/// Natural cubic spline through values at fixed positions, read at other fixed positions.
///
/// The positions do not change, so the tridiagonal system of the second derivatives (Press et al., Numerical Recipes,
/// section 3.3, eqs. 3.3.2–3.3.7) is factorised once, and every reading point has its four weights. Elimination runs
/// from both ends to the middle at once: half the steps that wait for one another. Serves one thread; allocates
/// nothing after it is made.
public struct NaturalSplineResampler: Sendable {
  /// Weights of a knot's value and of both its neighbours' in its equation, and of the elimination's last result.
  private let hereWeights: [Float]
  private let beforeWeights: [Float]
  private let afterWeights: [Float]
  private let carriedWeights: [Float]
  /// Weight of the neighbour nearer the middle, in each knot's solution.
  private let backWeights: [Float]
  /// Last knot eliminated from the front.
  private let middle: Int
  /// One over what is left of the middle knot's equation.
  private let middlePivot: Float
  private let intervals: [Int32]
  /// Weights of the values and of the second derivatives at the interval's two ends.
  private let weights: [SIMD4<Float>]
  private var equations: [Float]
  private var secondDerivatives: [Float]

  /// - Precondition: At least four knots, rising; targets rise and lie between the first knot and the last.
  public init(knots: [Double], targets: [Double]) {
    precondition(knots.count >= 4, "both eliminations need a knot")
    let count = knots.count
    let gaps = zip(knots.dropFirst(), knots).map { $0 - $1 }
    precondition(gaps.allSatisfy { $0 > 0 }, "knots rise")
    var hereWeights = [Float](repeating: 0, count: count)
    var (beforeWeights, afterWeights, carriedWeights) = (hereWeights, hereWeights, hereWeights)
    var backWeights = [Double](repeating: 0, count: count)
    let middle = (count - 1) / 2
    func eliminate(_ knot: Int, done: Int, next: Int) {
      let (left, right) = (gaps[knot - 1], gaps[knot])
      let (towardsDone, towardsNext) = done < knot ? (left, right) : (right, left)
      let pivot = 1 / ((left + right) / 3 - towardsDone / 6 * backWeights[done])
      backWeights[knot] = towardsNext / 6 * pivot
      beforeWeights[knot] = Float(pivot / left)
      hereWeights[knot] = Float(-pivot * (1 / left + 1 / right))
      afterWeights[knot] = Float(pivot / right)
      carriedWeights[knot] = Float(-towardsDone / 6 * pivot)
    }
    for knot in 1...middle { eliminate(knot, done: knot - 1, next: knot + 1) }
    for knot in (middle + 1...count - 2).reversed() { eliminate(knot, done: knot + 1, next: knot - 1) }
    self.hereWeights = hereWeights
    self.beforeWeights = beforeWeights
    self.afterWeights = afterWeights
    self.carriedWeights = carriedWeights
    self.backWeights = backWeights.map { Float(-$0) }
    self.middle = middle
    middlePivot = Float(1 / (1 - backWeights[middle] * backWeights[middle + 1]))
    secondDerivatives = [Float](repeating: 0, count: count)
    equations = secondDerivatives

    var interval = 0
    var intervals: [Int32] = []
    var weights: [SIMD4<Float>] = []
    for target in targets {
      precondition(target >= knots[0] && target <= knots[count - 1] + 1e-9, "targets lie inside the knots")
      while interval + 2 < count, target > knots[interval + 1] { interval += 1 }
      let gap = gaps[interval]
      let below = (knots[interval + 1] - target) / gap
      let above = 1 - below
      intervals.append(Int32(interval))
      weights.append(
        SIMD4(
          Float(below), Float(above), Float((below * below * below - below) * gap * gap / 6),
          Float((above * above * above - above) * gap * gap / 6)))
    }
    self.intervals = intervals
    self.weights = weights
  }

  /// Reads the spline through `values` at every target.
  ///
  /// - Precondition: As many values as knots, room for as many results as targets; what follows them stays.
  public mutating func resample(_ values: [Float], into results: inout [Float]) {
    precondition(values.count == secondDerivatives.count, "one value a knot")
    precondition(results.count >= weights.count, "one result a target")
    setUp(values.span)
    findSecondDerivatives()
    let (value, derivative) = (values.span, secondDerivatives.span)
    let (interval, weight) = (intervals.span, weights.span)
    var result = results.mutableSpan
    for target in weight.indices {
      // Every interval lies between two knots, as found at the start.
      let left = Int(interval[target])
      let w = weight[target]
      let line = unsafe Relaxed.multiplyAdd(w.x, value[unchecked: left], w.y * value[unchecked: left &+ 1])
      let bend = unsafe Relaxed.multiplyAdd(
        w.z, derivative[unchecked: left], w.w * derivative[unchecked: left &+ 1])
      unsafe result[unchecked: target] = line + bend
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

  private mutating func findSecondDerivatives() {
    let (equations, carriedWeights, backWeights) = (equations, carriedWeights, backWeights)
    let (middle, pivot) = (middle, middlePivot)
    let (equation, carried, back) = (equations.span, carriedWeights.span, backWeights.span)
    var derivatives = secondDerivatives.mutableSpan
    let last = equation.count - 1
    var front: Float = 0
    var rear: Float = 0
    // The front has as many knots as the rear, or one more.
    for step in 1..<last - middle {
      front = Relaxed.multiplyAdd(carried[step], front, equation[step])
      rear = Relaxed.multiplyAdd(carried[last - step], rear, equation[last - step])
      derivatives[step] = front
      derivatives[last - step] = rear
    }
    if middle >= last - middle {
      front = Relaxed.multiplyAdd(carried[middle], front, equation[middle])
      derivatives[middle] = front
    }
    front = (front + back[middle] * rear) * pivot
    rear += back[middle + 1] * front
    derivatives[middle] = front
    derivatives[middle + 1] = rear
    for step in 1..<last - middle - 1 {
      front = Relaxed.multiplyAdd(back[middle - step], front, derivatives[middle - step])
      rear = Relaxed.multiplyAdd(back[middle + 1 + step], rear, derivatives[middle + 1 + step])
      derivatives[middle - step] = front
      derivatives[middle + 1 + step] = rear
    }
    if middle >= last - middle { derivatives[1] += back[1] * front }
  }
}
