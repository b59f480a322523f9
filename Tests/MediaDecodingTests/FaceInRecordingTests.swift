import CLibAV
import FacialFeatures
import Foundation
import MediaDecoding
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

/// What a recording is made of must not move a face in it. The recordings show scikit-image's astronaut.
@MainActor @Suite("faces in awkward recordings")
struct FaceInRecordingTests {
  private struct Eyes {
    let tracker: FaceTracker
    let landmarker: FaceLandmarker
    let photograph: Picture
    let landmarks: FaceLandmarks
    let region: FaceRegion
  }

  private static var clockSeconds = 0.0
  private static let eyes = Result {
    let catalog = try installedModels()
    let landmarker = try FaceLandmarker(catalog: catalog)
    let photograph = try SampleMedia.picture("astronaut.png")
    let rough = try #require(try FaceDetector(catalog: catalog).faces(in: photograph).first)
    let first = try #require(try landmarker.landmarks(in: photograph, region: rough.region))
    let region = first.landmarks.region
    let landmarks = try #require(try landmarker.landmarks(in: photograph, region: region)).landmarks
    return Eyes(
      tracker: try FaceTracker(catalog: catalog), landmarker: landmarker, photograph: photograph,
      landmarks: landmarks, region: region)
  }

  private let eyes: Eyes
  private let folder: ScratchFolder

  init() throws {
    eyes = try Self.eyes.get()
    folder = try ScratchFolder()
  }

  /// Landmarks in the part of a picture where the photograph's face is.
  private func landmarks(_ picture: Picture) throws -> FaceLandmarks {
    try #require(try eyes.landmarker.landmarks(in: picture, region: eyes.region)).landmarks
  }

  /// What a tracker without a past finds.
  private func found(_ picture: Picture) throws -> FaceLandmarks? {
    Self.clockSeconds += 1000
    return try eyes.tracker.process(picture, atSeconds: Self.clockSeconds).first?.observation.landmarks
  }

  /// The photograph out of a lossless recording.
  private func recorded(
    _ format: AVPixelFormat, codec: String = "ffv1", container: String = "matroska", isFullRange: Bool = false
  ) throws -> Picture {
    let path = folder.path("\(format.rawValue)-\(isFullRange)")
    try writeMedia(
      to: path, format: container,
      pictures: PictureSource(
        codec: codec, pictures: [eyes.photograph, eyes.photograph], timesSeconds: [0, 0.1],
        pixelFormat: format, isFullRange: isFullRange))
    return try VideoReader(path: path).picture
  }

