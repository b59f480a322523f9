/// What lies beyond a picture's edge.
package enum PictureBorder: Sendable {
  case black
  /// The nearest pixel of the edge goes on for ever.
  case replicated
}

/// Points of an upright picture at even steps along straight lines: across, and at a right angle down.
package struct PictureGrid: Sendable {
  /// The first point, in pixels.
  package let origin: SIMD2<Double>
  /// From one column to the next, in pixels.
  package let across: SIMD2<Double>
  package let columns: Int
  package let rows: Int

  package init(origin: SIMD2<Double>, across: SIMD2<Double>, columns: Int, rows: Int) {
    self.origin = origin
    self.across = across
    self.columns = columns
    self.rows = rows
  }

  /// The way across, turned by a right angle.
  var down: SIMD2<Double> { SIMD2(-across.y, across.x) }
}

extension Picture {
  /// Draws colours at the points of a grid, red green blue, row by row.
  ///
  /// Pixel centres lie at whole coordinates, positions are rounded to 1/32 of a stored pixel, the colours of the four
  /// pixels round each blended in proportion and rounded to a whole number 0…255, as OpenCV's `warpPerspective` does.
  /// - Parameters:
  ///   - scale: Multiplies the colour 0…255.
  ///   - offset: Added after scaling.
  ///   - target: `columns × rows × 3` numbers.
  package func draw(
    _ grid: PictureGrid, border: PictureBorder, scale: Float, offset: Float,
    into target: inout MutableSpan<Float>
  ) {
    precondition(target.count == grid.columns * grid.rows * 3, "the target holds three numbers a point")
    let walk = GridWalk(grid, layout: layout, border: border, scale: scale, offset: offset)
    switch layout.coding {
    case .interleaved:
      walk.draw(InterleavedPixels(width: layout.storedWidth), of: bytes.span, into: &target)
    case .planes(let colour, nil):
      walk.draw(GreyPixels(width: layout.storedWidth, colour: colour), of: bytes.span, into: &target)
    case .planes(let colour, let chroma?):
      walk.draw(
        PlanarPixels(layout: layout, chroma: chroma, colour: colour), of: bytes.span, into: &target)
    }
  }
}

/// Positions in stored pixels as whole numbers: 32 bits for the fraction while stepping, 5 bits when blending.
private struct GridWalk {
  static let fractionBits = 32
  static let gridBits = 5

  private let start: (x: Int, y: Int)
  private let across: (x: Int, y: Int)
  private let down: (x: Int, y: Int)
  private let columns: Int
  private let rows: Int
  /// Beyond these the border lies; `nil` where it is the edge's own colour.
  private let edge: (width: Int, height: Int)?
  private let lastColumn: Int
  private let lastRow: Int
  private let scale: Float
  private let offset: Float

  init(_ grid: PictureGrid, layout: PictureLayout, border: PictureBorder, scale: Float, offset: Float) {
    func fixed(_ way: SIMD2<Double>) -> (x: Int, y: Int) {
      (Int((way.x * 0x1p32).rounded()), Int((way.y * 0x1p32).rounded()))
    }
    start = fixed(layout.placement.origin + layout.placement.stored(grid.origin))
    across = fixed(layout.placement.stored(grid.across))
    down = fixed(layout.placement.stored(grid.down))
    columns = grid.columns
    rows = grid.rows
    lastColumn = layout.storedWidth - 1
    lastRow = layout.storedHeight - 1
    edge = border == .black ? (layout.storedWidth, layout.storedHeight) : nil
    self.scale = scale
    self.offset = offset
  }

  @inline(__always)
  func draw(_ pixels: some BlendedPixels, of bytes: Span<UInt8>, into target: inout MutableSpan<Float>) {
    var index = 0
    for row in 0..<rows {
      var x = start.x &+ row &* down.x
      var y = start.y &+ row &* down.y
      for _ in 0..<columns {
        let gridX = Self.gridUnits(x)
        let gridY = Self.gridUnits(y)
        // Exact: sums stay below 2²⁴.
        var value = SIMD4<Float>(pixels.sums(bytes, corners(gridX, gridY))) * 0x1p-10
        if let edge {
          value *= Self.shareInside(gridX, edge.width) * Self.shareInside(gridY, edge.height)
        }
        // The first number lifts exact halves, which are to round up; adding the second leaves a float no bits for
        // fractions.
        value = (value + 0x1p-12 + 0x1.8p23) - 0x1.8p23
        value = value * scale + offset
        target[index] = value.x
        target[index + 1] = value.y
        target[index + 2] = value.z
        index &+= 3
        x &+= across.x
        y &+= across.y
      }
    }
  }

  /// The four pixels round a position, the nearest ones of the picture where it lies beyond.
  @inline(__always)
  private func corners(_ x: Int, _ y: Int) -> Corners {
    let column = x >> Self.gridBits
    let line = y >> Self.gridBits
    let right = Int32(truncatingIfNeeded: x & (1 << Self.gridBits - 1))
    let below = Int32(truncatingIfNeeded: y & (1 << Self.gridBits - 1))
    let left = 1 << Int32(Self.gridBits) &- right
    let above = 1 << Int32(Self.gridBits) &- below
    return Corners(
      left: min(max(column, 0), lastColumn), right: min(max(column &+ 1, 0), lastColumn),
      upper: min(max(line, 0), lastRow), lower: min(max(line &+ 1, 0), lastRow),
      weights: SIMD4(above, above, below, below) &* SIMD4(left, right, left, right))
  }

  /// A position in 1/32 pixel, rounded to the nearest.
  private static func gridUnits(_ position: Int) -> Int {
    (position &+ 1 << (fractionBits - gridBits - 1)) >> (fractionBits - gridBits)
  }

  /// The part of a blend between two pixels that lies in the picture.
  private static func shareInside(_ position: Int, _ count: Int) -> Float {
    let first = position >> gridBits
    let second = position & (1 << gridBits - 1)
    let inside =
      (first >= 0 && first < count ? 1 << gridBits - second : 0)
      + (first >= -1 && first < count - 1 ? second : 0)
    return Float(inside) / Float(1 << gridBits)
  }
}
