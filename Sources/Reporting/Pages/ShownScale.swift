/// How values become numbers on a page, and how much of an axis a picture of them shows.
struct ShownScale: Sendable, Hashable {
  let decimals: Int
  /// What a value is multiplied by to be shown.
  var factor = 1.0

  func show(_ value: Double) -> String { Number.fixed(value * factor, decimals) }

  /// A range that holds all values; ten of the smallest steps shown at least, so that a difference no reader could name
  /// is not drawn as a large one, and below 0 only where values are.
  func domain(of values: [Double], margin: Double) -> ClosedRange<Double> {
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    var step = 1.0
    for _ in 0..<decimals { step /= 10 }
    let least = 10 * step / factor
    let extra = max((high - low) * margin, (least - (high - low)) / 2)
    let start = low >= 0 ? max(low - extra, 0) : low - extra
    return start...max(high + extra, start + least)
  }

  /// Round places on an axis, each with its number as shown.
  func ticks(_ domain: ClosedRange<Double>, most: Int) -> [(value: Double, label: String)] {
    let ticks = AxisTicks(domain.lowerBound * factor...domain.upperBound * factor, most: most)
    return ticks.values.map { ($0 / factor, ticks.label($0)) }
  }
}
