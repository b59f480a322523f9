/// One upright picture with square pixels: 8-bit sRGB, red green blue interleaved, rows packed, top first.
public struct Picture: Sendable, Hashable {
  public let width: Int
  public let height: Int
  /// `width × height × 3` bytes.
  public var pixels: [UInt8]

  /// - Precondition: `pixels` holds exactly `width × height × 3` bytes.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width > 0 && height > 0, "a picture has a size")
    precondition(pixels.count == width * height * 3, "a picture has three bytes a pixel")
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}
