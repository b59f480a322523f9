import FacialFeatures
import Foundation
import SignalCore
import Testing

/// Ten smiles, 0.5 s up, 2 s held, 1 s down, to 0.8, in two minutes.
private let smileStarts = (0..<10).map { 5 + 11.3 * Double($0) }
private func smile(_ seconds: Double) -> Double {
  trapezoids(seconds, at: smileStarts, rise: 0.5, hold: 2, fall: 1, height: 0.8)
}
/// From 0.15 on the way up to 0.15 on the way down.
private let smileSeconds = 3.5 - 0.15 / 0.8 * 1.5

private func smiling(_ framesPerSecond: Double, tremble: Double = 0.02) -> SyntheticFace {
  var face = SyntheticFace()
  face.framesPerSecond = framesPerSecond
  face.actionTremble = tremble
  face.action = { name, seconds in
    switch name {
    case "smile_p", "AU12_p": smile(seconds)
    // Five of the ten with the cheeks.
    case "AU06_p": seconds < 60 ? smile(seconds) / 2 : 0
    case "AU12_left_p": 0.9 * smile(seconds)
    case "AU12_right_p": 0.6 * smile(seconds)
    case "AU02_left_p": 0.3
    default: 0
    }
  }
  return face
}

@Suite struct FaceExpressionMeasureTests {
  @Test("planted smiles are counted, timed and sized alike at every rate", arguments: faceRates)
  func smiles(framesPerSecond: Double) {
    let session = smiling(framesPerSecond).session
    let covered = 120 - 1 / framesPerSecond
    expect(session, "face.expression.smile.rate", 60 * 10 / covered, within: 1e-6)
    // Straight lines between pictures round corners off: 0.03 s at 10 a second.
    expect(session, "face.expression.smile.duration", smileSeconds, within: 0.04)
    expect(session, "face.expression.smile.share", 100 * 10 * smileSeconds / covered, within: 0.4)
    // The greatest of some tens of trembling values lies above the level held.
    expect(session, "face.expression.smile.peak", 0.8, within: 0.035)
    expect(session, "face.expression.smile.onset_speed", 1.6, within: 0.16)
    expect(session, "face.expression.smile.offset_speed", 0.8, within: 0.08)
    expect(session, "face.expression.smile.mean", 10 * 0.8 * 2.75 / 120, within: 0.003)
    expect(session, "face.expression.smile.duchenne_share", 50, within: 0)
    expect(session, "face.expression.smile.asymmetry", 0.2, within: 0.01)
    expect(session, "face.expression.brow.asymmetry", 0.1, within: 0.002)
  }

  @Test("a gap of 0.25 s within a smile is bridged, one of 0.6 s is not")
  func gaps() {
    var face = smiling(20, tremble: 0)
    face.isShown = { seconds in !smileStarts.contains { seconds > $0 + 1.31 && seconds < $0 + 1.52 } }
    let bridged = face.session
    expect(bridged, "face.expression.smile.duration", smileSeconds, within: 0.04)
    expect(bridged, "face.coverage.seconds", 119.95, within: 1e-6)
    face.isShown = { seconds in !smileStarts.contains { seconds > $0 + 1.31 && seconds < $0 + 1.92 } }
    let broken = face.session
    // None is seen from beginning to end any more, but all are seen to begin.
    expect(broken, "face.expression.smile.duration", missing: .tooShort)
    expect(broken, "face.expression.smile.rate", 60 * 10 / (120 - 10 * 0.65), within: 0.1)
  }

  @Test("short twitches and what stays below the upper level are no smiles")
  func noSmiles() {
    var face = SyntheticFace()
    face.action = { name, seconds in
      guard name == "smile_p" else { return 0 }
      let twitch = trapezoids(seconds, at: [10, 20, 30], rise: 0.1, hold: 0.1, fall: 0.1, height: 0.9)
      return twitch + trapezoids(seconds, at: [50, 70], rise: 1, hold: 5, fall: 1, height: 0.25)
    }
    let session = face.session
    expect(session, "face.expression.smile.rate", 0, within: 0)
    expect(session, "face.expression.smile.share", 0, within: 0)
    expect(session, "face.expression.smile.peak", missing: .tooShort)
  }

