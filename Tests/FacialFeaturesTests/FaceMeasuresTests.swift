import FacialFeatures
import Foundation
import SignalCore
import Testing

private let degree = Double.pi / 180

/// Landmarks with 100 px between the outer eye corners and lips 20 px apart.
private let plainFace: FaceLandmarks = {
  var points = [SIMD3<Float>](repeating: .zero, count: FaceLandmarks.count)
  points[33] = SIMD3(0, 0, 0)
  points[263] = SIMD3(100, 0, 0)
  points[133] = SIMD3(40, 0, 0)
  points[362] = SIMD3(60, 0, 0)
  points[14] = SIMD3(0, 20, 0)
  return FaceLandmarks(points: points)
}()

private func face(
  _ seconds: Double, _ channels: [Blendshape: Float] = [:], pitchDegrees: Double = 0, yawDegrees: Double = 0,
  faceCount: Int? = nil
) -> FaceObservation {
  FaceObservation(
    timeSeconds: seconds, landmarks: plainFace, presence: 0.9,
    blendshapes: Blendshape.allCases.map { channels[$0] ?? 0 },
    pose: HeadPose(pitchRadians: pitchDegrees * degree, yawRadians: yawDegrees * degree, rollRadians: 0),
    faceCount: faceCount)
}

/// A builder fed at a steady rate; `nil` from `make` is a picture without a face.
private func builder(
  seconds: Double, framesPerSecond: Double, _ make: (Double) -> FaceObservation?
) -> FaceTrackBuilder {
  var builder = FaceTrackBuilder()
  for frame in 0..<Int((seconds * framesPerSecond).rounded()) {
    let time = Double(frame) / framesPerSecond
    builder.add(make(time), atSeconds: time)
  }
  return builder
}

extension FaceTrackBuilder {
  fileprivate subscript(name: String) -> MeasuredValue? {
    readings.first { $0.measure.name == name }?.value
  }
}

private func expect(
  _ value: MeasuredValue?, _ number: Double, within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = value?.number ?? .nan
  #expect(abs(found - number) <= tolerance, sourceLocation: sourceLocation)
}

/// Eyes shut for a tenth of a second at each of the given times.
private func closure(_ seconds: Double, blinksAt times: [Double], resting: Float = 0.1) -> Float {
  times.contains { abs($0 - seconds) < 0.06 } ? 0.8 : resting
}

@Suite struct FaceMeasuresTests {
  @Test("every measure has a reading, in order, and complete texts")
  func complete() {
    let measures = FaceMeasures.all + FaceQualityMeasures.all
    #expect(builder(seconds: 1, framesPerSecond: 10) { face($0) }.readings.map(\.measure) == measures)
    #expect(Set(measures.map(\.name)).count == measures.count)
    for measure in measures {
      for text in [
        measure.definition, measure.minimumData, measure.source, measure.depression, measure.caution,
      ] {
        #expect(text.count > 4 && text.hasSuffix(".") && !text.contains("  "), "\(measure.name): \(text)")
      }
    }
  }

  @Test("without pictures every reading is missing for the reason given")
  func missing() {
    #expect(FaceTrackBuilder().readings == FaceTrackBuilder.missing(reason: .notRecorded))
    #expect(FaceTrackBuilder.missing(reason: .notRequested).allSatisfy { $0.value.reason == .notRequested })
  }

  @Test("pictures without a face leave the face measures missing and the visible share at 0")
  func neverSeen() {
    let empty = builder(seconds: 4, framesPerSecond: 25) { _ in nil }
    for reading in empty.readings where reading.measure.modality == .face {
      #expect(reading.value == .missing(.noFace))
    }
    #expect(empty["quality.face.visible_share"] == .value(0))
    #expect(empty["quality.face.size"] == .missing(.noFace))
    #expect(empty["quality.face.count_max"] == .value(0))
    #expect(empty.track.columns.allSatisfy { $0.values.allSatisfy { $0 == nil } })
  }

  @Test("one picture has levels, but neither spreads nor rates")
  func still() {
    let still = builder(seconds: 1, framesPerSecond: 1) {
      face($0, [.mouthSmileLeft: 0.2, .mouthSmileRight: 0.6, .browDownLeft: 0.5], pitchDegrees: -10)
    }
    expect(still["face.expression.smile.mean"], 0.4, within: 1e-6)
    expect(still["face.expression.brow_lowerer.mean"], 0.25, within: 1e-6)
    expect(still["face.mouth.opening.mean"], 0.2, within: 1e-6)
    expect(still["face.head.pitch.mean"], -10, within: 1e-5)
    expect(still["quality.face.size"], 100, within: 0)
    for name in [
      "face.expression.smile.sd", "face.head.yaw.sd", "face.head.movement", "face.eye.blink_rate",
      "quality.face.frame_rate", "quality.face.frame_interval_jitter",
    ] {
      #expect(still[name] == .missing(.tooShort), "\(name)")
    }
  }

