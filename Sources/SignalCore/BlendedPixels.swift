/// Columns and rows of four neighbouring pixels, and their weights in 1/1024: upper left, upper right, lower left,
/// lower right. All four lie in the picture.
struct Corners {
  let left: Int
  let right: Int
  let upper: Int
  let lower: Int
  let weights: SIMD4<Int32>
}

/// A way in which pixels are stored.
protocol BlendedPixels {
  /// Red, green and blue of four pixels, multiplied by their weights and added, 1024 times 0…255.
  /// - Parameter bytes: All of the picture's, as many as its layout says.
  func sums(_ bytes: Span<UInt8>, _ corners: Corners) -> SIMD4<Int32>
}

struct InterleavedPixels: BlendedPixels {
  let width: Int

  @inline(__always)
  func sums(_ bytes: Span<UInt8>, _ corners: Corners) -> SIMD4<Int32> {
    let upper = corners.upper * width
    let lower = corners.lower * width
    @inline(__always)
    func pixel(_ place: Int) -> SIMD4<Int32> {
      // The corners lie in the picture, three bytes a pixel.
      SIMD4(
        Int32(unsafe bytes[unchecked: 3 * place]), Int32(unsafe bytes[unchecked: 3 * place + 1]),
        Int32(unsafe bytes[unchecked: 3 * place + 2]), 0)
    }
    let weights = corners.weights
    return pixel(upper + corners.left) &* weights.x &+ pixel(upper + corners.right) &* weights.y
      &+ pixel(lower + corners.left) &* weights.z &+ pixel(lower + corners.right) &* weights.w
  }
}

struct GreyPixels: BlendedPixels {
  let width: Int
  let colour: LumaChroma

  @inline(__always)
  func sums(_ bytes: Span<UInt8>, _ corners: Corners) -> SIMD4<Int32> {
    let light = colour.light(fourBytes(bytes, from: 0, width: width, corners))
    return SIMD4(repeating: (LumaChroma.clamped(light) &* corners.weights).wrappedSum())
  }
}

/// Luma and two planes of chroma. A chroma value counts for all the pixels it covers.
struct PlanarPixels: BlendedPixels {
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
  func sums(_ bytes: Span<UInt8>, _ corners: Corners) -> SIMD4<Int32> {
    let covering = Corners(
      left: corners.left &>> chroma.shiftAcross, right: corners.right &>> chroma.shiftAcross,
      upper: corners.upper &>> chroma.shiftDown, lower: corners.lower &>> chroma.shiftDown,
      weights: corners.weights)
    let light = colour.light(fourBytes(bytes, from: 0, width: width, corners))
    let blue = fourBytes(bytes, from: blueStart, width: chromaWidth, covering) &- 128
    let red = fourBytes(bytes, from: redStart, width: chromaWidth, covering) &- 128
    let weights = corners.weights
    return SIMD4(
      (LumaChroma.clamped(light &+ LumaChroma.times(red, colour.redFromRed)) &* weights).wrappedSum(),
      (LumaChroma.clamped(
        light &+ LumaChroma.times(blue, colour.greenFromBlue) &+ LumaChroma.times(red, colour.greenFromRed))
        &* weights).wrappedSum(),
      (LumaChroma.clamped(light &+ LumaChroma.times(blue, colour.blueFromBlue)) &* weights).wrappedSum(), 0)
  }
}

/// Four values of a plane.
@inline(__always)
private func fourBytes(_ bytes: Span<UInt8>, from start: Int, width: Int, _ corners: Corners) -> SIMD4<Int32>
{
  let upper = start &+ corners.upper &* width
  let lower = start &+ corners.lower &* width
  // The corners lie in the picture, and its bytes hold all planes.
  return SIMD4(
    Int32(unsafe bytes[unchecked: upper &+ corners.left]),
    Int32(unsafe bytes[unchecked: upper &+ corners.right]),
    Int32(unsafe bytes[unchecked: lower &+ corners.left]),
    Int32(unsafe bytes[unchecked: lower &+ corners.right]))
}

extension LumaChroma {
  @inline(__always)
  fileprivate func light(_ luma: SIMD4<Int32>) -> SIMD4<Int32> { Self.times(luma &- blackLevel, lumaGain) }

  /// A product with a coefficient in 1/8192, rounded down.
  @inline(__always)
  fileprivate static func times(_ values: SIMD4<Int32>, _ coefficient: Int32) -> SIMD4<Int32> {
    (values &* coefficient) &>> 13
  }

  @inline(__always)
  fileprivate static func clamped(_ colour: SIMD4<Int32>) -> SIMD4<Int32> {
    let positive = colour.replacing(with: 0, where: colour .< 0)
    return positive.replacing(with: 255, where: positive .> 255)
  }
}
