import SignalCore
import Testing

@Suite("pictures in another size")
struct PictureScalingTests {
  @Test(
    "a plain picture stays plain at every size",
    arguments: [(1, 1), (3, 7), (64, 48), (65, 49), (200, 3), (640, 480)])
  func plain(width: Int, height: Int) {
    let picture = plainPicture(width: 64, height: 48, [200, 30, 90])
    let scaled = picture.scaled(width: width, height: height)
    #expect(scaled == plainPicture(width: width, height: height, [200, 30, 90]))
  }

  @Test("the size it has is no change, bit by bit")
  func same() {
    let picture = ramp(width: 31, height: 17)
    #expect(picture.scaled(width: 31, height: 17) == picture)
    #expect(picture.fitted(width: 31, height: 17) == picture)
  }

  @Test("a ramp stays a straight line when it is halved and when it is doubled")
  func linear() {
    let picture = ramp(width: 100, height: 4)
    // Pixel j stands for the place (j + 0.5) · ratio − 0.5 of the original, whose value there is twice that;
    // near the edges the weights lack one side.
    let halved = picture.scaled(width: 50, height: 4)
    for column in 2..<48 {
      let place = (Double(column) + 0.5) * 2 - 0.5
      #expect(abs(Double(halved.pixels[column * 3]) - 2 * place) <= 1)
    }
    let doubled = picture.scaled(width: 200, height: 8)
    for column in 2..<198 {
      let place = (Double(column) + 0.5) / 2 - 0.5
      #expect(abs(Double(doubled.pixels[column * 3]) - 2 * place) <= 1)
    }
  }

  @Test("a line one pixel wide is not lost where a picture shrinks to a tenth")
  func thinLine() {
    var pixels = plainPicture(width: 200, height: 20, [0, 0, 0]).pixels
    for row in 0..<20 { pixels[(row * 200 + 103) * 3] = 255 }
    let picture = Picture(width: 200, height: 20, pixels: pixels)
    let scaled = picture.scaled(width: 20, height: 2)
    let total = (0..<20).reduce(0) { $0 + Int(scaled.pixels[$1 * 3]) }
    // All shares of the line over the shrunk row add up to a tenth of it, rounding aside.
    #expect(abs(total - 25) <= 3)
  }

  @Test("a part that reaches over the edge is black there and the picture elsewhere")
  func cropped() {
    let picture = ramp(width: 10, height: 6)
    let part = picture.cropped(left: -3, top: 4, width: 8, height: 5)
    for row in 0..<5 {
      for column in 0..<8 {
        let isInside = (0..<10).contains(column - 3) && (0..<6).contains(row + 4)
        let expected = isInside ? picture.pixels[((row + 4) * 10 + column - 3) * 3] : 0
        #expect(part.pixels[(row * 8 + column) * 3] == expected)
      }
    }
    let away = picture.cropped(left: 50, top: -80, width: 3, height: 3)
    #expect(away == plainPicture(width: 3, height: 3, [0, 0, 0]))
  }

  @Test("a picture shown in a frame of another shape keeps its own and is centred")
  func fitted() {
    let fit = PictureFit(pictureWidth: 40, pictureHeight: 20, frameWidth: 100, frameHeight: 100)
    #expect(fit.scale == 2.5 && fit.left == 0 && fit.top == 25)
    #expect(fit.width == 100 && fit.height == 50)
    let shown = plainPicture(width: 40, height: 20, [9, 8, 7]).fitted(width: 100, height: 100)
    for row in 0..<100 {
      #expect(shown.pixels[row * 300 + 150] == ((25..<75).contains(row) ? 9 : 0))
    }
  }

  private func plainPicture(width: Int, height: Int, _ colour: [UInt8]) -> Picture {
    Picture(width: width, height: height, pixels: (0..<width * height).flatMap { _ in colour })
  }

  /// Brightness is twice the column.
  private func ramp(width: Int, height: Int) -> Picture {
    Picture(
      width: width, height: height,
      pixels: (0..<height).flatMap { _ in
        (0..<width).flatMap { column in [UInt8](repeating: UInt8(2 * column), count: 3) }
      })
  }
}
