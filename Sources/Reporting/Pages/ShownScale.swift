/// How values become numbers on a page, and how much of an axis a picture of them shows.
package struct ShownScale: Sendable, Hashable {
  package let decimals: Int
  /// What a value is multiplied by to be shown.
  package let factor: Double
  /// No value lies above, and no axis reaches beyond it.
  package let greatest: Double?

  package init(decimals: Int, factor: Double = 1, greatest: Double? = nil) {
    self.decimals = decimals
    self.factor = factor
    self.greatest = greatest
  }

  func show(_ value: Double) -> String { Number.fixed(value * factor, decimals) }

  /// A range that holds all values; ten of the smallest steps shown at least, so that a difference no reader could name
  /// is not drawn as a large one, below 0 only where values are, and never above the greatest.
  package func domain(of values: [Double], margin: Double) -> ClosedRange<Double> {
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    var step = 1.0
    for _ in 0..<decimals { step /= 10 }
    let least = 10 * step / factor
    let extra = max((high - low) * margin, (least - (high - low)) / 2)
    let start = low >= 0 ? max(low - extra, 0) : low - extra
    let end = max(high + extra, start + least)
    guard let greatest, high <= greatest, end > greatest else { return start...end }
    let lowest = low >= 0 ? max(greatest - least, 0) : greatest - least
    return min(start, lowest)...greatest
  }

  /// Round places on an axis, each with its number as shown.
  func ticks(_ domain: ClosedRange<Double>, most: Int) -> [(value: Double, label: String)] {
    let ticks = AxisTicks(domain.lowerBound * factor...domain.upperBound * factor, most: most)
    return ticks.values.map { ($0 / factor, ticks.label($0)) }
  }
}
