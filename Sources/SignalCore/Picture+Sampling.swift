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

extension Picture {
  /// Red, green and blue of one pixel, 0…255 each.
  package func colour(column: Int, row: Int) -> SIMD3<Float> {
    var numbers: [Float] = [0, 0, 0]
    var target = numbers.mutableSpan
    draw(
      PictureGrid(
        origin: SIMD2(Double(column), Double(row)), across: SIMD2(1, 0), columns: 1, rows: 1),
      border: .replicated, scale: 1, offset: 0, into: &target)
    return SIMD3(numbers[0], numbers[1], numbers[2])
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

  /// Draws four points at a time; at the end of a row those beyond it are computed and left out.
  @inline(__always)
  func draw(_ pixels: some StoredPixels, of bytes: Span<UInt8>, into target: inout MutableSpan<Float>) {
    var index = 0
    for row in 0..<rows {
      var x = start.x &+ row &* down.x
      var y = start.y &+ row &* down.y
      @inline(__always)
      func next() -> BlendedPoint {
        let gridX = Self.gridUnits(x)
        let gridY = Self.gridUnits(y)
        x &+= across.x
        y &+= across.y
        var point = BlendedPoint(x: gridX, y: gridY, values: pixels.packed(bytes, corners(gridX, gridY)))
        if let edge {
          point.share = Self.shareInside(gridX, edge.width) * Self.shareInside(gridY, edge.height)
        }
        return point
      }
      var rest = columns
      while rest > 0 {
        let block = BlendedBlock(next(), next(), next(), next())
        let sums = block.colours(pixels)
        let red = finished(sums.red, block.shares)
        let green = finished(sums.green, block.shares)
        let blue = finished(sums.blue, block.shares)
        @inline(__always)
        func put(_ lane: Int) {
          target[index &+ 3 &* lane] = red[lane]
          target[index &+ 3 &* lane &+ 1] = green[lane]
          target[index &+ 3 &* lane &+ 2] = blue[lane]
        }
        put(0)
        if rest > 1 { put(1) }
        if rest > 2 { put(2) }
        if rest > 3 { put(3) }
        index &+= 3 &* min(rest, 4)
        rest &-= 4
      }
    }
  }

  /// From 1024 times a colour to what is wanted of it.
  @inline(__always)
  private func finished(_ sums: SIMD4<Int32>, _ shares: SIMD4<Float>) -> SIMD4<Float> {
    // Exact: sums stay below 2²⁴. The first number lifts exact halves, which are to round up; adding the second leaves
    // a float no bits for fractions.
    let value = SIMD4<Float>(sums) * 0x1p-10 * shares
    return ((value + 0x1p-12 + 0x1.8p23) - 0x1.8p23) * scale + offset
  }

  /// The four pixels round a position, the nearest ones of the picture where it lies beyond.
  @inline(__always)
  private func corners(_ x: Int, _ y: Int) -> Corners {
    let column = x >> Self.gridBits
    let line = y >> Self.gridBits
    return Corners(
      left: min(max(column, 0), lastColumn), right: min(max(column &+ 1, 0), lastColumn),
      upper: min(max(line, 0), lastRow), lower: min(max(line &+ 1, 0), lastRow))
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

/// A point between four pixels.
private struct BlendedPoint {
  let values: (Int32, Int32, Int32)
  /// How far it lies to the right of its left pixels, and below its upper ones, in 1/32 pixel.
  let right: Int32
  let below: Int32
  /// How much of the blend lies in the picture.
  var share: Float = 1

  @inline(__always)
  init(x: Int, y: Int, values: (Int32, Int32, Int32)) {
    self.values = values
    right = Int32(truncatingIfNeeded: x & (1 << GridWalk.gridBits - 1))
    below = Int32(truncatingIfNeeded: y & (1 << GridWalk.gridBits - 1))
  }
}

/// Four points, one a lane: written out, as lanes filled in a loop are several times slower.
private struct BlendedBlock {
  private let first: SIMD4<Int32>
  private let second: SIMD4<Int32>
  private let third: SIMD4<Int32>
  private let right: SIMD4<Int32>
  private let below: SIMD4<Int32>
  let shares: SIMD4<Float>

  @inline(__always)
  init(_ a: BlendedPoint, _ b: BlendedPoint, _ c: BlendedPoint, _ d: BlendedPoint) {
    first = SIMD4(a.values.0, b.values.0, c.values.0, d.values.0)
    second = SIMD4(a.values.1, b.values.1, c.values.1, d.values.1)
    third = SIMD4(a.values.2, b.values.2, c.values.2, d.values.2)
    right = SIMD4(a.right, b.right, c.right, d.right)
    below = SIMD4(a.below, b.below, c.below, d.below)
    shares = SIMD4(a.share, b.share, c.share, d.share)
  }

  /// 1024 times red, green and blue.
  @inline(__always)
  func colours(_ pixels: some StoredPixels)
    -> (red: SIMD4<Int32>, green: SIMD4<Int32>, blue: SIMD4<Int32>)
  {
    let left = Int32(1 << GridWalk.gridBits) &- right
    let above = Int32(1 << GridWalk.gridBits) &- below
    let one = weighted(pixels, 0, above &* left)
    let two = weighted(pixels, 8, above &* right)
    let three = weighted(pixels, 16, below &* left)
    let four = weighted(pixels, 24, below &* right)
    return (
      one.red &+ two.red &+ three.red &+ four.red,
      one.green &+ two.green &+ three.green &+ four.green,
      one.blue &+ two.blue &+ three.blue &+ four.blue
    )
  }

  @inline(__always)
  private func weighted(_ pixels: some StoredPixels, _ shift: Int32, _ weight: SIMD4<Int32>)
    -> (red: SIMD4<Int32>, green: SIMD4<Int32>, blue: SIMD4<Int32>)
  {
    @inline(__always)
    func byte(_ values: SIMD4<Int32>) -> SIMD4<Int32> {
      (values &>> shift) & 255
    }
    let colour = pixels.colours(byte(first), byte(second), byte(third))
    return (colour.red &* weight, colour.green &* weight, colour.blue &* weight)
  }
}
