package import SignalCore

/// How much detail a face shows at a scale that goes with its size.
///
/// The face's box is laid over with 64 × 64 cells, each holding the mean luma of the pixels in it, so that
/// a face reads alike however large it is in the picture; one less than 64 pixels wide or high does not read.
/// Sharpness is the variance of the cells' Laplacian (4 neighbours) over the variance of the cells
/// themselves. The variance of the Laplacian as a measure of focus: Pech-Pacheco et al. 2000, "Diatom
/// autofocusing in brightfield microscopy", ICPR 3:314–317. Dividing by the contrast, and the grid, are
/// this program's.
package enum FaceDetail {
  private static let cells = 64

  /// - Returns: 0 (a smooth slope) to 64 (every cell unlike its neighbours); `nil` when less than the whole
  ///   box lies in the picture, a cell is smaller than a pixel, or there is no contrast.
  package static func sharpness(of picture: Picture, in box: FaceBox) -> Double? {
    picture.lumaCells(from: SIMD2(box.left, box.top), to: SIMD2(box.right, box.bottom), side: cells)
      .flatMap { relativeDetail($0.span) }
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
