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
  /// Pixel centres lie at whole coordinates, positions are rounded to 1/32 of a stored pixel, the four pixels round
  /// each blended in proportion and the colour rounded to a whole number 0…255; that is how OpenCV's `warpPerspective`
  /// treats a picture of red, green and blue. Luma and chroma are blended first and made a colour then.
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
    let bytes = bytes.span
    let columns = layout.storedWidth
    let luma = BlendPlane(width: columns, height: layout.storedHeight, shiftAcross: 0, shiftDown: 0)
    switch layout.coding {
    case .interleaved:
      walk.draw(into: &target) { x, y in
        let place = luma.corners(x, y)
        let sums = SIMD4<Int32>(
          place.blend(bytes, channel: 0), place.blend(bytes, channel: 1), place.blend(bytes, channel: 2), 0)
        return SIMD4<Float>(sums) * 0x1p-10
      }
    case .planes(let colour, nil):
      let gain = colour.lumaGain * luma.unit
      let black = colour.lumaGain * colour.blackLevel
      walk.draw(into: &target) { x, y in
        SIMD4(repeating: Float(luma.corners(x, y).blend(bytes, from: 0)) * gain - black)
      }
    case .planes(let colour, let grid?):
      let chroma = BlendPlane(
        width: layout.chromaWidth, height: layout.chromaHeight, shiftAcross: grid.shiftAcross,
        shiftDown: grid.shiftDown)
      let blueStart = columns * layout.storedHeight
      let redStart = blueStart + layout.chromaWidth * layout.chromaHeight
      let gain = SIMD4<Float>(repeating: colour.lumaGain) * luma.unit
      let blueStep = SIMD4<Float>(0, colour.greenFromBlue, colour.blueFromBlue, 0)
      let redStep = SIMD4<Float>(colour.redFromRed, colour.greenFromRed, 0, 0)
      let zero = -colour.lumaGain * colour.blackLevel - 128 * (blueStep + redStep)
      let blueGain = blueStep * chroma.unit
      let redGain = redStep * chroma.unit
      walk.draw(into: &target) { x, y in
        let place = chroma.corners(x, y)
        let light = Float(luma.corners(x, y).blend(bytes, from: 0)) * gain
        let blue = Float(place.blend(bytes, from: blueStart)) * blueGain
        let red = Float(place.blend(bytes, from: redStart)) * redGain
        return light + zero + (blue + red)
      }
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
    edge = border == .black ? (layout.storedWidth, layout.storedHeight) : nil
    self.scale = scale
    self.offset = offset
  }

  /// - Parameter colour: At a position in 1/32 pixel, before rounding.
  @inline(__always)
  func draw(into target: inout MutableSpan<Float>, colour: (_ x: Int, _ y: Int) -> SIMD4<Float>) {
    var index = 0
    for row in 0..<rows {
      var x = start.x + row * down.x
      var y = start.y + row * down.y
      for _ in 0..<columns {
        let gridX = Self.gridUnits(x)
        let gridY = Self.gridUnits(y)
        var value = colour(gridX, gridY)
        if let edge {
          value *= Self.shareInside(gridX, edge.width) * Self.shareInside(gridY, edge.height)
        }
        // The first number lifts exact halves, which are to round up; adding the second leaves a float no bits for
        // fractions.
        value = (value + 0x1p-12 + 0x1.8p23) - 0x1.8p23
        value.replace(with: 0, where: value .< 0)
        value.replace(with: 255, where: value .> 255)
        value = value * scale + offset
        target[index] = value.x
        target[index + 1] = value.y
        target[index + 2] = value.z
        index += 3
        x += across.x
        y += across.y
      }
    }
  }

  /// A position in 1/32 pixel, rounded to the nearest.
  private static func gridUnits(_ position: Int) -> Int {
    (position + 1 << (fractionBits - gridBits - 1)) >> (fractionBits - gridBits)
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

/// A plane whose values are blended, with positions given in 1/32 of a luma pixel.
private struct BlendPlane {
  let width: Int
  let lastColumn: Int
  let lastRow: Int
  let bitsAcross: Int
  let bitsDown: Int

  init(width: Int, height: Int, shiftAcross: Int, shiftDown: Int) {
    self.width = width
    lastColumn = width - 1
    lastRow = height - 1
    bitsAcross = GridWalk.gridBits + shiftAcross
    bitsDown = GridWalk.gridBits + shiftDown
  }

  /// What a blend is multiplied with to be a value again.
  var unit: Float { 1 / Float(1 << (bitsAcross + bitsDown)) }

  /// The four values round a position, and their weights.
  @inline(__always)
  func corners(_ x: Int, _ y: Int) -> Corners {
    // A coarse value's middle lies half its size, less half a pixel, into the picture.
    let ownX = x + (1 << GridWalk.gridBits - 1 << bitsAcross) / 2
    let ownY = y + (1 << GridWalk.gridBits - 1 << bitsDown) / 2
    let column = ownX >> bitsAcross
    let line = ownY >> bitsDown
    let upper = min(max(line, 0), lastRow) * width
    let lower = min(max(line + 1, 0), lastRow) * width
    let left = min(max(column, 0), lastColumn)
    let right = min(max(column + 1, 0), lastColumn)
    return Corners(
      upperLeft: upper + left, upperRight: upper + right, lowerLeft: lower + left,
      lowerRight: lower + right,
      rightWeight: ownX & (1 << bitsAcross - 1), leftWeight: 1 << bitsAcross - ownX & (1 << bitsAcross - 1),
      lowerWeight: ownY & (1 << bitsDown - 1), upperWeight: 1 << bitsDown - ownY & (1 << bitsDown - 1))
  }
}

/// Offsets of four values from their plane's start. They lie in the plane, wherever the position was.
private struct Corners {
  let upperLeft: Int
  let upperRight: Int
  let lowerLeft: Int
  let lowerRight: Int
  let rightWeight: Int
  let leftWeight: Int
  let lowerWeight: Int
  let upperWeight: Int

  @inline(__always)
  func blend(_ bytes: Span<UInt8>, from start: Int) -> Int {
    // `BlendPlane` holds the offsets inside its plane, and a picture has a plane's bytes from its start on.
    let upper =
      leftWeight * Int(unsafe bytes[unchecked: start + upperLeft])
      + rightWeight * Int(unsafe bytes[unchecked: start + upperRight])
    let lower =
      leftWeight * Int(unsafe bytes[unchecked: start + lowerLeft])
      + rightWeight * Int(unsafe bytes[unchecked: start + lowerRight])
    return upperWeight * upper + lowerWeight * lower
  }

  /// One of three values a pixel.
  @inline(__always)
  func blend(_ bytes: Span<UInt8>, channel: Int) -> Int32 {
    let upper =
      leftWeight * Int(unsafe bytes[unchecked: 3 * upperLeft + channel])
      + rightWeight * Int(unsafe bytes[unchecked: 3 * upperRight + channel])
    let lower =
      leftWeight * Int(unsafe bytes[unchecked: 3 * lowerLeft + channel])
      + rightWeight * Int(unsafe bytes[unchecked: 3 * lowerRight + channel])
    return Int32(truncatingIfNeeded: upperWeight * upper + lowerWeight * lower)
  }
}
