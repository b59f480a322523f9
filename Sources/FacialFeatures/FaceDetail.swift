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
    var luma = [Float](repeating: 0, count: cells * cells)
    let pixels = picture.pixels.span
    let across = min(max(Int(cellWidth.rounded(.up)), 1), samplesPerCell)
    let down = min(max(Int(cellHeight.rounded(.up)), 1), samplesPerCell)
    for row in 0..<cells {
      for column in 0..<cells {
        var sum: Float = 0
        for y in 0..<down {
          let line = Int(box.top + (Double(row) + (Double(y) + 0.5) / Double(down)) * cellHeight)
          for x in 0..<across {
            let place = Int(box.left + (Double(column) + (Double(x) + 0.5) / Double(across)) * cellWidth)
            let start = (min(line, picture.height - 1) * picture.width + min(place, picture.width - 1)) * 3
            sum += Luma.of(pixels[start], pixels[start + 1], pixels[start + 2])
          }
        }
        luma[row * cells + column] = sum / Float(across * down)
      }
    }
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

/// Luma of ITU-R BT.709, 0 to 1, from coded colour 0…255.
enum Luma {
  static func of(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Float {
    (0.2126 * Float(red) + 0.7152 * Float(green) + 0.0722 * Float(blue)) / 255
  }
}
