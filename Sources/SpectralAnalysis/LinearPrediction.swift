import RealModule

/// Linear prediction of windowed frames by Burg's method (Burg 1975; Kay & Marple 1981, section II-C): each
/// reflection coefficient makes the sum of forward and backward error least, so the filter is always stable.
///
/// Serves one thread; allocates nothing after it is made.
public struct BurgPredictor: ~Copyable {
  private var forward: [Float]
  private var backward: [Float]
  private var previous: [Double]
  /// 1, a₁, … of the filter A(z) = 1 + Σ aᵢ z⁻ⁱ last found.
  public private(set) var coefficients: [Double]

  public init(order: Int, frameLengthSamples: Int) {
    precondition(order >= 1 && frameLengthSamples > order, "a frame is longer than the order")
    forward = [Float](repeating: 0, count: frameLengthSamples)
    backward = forward
    coefficients = [Double](repeating: 0, count: order + 1)
    previous = coefficients
  }

  /// - Parameter frame: Windowed. An array, not a span, so that both may be stored properties of one caller.
  /// - Returns: `false` for a frame without energy.
  public mutating func predict(_ frame: [Float]) -> Bool {
    precondition(frame.count == forward.count, "the frame is of the length prepared for")
    for i in frame.indices {
      forward[i] = frame[i]
      backward[i] = frame[i]
    }
    coefficients[0] = 1
    for stage in 1..<coefficients.count {
      let count = frame.count - stage
      let reflection = Self.reflection(
        forward.span.extracting(stage..<stage + count), backward.span.extracting(0..<count))
      guard let reflection else {
        // A frame predicted without error needs no further poles; one without energy has none.
        for i in stage..<coefficients.count { coefficients[i] = 0 }
        return stage > 1
      }
      Self.advance(&forward, &backward, stage: stage, count: count, reflection: reflection)
      for i in 0..<stage { previous[i] = coefficients[i] }
      previous[stage] = 0
      for i in 1...stage { coefficients[i] = previous[i] + Double(reflection) * previous[stage - i] }
    }
    return true
  }

  private static func reflection(_ forward: Span<Float>, _ backward: Span<Float>) -> Float? {
    var product: Float = 0
    var energy: Float = 0
    for i in forward.indices {
      product = Relaxed.multiplyAdd(forward[i], backward[i], product)
      energy = Relaxed.multiplyAdd(forward[i], forward[i], energy)
      energy = Relaxed.multiplyAdd(backward[i], backward[i], energy)
    }
    return energy > 0 ? -2 * product / energy : nil
  }

  private static func advance(
    _ forward: inout [Float], _ backward: inout [Float], stage: Int, count: Int, reflection: Float
  ) {
    var ahead = forward.mutableSpan
    var behind = backward.mutableSpan
    precondition(stage + count <= ahead.count && count <= behind.count, "the stage lies inside the frame")
    for i in 0..<count {
      let leading = ahead[stage + i]
      let trailing = behind[i]
      ahead[stage + i] = Relaxed.multiplyAdd(reflection, trailing, leading)
      behind[i] = Relaxed.multiplyAdd(reflection, leading, trailing)
    }
  }
}

/// Linear prediction that weighs every instant's squared error by the energy of the samples just before it
/// (Ma, Kamp & Willems 1993, Speech Communication 12:69–81).
///
/// After each glottal closure the vocal tract rings freely; there the energy is high and the prediction tells of
/// the tract. Where the pulse excites it the weight is low, so the harmonics of a high voice pull less.
/// Serves one thread; allocates nothing after it is made.
public struct WeightedPredictor: ~Copyable {
  /// Added to the diagonal, as a share of it: white noise 60 dB down, above single precision's rounding.
  private static let conditioning = 1e-6
  private let window: [Float]
  private let energyLengthSamples: Int
  private var weights: [Float]
  private var weighted: [Float]
  private var matrix: [Double]
  /// 1, a₁, … of the filter A(z) = 1 + Σ aᵢ z⁻ⁱ last found.
  public private(set) var coefficients: [Double]

  /// Samples wanted before the frame's first.
  public var leadSamples: Int { max(coefficients.count - 1, energyLengthSamples) }

  /// - Parameters:
  ///   - window: Weights over the frame, multiplied with the energy's.
  ///   - energyLengthSamples: Samples before an instant whose energy weighs it.
  public init(order: Int, window: [Float], energyLengthSamples: Int) {
    precondition(order >= 1 && window.count > order, "a frame is longer than the order")
    precondition(energyLengthSamples >= 1, "the energy is that of one sample or more")
    self.window = window
    self.energyLengthSamples = energyLengthSamples
    weights = [Float](repeating: 0, count: window.count)
    weighted = weights
    matrix = [Double](repeating: 0, count: (order + 1) * (order + 1))
    coefficients = [Double](repeating: 0, count: order + 1)
  }

  /// - Parameter samples: `leadSamples` and then the frame.
  /// - Returns: `false` for a frame without energy.
  public mutating func predict(_ samples: Span<Float>) -> Bool {
    precondition(samples.count == leadSamples + window.count, "the frame is of the length prepared for")
    weigh(samples)
    let size = coefficients.count
    let count = window.count
    for row in 0..<size {
      let delayed = samples.extracting(leadSamples - row..<leadSamples - row + count)
      Self.multiply(delayed, weights, into: &weighted)
      for column in row..<size {
        let start = leadSamples - column
        matrix[row * size + column] = Double(
          dotProduct(weighted.span, samples.extracting(start..<start + count)))
      }
    }
    return solve()
  }

  private mutating func weigh(_ samples: Span<Float>) {
    // Added anew at every instant in double precision: a running sum of what comes and goes, and exact enough
    // that a loud past leaves no trace.
    var energy = 0.0
    let first = leadSamples - energyLengthSamples
    for i in first..<leadSamples { energy += Double(samples[i]) * Double(samples[i]) }
    for i in 0..<window.count {
      weights[i] = window[i] * Float(max(energy, 0))
      let new = Double(samples[leadSamples + i])
      let old = Double(samples[first + i])
      energy += new * new - old * old
    }
  }

  private static func multiply(_ a: Span<Float>, _ factors: [Float], into result: inout [Float]) {
    let b = factors.span
    var target = result.mutableSpan
    for i in target.indices { target[i] = a[i] * b[i] }
  }

  /// Cholesky's decomposition in place of the upper triangle, then both substitutions.
  private mutating func solve() -> Bool {
    let order = coefficients.count - 1
    let size = order + 1
    let floor = Self.conditioning * matrix[size + 1]
    guard floor > 0, floor.isFinite else { return false }
    for i in 1...order { matrix[i * size + i] += floor }
    for row in 1...order {
      for column in row...order {
        var value = matrix[row * size + column]
        for k in 1..<row { value -= matrix[k * size + row] * matrix[k * size + column] }
        if column == row {
          guard value > 0 else { return false }
          matrix[row * size + row] = value.squareRoot()
        } else {
          matrix[row * size + column] = value / matrix[row * size + row]
        }
      }
    }
    coefficients[0] = 1
    for row in 1...order {
      var value = -matrix[row]
      for k in 1..<row { value -= matrix[k * size + row] * coefficients[k] }
      coefficients[row] = value / matrix[row * size + row]
    }
    for row in stride(from: order, through: 1, by: -1) {
      var value = coefficients[row]
      for k in stride(from: row + 1, through: order, by: 1) {
        value -= matrix[row * size + k] * coefficients[k]
      }
      coefficients[row] = value / matrix[row * size + row]
    }
    return true
  }
}