  @Test(
    "a recording turned by quarters shows the face where the upright one does", arguments: [90, 180, 270])
  func turned(degrees: Int) throws {
    let turn = try #require(
      PictureGeometryTests.turns.first { $0.degrees == degrees && !$0.isMirrored })
    let path = folder.path("turned.mp4")
    let side = eyes.photograph.width
    let stored = paint(width: side, height: side) { x, y in
      let (column, row) = turn.upright(x, y, side, side)
      return eyes.photograph.colour(column, row).map { UInt8($0) }
    }
    try writeMedia(
      to: path, format: "mp4",
      pictures: PictureSource(
        codec: "mpeg4", pictures: [stored, stored], timesSeconds: [0, 0.1], displayMatrix: turn.matrix))
    let face = try #require(try found(try VideoReader(path: path).picture))
    // Lossy coding moves the points of this face, 60 px between the eyes, by tenths of a pixel.
    #expect(meanDistance(face, eyes.landmarks) < 1)
  }

  @Test("variable frame rate: every picture is looked at once, at its own time, in order")
  func variableRate() throws {
    let path = folder.path("variable.mkv")
    let times = [0, 0.033, 0.3, 0.333, 0.9, 1.4]
    let pictures = times.indices.map { index in
      paint(width: 300, height: 300) { x, y in
        eyes.photograph.colour(80 + 6 * index + x, y).map { UInt8($0) }
      }
    }
    try writeMedia(
      to: path, format: "matroska",
      pictures: PictureSource(
        codec: "ffv1", pictures: pictures, timesSeconds: times, pixelFormat: AV_PIX_FMT_YUV420P))
    var reader = try VideoReader(path: path)
    var seen: [(seconds: Double, x: Double)] = []
    while let seconds = try reader.next() {
      seen.append((seconds, try #require(try found(reader.picture)).position(1).x))
    }
    #expect(seen.count == times.count)
    for (face, expected) in zip(seen, times) { #expect(abs(face.seconds - expected) < 0.0006) }
    // The camera pans 6 px to the right from picture to picture.
    for (later, earlier) in zip(seen.dropFirst(), seen) { #expect(abs(earlier.x - later.x - 6) < 1.5) }
  }

  @Test("10 bits, interleaved chroma and full range move the points by less than a tenth of a pixel")
  func storage() throws {
    let plain = try landmarks(recorded(AV_PIX_FMT_YUV420P))
    let tenBits = try landmarks(recorded(AV_PIX_FMT_YUV420P10LE))
    #expect(meanDistance(tenBits, plain) < 0.1)
    let interleaved = try landmarks(recorded(AV_PIX_FMT_NV12, codec: "rawvideo", container: "nut"))
    #expect(meanDistance(interleaved, plain) < 0.1)
    let fullRange = try landmarks(recorded(AV_PIX_FMT_YUV420P, isFullRange: true))
    #expect(meanDistance(fullRange, plain) < 0.1)
    let fine = try landmarks(recorded(AV_PIX_FMT_YUV444P))
    #expect(meanDistance(fine, plain) < 0.3)
  }

  @Test("a grey recording shows the face within a pixel of the coloured one")
  func grey() throws {
    let face = try #require(try found(try recorded(AV_PIX_FMT_GRAY8)))
    #expect(meanDistance(face, eyes.landmarks) < 1)
  }

  @Test("noise of 4 of 255 makes the points tremble by less than half a pixel")
  func noise() throws {
    var state: UInt64 = 7
    let looks = try (0..<8).map { _ in
      let noisy = eyes.photograph.pixels.map { value in
        // Twelve even numbers add up to nearly a normal one with a standard deviation of 1.
        let sum = (0..<12).reduce(0.0) { total, _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return total + Double(state >> 11) * 0x1p-53
        }
        return UInt8(min(max(Double(value) + 4 * (sum - 6), 0), 255).rounded())
      }
      return try landmarks(
        Picture(width: eyes.photograph.width, height: eyes.photograph.height, pixels: noisy))
    }
    let variances = (0..<FaceLandmarks.count).map { point in
      let places = looks.map { $0.position(point) }
      let mean = places.reduce(SIMD2<Double>.zero, +) / Double(places.count)
      return places.reduce(0) { $0 + (($1 - mean) * ($1 - mean)).sum() } / Double(places.count - 1)
    }
    let tremble = (variances.reduce(0, +) / Double(variances.count)).squareRoot()
    #expect(tremble < 0.5)
    #expect(tremble > 0.01)
  }

  @Test("in a seventh of the light the face is found within two pixels")
  func lowLight() throws {
    let dark = Picture(
      width: eyes.photograph.width, height: eyes.photograph.height,
      pixels: eyes.photograph.pixels.map { $0 / 7 })
    let face = try #require(try found(dark))
    #expect(meanDistance(face, eyes.landmarks) < 2)
  }

  @Test("what is drawn from planes is what is drawn from the converted picture, turned and over the edge too")
  func planes() throws {
    let stored = try recorded(AV_PIX_FMT_YUV420P)
    let converted = Picture(width: stored.width, height: stored.height, pixels: stored.pixels)
    var turned = eyes.region
    turned.rotationRadians += 0.4
    var overEdge = turned
    overEdge.centreX = 20
    for region in [eyes.region, turned, overEdge] {
      for border in [PictureBorder.replicated, .black] {
        let squares = [stored, converted].map { picture in
          var square = [Float](repeating: -1, count: 64 * 64 * 3)
          var span = square.mutableSpan
          drawSquare(of: picture, region: region, side: 64, border: border, scale: 1, offset: 0, into: &span)
          return square
        }
        #expect(squares[0] == squares[1])
      }
    }
  }

  @Test("a picture of luma and chroma becomes the red, green and blue that ffmpeg makes of it")
  func conversion() throws {
    let picture = try SampleMedia.picture("moving-face.mp4")
    try Data(picture.pixels).write(to: URL(filePath: folder.path("rgb")))
    // ffmpeg 5.1.9: -i moving-face.mp4 -frames:v 1 -f rawvideo -pix_fmt rgb24 - | sha256sum
    let reference = "de24c0ceef46409c7e214208690e988270a971d89d664becfcdbf1efc12d5e24"
    #expect(try sha256Hex(ofFileAt: folder.path("rgb")) == reference)
  }
}

/// Mean distance in the picture over all points, in pixels.
private func meanDistance(_ first: FaceLandmarks, _ second: FaceLandmarks) -> Double {
  let distances = first.points.indices.map { index in
    let apart = first.position(index) - second.position(index)
    return (apart * apart).sum().squareRoot()
  }
  return distances.reduce(0, +) / Double(distances.count)
}
