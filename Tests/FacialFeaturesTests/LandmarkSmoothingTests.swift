import FacialFeatures
import Foundation
import TestSupport
import Testing

/// All points at one place but two that give the box its size: 100 px wide and high.
private func face(at x: Float) -> FaceLandmarks {
  var points = [SIMD3<Float>](repeating: SIMD3(x, 50, 0), count: FaceLandmarks.count)
  points[0] = SIMD3(0, 0, 0)
  points[1] = SIMD3(100, 100, 0)
  return FaceLandmarks(points: points)
}

@Suite struct LandmarkSmoothingTests {
  @Test("one step follows the published formulas")
  func closedForm() {
    var smoothing = LandmarkSmoothing()
    #expect(smoothing.smooth(face(at: 40), atSeconds: 1) == face(at: 40))
    let smoothed = smoothing.smooth(face(at: 42), atSeconds: 1.04)[10].x
    // Casiez et al. 2012: α(f) = 1 / (1 + 1/(2π f T)); the speed, low-passed at 1 Hz, in face sizes a second.
    func weight(_ cutoff: Double) -> Double { 1 / (1 + 1 / (2 * .pi * cutoff * 0.04)) }
    let speed = weight(1) * (2.0 / 100 / 0.04)
    let expected = 40 + 2 * weight(0.05 + 80 * speed)
    #expect(abs(Double(smoothed) - expected) < 1e-4, "single precision")
  }

  @Test("a trembling point comes to rest, a moving one is followed")
  func restAndMotion() {
    var resting = LandmarkSmoothing()
    var moving = LandmarkSmoothing()
    var rest: [Float] = []
    var last: Float = 0
    for step in 0..<200 {
      let seconds = Double(step) * 0.04
      rest.append(resting.smooth(face(at: step.isMultiple(of: 2) ? 40 : 40.1), atSeconds: seconds)[10].x)
      last = moving.smooth(face(at: Float(10 + step) / 4), atSeconds: seconds)[10].x
    }
    let tail = rest.suffix(50)
    #expect((tail.max() ?? 1) - (tail.min() ?? 0) < 0.03, "a third of the tremble at most")
    #expect(abs(last - 209.0 / 4) < 0.25, "no more than one picture behind")
  }

  @Test("the same movement of a face twice as large is twice as large")
  func scale() {
    func smoothed(_ factor: Float) -> Float {
      var smoothing = LandmarkSmoothing()
      func scaled(_ x: Float) -> FaceLandmarks {
        FaceLandmarks(points: face(at: x).points.map { $0 * factor })
      }
      _ = smoothing.smooth(scaled(40), atSeconds: 0)
      return smoothing.smooth(scaled(43), atSeconds: 0.1)[10].x
    }
    #expect(abs(smoothed(2) - 2 * smoothed(1)) < 1e-4)
  }

  @Test("a step back in time starts afresh")
  func restart() {
    var smoothing = LandmarkSmoothing()
    _ = smoothing.smooth(face(at: 40), atSeconds: 5)
    #expect(smoothing.smooth(face(at: 60), atSeconds: 4) == face(at: 60))
  }

  @Test("on a film the smoothed landmarks are those of mediapipe's VIDEO mode")
  func mediapipe() throws {
    let catalog = try installedModels()
    let landmarker = try FaceLandmarker(catalog: catalog)
    let film = try SampleMedia.pictures(
      "moving-face.mp4", limit: SmoothedGolden.step * (SmoothedGolden.pixels.count - 1) + 1)
    var region = try #require(try FaceDetector(catalog: catalog).faces(in: film[0].picture).first).region
    var smoothing = LandmarkSmoothing()
    var apart: (raw: [Double], smoothed: [Double]) = ([], [])
    for (index, frame) in film.enumerated() {
      let raw = try #require(try landmarker.landmarks(in: frame.picture, region: region)).landmarks
      let smoothed = smoothing.smooth(raw, atSeconds: frame.seconds)
      region = raw.region
      guard index.isMultiple(of: SmoothedGolden.step) else { continue }
      for (landmark, place) in zip(
        SmoothedGolden.landmarks, SmoothedGolden.pixels[index / SmoothedGolden.step])
      {
        func distance(_ face: FaceLandmarks) -> Double {
          let difference = face.position(landmark) - place
          return (difference * difference).sum().squareRoot()
        }
        apart.raw.append(distance(raw))
        apart.smoothed.append(distance(smoothed))
      }
    }
    // Pixels, at 140 between the eyes. Over the whole film and all landmarks the median is 0.08; unsmoothed, 0.9.
    #expect(apart.smoothed.reduce(0, +) / Double(apart.smoothed.count) < 0.15)
    #expect(apart.smoothed.allSatisfy { $0 < 0.5 })
    #expect(apart.raw.reduce(0, +) > 3 * apart.smoothed.reduce(0, +))
  }
}
