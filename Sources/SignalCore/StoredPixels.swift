/// Columns and rows of four neighbouring pixels. All four lie in the picture.
struct Corners {
  let left: Int
  let right: Int
  let upper: Int
  let lower: Int
}

/// Three values of four neighbouring pixels, a byte each: upper left, the lowest, then upper right, lower left, lower
/// right. One point a lane.
struct PackedPixels {
  var first: SIMD8<Int32>
  var second: SIMD8<Int32>
  var third: SIMD8<Int32>
}

/// A way in which pixels are stored, as three values each.
protocol StoredPixels {
  /// Three values of four pixels, a byte each: upper left, the lowest, then upper right, lower left, lower right.
  /// - Parameter bytes: All of the picture's, as many as its layout says.
  func packed(_ bytes: Span<UInt8>, _ corners: Corners) -> (Int32, Int32, Int32)

  /// Columns to the right of a left pixel that the quick way below may read.
  var reach: Int { get }

  /// The same for points whose left pixels have `reach` columns, and whose upper ones a line, of the picture beyond
  /// them.
  func packed(_ bytes: Span<UInt8>, left: SIMD8<Int32>, upper: SIMD8<Int32>) -> PackedPixels

  /// Red, green and blue, 0 to 255, of eight pixels from their three values.
  func colours(_ first: SIMD8<Int32>, _ second: SIMD8<Int32>, _ third: SIMD8<Int32>)
    -> Colours<SIMD8<Int32>>
}

struct InterleavedPixels: StoredPixels {
  let width: Int
  let reach = 1

  @inline(__always)
  func packed(_ bytes: Span<UInt8>, _ corners: Corners) -> (Int32, Int32, Int32) {
    let threefold = Corners(
      left: 3 &* corners.left, right: 3 &* corners.right, upper: corners.upper, lower: corners.lower)
    return (
      fourBytes(bytes, from: 0, width: 3 &* width, threefold),
      fourBytes(bytes, from: 1, width: 3 &* width, threefold),
      fourBytes(bytes, from: 2, width: 3 &* width, threefold)
    )
  }

  @inline(__always)
  func packed(_ bytes: Span<UInt8>, left: SIMD8<Int32>, upper: SIMD8<Int32>) -> PackedPixels {
    let rowBytes = Int32(truncatingIfNeeded: 3 &* width)
    let places = upper &* rowBytes &+ 3 &* left
    @inline(__always)
    func values(_ channel: Int) -> SIMD8<Int32> {
      eightTimes { lane in
        let place = Int(places[lane]) &+ channel
        return fourBytes(bytes, place, place &+ 3, place &+ Int(rowBytes), place &+ Int(rowBytes) &+ 3)
      }
    }
    return PackedPixels(first: values(0), second: values(1), third: values(2))
  }

  @inline(__always)
  func colours(_ first: SIMD8<Int32>, _ second: SIMD8<Int32>, _ third: SIMD8<Int32>)
    -> Colours<SIMD8<Int32>>
  { Colours(red: first, green: second, blue: third) }
}

struct GreyPixels: StoredPixels {
  let width: Int
  let reach = 1
  let colour: LumaChroma

  @inline(__always)
  func packed(_ bytes: Span<UInt8>, _ corners: Corners) -> (Int32, Int32, Int32) {
    (fourBytes(bytes, from: 0, width: width, corners), 0, 0)
  }

  @inline(__always)
  func packed(_ bytes: Span<UInt8>, left: SIMD8<Int32>, upper: SIMD8<Int32>) -> PackedPixels {
    PackedPixels(
      first: twoPairs(bytes, from: 0, width: width, left, upper, upper &+ 1), second: .zero, third: .zero)
  }

  @inline(__always)
  func colours(_ first: SIMD8<Int32>, _ second: SIMD8<Int32>, _ third: SIMD8<Int32>)
    -> Colours<SIMD8<Int32>>
  {
    let light = clamped(times(first &- colour.blackLevel, colour.lumaGain))
    return Colours(red: light, green: light, blue: light)
  }
}

/// Luma and two planes of chroma. A chroma value counts for all the pixels it covers.
struct PlanarPixels: StoredPixels {
  private let width: Int
  private let chromaWidth: Int
  private let blueStart: Int
  private let redStart: Int
  private let chroma: PictureLayout.ChromaGrid
  private let colour: LumaChroma
  /// As far as the next chroma value.
  let reach: Int

  init(layout: PictureLayout, chroma: PictureLayout.ChromaGrid, colour: LumaChroma) {
    width = layout.storedWidth
    chromaWidth = layout.chromaWidth
    blueStart = layout.storedWidth * layout.storedHeight
    redStart = blueStart + layout.chromaWidth * layout.chromaHeight
    reach = 1 << chroma.shiftAcross
    self.chroma = chroma
    self.colour = colour
  }

