import Foundation
package import SignalCore

/// What lies beyond a picture's edge.
package enum PictureBorder: Sendable {
  case black
  /// The nearest pixel of the edge goes on for ever.
  case replicated
}

/// Draws a square region of a picture upright into a network's input of `side × side × 3` floats.
///
/// Pixel conventions are those of OpenCV's `warpPerspective`, which the networks' published results rest on:
/// column j samples the picture at j/side of the region's width, pixel centres lie at whole coordinates,
/// positions are rounded to 1/32 pixel and the blended colour to a whole number 0…255.
/// - Parameters:
///   - scale: Multiplies the colour 0…255.
///   - offset: Added after scaling.
package func drawSquare(
  of picture: Picture, region: FaceRegion, side: Int, border: PictureBorder, scale: Float, offset: Float,
  into input: inout MutableSpan<Float>
) {
  precondition(input.count == side * side * 3, "the input holds one square picture")
  let origin = region.picturePoint(-0.5, -0.5)
  let pixelPerColumn = region.sidePixels / Double(side)
  let stepX = FixedPoint.rounded(pixelPerColumn * cos(region.rotationRadians))
  let stepY = FixedPoint.rounded(pixelPerColumn * sin(region.rotationRadians))
  let startX = FixedPoint.rounded(origin.x)
  let startY = FixedPoint.rounded(origin.y)
  let pixels = picture.pixels.span
  let width = picture.width
  let lastColumn = picture.width - 1
  let lastRow = picture.height - 1

  var target = 0
  for row in 0..<side {
    // The way down the region is the way along it, turned by a right angle.
    var x = startX - row * stepY
    var y = startY + row * stepX
    for _ in 0..<side {
      let gridX = FixedPoint.gridUnits(x)
      let gridY = FixedPoint.gridUnits(y)
      let column = gridX >> FixedPoint.gridBits
      let line = gridY >> FixedPoint.gridBits
      let right = gridX & (FixedPoint.gridSize - 1)
      let below = gridY & (FixedPoint.gridSize - 1)
      let left = FixedPoint.gridSize - right
      let above = FixedPoint.gridSize - below
      if column >= 0, column < lastColumn, line >= 0, line < lastRow {
        let upper = (line * width + column) * 3
        let lower = upper + width * 3
        for colour in 0..<3 {
          let top = left * Int(pixels[upper + colour]) + right * Int(pixels[upper + colour + 3])
          let bottom = left * Int(pixels[lower + colour]) + right * Int(pixels[lower + colour + 3])
          let blended = (above * top + below * bottom + FixedPoint.half) >> FixedPoint.weightBits
          input[target + colour] = Float(blended) * scale + offset
        }
      } else {
        for colour in 0..<3 {
          func value(_ column: Int, _ line: Int) -> Int {
            let inside = column >= 0 && column <= lastColumn && line >= 0 && line <= lastRow
            if border == .black, !inside { return 0 }
            let nearest = min(max(line, 0), lastRow) * width + min(max(column, 0), lastColumn)
            return Int(pixels[nearest * 3 + colour])
          }
          let top = left * value(column, line) + right * value(column + 1, line)
          let bottom = left * value(column, line + 1) + right * value(column + 1, line + 1)
          let blended = (above * top + below * bottom + FixedPoint.half) >> FixedPoint.weightBits
          input[target + colour] = Float(blended) * scale + offset
        }
      }
      target += 3
      x += stepX
      y += stepY
    }
  }
}

/// Positions as whole numbers: 32 bits for the fraction while stepping, 5 bits when blending.
private enum FixedPoint {
  static let fractionBits = 32
  static let gridBits = 5
  static let gridSize = 1 << gridBits
  static let weightBits = 2 * gridBits
  static let half = 1 << (weightBits - 1)

  static func rounded(_ pixels: Double) -> Int { Int((pixels * 0x1p32).rounded()) }

  /// A position in 1/32 pixel, rounded to the nearest.
  static func gridUnits(_ position: Int) -> Int {
    (position + 1 << (fractionBits - gridBits - 1)) >> (fractionBits - gridBits)
  }
}
