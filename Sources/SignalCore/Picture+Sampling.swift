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

  /// Draws eight points at a time; at the end of a row those beyond it are computed and left out.
  @inline(__always)
  func draw(_ pixels: some StoredPixels, of bytes: Span<UInt8>, into target: inout MutableSpan<Float>) {
    var index = 0
    for row in 0..<rows {
      var x = start.x &+ row &* down.x
      var y = start.y &+ row &* down.y
      var rest = columns
      while rest > 0 {
        let block = PointBlock(x: Self.gridUnits(x, across.x), y: Self.gridUnits(y, across.y))
        let colours =
          if block.isInside(lastColumn: lastColumn &- pixels.reach, lastRow: lastRow) {
            finished(block.colours(pixels, pixels.packed(bytes, left: block.column, upper: block.line)))
          } else {
            finished(block.colours(pixels, atEdge(pixels, bytes, block)), shares: shares(of: block))
          }
        if rest >= PointBlock.count {
          for lane in 0..<PointBlock.count { put(colours, lane, into: &target, at: index &+ 3 &* lane) }
        } else {
          for lane in 0..<rest { put(colours, lane, into: &target, at: index &+ 3 &* lane) }
        }
        index &+= 3 &* min(rest, PointBlock.count)
        rest &-= PointBlock.count
        x &+= PointBlock.count &* across.x
        y &+= PointBlock.count &* across.y
      }
    }
  }

  @inline(__always)
  private func put(
    _ colours: Colours<SIMD8<Float>>, _ lane: Int, into target: inout MutableSpan<Float>, at index: Int
  ) {
    target[index] = colours.red[lane]
    target[index &+ 1] = colours.green[lane]
    target[index &+ 2] = colours.blue[lane]
  }

  /// From 1024 times a colour to what is wanted of it.
  @inline(__always)
  private func finished(
    _ sums: Colours<SIMD8<Int32>>, shares: SIMD8<Float> = SIMD8(repeating: 1)
  ) -> Colours<SIMD8<Float>> {
    // Exact: sums stay below 2²⁴. The first number lifts exact halves, which are to round up; adding the second leaves
    // a float no bits for fractions.
    @inline(__always)
    func whole(_ sums: SIMD8<Int32>) -> SIMD8<Float> {
      let value = SIMD8<Float>(sums) * 0x1p-10 * shares
      return ((value + 0x1p-12 + 0x1.8p23) - 0x1.8p23) * scale + offset
    }
    return Colours(red: whole(sums.red), green: whole(sums.green), blue: whole(sums.blue))
  }

  /// Positions in 1/32 pixel, rounded to the nearest, from one on in even steps.
  @inline(__always)
  private static func gridUnits(_ first: Int, _ step: Int) -> SIMD8<Int32> {
    let unit = UInt64(bitPattern: Int64(step))
    let begin = UInt64(bitPattern: Int64(first)) &+ 1 << UInt64(fractionBits - gridBits - 1)
    let positions = SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7) &* unit &+ begin
    // The sign is lost beyond the bits that are kept.
    return SIMD8<Int32>(truncatingIfNeeded: positions &>> UInt64(fractionBits - gridBits))
  }

  // MARK: At the edge

  /// Pixels of points some of which lie beyond the picture.
  @inline(never)
  private func atEdge(
    _ pixels: some StoredPixels, _ bytes: Span<UInt8>, _ block: PointBlock
  ) -> PackedPixels {
    var all = PackedPixels(first: .zero, second: .zero, third: .zero)
    for lane in 0..<PointBlock.count {
      let one = pixels.packed(bytes, corners(Int(block.column[lane]), Int(block.line[lane])))
      all.first[lane] = one.0
      all.second[lane] = one.1
      all.third[lane] = one.2
    }
    return all
  }

  /// The four pixels round a position, the nearest ones of the picture where it lies beyond.
  private func corners(_ column: Int, _ line: Int) -> Corners {
    Corners(
      left: min(max(column, 0), lastColumn), right: min(max(column &+ 1, 0), lastColumn),
      upper: min(max(line, 0), lastRow), lower: min(max(line &+ 1, 0), lastRow))
  }

  /// How much of each blend lies in the picture.
  private func shares(of block: PointBlock) -> SIMD8<Float> {
    guard let edge else { return SIMD8(repeating: 1) }
    var shares = SIMD8<Float>.zero
    for lane in 0..<PointBlock.count {
      shares[lane] =
        Self.shareInside(Int(block.column[lane]), Int(block.right[lane]), edge.width)
        * Self.shareInside(Int(block.line[lane]), Int(block.below[lane]), edge.height)
    }
    return shares
  }

  /// The part of a blend between two pixels that lies in the picture.
  private static func shareInside(_ first: Int, _ second: Int, _ count: Int) -> Float {
    let inside =
      (first >= 0 && first < count ? 1 << gridBits - second : 0)
      + (first >= -1 && first < count - 1 ? second : 0)
    return Float(inside) / Float(1 << gridBits)
  }
}

/// Red, green and blue of several points, one a lane.
struct Colours<Lanes> {
  let red: Lanes
  let green: Lanes
  let blue: Lanes
}

/// Eight points between four pixels each.
private struct PointBlock {
  static let count = 8

  /// Of the upper left pixels.
  let column: SIMD8<Int32>
  let line: SIMD8<Int32>
  /// How far the points lie to the right of their left pixels, and below their upper ones, in 1/32 pixel.
  let right: SIMD8<Int32>
  let below: SIMD8<Int32>

  @inline(__always)
  init(x: SIMD8<Int32>, y: SIMD8<Int32>) {
    let fraction = Int32(1 << GridWalk.gridBits - 1)
    column = x &>> Int32(GridWalk.gridBits)
    line = y &>> Int32(GridWalk.gridBits)
    right = x & fraction
    below = y & fraction
  }

  /// Whether all pixels of all points lie in the picture.
  /// - Parameter lastColumn: That may be a left one.
  @inline(__always)
  func isInside(lastColumn: Int, lastRow: Int) -> Bool {
    // The points lie on a line: its ends tell.
    let last = Self.count - 1
    return min(column[0], column[last]) >= 0 && max(column[0], column[last]) <= lastColumn
      && min(line[0], line[last]) >= 0 && max(line[0], line[last]) < lastRow
  }

  /// 1024 times red, green and blue.
  @inline(__always)
  func colours(_ pixels: some StoredPixels, _ values: PackedPixels) -> Colours<SIMD8<Int32>> {
    let left = Int32(1 << GridWalk.gridBits) &- right
    let above = Int32(1 << GridWalk.gridBits) &- below
    let one = weighted(pixels, values, 0, above &* left)
    let two = weighted(pixels, values, 8, above &* right)
    let three = weighted(pixels, values, 16, below &* left)
    let four = weighted(pixels, values, 24, below &* right)
    return Colours(
      red: one.red &+ two.red &+ three.red &+ four.red,
      green: one.green &+ two.green &+ three.green &+ four.green,
      blue: one.blue &+ two.blue &+ three.blue &+ four.blue)
  }

  @inline(__always)
  private func weighted(
    _ pixels: some StoredPixels, _ values: PackedPixels, _ shift: Int32, _ weight: SIMD8<Int32>
  ) -> Colours<SIMD8<Int32>> {
    @inline(__always)
    func byte(_ values: SIMD8<Int32>) -> SIMD8<Int32> {
      (values &>> shift) & 255
    }
    let colour = pixels.colours(byte(values.first), byte(values.second), byte(values.third))
    return Colours(red: colour.red &* weight, green: colour.green &* weight, blue: colour.blue &* weight)
  }
}
