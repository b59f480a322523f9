/// How a picture of one size is shown inside another without changing its shape: centred, and scaled.
///
/// Whole coordinates are pixel centres, on either side.
public struct PictureFit: Sendable, Hashable {
  /// Pixels of the frame a pixel of the picture takes.
  public let scale: Double
  /// Size of the scaled picture.
  public let width: Int
  public let height: Int
  /// Where its first pixel lies in the frame.
  public let left: Int
  public let top: Int

  /// As large as the frame allows.
  /// - Precondition: All sizes are positive.
  public init(pictureWidth: Int, pictureHeight: Int, frameWidth: Int, frameHeight: Int) {
    precondition(
      pictureWidth > 0 && pictureHeight > 0 && frameWidth > 0 && frameHeight > 0, "pictures have a size")
    scale = min(Double(frameWidth) / Double(pictureWidth), Double(frameHeight) / Double(pictureHeight))
    width = min(max(Int((Double(pictureWidth) * scale).rounded()), 1), frameWidth)
    height = min(max(Int((Double(pictureHeight) * scale).rounded()), 1), frameHeight)
    left = (frameWidth - width) / 2
    top = (frameHeight - height) / 2
  }
}

extension Picture {
  /// A rectangle of the picture; what lies outside it is black.
  public func cropped(left: Int, top: Int, width: Int, height: Int) -> Picture {
    let pixels = self.pixels
    var result = [UInt8](repeating: 0, count: width * height * 3)
    let columns = max(left, 0)..<max(min(left + width, self.width), max(left, 0))
    for row in max(top, 0)..<max(min(top + height, self.height), max(top, 0)) {
      let source = (row * self.width + columns.lowerBound) * 3
      let target = ((row - top) * width + columns.lowerBound - left) * 3
      let count = columns.count * 3
      result.replaceSubrange(target..<target + count, with: pixels[source..<source + count])
    }
    return Picture(width: width, height: height, pixels: result)
  }

  /// The picture in another size: each new pixel is a triangle-weighted mean of those around its place, over
  /// as much of the picture as it stands for, so that nothing thin is lost where it shrinks.
  public func scaled(width: Int, height: Int) -> Picture {
    guard width != self.width || height != self.height else { return self }
    let pixels = self.pixels
    let across = ScalingWeights(from: self.width, to: width)
    let down = ScalingWeights(from: self.height, to: height)
    var narrowed = [UInt8](repeating: 0, count: width * self.height * 3)
    for row in 0..<self.height {
      for column in 0..<width {
        let source = (row * self.width + across.first[column]) * 3
        across.blend(
          pixels.span, from: source, step: 3, at: column, into: &narrowed, (row * width + column) * 3)
      }
    }
    var result = [UInt8](repeating: 0, count: width * height * 3)
    for row in 0..<height {
      for column in 0..<width {
        let source = (down.first[row] * width + column) * 3
        down.blend(
          narrowed.span, from: source, step: width * 3, at: row, into: &result, (row * width + column) * 3)
      }
    }
    return Picture(width: width, height: height, pixels: result)
  }

  /// The picture in its own shape, as large as a frame allows, centred on black.
  public func fitted(width: Int, height: Int) -> Picture {
    guard width != self.width || height != self.height else { return self }
    let fit = PictureFit(
      pictureWidth: self.width, pictureHeight: self.height, frameWidth: width, frameHeight: height)
    return scaled(width: fit.width, height: fit.height)
      .cropped(left: -fit.left, top: -fit.top, width: width, height: height)
  }
}

/// For each pixel of a scaled line: the pixels of the original that make it up, and their shares.
private struct ScalingWeights {
  /// First pixel of the original, a target pixel each.
  private(set) var first: [Int] = []
  /// All shares in a row, in 1/65536; those of a target pixel add up to 65536.
  private var weights: [Int] = []
  /// Where a target pixel's shares start; one more than there are pixels.
  private var start = [0]

  init(from sourceCount: Int, to targetCount: Int) {
    let ratio = Double(sourceCount) / Double(targetCount)
    let reach = max(ratio, 1)
    for target in 0..<targetCount {
      let centre = (Double(target) + 0.5) * ratio - 0.5
      let lowest = max(Int((centre - reach).rounded(.up)), 0)
      let highest = min(Int((centre + reach).rounded(.down)), sourceCount - 1)
      let shares = (lowest...highest).map { max(1 - abs(Double($0) - centre) / reach, 0) }
      let total = shares.reduce(0, +)
      var parts = shares.map { Int(($0 / total * 65536).rounded()) }
      let largest = parts.indices.max { parts[$0] < parts[$1] } ?? 0
      parts[largest] += 65536 - parts.reduce(0, +)
      first.append(lowest)
      weights += parts
      start.append(weights.count)
    }
  }

  /// Writes one target pixel.
  func blend(
    _ source: Span<UInt8>, from offset: Int, step: Int, at target: Int, into result: inout [UInt8],
    _ place: Int
  ) {
    var red = 32768
    var green = 32768
    var blue = 32768
    var position = offset
    for index in start[target]..<start[target + 1] {
      red += weights[index] * Int(source[position])
      green += weights[index] * Int(source[position + 1])
      blue += weights[index] * Int(source[position + 2])
      position += step
    }
    result[place] = UInt8(red >> 16)
    result[place + 1] = UInt8(green >> 16)
    result[place + 2] = UInt8(blue >> 16)
  }
}
