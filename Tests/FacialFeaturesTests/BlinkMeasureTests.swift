import FacialFeatures
import Foundation
import SignalCore
import Testing

/// A dip of the opening: down over 0.08 s, shut for a while, up over 0.12 s.
private func dip(_ seconds: Double, at times: [Double], shut: Double = 0.06, to lowest: Double = 0.2)
  -> Double
{
  1 - trapezoids(seconds, at: times, rise: 0.08, hold: shut, fall: 0.12, height: 1 - lowest)
}

private let rates = [20.0, 25, 30, 60]

@Suite struct BlinkMeasureTests {
  @Test("planted blinks are counted and timed on true time", arguments: rates)
  func counted(framesPerSecond: Double) {
    var face = SyntheticFace()
    face.framesPerSecond = 10
    face.eyeFramesPerSecond = framesPerSecond
    let times = (0..<24).map { 2 + 4.87 * Double($0) }
    face.eyeOpening = { 0.3 * dip($0, at: times) }
    let session = face.session
    let watched = 120 - 1 / framesPerSecond - 0.8
    expect(session, "face.eye.blink_rate", 60 * 24 / watched, within: 1e-6)
    // At half depth: 0.04 s of the fall, the closure, 0.06 s of the rise. Between pictures the line is straight.
    expect(session, "face.eye.blink_duration", 0.16, within: 0.03)
    // A picture of 20 a second mostly falls into the closure of 0.06 s.
    expect(session, "face.eye.blink_completeness", 80, within: framesPerSecond < 25 ? 4 : 2)
    // Even spacing, but for the time between pictures.
    expect(session, "face.eye.blink_interval_variation", 0, within: 0.015)
  }

  @Test("half blinks count and read half as deep")
  func halves() {
    var face = SyntheticFace()
    face.framesPerSecond = 30
    let times = (0..<20).map { 3 + 5 * Double($0) }
    face.eyeOpening = { 0.3 * dip($0, at: times, shut: 0.1, to: 0.6) }
    expect(face.session, "face.eye.blink_rate", 60 * 20 / (120 - 1 / 30.0 - 0.8), within: 1e-6)
    expect(face.session, "face.eye.blink_completeness", 40, within: 2)
  }

  @Test("long closures and lowered eyes are no blinks; blinks of lowered eyes are")
  func toldApart() {
    var face = SyntheticFace()
    face.framesPerSecond = 30
    face.eyeOpening = { seconds in
      // Shut for 1.5 s three times; lowered from 60 s to 90 s with two blinks in between.
      let shut = dip(seconds, at: [10, 20, 30], shut: 1.5)
      let lowered = seconds >= 60 && seconds < 90 ? 0.65 : 1
      return 0.3 * shut * lowered * dip(seconds, at: [70, 80], to: 0.3)
    }
    let session = face.session
    expect(session, "face.eye.blink_rate", 60 * 2 / (120 - 1 / 30.0 - 0.8), within: 1e-6)
    // Below 0.45 for 0.08 × 0.3125 s, 1.5 s and 0.12 × 0.3125 s.
    expect(session, "face.eye.closed_share", 100 * 3 * (1.5 + 0.2 * 0.3125) / 120, within: 0.05)
  }

  @Test("time without the face, and stretches too short to watch, do not count")
  func gaps() {
    var face = SyntheticFace()
    face.framesPerSecond = 30
    face.isShown = { !(20.001...39.999).contains($0) && !(100.001...100.199).contains($0) }
    face.eyeOpening = { 0.3 * dip($0, at: [5, 10, 25, 30, 50, 60, 70, 100]) }
    // 0 to 20 s, 40 to 100 s, 100.2 s to the end, each less 0.8 s; the last picture ends the time.
    let watched = 20 + 60 + 120 - 1 / 30.0 - 100.2 - 3 * 0.8
    expect(face.session, "face.eye.blink_rate", 60 * 5 / watched, within: 1e-6)
  }

  @Test("speaking and listening have their own rates")
  func parts() {
    var face = SyntheticFace()
    face.framesPerSecond = 30
    face.eyeOpening = { 0.3 * dip($0, at: [5, 10, 15, 20, 70, 80]) }
    face.speaking = ranges((0.4, 50.4))
    face.listening = ranges((60, 100))
    expect(face.session, "face.eye.blink_rate.speaking", 60 * 4 / 50, within: 1e-6)
    expect(face.session, "face.eye.blink_rate.listening", 60 * 2 / 40, within: 1e-6)
  }

  @Test("below 20 pictures a second blinks are missing, whatever the face track's rate is")
  func minimum() {
    var face = SyntheticFace()
    face.framesPerSecond = 25
    face.eyeFramesPerSecond = 15
    for name in ["rate", "duration", "completeness", "interval_variation"] {
      expect(face.session, "face.eye.blink_\(name)", missing: .lowQuality)
    }
    face.eyeFramesPerSecond = 20
    expect(face.session, "face.eye.blink_rate", 0, within: 0)
    expect(face.session, "face.eye.blink_duration", missing: .tooShort)
    face.seconds = 29
    expect(face.session, "face.eye.blink_rate", missing: .tooShort)
  }
}
