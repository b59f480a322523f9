/// Exact medians of many similar samples: each is sought around the one before.
///
/// Counting, several values at a time, how many lie below two limits shows whether the median lies between them; the
/// few values that do are then put in order. The limits follow the medians and their changes, so that they hold a
/// dozen values as a rule. Whatever they are, the median is that of the ordered values. Serves one thread.
public struct MedianFinder: Sendable {
  /// Values that are quickly put in order.
  private static let fewValues = 24
  private var middle: Float = 0
  /// Half the distance of the limits; infinite before the first sample.
  private var reach = Float.infinity
  private var candidates: [Float]

  /// - Parameter longestCount: Most values a sample will have.
  public init(longestCount: Int) {
    // One more takes the value that is written and not kept.
    candidates = [Float](repeating: 0, count: longestCount + 1)
  }

  /// The median; the mean of the two middle values of an even count.
  ///
  /// - Precondition: At least one value, no more than stated, and every value is finite.
  public mutating func median(_ values: [Float]) -> Float {
    precondition(!values.isEmpty && values.count < candidates.count, "a median is that of some values")
    let (lower, upper) = ((values.count - 1) / 2, values.count / 2)
    var limits = bracket(values, lower: lower, upper: upper)
    Self.narrow(&limits, values, lower: lower, upper: upper)
    let count = Self.collect(values, from: limits.low, to: limits.high, into: &candidates)
    Self.order(&candidates, count: count)
    let result = (candidates[lower - limits.below] + candidates[upper - limits.below]) / 2
    follow(result, count: count)
    return result
  }

  /// Limits between which both middle ranks lie: the lower one included, with the number of values below each.
  private struct Limits {
    var low: Float
    var high: Float
    var below: Int
    var belowHigh: Int
  }

  private func bracket(_ values: [Float], lower: Int, upper: Int) -> Limits {
    var width = reach
    if width.isFinite {
      let counts = Self.countBelow(values, middle - width, middle + width)
      var limits = Limits(
        low: middle - width, high: middle + width, below: counts.first, belowHigh: counts.second)
      for _ in 0..<6 {
        if limits.below <= lower && limits.belowHigh > upper { return limits }
        width *= 2
        if limits.below > lower {
          (limits.high, limits.belowHigh) = (limits.low, limits.below)
          limits.low -= width
          limits.below = Self.countBelow(values, limits.low, limits.low).first
        } else {
          (limits.low, limits.below) = (limits.high, limits.belowHigh)
          limits.high += width
          limits.belowHigh = Self.countBelow(values, limits.high, limits.high).first
        }
      }
    }
    let range = Self.range(values)
    return Limits(low: range.least, high: range.greatest.nextUp, below: 0, belowHigh: values.count)
  }

  /// Halves the distance until few values are left, both ranks are parted, or no number lies between the limits.
  private static func narrow(_ limits: inout Limits, _ values: [Float], lower: Int, upper: Int) {
    while limits.belowHigh - limits.below > fewValues {
      let middle = limits.low + (limits.high - limits.low) / 2
      guard middle > limits.low, middle < limits.high else { return }
      let below = countBelow(values, middle, middle).first
      if below <= lower {
        (limits.low, limits.below) = (middle, below)
      } else if below > upper {
        (limits.high, limits.belowHigh) = (middle, below)
      } else {
        return
      }
    }
  }

  private static func countBelow(_ array: [Float], _ first: Float, _ second: Float) -> (
    first: Int, second: Int
  ) {
    let values = array.span
    var firstCount: UInt32 = 0
    var secondCount: UInt32 = 0
    for i in values.indices {
      firstCount &+= isBelow(values[i], first)
      secondCount &+= isBelow(values[i], second)
    }
    return (Int(firstCount), Int(secondCount))
  }

  /// 1 or 0, without a branch: the sign of the difference, which no rounding changes.
  private static func isBelow(_ value: Float, _ limit: Float) -> UInt32 { (value - limit).bitPattern >> 31 }

  private static func range(_ array: [Float]) -> (least: Float, greatest: Float) {
    let values = array.span
    var least = values[0]
    var greatest = values[0]
    for i in values.indices {
      least = values[i] < least ? values[i] : least
      greatest = values[i] > greatest ? values[i] : greatest
    }
    return (least, greatest)
  }

  /// Copies the values between two limits, the lower one included, and counts them.
  private static func collect(
    _ array: [Float], from low: Float, to high: Float, into candidates: inout [Float]
  ) -> Int {
    let values = array.span
    var target = candidates.mutableSpan
    var count = 0
    for i in values.indices {
      target[count] = values[i]
      count &+= Int(isBelow(values[i], high) & ~isBelow(values[i], low))
    }
    return count
  }

  private static func order(_ array: inout [Float], count: Int) {
    // More than few values are left only when they are equal or two groups with nothing between.
    guard count <= 2 * fewValues else {
      array[0..<count].sort()
      return
    }
    var values = array.mutableSpan
    for i in 0..<count {
      let value = values[i]
      var place = i
      while place > 0, values[place - 1] > value {
        values[place] = values[place - 1]
        place -= 1
      }
      values[place] = value
    }
  }

  /// Sets the limits of the next sample, for about half of the few values.
  private mutating func follow(_ median: Float, count: Int) {
    let step = (median - middle).magnitude
    middle = median
    let least = max(median.magnitude, .leastNormalMagnitude) * 1e-6
    guard reach.isFinite else {
      reach = max(median.magnitude / 16, least)
      return
    }
    // A median that moves further than the limits costs another count; too many candidates cost more.
    reach *= count > Self.fewValues / 2 ? 0.85 : 1.1
    reach = max(reach, min(step, 2 * reach), least)
  }
}