  @Test("the track keeps a row for every picture, with nothing where there is no face")
  func rows() throws {
    var builder = FaceTrackBuilder()
    builder.add(face(0.5, [.jawOpen: 0.7], faceCount: 3), atSeconds: 0.5)
    builder.add(nil, atSeconds: 0.54)
    builder.add(face(0.54), atSeconds: 0.54)
    builder.add(face(0.4), atSeconds: 0.4)
    let track = builder.track
    #expect(track.timesSeconds == [0.5, 0.54])
    #expect(track.columns.count == 65)
    #expect(try #require(track.column("blendshape_jawOpen")).values == [0.7, nil])
    #expect(try #require(track.column("presence")).values == [0.9, nil])
    #expect(track.column("head_z")?.unit == "cm")
    #expect(builder["quality.face.visible_share"] == .value(50))
    #expect(builder["quality.face.count_max"] == .value(3))
  }

  @Test(
    "a head turning at 12° a second moves at 12° a second, whatever the frame rate", arguments: [6.0, 25, 60])
  func movement(framesPerSecond: Double) {
    let turning = builder(seconds: 5, framesPerSecond: framesPerSecond) {
      face($0, yawDegrees: -30 + 12 * $0)
    }
    // Angles are stored in 32 bits.
    expect(turning["face.head.movement"], 12, within: 1e-3)
    #expect(turning["face.head.yaw.sd"]?.number ?? 0 > 10)
  }

  @Test("a gap adds neither movement nor time")
  func movementOverGap() {
    let jumping = builder(seconds: 6, framesPerSecond: 30) { seconds in
      if seconds >= 2.5, seconds < 3.5 { return nil }
      return face(seconds, yawDegrees: seconds < 3 ? -30 : 30)
    }
    expect(jumping["face.head.movement"], 0, within: 1e-4)
  }

  @Test("head movement needs five pictures a second, and two seconds")
  func movementMinimum() {
    let slow = builder(seconds: 20, framesPerSecond: 4) { face($0, yawDegrees: $0) }
    #expect(slow["face.head.movement"] == .missing(.lowQuality))
    let short = builder(seconds: 1.5, framesPerSecond: 30) { face($0, yawDegrees: $0) }
    #expect(short["face.head.movement"] == .missing(.tooShort))
  }

  @Test("blinks are counted on true time", arguments: [20.0, 25, 30, 60])
  func blinks(framesPerSecond: Double) {
    let times = (0..<10).map { 3 + 4.1 * Double($0) }
    let blinking = builder(seconds: 48.8, framesPerSecond: framesPerSecond) { seconds in
      let shut = closure(seconds, blinksAt: times)
      return face(seconds, [.eyeBlinkLeft: shut, .eyeBlinkRight: shut])
    }
    // Ten in 48 s watched, less one frame.
    expect(blinking["face.eye.blink_rate"], 60 * 10 / 48, within: 0.05)
  }

  @Test("eyes cast down, shut for long or opened again are no blinks")
  func steps() {
    let stepping = builder(seconds: 60, framesPerSecond: 30) { seconds in
      let shut: Float = Int(seconds / 5).isMultiple(of: 2) ? 0.1 : 0.7
      return face(seconds, [.eyeBlinkLeft: shut, .eyeBlinkRight: shut])
    }
    expect(stepping["face.eye.blink_rate"], 0, within: 0)
  }

  @Test("blinks with the eyes cast down are counted")
  func castDown() {
    let blinking = builder(seconds: 60.8, framesPerSecond: 30) { seconds in
      let shut = closure(seconds, blinksAt: [10, 20, 30], resting: 0.5)
      return face(seconds, [.eyeBlinkLeft: shut, .eyeBlinkRight: shut])
    }
    expect(blinking["face.eye.blink_rate"], 3, within: 0.01)
  }

  @Test("time without a face does not dilute the blink rate")
  func blinksWithGaps() {
    let blinking = builder(seconds: 80, framesPerSecond: 30) { seconds in
      if seconds >= 20, seconds < 40 { return nil }
      let shut = closure(seconds, blinksAt: [5, 10, 50, 60, 70])
      return face(seconds, [.eyeBlinkLeft: shut, .eyeBlinkRight: shut])
    }
    // Stretches of 20 s and 40 s, each less one frame and 0.8 s.
    expect(blinking["face.eye.blink_rate"], 60 * 5 / (60 - 2.0 / 30 - 1.6), within: 1e-6)
  }

  @Test("blinks need 15 pictures a second and 30 s")
  func blinkMinimum() {
    let slow = builder(seconds: 60, framesPerSecond: 12) { face($0) }
    #expect(slow["face.eye.blink_rate"] == .missing(.lowQuality))
    let short = builder(seconds: 29, framesPerSecond: 30) { face($0) }
    #expect(short["face.eye.blink_rate"] == .missing(.tooShort))
    let exact = builder(seconds: 40, framesPerSecond: 15) { face($0) }
    #expect(exact["face.eye.blink_rate"] == .value(0))
  }

  @Test("dropped pictures show as irregular intervals")
  func dropped() {
    var builder = FaceTrackBuilder()
    for frame in 0...20 where frame != 10 { builder.add(face(0), atSeconds: Double(frame) / 25) }
    expect(builder["quality.face.frame_rate"], 25, within: 1e-9)
    expect(builder["quality.face.frame_interval_jitter"], 100.0 / 19, within: 1e-9)
  }
}
