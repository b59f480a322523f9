import FacialFeatures
import Foundation
import SignalCore
import Testing

@Suite struct FaceMovementMeasureTests {
  @Test("a still face that trembles does not move", arguments: faceRates)
  func still(framesPerSecond: Double) {
    var face = SyntheticFace()
    face.framesPerSecond = framesPerSecond
    face.headTremble = 0.18
    face.actionTremble = 0.03
    face.gazeTremble = 1.5
    face.eyeTremble = 0.01
    face.mouthTremble = 0.003
    let session = face.session
    expect(session, "face.head.still_share", 100, within: 1)
    expect(session, "face.head.movement", 0, within: 0.05)
    expect(session, "face.head.nod_rate", 0, within: 0)
    expect(session, "face.head.shake_rate", 0, within: 0)
    expect(session, "face.expression.expressivity", 0, within: 0.004)
    expect(session, "face.expression.movement.mean", 0, within: 0.03)
    expect(session, "face.expression.smile.rate", 0, within: 0)
    expect(session, "face.gaze.away_share", 0, within: 0)
    expect(session, "face.gaze.shift_rate", 0, within: 0)
    expect(session, "face.mouth.movement", 0.003, within: 0.0003)
    if framesPerSecond >= 20 { expect(session, "face.eye.blink_rate", 0, within: 0) }
    // Three angles together; the quietest tenth of seconds reads up to a third too low.
    expect(
      session, "quality.face.tremble", 0.83 * 0.18 * 3.0.squareRoot(), within: 0.17 * 0.18 * 3.0.squareRoot())
  }

  @Test("a head turning at 12° a second moves at 12° a second, at every rate", arguments: faceRates)
  func turning(framesPerSecond: Double) {
    var face = SyntheticFace()
    face.framesPerSecond = framesPerSecond
    // To and fro between −30° and 30°, 5 s each way.
    face.head = { SIMD3(0, 30 - abs(60 - 12 * $0.truncatingRemainder(dividingBy: 10)), 0) }
    let session = face.session
    // At a turning point two means lie at the same angle: one step in 20 is no movement.
    expect(session, "face.head.movement", 12 * 19 / 20.0, within: 0.1)
    expect(session, "face.head.still_share", 5, within: 0.7)
    expect(session, "face.head.yaw.sd", 60 / 12.0.squareRoot(), within: 0.4)
    // Mean of the spans of yaw, 90 % of 60° but for the means' steps of 3°, and of pitch, which only trembles.
    expect(session, "face.head.range", 27, within: 1.5)
    expect(session, "face.head.shake_rate", 0, within: 0)
  }

  @Test("a gap adds neither movement nor time")
  func overGap() {
    var face = SyntheticFace()
    face.isShown = { $0 < 50 || $0 > 51 }
    face.head = { SIMD3(0, $0 < 50.5 ? -30 : 30, 0) }
    expect(face.session, "face.head.movement", 0, within: 1e-9)
    expect(face.session, "face.coverage.seconds", 119.96 - 1.04, within: 0.05)
  }

  @Test("planted nods are counted at every rate, and are no shakes", arguments: faceRates)
  func nods(framesPerSecond: Double) {
    var face = SyntheticFace()
    face.framesPerSecond = framesPerSecond
    face.headTremble = 0.15
    let starts = (0..<12).map { 4 + 9.31 * Double($0) }
    // Each 1.5 Hz, two waves, 8° from top to bottom.
    face.head = { seconds in
      let nod = starts.first { seconds > $0 && seconds < $0 + 2 / 1.5 }
      return SIMD3(nod.map { -4 + 4 * cos(2 * .pi * 1.5 * (seconds - $0)) } ?? 0, 0, 0)
    }
    face.speaking = ranges((0, 1))
    face.listening = ranges((30, 120))
    let session = face.session
    let covered = 120 - 1 / framesPerSecond
    expect(session, "face.head.nod_rate", 60 * 12 / covered, within: 1e-6)
    expect(session, "face.head.nod_rate.listening", 60 * 9 / (covered - 30), within: 1e-6)
    expect(session, "face.head.shake_rate", 0, within: 0)
  }

