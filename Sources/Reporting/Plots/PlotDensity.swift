/// How many points lie in each cell of a grid, for plots with more points than marks can show.
struct PlotDensity {
  /// Cells with a point; strength grows with the root of the count, so that thin places stay visible.
  let boxes: [(x: ClosedRange<Double>, y: ClosedRange<Double>, strength: Double)]

  init(
    _ points: [PlotPoint], _ horizontal: ClosedRange<Double>, _ vertical: ClosedRange<Double>, across: Int,
    up: Int
  ) {
    let width = (horizontal.upperBound - horizontal.lowerBound) / Double(across)
    let height = (vertical.upperBound - vertical.lowerBound) / Double(up)
    var counts = [Int](repeating: 0, count: across * up)
    for point in points where horizontal.contains(point.x) && vertical.contains(point.y) {
      let column = min(Int((point.x - horizontal.lowerBound) / width), across - 1)
      let row = min(Int((point.y - vertical.lowerBound) / height), up - 1)
      counts[row * across + column] += 1
    }
    let most = Double(counts.max() ?? 1)
    boxes = counts.indices.filter { counts[$0] > 0 }.map { cell in
      let left = horizontal.lowerBound + Double(cell % across) * width
      let bottom = vertical.lowerBound + Double(cell / across) * height
      return (
        x: left...(left + width), y: bottom...(bottom + height),
        strength: (Double(counts[cell]) / most).squareRoot()
      )
    }
  }
}
