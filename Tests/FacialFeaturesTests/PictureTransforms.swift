import Foundation
import SignalCore

extension Picture {
  static func black(width: Int, height: Int) -> Picture {
    Picture(width: width, height: height, pixels: [UInt8](repeating: 0, count: width * height * 3))
  }

  /// Reproducible noise: a linear congruential generator's high bits.
  static func noise(width: Int, height: Int) -> Picture {
    var state: UInt64 = 42
    let pixels = (0..<width * height * 3).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    return Picture(width: width, height: height, pixels: pixels)
  }

  func colour(_ column: Int, _ row: Int) -> SIMD3<Double> {
    let start = (row * width + column) * 3
    return SIMD3(Double(pixels[start]), Double(pixels[start + 1]), Double(pixels[start + 2]))
  }

  /// A picture whose pixels are made one by one.
  init(width: Int, height: Int, colour: (_ column: Int, _ row: Int) -> SIMD3<Double>) {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height * 3)
    for row in 0..<height {
      for column in 0..<width {
        let value = colour(column, row)
        for channel in 0..<3 { pixels.append(UInt8(min(max(value[channel].rounded(), 0), 255))) }
      }
    }
    self.init(width: width, height: height, pixels: pixels)
  }

  var mirrored: Picture {
    Picture(width: width, height: height) { column, row in colour(width - 1 - column, row) }
  }

  func cropped(left: Int, top: Int, width: Int, height: Int) -> Picture {
    Picture(width: width, height: height) { column, row in colour(left + column, top + row) }
  }

  /// Both pictures side by side, the second at half its size below black.
  func beside(half other: Picture) -> Picture {
    Picture(width: width + other.width / 2, height: max(height, other.height / 2)) { column, row in
      if column < width { return row < height ? colour(column, row) : .zero }
      let (x, y) = (2 * (column - width), 2 * row)
      guard y + 1 < other.height, x + 1 < other.width else { return .zero }
      let upper = other.colour(x, y) + other.colour(x + 1, y)
      return (upper + other.colour(x, y + 1) + other.colour(x + 1, y + 1)) / 4
    }
  }

  /// Turned clockwise about the middle, corners black.
  func rotated(degrees: Double) -> Picture {
    let (cosine, sine) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    let middle = SIMD2(Double(width - 1), Double(height - 1)) / 2
    return Picture(width: width, height: height) { column, row in
      let offset = SIMD2(Double(column), Double(row)) - middle
      let source =
        middle + SIMD2(offset.x * cosine + offset.y * sine, -offset.x * sine + offset.y * cosine)
      let (x, y) = (Int(source.x.rounded(.down)), Int(source.y.rounded(.down)))
      guard x >= 0, y >= 0, x + 1 < width, y + 1 < height else { return .zero }
      let (right, below) = (source.x - Double(x), source.y - Double(y))
      let upper = colour(x, y) * (1 - right) + colour(x + 1, y) * right
      let lower = colour(x, y + 1) * (1 - right) + colour(x + 1, y + 1) * right
      return upper * (1 - below) + lower * below
    }
  }
}
