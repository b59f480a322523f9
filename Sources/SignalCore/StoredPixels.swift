/// Columns and rows of four neighbouring pixels. All four lie in the picture.
struct Corners {
  let left: Int
  let right: Int
  let upper: Int
  let lower: Int
}

/// A way in which pixels are stored, as three values each.
protocol StoredPixels {
  /// Three values of four pixels, a byte each: upper left, the lowest, then upper right, lower left, lower right.
  /// - Parameter bytes: All of the picture's, as many as its layout says.
  func packed(_ bytes: Span<UInt8>, _ corners: Corners) -> (Int32, Int32, Int32)

  /// Red, green and blue, 0 to 255, of four pixels from their three values.
  func colours(_ first: SIMD4<Int32>, _ second: SIMD4<Int32>, _ third: SIMD4<Int32>)
    -> (red: SIMD4<Int32>, green: SIMD4<Int32>, blue: SIMD4<Int32>)
}

struct InterleavedPixels: StoredPixels {
  let width: Int

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
  func colours(_ first: SIMD4<Int32>, _ second: SIMD4<Int32>, _ third: SIMD4<Int32>)
    -> (red: SIMD4<Int32>, green: SIMD4<Int32>, blue: SIMD4<Int32>)
  { (first, second, third) }
}

struct GreyPixels: StoredPixels {
  let width: Int
  let colour: LumaChroma

  @inline(__always)
  func packed(_ bytes: Span<UInt8>, _ corners: Corners) -> (Int32, Int32, Int32) {
    (fourBytes(bytes, from: 0, width: width, corners), 0, 0)
  }

  @inline(__always)
  func colours(_ first: SIMD4<Int32>, _ second: SIMD4<Int32>, _ third: SIMD4<Int32>)
    -> (red: SIMD4<Int32>, green: SIMD4<Int32>, blue: SIMD4<Int32>)
  {
    let light = clamped(times(first &- colour.blackLevel, colour.lumaGain))
    return (light, light, light)
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

  init(layout: PictureLayout, chroma: PictureLayout.ChromaGrid, colour: LumaChroma) {
    width = layout.storedWidth
    chromaWidth = layout.chromaWidth
    blueStart = layout.storedWidth * layout.storedHeight
    redStart = blueStart + layout.chromaWidth * layout.chromaHeight
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
  func colours(_ first: SIMD4<Int32>, _ second: SIMD4<Int32>, _ third: SIMD4<Int32>)
    -> (red: SIMD4<Int32>, green: SIMD4<Int32>, blue: SIMD4<Int32>)
  {
    let light = times(first &- colour.blackLevel, colour.lumaGain)
    let blue = second &- 128
    let red = third &- 128
    return (
      clamped(light &+ times(red, colour.redFromRed)),
      clamped(light &+ times(blue, colour.greenFromBlue) &+ times(red, colour.greenFromRed)),
      clamped(light &+ times(blue, colour.blueFromBlue))
    )
  }
}

/// Four values of a plane, the upper left in the lowest byte.
@inline(__always)
private func fourBytes(_ bytes: Span<UInt8>, from start: Int, width: Int, _ corners: Corners) -> Int32 {
  let upper = start &+ corners.upper &* width
  let lower = start &+ corners.lower &* width
  // The corners lie in the picture, and its bytes hold all planes.
  let packed =
    UInt32(unsafe bytes[unchecked: upper &+ corners.left])
    | UInt32(unsafe bytes[unchecked: upper &+ corners.right]) &<< 8
    | UInt32(unsafe bytes[unchecked: lower &+ corners.left]) &<< 16
    | UInt32(unsafe bytes[unchecked: lower &+ corners.right]) &<< 24
  return Int32(bitPattern: packed)
}

/// A product with a coefficient in 1/8192, rounded down.
@inline(__always)
private func times(_ values: SIMD4<Int32>, _ coefficient: Int32) -> SIMD4<Int32> {
  (values &* coefficient) &>> 13
}

@inline(__always)
private func clamped(_ colour: SIMD4<Int32>) -> SIMD4<Int32> {
  let positive = colour.replacing(with: 0, where: colour .< 0)
  return positive.replacing(with: 255, where: positive .> 255)
}
