import Foundation
package import SignalCore

/// A colour of a drawing, 8-bit sRGB.
package struct Colour: Sendable, Hashable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  package static let white = Colour(255, 255, 255)
  package static let black = Colour(0, 0, 0)
}

/// A picture that is drawn on. Coordinates are pixels, x to the right, y down, whole ones at pixel centres;
/// edges are smooth, and whatever lies outside the picture or its clip is left out.
package struct Canvas: Sendable {
  private let width: Int
  private let height: Int
  private var pixels: [UInt8]
  private var columns: Range<Int>
  private var rows: Range<Int>

  package init(_ picture: Picture) {
    width = picture.width
    height = picture.height
    pixels = picture.pixels
    columns = 0..<width
    rows = 0..<height
  }

  package var picture: Picture { Picture(width: width, height: height, pixels: pixels) }

  package init(width: Int, height: Int, colour: Colour) {
    self.init(
      Picture(width: width, height: height, pixels: [UInt8](repeating: 0, count: width * height * 3)))
    fill(left: 0, top: 0, width: width, height: height, colour)
  }

  /// Confines what is drawn to a rectangle of the picture.
  package mutating func clip(left: Int, top: Int, width: Int, height: Int) {
    columns = (0..<self.width).clamped(to: left..<left + width)
    rows = (0..<self.height).clamped(to: top..<top + height)
  }

  package mutating func removeClip() {
    columns = 0..<width
    rows = 0..<height
  }

  /// Copies another picture in; what is beyond the edges is left out.
  package mutating func put(_ other: Picture, left: Int, top: Int) {
    let columns = self.columns.clamped(to: left..<left + other.width)
    let source = other.pixels
    for row in rows.clamped(to: top..<top + other.height) {
      let target = (row * width + columns.lowerBound) * 3
      let start = ((row - top) * other.width + columns.lowerBound - left) * 3
      let count = columns.count * 3
      pixels.replaceSubrange(target..<target + count, with: source[start..<start + count])
    }
  }

  package mutating func fill(
    left: Int, top: Int, width: Int, height: Int, _ colour: Colour, opacity: Double = 1
  ) {
    let columns = self.columns.clamped(to: left..<left + max(width, 0))
    for row in rows.clamped(to: top..<top + max(height, 0)) {
      for column in columns { blend(column, row, colour, opacity) }
    }
  }

  /// A round dot.
  package mutating func dot(_ centre: SIMD2<Double>, radius: Double, _ colour: Colour, opacity: Double = 1) {
    line([centre, centre], width: 2 * radius, colour, opacity: opacity)
  }

  /// The outline of a circle.
  package mutating func circle(
    _ centre: SIMD2<Double>, radius: Double, width: Double, _ colour: Colour, opacity: Double = 1
  ) {
    guard centre.x.isFinite, centre.y.isFinite, radius.isFinite else { return }
    let reach = radius + width / 2 + 0.5
    for row in Self.whole(centre.y - reach, centre.y + reach, within: rows) {
      for column in Self.whole(centre.x - reach, centre.x + reach, within: columns) {
        let offset = SIMD2(Double(column), Double(row)) - centre
        let distance = abs((offset * offset).sum().squareRoot() - radius)
        blend(column, row, colour, opacity * min(max(width / 2 + 0.5 - distance, 0), 1))
      }
    }
  }

  /// Straight lines from point to point with round ends.
  package mutating func line(
    _ points: [SIMD2<Double>], closed: Bool = false, width: Double, _ colour: Colour, opacity: Double = 1
  ) {
    guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return }
    for (start, end) in zip(points, points.dropFirst()) {
      segment(from: start, to: end, width: width, colour, opacity)
    }
    if closed, points.count > 2, let first = points.first, let last = points.last {
      segment(from: last, to: first, width: width, colour, opacity)
    }
  }

  /// Covers each pixel by as much as the line passes over it: 1 inside, falling to 0 over the pixel at its edge.
  private mutating func segment(
    from start: SIMD2<Double>, to end: SIMD2<Double>, width: Double, _ colour: Colour, _ opacity: Double
  ) {
    let reach = width / 2 + 0.5
    let way = end - start
    let length = (way * way).sum()
    for row in Self.whole(min(start.y, end.y) - reach, max(start.y, end.y) + reach, within: rows) {
      // The part of the line that is near enough to this row.
      var from = 0.0
      var to = 1.0
      if abs(way.y) > 1e-9 {
        let upper = (Double(row) - reach - start.y) / way.y
        let lower = (Double(row) + reach - start.y) / way.y
        from = min(max(min(upper, lower), 0), 1)
        to = min(max(max(upper, lower), 0), 1)
      }
      let first = start.x + from * way.x
      let last = start.x + to * way.x
      for column in Self.whole(min(first, last) - reach, max(first, last) + reach, within: columns) {
        let point = SIMD2(Double(column), Double(row)) - start
        let along = length > 0 ? min(max((point * way).sum() / length, 0), 1) : 0
        let offset = point - way * along
        let coverage = min(max(reach - (offset * offset).sum().squareRoot(), 0), 1)
        blend(column, row, colour, opacity * coverage)
      }
    }
  }

  private mutating func blend(_ column: Int, _ row: Int, _ colour: Colour, _ share: Double) {
    guard share > 0 else { return }
    let new = Int((min(share, 1) * 256).rounded())
    let place = (row * width + column) * 3
    func mixed(_ old: UInt8, _ value: UInt8) -> UInt8 {
      UInt8((Int(old) * (256 - new) + Int(value) * new + 128) >> 8)
    }
    pixels[place] = mixed(pixels[place], colour.red)
    pixels[place + 1] = mixed(pixels[place + 1], colour.green)
    pixels[place + 2] = mixed(pixels[place + 2], colour.blue)
  }

  /// The whole numbers of an interval that lie within a range, however far the interval reaches.
  private static func whole(_ low: Double, _ high: Double, within range: Range<Int>) -> Range<Int> {
    let first = max(low.rounded(.up), Double(range.lowerBound))
    let last = min(high.rounded(.down), Double(range.upperBound - 1))
    return first <= last ? Int(first)..<Int(last) + 1 : range.lowerBound..<range.lowerBound
  }
}

