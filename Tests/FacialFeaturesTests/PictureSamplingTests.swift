import FacialFeatures
import SignalCore
import Testing

/// A ramp: red grows by 10 a column, green by 10 a row.
private let ramp = Picture(width: 8, height: 8) { column, row in
  SIMD3(Double(column) * 10, Double(row) * 10, 7)
}

private func draw(
  _ picture: Picture, centre: SIMD2<Double>, sidePixels: Double, radians: Double = 0, side: Int,
  border: PictureBorder = .replicated
) -> [SIMD3<Float>] {
  let box = FaceBox(
    left: centre.x - sidePixels / 3, top: centre.y - sidePixels / 3, right: centre.x + sidePixels / 3,
    bottom: centre.y + sidePixels / 3)
  var region = FaceRegion(box: box, leftOfPictureEye: .zero, rightOfPictureEye: SIMD2(1, 0))
  region.rotationRadians = radians
  var input = [Float](repeating: -1, count: side * side * 3)
  var span = input.mutableSpan
  drawSquare(
    of: picture, region: region, side: side, border: border, scale: 1, offset: 0, into: &span)
  return (0..<side * side).map { SIMD3(input[3 * $0], input[3 * $0 + 1], input[3 * $0 + 2]) }
}

@Suite struct PictureSamplingTests {
  @Test("a region as large as the input copies the picture")
  func identity() {
    let drawn = draw(ramp, centre: SIMD2(4, 4), sidePixels: 8, side: 8)
    for row in 0..<8 {
      for column in 0..<8 {
        #expect(drawn[row * 8 + column] == SIMD3(Float(column) * 10, Float(row) * 10, 7))
      }
    }
  }

  @Test("between pixels the colour is blended in proportion")
  func blended() {
    // The first sample lies at (2.25, 3.5).
    let drawn = draw(ramp, centre: SIMD2(3.25, 4.5), sidePixels: 2, side: 2)
    #expect(drawn[0] == SIMD3(23, 35, 7), "22.5 rounds up as in OpenCV's fixed point")
  }

  @Test("a region turned by a quarter reads the picture's columns along its rows")
  func turned() {
    let drawn = draw(ramp, centre: SIMD2(4, 4), sidePixels: 4, radians: .pi / 2, side: 4)
    // Going right in the region is going down in the picture; going down is going left.
    #expect(drawn[0] == SIMD3(60, 20, 7))
    #expect(drawn[1] == SIMD3(60, 30, 7))
    #expect(drawn[4] == SIMD3(50, 20, 7))
  }

  @Test("beyond the edge lies black or the edge's own colour, as asked")
  func borders() {
    let replicated = draw(ramp, centre: SIMD2(0, 4), sidePixels: 8, side: 8)
    let black = draw(ramp, centre: SIMD2(0, 4), sidePixels: 8, side: 8, border: .black)
    // The first four columns lie left of the picture.
    #expect(replicated[3 * 8 + 0] == SIMD3(0, 30, 7))
    #expect(black[3 * 8 + 0] == .zero)
    #expect(black[3 * 8 + 3] == .zero)
    #expect(replicated[3 * 8 + 6] == SIMD3(20, 30, 7))
    #expect(black[3 * 8 + 6] == SIMD3(20, 30, 7))
  }

  @Test("a region half a pixel over the edge blends with the border")
  func halfOver() {
    // Samples at x = −0.5 and below; row 2.
    let black = draw(ramp, centre: SIMD2(0.5, 3), sidePixels: 2, side: 2, border: .black)
    #expect(black[0].z == 4, "half of 7, rounded up")
    let replicated = draw(ramp, centre: SIMD2(0.5, 3), sidePixels: 2, side: 2)
    #expect(replicated[0].z == 7)
  }
}
