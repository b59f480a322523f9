/// How many points lie in each cell of a grid, for plots with more points than marks can show.
package struct PlotDensity {
  /// Cells with a point; strength grows with the root of the count, so that thin places stay visible.
  package let boxes: [(x: ClosedRange<Double>, y: ClosedRange<Double>, strength: Double)]

  /// Cells are whole points of a questionnaire wide and high, and centred on them: finer ones would show the gaps
  /// between whole totals as stripes.
  package init(_ points: [PlotPoint]) {
    let x = Grid(points.map(\.x))
    let y = Grid(points.map(\.y))
    var counts = [Int](repeating: 0, count: x.count * y.count)
    for point in points { counts[y.cell(point.y) * x.count + x.cell(point.x)] += 1 }
    let most = Double(counts.max() ?? 1)
    boxes = counts.indices.filter { counts[$0] > 0 }.map { cell in
      (
        x: x.range(cell % x.count), y: y.range(cell / x.count),
        strength: (Double(counts[cell]) / most).squareRoot()
      )
    }
  }

  private struct Grid {
    /// 1, or more where that gave over 60 cells.
    let step: Double
    let origin: Double
    let count: Int

    init(_ values: [Double]) {
      let low = values.min() ?? 0
      let high = values.max() ?? 0
      step = max(1, ((high - low) / 60).rounded(.up))
      origin = low.rounded() - step / 2
      count = Int((high - origin) / step) + 1
    }

    func cell(_ value: Double) -> Int { min(max(Int((value - origin) / step), 0), count - 1) }

    func range(_ cell: Int) -> ClosedRange<Double> {
      (origin + Double(cell) * step)...(origin + Double(cell + 1) * step)
    }
  }
}
