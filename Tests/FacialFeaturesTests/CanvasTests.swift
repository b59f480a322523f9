import FacialFeatures
import SignalCore
import Testing

@Suite("drawing on a picture")
struct CanvasTests {
  @Test("a line one pixel wide along pixel centres covers them and nothing else")
  func straightLine() {
    var canvas = Canvas(width: 12, height: 9, colour: .black)
    canvas.line([SIMD2(2, 5), SIMD2(7, 5)], width: 1, .white)
    for row in 0..<9 {
      for column in 0..<12 {
        #expect(canvas.level(column, row) == (row == 5 && (2...7).contains(column) ? 255 : 0))
      }
    }
  }

  @Test("a line between two rows covers each by half")
  func halfCovered() {
    var canvas = Canvas(width: 12, height: 9, colour: .black)
    canvas.line([SIMD2(2, 4.5), SIMD2(9, 4.5)], width: 1, .white)
    for column in 2...9 {
      // 255/2, rounded.
      #expect(canvas.level(column, 4) == 128 && canvas.level(column, 5) == 128)
      #expect(canvas.level(column, 3) == 0 && canvas.level(column, 6) == 0)
    }
  }

  @Test("a dot covers its circle's area", arguments: [1.0, 2.5, 7, 20])
  func dotArea(radius: Double) {
    var canvas = Canvas(width: 64, height: 64, colour: .black)
    canvas.dot(SIMD2(31.3, 30.8), radius: radius, .white)
    let area = canvas.total / 255
    let disc = Double.pi * radius * radius
    // Coverage falls evenly over the pixel at the rim, which is not quite the part of it inside.
    #expect(abs(area - disc) < 0.03 * disc + 0.3)
  }

  @Test("a circle's outline covers its ring's area")
  func ringArea() {
    var canvas = Canvas(width: 64, height: 64, colour: .black)
    canvas.circle(SIMD2(31.3, 30.8), radius: 20, width: 3, .white)
    let ring = 2 * Double.pi * 20 * 3
    #expect(abs(canvas.total / 255 - ring) < 0.02 * ring)
  }

  @Test("whatever is drawn from anywhere stays inside the clip")
  func clipped() {
    let background = Colour(90, 90, 90)
    var canvas = Canvas(width: 40, height: 30, colour: background)
    canvas.clip(left: 10, top: 5, width: 20, height: 15)
    var random = Random(state: 11)
    let wild = [Double.nan, .infinity, -.infinity, 1e300, -1e300, 1e12]
    for step in 0..<4000 {
      func coordinate() -> Double {
        step % 10 == 0 ? wild[Int(random.next() * 6)] : (random.next() - 0.5) * 400
      }
      let points = (0..<3).map { _ in SIMD2(coordinate(), coordinate()) }
      let colour = Colour(UInt8(step % 256), 0, 255)
      canvas.line(points, closed: true, width: random.next() * 6, colour, opacity: random.next())
      canvas.dot(points[0], radius: random.next() * 5, colour)
      canvas.circle(points[1], radius: random.next() * 50, width: 2, colour)
      canvas.fill(
        left: Int((random.next() - 0.5) * 200), top: Int((random.next() - 0.5) * 200),
        width: Int(random.next() * 90) - 5, height: Int(random.next() * 90) - 5, colour, opacity: 0.5)
      if step % 50 == 0 { canvas.text("Ag@", left: points[2].x, baseline: points[2].y, capHeight: 9, colour) }
    }
    let other = Picture(width: 400, height: 300, pixels: [UInt8](repeating: 1, count: 360_000))
    canvas.put(other, left: -200, top: -100)
    var changed = 0
    for row in 0..<30 {
      for column in 0..<40 {
        let isInside = (10..<30).contains(column) && (5..<20).contains(row)
        if isInside {
          changed += canvas.level(column, row) == 90 ? 0 : 1
        } else {
          #expect(canvas.level(column, row) == 90)
        }
      }
    }
    #expect(changed == 300)
  }

  @Test("every printable ASCII character has a look of its own, within the room its text is said to take")
  func letters() {
    var looks: [Picture: Character] = [:]
    for code in UInt8(32)...126 {
      let letter = Character(UnicodeScalar(code))
      var canvas = Canvas(width: 48, height: 60, colour: .black)
      canvas.text(String(letter), left: 8, baseline: 40, capHeight: 18, .white)
      let width = Canvas.textWidth(String(letter), capHeight: 18)
      for row in 0..<60 {
        for column in 0..<48 where canvas.level(column, row) > 0 {
          // Strokes are 18/7 pixels wide, so reach 1.8 pixels over their points, dots a little more; capitals
          // rise 18 pixels and brackets 3 more, tails fall 6.
          #expect(Double(column) >= 8 - 2.5 && Double(column) <= 8 + width + 2.5, "\(letter)")
          #expect(Double(row) >= 40 - 21 - 2.5 && Double(row) <= 40 + 6 + 2.5, "\(letter)")
        }
      }
      #expect((canvas.total > 0) == (letter != " "), "\(letter)")
      #expect(looks[canvas.picture] == nil, "\(letter)")
      looks[canvas.picture] = letter
    }
    #expect(looks.count == 95)
  }

  @Test("a character beyond ASCII shows as a question mark, and a text is as wide as its parts and the gap")
  func otherLetters() {
    var plain = Canvas(width: 60, height: 30, colour: .black)
    var foreign = plain
    plain.text("a?", left: 4, baseline: 20, capHeight: 12, .white)
    foreign.text("aé", left: 4, baseline: 20, capHeight: 12, .white)
    #expect(plain.picture == foreign.picture)
    let parts = ["W", "m"].map { Canvas.textWidth($0, capHeight: 12) }
    // Two units of the six a capital is high.
    let gap = 4.0
    #expect(abs(Canvas.textWidth("Wm", capHeight: 12) - parts[0] - parts[1] - gap) < 1e-9)
    #expect(Canvas.textWidth("", capHeight: 12) == 0)
    let size = Canvas.capHeight(of: "some words", room: 40, greatest: 30)
    #expect(abs(Canvas.textWidth("some words", capHeight: size) - 40) < 1e-9)
    #expect(Canvas.capHeight(of: "some words", room: 4000, greatest: 30) == 30)
  }
}

extension Canvas {
  /// Red of one pixel.
  fileprivate func level(_ column: Int, _ row: Int) -> UInt8 {
    picture.pixels[(row * picture.width + column) * 3]
  }

  /// Red of all pixels added up.
  fileprivate var total: Double {
    stride(from: 0, to: picture.pixels.count, by: 3).reduce(0) { $0 + Double(picture.pixels[$1]) }
  }
}

/// Numbers from 0 to 1, the same for one start.
struct Random {
  var state: UInt64

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 0x1p53
  }
}
