/// A straight mapping of values to picture units; `end` may lie before `start`, as on an axis that points up.
package struct PlotScale: Sendable, Hashable {
  package let domain: ClosedRange<Double>
  package let start: Double
  package let end: Double

  package init(domain: ClosedRange<Double>, start: Double, end: Double) {
    self.domain = domain
    self.start = start
    self.end = end
  }

  /// Where a value lies, in picture units; a value outside the domain lies on its edge.
  package func position(_ value: Double) -> Double {
    let span = domain.upperBound - domain.lowerBound
    guard span > 0 else { return (start + end) / 2 }
    let share = (value - domain.lowerBound) / span
    return start + min(max(share, 0), 1) * (end - start)
  }

  /// A range that holds all values with a margin of 4 % at both ends, widened to `including`.
  package static func domain(
    of values: [Double], including: [Double] = [], margin: Double = 0.04
  ) -> ClosedRange<Double> {
    let all = values + including
    guard let low = all.min(), let high = all.max() else { return 0...1 }
    guard low < high else { return (low - 0.5)...(high + 0.5) }
    let extra = (high - low) * margin
    return (low - extra)...(high + extra)
  }
}
