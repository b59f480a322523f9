import FacialFeatures
import SignalCore
import Testing

private func detection(_ score: Double, left: Double, top: Double = 0, side: Double = 10) -> FaceDetection {
  FaceDetection(
    score: score, box: FaceBox(left: left, top: top, right: left + side, bottom: top + side),
    points: [SIMD2(left, top)])
}

@Suite struct DetectionTests {
  @Test("overlap is shared over joint area")
  func overlap() {
    let box = FaceBox(left: 0, top: 0, right: 10, bottom: 10)
    #expect(box.overlap(box) == 1)
    #expect(box.overlap(FaceBox(left: 5, top: 0, right: 15, bottom: 10)) == 50.0 / 150)
    #expect(box.overlap(FaceBox(left: 10, top: 0, right: 20, bottom: 10)) == 0)
    #expect(box.overlap(FaceBox(left: 3, top: 3, right: 3, bottom: 3)) == 0)
  }

  @Test("candidates of one face become their average, weighted by score; another face stays apart")
  func merging() throws {
    let merged = mergedDetections(
      [detection(0.6, left: 2), detection(0.9, left: 0), detection(0.7, left: 100)], sameFaceOverlap: 0.3)
    #expect(merged.map(\.score) == [0.9, 0.7])
    let expected = 0.6 * 2 / 1.5
    #expect(abs(merged[0].box.left - expected) < 1e-12)
    #expect(abs(merged[0].points[0].x - expected) < 1e-12)
    #expect(merged[1].box.left == 100)
    #expect(mergedDetections([], sameFaceOverlap: 0.3).isEmpty)
  }

  @Test("a region is the box's longer side and a half, turned with the line between the eyes")
  func region() {
    let region = FaceRegion(
      box: FaceBox(left: 10, top: 20, right: 30, bottom: 60), leftOfPictureEye: SIMD2(0, 0),
      rightOfPictureEye: SIMD2(1, 1))
    #expect(region.centreX == 20)
    #expect(region.centreY == 40)
    #expect(region.sidePixels == 60)
    #expect(abs(region.rotationRadians - .pi / 4) < 1e-15)
    let corner = region.picturePoint(0.5, 0)
    // Along the turned x axis: half a side, down and to the right.
    #expect(abs(corner.x - (20 + 30 * 0.5.squareRoot())) < 1e-12)
    #expect(abs(corner.y - (40 + 30 * 0.5.squareRoot())) < 1e-12)
  }
}
