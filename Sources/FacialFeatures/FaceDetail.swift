package import SignalCore

/// How much detail a face shows at a scale that goes with its size.
///
/// The face's box is laid over with 64 × 64 cells, each holding the mean luma of the pixels in it, so that
/// a face reads alike however large it is in the picture, as long as it is more than 64 pixels wide.
/// Sharpness is the variance of the cells' Laplacian (4 neighbours) over the variance of the cells
/// themselves. The variance of the Laplacian as a measure of focus: Pech-Pacheco et al. 2000, "Diatom
/// autofocusing in brightfield microscopy", ICPR 3:314–317. Dividing by the contrast, and the grid, are
/// this program's.
package enum FaceDetail {
  private static let cells = 64
  /// Pixels read along each side of a cell, at most.
  private static let samplesPerCell = 4

  /// - Returns: 0 (a smooth slope) to 64 (every cell unlike its neighbours); `nil` when less than the whole
  ///   box lies in the picture, a cell is smaller than a quarter of a pixel, or there is no contrast.
  package static func sharpness(of picture: Picture, in box: FaceBox) -> Double? {
    let cellWidth = box.width / Double(cells)
    let cellHeight = box.height / Double(cells)
    guard min(cellWidth, cellHeight) >= 0.25, box.left >= 0, box.top >= 0,
      box.right <= Double(picture.width), box.bottom <= Double(picture.height)
    else { return nil }
    // Points a pixel apart, or as many as a large face needs; whole pixels, that nothing is smoothed between them.
    let cell = min(cellWidth, cellHeight)
    let step = cell < 1 ? cell : max(cell / Double(samplesPerCell), 1).rounded(.down)
    let columns = max(Int(box.width / step), cells)
    let rows = max(Int(box.height / step), cells)
    var colours = [Float](repeating: 0, count: columns * rows * 3)
    var target = colours.mutableSpan
    picture.draw(
      PictureGrid(
        origin: SIMD2(box.left.rounded(.down), box.top.rounded(.down)),
        across: SIMD2(step, 0), columns: columns, rows: rows),
      border: .replicated, scale: 1 / 255, offset: 0, into: &target)
    var luma = [Float](repeating: 0, count: cells * cells)
    var counts = [Float](repeating: 0, count: cells * cells)
    for row in 0..<rows {
      let line = row * cells / rows * cells
      for column in 0..<columns {
        let cell = line + column * cells / columns
        let start = (row * columns + column) * 3
        luma[cell] += Luma.of(colours[start], colours[start + 1], colours[start + 2])
        counts[cell] += 1
      }
    }
    for cell in luma.indices { luma[cell] /= counts[cell] }
    return relativeDetail(luma.span)
  }

  private static func relativeDetail(_ luma: Span<Float>) -> Double? {
    var detail = Spread()
    var contrast = Spread()
    for row in 1..<cells - 1 {
      for column in 1..<cells - 1 {
        let here = row * cells + column
        let around = luma[here - 1] + luma[here + 1] + luma[here - cells] + luma[here + cells]
        detail.add(Double(around - 4 * luma[here]))
        contrast.add(Double(luma[here]))
      }
    }
    // Less than one step of 256 in all is no picture.
    guard contrast.variance > 1.0 / (255 * 255) else { return nil }
    return detail.variance / contrast.variance
  }

  private struct Spread {
    private var count = 0.0
    private var sum = 0.0
    private var squares = 0.0

    mutating func add(_ value: Double) {
      count += 1
      sum += value
      squares += value * value
    }

    var variance: Double { max(squares / count - (sum / count) * (sum / count), 0) }
  }
}

/// Luma of ITU-R BT.709 from coded colour, in the unit of the colour.
enum Luma {
  static func of(_ red: Float, _ green: Float, _ blue: Float) -> Float {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
}
