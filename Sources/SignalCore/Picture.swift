/// One upright picture with square pixels, in the form it was recorded in.
///
/// Bytes stay as they are stored: red, green and blue, or a plane of luma and two of chroma, perhaps lying on their
/// side. Whoever needs a part of the picture draws that part, which costs a fraction of converting all of it.
public struct Picture: Sendable, Hashable {
  /// Upright and with square pixels; so is the height.
  public let width: Int
  public let height: Int
  package let layout: PictureLayout
  /// As `layout` says.
  package var bytes: [UInt8]

  /// A picture of 8-bit sRGB, red green blue interleaved, rows packed, top first.
  /// - Precondition: `pixels` holds exactly `width × height × 3` bytes.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    self.init(
      width: width, height: height,
      layout: PictureLayout(storedWidth: width, storedHeight: height, coding: .interleaved), bytes: pixels)
  }

  /// - Parameters:
  ///   - width: Upright and with square pixels, to which `layout.placement` leads back.
  ///   - bytes: `layout.byteCount` of them.
  package init(width: Int, height: Int, layout: PictureLayout, bytes: [UInt8]) {
    precondition(width > 0 && height > 0, "a picture has a size")
    precondition(bytes.count == layout.byteCount, "a picture has as many bytes as its layout says")
    self.width = width
    self.height = height
    self.layout = layout
    self.bytes = bytes
  }

  /// All of the picture as 8-bit sRGB, `width × height × 3` bytes: red green blue interleaved, rows packed, top first.
  ///
  /// Converted on every call unless it is recorded so; for 1080p that takes longer than finding a face in it.
  public var pixels: [UInt8] {
    if layout.coding == .interleaved, layout.placement == .upright { return bytes }
    var row = [Float](repeating: 0, count: width * 3)
    var all: [UInt8] = []
    all.reserveCapacity(row.count * height)
    for line in 0..<height {
      var target = row.mutableSpan
      draw(
        PictureGrid(origin: SIMD2(0, Double(line)), across: SIMD2(1, 0), columns: width, rows: 1),
        border: .replicated, scale: 1, offset: 0, into: &target)
      all.append(contentsOf: row.lazy.map { UInt8($0) })
    }
    return all
  }
}
