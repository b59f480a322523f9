import Foundation
internal import SignalCore

/// Colours of identities that people with any colour vision tell apart: Okabe & Ito 2008, "Color Universal
/// Design", ordered by how well they stand out from skin.
package func identityColour(_ identity: Int) -> Colour {
  let colours = [
    Colour(86, 180, 233), Colour(230, 159, 0), Colour(0, 158, 115), Colour(240, 228, 66),
    Colour(204, 121, 167), Colour(213, 94, 0), Colour(0, 114, 178),
  ]
  return colours[(max(identity, 1) - 1) % colours.count]
}

/// Where landmarks of a picture lie on the canvas it was put on.
package struct PicturePlacement: Sendable {
  private let scale: Double
  private let offset: SIMD2<Double>

  /// - Parameters:
  ///   - scale: Canvas pixels a picture pixel takes.
  ///   - left: Where the picture's left edge lies on the canvas, in its pixels; likewise top.
  package init(scale: Double, left: Double, top: Double) {
    self.scale = scale
    offset = SIMD2(left, top)
  }

  package func point(_ x: Double, _ y: Double) -> SIMD2<Double> {
    (SIMD2(x, y) + 0.5) * scale - 0.5 + offset
  }

  fileprivate func point(_ landmark: SIMD3<Float>) -> SIMD2<Double> {
    point(Double(landmark.x), Double(landmark.y))
  }

  fileprivate func pixels(_ length: Double) -> Double { length * scale }
}

extension Canvas {
  /// Draws one face: points, contours, irises, the head's axes, gaze, and its box with a name.
  ///
  /// Every line has a dark rim, so that it shows on bright and on dark pictures.
  /// - Parameters:
  ///   - name: Stands over the box; `nil` leaves out box and name.
  ///   - capHeight: Size of letters, in pixels; lines follow it.
  package mutating func draw(
    _ face: FaceRecord, at placement: PicturePlacement, name: String?, capHeight: Double
  ) {
    guard let landmarks = face.landmarks else { return }
    let colour = identityColour(face.identity)
    let points = landmarks.points.map { placement.point($0) }
    let faceHeight = placement.pixels(landmarks.box.height)
    // A face of a hundred pixels gets hairlines, or there would be nothing left of it to see.
    let width = min(max(faceHeight / 260, 0.8), 2)

    if faceHeight >= 90 {
      for point in points.prefix(FaceLandmarks.meshCount) {
        dot(point, radius: 0.6 * width, .black, opacity: 0.4)
      }
      for point in points.prefix(FaceLandmarks.meshCount) {
        dot(point, radius: 0.45 * width, .white, opacity: 0.9)
      }
    }
    let lines =
      FaceContours.closed.map { (line: $0, closed: true) }
      + FaceContours.open.map { (line: $0, closed: false) }
    for (line, closed) in lines {
      rimmed(line.map { points[$0] }, closed: closed, width: width, colour)
    }
    for iris in FaceContours.irises {
      let middle = points[iris.middle]
      let radius =
        iris.rim.reduce(0) { $0 + length(points[$1] - middle) } / Double(iris.rim.count)
      circle(middle, radius: radius, width: width + 1.2, .black, opacity: 0.5)
      circle(middle, radius: radius, width: width, .white)
    }
    drawAxes(of: face.pose, from: points[FaceContours.noseTip], length: 0.45 * faceHeight, width: width)
    if let gaze = face.gaze {
      for (iris, direction) in zip(FaceContours.irises, [gaze.right, gaze.left]) {
        let start = points[iris.middle]
        let end = start + SIMD2(direction.x, -direction.y) * 0.6 * faceHeight
        rimmed([start, end], width: width * 1.4, Colour(240, 228, 66))
      }
    }
    if let name { drawBox(of: landmarks, at: placement, name: name, colour: colour, capHeight: capHeight) }
  }

  /// The canonical face's axes as they appear without perspective: x to the face's left in vermilion, y up in
  /// green, z out of the face in blue.
  private mutating func drawAxes(
    of pose: HeadPose, from origin: SIMD2<Double>, length: Double, width: Double
  ) {
    let rotation = pose.rotation
    let colours = [Colour(213, 94, 0), Colour(0, 158, 115), Colour(0, 114, 178)]
    for axis in 0..<3 {
      let end = origin + SIMD2(rotation[axis], -rotation[3 + axis]) * length
      line([origin, end], width: width * 1.6 + 1.4, .white, opacity: 0.65)
      line([origin, end], width: width * 1.6, colours[axis])
    }
  }

  private mutating func drawBox(
    of landmarks: FaceLandmarks, at placement: PicturePlacement, name: String, colour: Colour,
    capHeight: Double
  ) {
    let box = landmarks.box
    let margin = 0.08 * max(box.width, box.height)
    let first = placement.point(box.left - margin, box.top - margin)
    let last = placement.point(box.right + margin, box.bottom + margin)
    let width = max(capHeight / 6, 1.5)
    rimmed(
      [first, SIMD2(last.x, first.y), last, SIMD2(first.x, last.y)], closed: true, width: width, colour)
    let textWidth = Canvas.textWidth(name, capHeight: capHeight)
    // Inside the box where there is no room over it.
    let plateTop = first.y >= 2.2 * capHeight ? first.y - 2.2 * capHeight : max(first.y, 0)
    guard plateTop.isFinite, first.x.isFinite, abs(first.x) < 1e6, abs(plateTop) < 1e6 else { return }
    let left = max(first.x - width / 2, 0)
    fill(
      left: Int(left), top: Int(plateTop), width: Int(textWidth + 1.6 * capHeight),
      height: Int(2.2 * capHeight), colour)
    text(
      name, left: left + 0.8 * capHeight, baseline: plateTop + 1.6 * capHeight, capHeight: capHeight, .black)
  }

  private mutating func rimmed(
    _ points: [SIMD2<Double>], closed: Bool = false, width: Double, _ colour: Colour
  ) {
    line(points, closed: closed, width: width + 1.2, .black, opacity: 0.45)
    line(points, closed: closed, width: width, colour)
  }

  private func length(_ vector: SIMD2<Double>) -> Double { (vector * vector).sum().squareRoot() }
}