  @inline(__always)
  func packed(_ bytes: Span<UInt8>, _ corners: Corners) -> (Int32, Int32, Int32) {
    let covering = Corners(
      left: corners.left &>> chroma.shiftAcross, right: corners.right &>> chroma.shiftAcross,
      upper: corners.upper &>> chroma.shiftDown, lower: corners.lower &>> chroma.shiftDown)
    return (
      fourBytes(bytes, from: 0, width: width, corners),
      fourBytes(bytes, from: blueStart, width: chromaWidth, covering),
      fourBytes(bytes, from: redStart, width: chromaWidth, covering)
    )
  }

  @inline(__always)
  func packed(_ bytes: Span<UInt8>, left: SIMD8<Int32>, upper: SIMD8<Int32>) -> PackedPixels {
    let across = Int32(truncatingIfNeeded: chroma.shiftAcross)
    let down = Int32(truncatingIfNeeded: chroma.shiftDown)
    let (column, first, second) = (left &>> across, upper &>> down, (upper &+ 1) &>> down)
    // All bits where both pixels of a pair lie under one chroma value: they have it twice, not its right neighbour.
    let isOne = ((left &+ 1) &>> across) &- column &- 1
    @inline(__always)
    func values(_ start: Int) -> SIMD8<Int32> {
      let pairs = twoPairs(bytes, from: start, width: chromaWidth, column, first, second)
      return (pairs & ~isOne) | (((pairs & 0x00FF_00FF) &* 257) & isOne)
    }
    return PackedPixels(
      first: twoPairs(bytes, from: 0, width: width, left, upper, upper &+ 1), second: values(blueStart),
      third: values(redStart))
  }

  @inline(__always)
  func colours(_ first: SIMD8<Int32>, _ second: SIMD8<Int32>, _ third: SIMD8<Int32>)
    -> Colours<SIMD8<Int32>>
  {
    let light = times(first &- colour.blackLevel, colour.lumaGain)
    let blue = second &- 128
    let red = third &- 128
    return Colours(
      red: clamped(light &+ times(red, colour.redFromRed)),
      green: clamped(light &+ times(blue, colour.greenFromBlue) &+ times(red, colour.greenFromRed)),
      blue: clamped(light &+ times(blue, colour.blueFromBlue)))
  }
}

/// Four values of a plane, the upper left in the lowest byte.
@inline(__always)
private func fourBytes(_ bytes: Span<UInt8>, from start: Int, width: Int, _ corners: Corners) -> Int32 {
  let upper = start &+ corners.upper &* width
  let lower = start &+ corners.lower &* width
  return fourBytes(
    bytes, upper &+ corners.left, upper &+ corners.right, lower &+ corners.left, lower &+ corners.right)
}

@inline(__always)
private func fourBytes(_ bytes: Span<UInt8>, _ one: Int, _ two: Int, _ three: Int, _ four: Int) -> Int32 {
  // The corners lie in the picture, and its bytes hold all planes.
  let packed =
    UInt32(unsafe bytes[unchecked: one])
    | UInt32(unsafe bytes[unchecked: two]) &<< 8
    | UInt32(unsafe bytes[unchecked: three]) &<< 16
    | UInt32(unsafe bytes[unchecked: four]) &<< 24
  return Int32(bitPattern: packed)
}

/// Pairs of neighbours in two rows of a plane, the upper left in the lowest byte.
@inline(__always)
private func twoPairs(
  _ bytes: Span<UInt8>, from start: Int, width: Int, _ left: SIMD8<Int32>, _ upper: SIMD8<Int32>,
  _ lower: SIMD8<Int32>
) -> SIMD8<Int32> {
  let row = Int32(truncatingIfNeeded: width)
  let above = upper &* row &+ left
  let below = lower &* row &+ left
  return eightTimes { lane in
    let (above, below) = (start &+ Int(above[lane]), start &+ Int(below[lane]))
    return fourBytes(bytes, above, above &+ 1, below, below &+ 1)
  }
}

/// One value a lane, written out: lanes filled in a loop are several times slower.
@inline(__always)
private func eightTimes(_ value: (Int) -> Int32) -> SIMD8<Int32> {
  SIMD8(value(0), value(1), value(2), value(3), value(4), value(5), value(6), value(7))
}

/// A product with a coefficient in 1/8192, rounded down.
@inline(__always)
private func times(_ values: SIMD8<Int32>, _ coefficient: Int32) -> SIMD8<Int32> {
  (values &* coefficient) &>> 13
}

/// Cut to 0…255, in operations every processor has for all lanes at once.
@inline(__always)
private func clamped(_ colour: SIMD8<Int32>) -> SIMD8<Int32> {
  let positive = colour & ~(colour &>> 31)
  let room = 255 &- positive
  return positive &+ (room & (room &>> 31))
}