  @Test(
    "the slow part's spread is that of the wave planted, at every rate and under trembling",
    arguments: faceRates)
  func expressivity(framesPerSecond: Double) {
    var face = SyntheticFace()
    face.framesPerSecond = framesPerSecond
    face.seconds = 160
    face.actionTremble = 0.03
    // A wave of 8 s in two of six upper actions.
    face.action = { name, seconds in
      ["AU01_p", "AU04_p"].contains(name) ? 0.4 + 0.3 * sin(2 * .pi * seconds / 8) : 0
    }
    let session = face.session
    // Averaging over half a second takes sinc(0.5 / 8) off.
    let phase = Double.pi * 0.5 / 8
    let spread = 0.3 / 2.0.squareRoot() * sin(phase) / phase
    // The rest of a subtraction of chance, over 320 windows: at most some thousandths a column.
    expect(session, "face.expression.expressivity.upper", 2 * spread / 6, within: 0.004)
    expect(session, "face.expression.expressivity.lower", 0, within: 0.004)
    expect(session, "face.expression.expressivity", 2 * spread / 14, within: 0.004)
    // The root mean square of a wave's differences is 2 sin(π 0.5 / 8) of its spread; two of 14 columns have it.
    // A mean of |sin| is 2 √2 / π of its root mean square.
    let change = 2 * sin(phase) * spread * (2.0 / 14).squareRoot() / 0.5
    expect(session, "face.expression.movement.mean", change * 2 * 2.0.squareRoot() / .pi, within: 0.012)
    expect(session, "face.expression.movement.sd", change * (1 - 8 / (.pi * .pi)).squareRoot(), within: 0.012)
  }

  @Test("speaking and listening take their own seconds and nothing else")
  func parts() {
    var face = smiling(25, tremble: 0)
    // Smiles 0 … 4 begin while speaking, 5 … 8 while listening.
    face.speaking = ranges((0, 55), (58, 60))
    face.listening = ranges((61, 106))
    let session = face.session
    expect(session, "face.coverage.seconds.speaking", 57, within: 1e-9)
    expect(session, "face.coverage.seconds.listening", 45, within: 1e-9)
    expect(session, "face.expression.smile.share.speaking", 100 * 5 * smileSeconds / 57, within: 0.2)
    expect(session, "face.expression.smile.share.listening", 100 * 4 * smileSeconds / 45, within: 0.2)
    expect(session, "face.expression.smile.duration.listening", smileSeconds, within: 0.04)
    // A rate wants a minute.
    expect(session, "face.expression.smile.rate.listening", missing: .tooShort)
  }

  @Test("the same parts in more pieces give the same numbers")
  func pieces() {
    var face = smiling(25)
    face.speaking = ranges((0, 55))
    face.listening = ranges((60, 106))
    let whole = face.session
    face.speaking = ranges((20.5, 55), (0, 10), (10, 20.5), (5, 12))
    face.listening = ranges((60, 61.7), (61.7, 106))
    #expect(face.session.readings == whole.readings)
  }

  @Test("a clock that starts elsewhere changes nothing")
  func shifted() {
    var face = smiling(25)
    face.speaking = ranges((0.01, 55.01))
    face.listening = ranges((60.01, 118.01))
    face.head = { SIMD3(3 * sin($0), 20 * sin($0 / 3), 0) }
    let early = face.session
    face.startSeconds = 1000
    face.speaking = ranges((1000.01, 1055.01))
    face.listening = ranges((1060.01, 1118.01))
    let late = face.session
    for (first, second) in zip(early.readings + early.quality.readings, late.readings + late.quality.readings)
    {
      #expect(first.value.reason == second.value.reason)
      guard let one = first.value.number, let other = second.value.number else { continue }
      // Times around 1000 s are rounded a thousand times more coarsely.
      #expect(abs(one - other) <= 1e-6 * max(1, abs(one)), "\(first.measure.name)")
    }
  }

  @Test("shares of single actions are those planted")
  func shares() {
    var face = SyntheticFace()
    face.action = { name, seconds in
      switch name {
      case "AU04_p": seconds < 30 ? 0.6 : 0
      case "AU15_p": seconds < 12 ? 0.6 : 0
      case "AU23_p": seconds < 60 ? 0.2 : 0
      default: 0
      }
    }
    let session = face.session
    expect(session, "face.expression.brow_lowerer.share", 25, within: 0.1)
    expect(session, "face.expression.brow_lowerer.mean", 0.15, within: 1e-6)
    expect(session, "face.expression.lip_corner_depressor.share", 10, within: 0.1)
    expect(session, "face.expression.lip_press.share", 0, within: 0)
  }

  @Test("trends give back the slope planted")
  func trends() {
    var face = SyntheticFace()
    face.framesPerSecond = 10
    face.seconds = 600
    face.action = { name, seconds in
      let minute = (seconds / 60).rounded(.down)
      // A wave that grows by 0.04 a minute in every action; a second more of smiling each minute.
      if name == "smile_p" { return seconds - 60 * minute < 3 + minute ? 0.7 : 0 }
      return 0.5 + 0.04 * (1 + minute) * sin(2 * .pi * seconds / 6)
    }
    let session = face.session
    let phase = Double.pi * 0.5 / 6
    let spread = 0.04 * sin(phase) / phase / 2.0.squareRoot()
    expect(session, "face.expression.expressivity.trend", 10 * spread, within: 0.01)
    expect(session, "face.expression.smile.share.trend", 10 * 100 / 60, within: 0.2)
  }
}
