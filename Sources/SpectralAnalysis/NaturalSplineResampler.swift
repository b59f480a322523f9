/// Natural cubic spline through values at fixed positions, read at other fixed positions.
///
/// The positions do not change, so the tridiagonal system of the second derivatives (Press et al., Numerical Recipes,
/// section 3.3, eqs. 3.3.2–3.3.7) is factorised once, and every reading point has its four weights. Elimination runs
/// from both ends to the middle at once: half the steps that wait for one another. Serves one thread; allocates
/// nothing after it is made.
public struct NaturalSplineResampler: Sendable {
  /// Weights of three neighbouring values and of the elimination's last result, knot by knot.
  private let eliminations: [SIMD4<Float>]
  /// Weight of the neighbour nearer the middle.
  private let backWeights: [Float]
  /// Last knot eliminated from the front.
  private let middle: Int
  /// One over what is left of the middle knot's equation.
  private let middlePivot: Float
  private let intervals: [Int32]
  /// Weights of the values and of the second derivatives at the interval's two ends.
  private let weights: [SIMD4<Float>]
  private var secondDerivatives: [Float]

  /// - Precondition: At least four knots, rising; targets rise and lie between the first knot and the last.
  public init(knots: [Double], targets: [Double]) {
    precondition(knots.count >= 4, "both eliminations need a knot")
    let count = knots.count
    let gaps = zip(knots.dropFirst(), knots).map { $0 - $1 }
    precondition(gaps.allSatisfy { $0 > 0 }, "knots rise")
    var eliminations = [SIMD4<Float>](repeating: .zero, count: count)
    var backWeights = [Double](repeating: 0, count: count)
    let middle = (count - 1) / 2
    func eliminate(_ knot: Int, done: Int, next: Int) {
      let (left, right) = (gaps[knot - 1], gaps[knot])
      let (towardsDone, towardsNext) = done < knot ? (left, right) : (right, left)
      let pivot = 1 / ((left + right) / 3 - towardsDone / 6 * backWeights[done])
      backWeights[knot] = towardsNext / 6 * pivot
      eliminations[knot] = SIMD4(
        Float(pivot / left), Float(-pivot * (1 / left + 1 / right)), Float(pivot / right),
        Float(-towardsDone / 6 * pivot))
    }
    for knot in 1...middle { eliminate(knot, done: knot - 1, next: knot + 1) }
    for knot in (middle + 1...count - 2).reversed() { eliminate(knot, done: knot + 1, next: knot - 1) }
    self.eliminations = eliminations
    self.backWeights = backWeights.map { Float($0) }
    self.middle = middle
    middlePivot = Float(1 / (1 - backWeights[middle] * backWeights[middle + 1]))
    secondDerivatives = [Float](repeating: 0, count: count)

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
  /// - Precondition: As many values as knots, as many results as targets.
  public mutating func resample(_ values: [Float], into results: inout [Float]) {
    precondition(values.count == secondDerivatives.count, "one value a knot")
    precondition(results.count == weights.count, "one result a target")
    findSecondDerivatives(values.span)
    let value = values.span
    let derivative = secondDerivatives.span
    let interval = intervals.span
    let weight = weights.span
    var result = results.mutableSpan
    for target in result.indices {
      let left = Int(interval[target])
      let w = weight[target]
      result[target] =
        (w.x * value[left] + w.y * value[left + 1]) + (w.z * derivative[left] + w.w * derivative[left + 1])
    }
  }

  private mutating func findSecondDerivatives(_ values: Span<Float>) {
    // Local names, so that their spans do not hold the whole of self.
    let (eliminations, backWeights, middle) = (eliminations, backWeights, middle)
    let pivot = middlePivot
    let elimination = eliminations.span
    let back = backWeights.span
    var derivatives = secondDerivatives.mutableSpan
    let last = values.count - 1
    func known(_ knot: Int) -> Float {
      let w = elimination[knot]
      return w.x * values[knot - 1] + w.y * values[knot] + w.z * values[knot + 1]
    }
    var front: Float = 0
    var rear: Float = 0
    // The front has as many knots as the rear, or one more.
    for step in 1..<last - middle {
      front = known(step) + elimination[step].w * front
      rear = known(last - step) + elimination[last - step].w * rear
      derivatives[step] = front
      derivatives[last - step] = rear
    }
    if middle >= last - middle {
      front = known(middle) + elimination[middle].w * front
      derivatives[middle] = front
    }
    front = (front - back[middle] * rear) * pivot
    rear -= back[middle + 1] * front
    derivatives[middle] = front
    derivatives[middle + 1] = rear
    for step in 1..<last - middle - 1 {
      front = derivatives[middle - step] - back[middle - step] * front
      rear = derivatives[middle + 1 + step] - back[middle + 1 + step] * rear
      derivatives[middle - step] = front
      derivatives[middle + 1 + step] = rear
    }
    if middle >= last - middle { derivatives[1] -= back[1] * front }
  }
}
