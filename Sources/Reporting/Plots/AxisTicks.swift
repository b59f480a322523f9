internal import Foundation

/// Round numbers along an axis.
package struct AxisTicks: Sendable, Hashable {
  /// Ascending; every one inside the axis' range.
  package let values: [Double]
  /// Distance of neighbours: 1, 2 or 5 times a power of ten.
  package let step: Double

  /// The finest step of 1, 2 or 5 times a power of ten that puts at most `most` ticks on the range.
  ///
  /// - Parameter most: At least 2.
  package init(_ range: ClosedRange<Double>, most: Int = 6) {
    precondition(most >= 2, "an axis has two ticks at least")
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else {
      values = [range.lowerBound]
      step = 1
      return
    }
    // A range between two ticks of the coarsest step tried would hold none: two decades above always suffice.
    let decade = (Foundation.log10(span / Double(most))).rounded(.down)
    let steps = [0.0, 1, 2].flatMap { up in [1.0, 2, 5].map { $0 * Foundation.pow(10, decade + up) } }
    var chosen = steps[0]
    var ticks: [Double] = []
    for step in steps {
      chosen = step
      ticks = Self.multiples(of: step, in: range)
      if ticks.count <= most { break }
    }
    values = ticks
    step = chosen
  }

  private static func multiples(of step: Double, in range: ClosedRange<Double>) -> [Double] {
    // A hair of slack keeps a bound that is a multiple but for rounding.
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    guard first <= last else { return [] }
    // Dividing by the inverse of a small step gives 0.3, where a product gives 0.30000000000000004.
    let inverse = (1 / step).rounded()
    return stride(from: first, through: last, by: 1).map { step < 1 ? $0 / inverse : $0 * step }
  }

  /// A tick as text, with the decimals the step needs and a true minus sign.
  package func label(_ value: Double) -> String {
    let decimals = max(0, Int((-Foundation.log10(step)).rounded(.up)))
    let text = String(format: "%.\(decimals)f", abs(value))
    return value < 0 && text.contains { $0 != "0" && $0 != "." } ? "\u{2212}" + text : text
  }
}
