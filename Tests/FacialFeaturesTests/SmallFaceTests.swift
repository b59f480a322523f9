import FacialFeatures
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

@Suite struct SmallFaceTests {
  /// The photograph, at half its size, in an empty room of 720p.
  private func room() throws -> Picture {
    let photograph = try SampleMedia.picture("astronaut.png")
    let shrink = 2
    let small = Picture(width: photograph.width / shrink, height: photograph.height / shrink) { column, row in
      let (x, y) = (shrink * column, shrink * row)
      return
        (photograph.colour(x, y) + photograph.colour(x + 1, y) + photograph.colour(x, y + 1)
        + photograph.colour(x + 1, y + 1)) / 4
    }
    return Picture(width: 1280, height: 720) { column, row in
      let (x, y) = (column - 700, row - 300)
      let inside = x >= 0 && x < small.width && y >= 0 && y < small.height
      return inside ? small.colour(x, y) : SIMD3(110, 110, 110)
    }
  }

  @Test("a face of 7 % of the short side is found, but looked for once a second only")
  func oncePerSecond() throws {
    let catalog = try installedModels()
    let detector = try FaceDetector(catalog: catalog)
    let room = try room()
    let empty = Picture.black(width: 1280, height: 720)
    #expect(try detector.faces(in: empty, searchingAtSeconds: 10).isEmpty)
    #expect(try detector.faces(in: room, searchingAtSeconds: 10.9).isEmpty)
    let face = try #require(try detector.faces(in: room, searchingAtSeconds: 11).first)
    // The face in the photograph lies round (224, 128).
    #expect(abs((face.box.left + face.box.right) / 2 - (700 + 112)) < 15)
    #expect(abs((face.box.top + face.box.bottom) / 2 - (300 + 64)) < 15)
    #expect(try detector.faces(in: room).isEmpty)
    // A step back in time is another recording.
    #expect(try !detector.faces(in: room, searchingAtSeconds: 2).isEmpty)
  }

  @Test("a small face has landmarks in the right place")
  func landmarks() throws {
    let tracker = try FaceTracker(catalog: try installedModels())
    let face = try #require(try tracker.process(try room(), atSeconds: 0).first).observation
    // 60 px between the outer corners of the eyes in the photograph.
    #expect(abs(face.landmarks.interocularPixels - 30) < 3)
  }
}
