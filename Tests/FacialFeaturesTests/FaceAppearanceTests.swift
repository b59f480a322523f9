import FacialFeatures
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

private let box = FaceBox(left: 32, top: 32, right: 288, bottom: 288)

/// Stripes of so many pixels, between two greys.
private func stripes(_ period: Int, _ low: Double, _ high: Double) -> Picture {
  Picture(width: 320, height: 320) { column, _ in
    let level = column / (period / 2) % 2 == 0 ? low : high
    return SIMD3(level, level, level)
  }
}

@Suite struct FaceAppearanceTests {
  @Test("stripes a cell wide read as the closed form; a slope reads nothing; a flat picture has no sharpness")
  func closedForm() throws {
    // The grid's cells are 4 px: stripes of one cell alternate by ±d, so the Laplacian is 4 d across, and its
    // variance over the cells' own is 16.
    let sharpest = try #require(FaceDetail.sharpness(of: stripes(8, 60, 180), in: box))
    #expect(abs(sharpest - 16) < 0.01)
    let slope = Picture(width: 320, height: 320) { column, _ in
      SIMD3(repeating: Double(column / 4 * 3))
    }
    #expect(try #require(FaceDetail.sharpness(of: slope, in: box)) < 1e-4)
    #expect(FaceDetail.sharpness(of: .black(width: 320, height: 320), in: box) == nil)
    #expect(
      FaceDetail.sharpness(of: stripes(8, 60, 180), in: FaceBox(left: 300, top: 0, right: 400, bottom: 100))
        == nil)
  }

  @Test("sharpness does not change with brightness and contrast, nor with the face's size")
  func invariance() throws {
    let plain = try #require(FaceDetail.sharpness(of: stripes(32, 60, 180), in: box))
    let pale = try #require(FaceDetail.sharpness(of: stripes(32, 100, 160), in: box))
    #expect(abs(plain - pale) < 0.01 * plain)
    let half = Picture(width: 160, height: 160) { column, row in
      stripes(32, 60, 180).colour(2 * column, 2 * row)
    }
    let halfBox = FaceBox(left: 16, top: 16, right: 144, bottom: 144)
    let small = try #require(FaceDetail.sharpness(of: half, in: halfBox))
    #expect(abs(small - plain) < 0.05 * plain)
  }

  @Test("blurring a face lowers its sharpness, and darkening it its illumination, by half for half the light")
  func realFace() throws {
    let landmarks = try Golden.astronautLandmarks()
    let picture = try SampleMedia.picture("astronaut.png")
    let plain = try #require(FaceAppearanceReader.appearance(of: landmarks, in: picture))
    // The cheeks are bright but not white.
    #expect(plain.illumination > 0.6 && plain.illumination < 0.95)
    let dim = Picture(width: picture.width, height: picture.height, pixels: picture.pixels.map { $0 / 2 })
    let dark = try #require(FaceAppearanceReader.appearance(of: landmarks, in: dim))
    #expect(abs(dark.illumination - plain.illumination / 2) < 0.005)
    #expect(abs(try #require(dark.sharpness) / (try #require(plain.sharpness)) - 1) < 0.05)
    let coarse = picture.resized(width: 64, height: 64).resized(width: 512, height: 512)
    let blurred = Picture(width: 512, height: 512) { column, row in
      guard column >= 4, row >= 4, column < 508, row < 508 else { return coarse.colour(column, row) }
      return [(-4, -4), (-4, 4), (4, -4), (4, 4), (0, 0)].reduce(SIMD3<Double>.zero) {
        $0 + coarse.colour(column + $1.0, row + $1.1)
      } / 5
    }
    let soft = try #require(FaceAppearanceReader.appearance(of: landmarks, in: blurred))
    #expect(try #require(soft.sharpness) < 0.7 * (try #require(plain.sharpness)))
    // Half the light changes the signature less than the measured difference between people (0.10 in the cheeks).
    #expect(try #require(plain.signature.distance(to: dark.signature, in: .cheeks)) < 0.1)
  }

  @Test("a face beyond the edge has no appearance")
  func outside() throws {
    let landmarks = try Golden.astronautLandmarks()
    #expect(FaceAppearanceReader.appearance(of: landmarks, in: .black(width: 20, height: 20)) == nil)
  }

  @Test("a region of the grid is near the region asked for, and on the grid itself")
  func grid() {
    for turn in [-0.3, 0, 0.7] {
      var region = FaceRegion(
        box: FaceBox(left: 101.3, top: 57.9, right: 203.1, bottom: 180.4), leftOfPictureEye: .zero,
        rightOfPictureEye: SIMD2(1, 0))
      region.rotationRadians = turn
      let near = region.onGrid
      #expect(near.onGrid == near)
      #expect(abs(near.sidePixels / region.sidePixels - 1) <= 0.05)
      #expect(abs(near.centreX - region.centreX) <= near.sidePixels / 32)
      #expect(abs(near.centreY - region.centreY) <= near.sidePixels / 32)
      #expect(abs(near.rotationRadians - turn) <= 2.5 * .pi / 180 + 1e-12)
    }
  }
}