// Text
extension Canvas {
  /// - Parameters:
  ///   - left: Where the first letter's leftmost stroke runs.
  ///   - baseline: Where the letters stand.
  ///   - capHeight: Height of a capital, in pixels.
  package mutating func text(
    _ text: String, left: Double, baseline: Double, capHeight: Double, _ colour: Colour, opacity: Double = 1
  ) {
    let unit = capHeight / Double(StrokeFont.capHeight)
    let width = max(capHeight / 7, 1)
    var penX = left
    for character in text {
      let glyph = StrokeFont.glyph(character)
      for stroke in glyph.strokes {
        let points = stroke.map { point in
          SIMD2(penX + Double(point.x) * unit, baseline - Double(point.y - StrokeFont.baseline) * unit)
        }
        if points.count == 1 {
          dot(points[0], radius: width * 0.6, colour, opacity: opacity)
        } else {
          line(points, width: width, colour, opacity: opacity)
        }
      }
      penX += Double(glyph.width + StrokeFont.gap) * unit
    }
  }

  /// Size of letters at which a text takes no more than so many pixels, and at most `greatest`.
  package static func capHeight(of text: String, room: Double, greatest: Double) -> Double {
    let width = textWidth(text, capHeight: 1)
    return width > 0 ? min(greatest, max(room, 1) / width) : greatest
  }

  /// From the leftmost to the rightmost stroke of a text, in pixels.
  package static func textWidth(_ text: String, capHeight: Double) -> Double {
    let units = text.reduce(0) { $0 + StrokeFont.glyph($1).width + StrokeFont.gap }
    return Double(max(units - StrokeFont.gap, 0)) * capHeight / Double(StrokeFont.capHeight)
  }
}