  @Test("a single nod, down and up, counts; lowering the head and raising it later does not")
  func singleNod() {
    var face = SyntheticFace()
    face.head = { seconds in
      let nod = trapezoids(seconds, at: [20], rise: 0.25, hold: 0.05, fall: 0.25, height: 8)
      let bow = trapezoids(seconds, at: [50, 80], rise: 0.25, hold: 6, fall: 0.25, height: 15)
      return SIMD3(-nod - bow, 0, 0)
    }
    expect(face.session, "face.head.nod_rate", 60 / 119.96, within: 1e-6)
  }

  @Test("shakes are told from nods; swaying slower than 0.5 Hz is neither")
  func shakes() {
    var face = SyntheticFace()
    face.head = { seconds in
      let shake = (30...32).contains(seconds) ? 8 * sin(2 * .pi * 2 * (seconds - 30)) : 0
      return SIMD3(0.3 * shake, shake, 5 * sin(2 * .pi * 0.1 * seconds))
        + (seconds > 60 ? SIMD3(10 * sin(2 * .pi * 0.3 * seconds), 0, 0) : .zero)
    }
    expect(face.session, "face.head.shake_rate", 60 / 119.96, within: 1e-6)
    expect(face.session, "face.head.nod_rate", 0, within: 0)
  }

  @Test("a trembling that would pass for movement leaves speed and stillness out")
  func unsteady() {
    var face = SyntheticFace()
    face.headTremble = 1.5
    expect(face.session, "face.head.movement", missing: .lowQuality)
    expect(face.session, "face.head.still_share", missing: .lowQuality)
    #expect(face.session["face.head.range"]?.number != nil)
  }

  @Test("gaze away, down and its shifts are those planted, at every rate", arguments: faceRates)
  func gaze(framesPerSecond: Double) {
    var face = SyntheticFace()
    face.framesPerSecond = framesPerSecond
    face.gazeTremble = 1
    // Off axis by 7° and 5°; 2 s down every 10 s, 1 s aside every 20 s.
    face.gaze = { seconds in
      let usual = SIMD2(-7.0, 5.0)
      if (4..<6).contains(seconds.truncatingRemainder(dividingBy: 10)) { return usual - SIMD2(20, 0) }
      if (8..<9).contains(seconds.truncatingRemainder(dividingBy: 20)) { return usual + SIMD2(0, 18) }
      return usual
    }
    let session = face.session
    // Edges are found to about a tenth of a second.
    expect(session, "face.gaze.down_share", 20, within: 1)
    expect(session, "face.gaze.away_share", 25, within: 1.5)
    // To and fro: 12 times down, 6 times aside.
    expect(session, "face.gaze.shift_rate", 60 * 36 / 120.0, within: 0.1)
  }

  @Test("small faces have no gaze, and blinks do not look down")
  func gazeLimits() {
    var face = SyntheticFace()
    face.gaze = { $0.truncatingRemainder(dividingBy: 4) < 0.15 ? SIMD2(-30, 0) : .zero }
    face.eyeOpening = { $0.truncatingRemainder(dividingBy: 4) < 0.15 ? 0.08 : 0.3 }
    expect(face.session, "face.gaze.down_share", 0, within: 0)
    face.interocular = 55
    expect(face.session, "face.gaze.down_share", missing: .lowQuality)
    expect(face.session, "face.eye.blink_rate", missing: .lowQuality)
    #expect(face.session["face.expression.smile.share"]?.number != nil)
  }

  @Test(
    "mouth movement is the planted spread, and its ratio sets speaking against listening",
    arguments: faceRates)
  func mouth(framesPerSecond: Double) {
    var face = SyntheticFace()
    face.framesPerSecond = framesPerSecond
    face.mouthTremble = 0
    // 3.7 Hz, which differences between 10 pictures a second would not follow. The divisor n − 1, right for
    // uneven movement, makes even waves up to √(10 / 9) greater.
    face.mouth = { 0.1 + ($0 < 60 ? 0.06 : 0.01) * sin(2 * .pi * 3.7 * $0) }
    face.speaking = ranges((0, 60))
    face.listening = ranges((60, 120))
    let session = face.session
    expect(session, "face.mouth.movement.speaking", 0.06 / 2.0.squareRoot(), within: 0.0025)
    expect(session, "face.mouth.movement.listening", 0.01 / 2.0.squareRoot(), within: 0.0004)
    expect(session, "face.mouth.movement_ratio", 6, within: 0.05)
    expect(session, "face.mouth.opening.mean", 0.1, within: 0.001)
  }
}
