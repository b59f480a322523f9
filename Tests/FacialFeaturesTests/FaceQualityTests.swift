import FacialFeatures
import Foundation
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

/// Syllables of uneven length and strength, four a second about, as a loudness from 0 to 1.
private let syllables: @Sendable (Double) -> Double = {
  var trembling = Trembling(seed: 5)
  var starts: [(seconds: Double, length: Double, strength: Double)] = []
  var seconds = 0.0
  while seconds < 120 {
    let length = 0.16 + 0.05 * abs(trembling.next(1))
    starts.append((seconds, length, 0.5 + 0.3 * abs(trembling.next(1))))
    seconds += length + 0.03 + 0.12 * abs(trembling.next(1))
  }
  let planned = starts
  return { time in
    var low = 0
    var high = planned.count
    while low < high {
      let middle = (low + high) / 2
      if planned[middle].seconds <= time { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    let syllable = planned[low - 1]
    let share = (time - syllable.seconds) / syllable.length
    return share < 1 ? syllable.strength * sin(.pi * share) : 0
  }
}()

/// The loudness in decibels every 10 ms, heard later than it is spoken by some seconds; `nil` for no relation.
private func level(lateBySeconds late: Double?, noise: Double = 3) -> Track {
  var trembling = Trembling(seed: 11)
  let times = (0..<12_000).map { Double($0) / 100 + 0.005 }
  return Track(
    name: "acoustic", timesSeconds: times,
    columns: [
      .init(
        name: "intensity", unit: "dB",
        values: TrackValues(
          times.map { time -> Float? in
            let loudness = late.map { syllables(time - $0) } ?? 0
            return Float(40 + 25 * loudness.squareRoot() + trembling.next(late == nil ? 8 : noise))
          }), missingReason: .notRecorded)
    ])
}

private func talking(_ framesPerSecond: Double, lateBySeconds late: Double?) -> SyntheticFace {
  var face = SyntheticFace()
  face.framesPerSecond = framesPerSecond
  face.mouthTremble = 0.02
  face.mouth = { 0.02 + 0.15 * syllables($0) }
  face.level = level(lateBySeconds: late)
  face.speaking = ranges((2, 115))
  face.listening = []
  return face
}

@Suite struct FaceQualityTests {
  @Test(
    "a planted lag of the sound is found within 40 ms", arguments: [-0.4, -0.2, 0, 0.13, 0.4], [10.0, 25])
  func lag(late: Double, framesPerSecond: Double) {
    let session = talking(framesPerSecond, lateBySeconds: late).session
    expect(session, "quality.face.sound_lag", 1000 * late, within: 40)
    expect(session, "quality.face.sound_lag_confidence", 1, within: 0.75)
    #expect(abs((session.quality.soundLagSeconds ?? .nan) - late) <= 0.04)
  }

  @Test("sound that has nothing to do with the mouth gives no lag")
  func unrelated() {
    let session = talking(25, lateBySeconds: nil).session
    expect(session, "quality.face.sound_lag", missing: .lowQuality)
    #expect(session.quality.soundLagSeconds == nil)
    let related = talking(25, lateBySeconds: 0).session
    #expect((related["face.mouth.speech_synchrony"]?.number ?? 0) > 0.5)
    expect(session, "face.mouth.speech_synchrony", 0, within: 0.1)
  }

  @Test("the mouth's agreement with the voice wants voice, level and time")
  func synchronyMissing() {
    var face = talking(25, lateBySeconds: 0)
    face.speaking = ranges((0, 10))
    expect(face.session, "face.mouth.speech_synchrony", missing: .tooShort)
    expect(face.session, "quality.face.sound_lag", missing: .tooShort)
    face.speaking = nil
    expect(face.session, "face.mouth.speech_synchrony", missing: .notRequested)
    expect(face.session, "quality.face.sound_lag", 0, within: 40)
    face.level = nil
    expect(face.session, "quality.face.sound_lag", missing: .notRequested)
  }

  @Test("frozen pictures are found and left out")
  func frozen() {
    var face = SyntheticFace()
    face.framesPerSecond = 20
    face.frozen = 30...60
    face.head = { SIMD3(0, 20 * sin($0), 0) }
    let session = face.session
    expect(session, "quality.face.frozen_share", 25, within: 0.2)
    // Between the last moving picture and the next lies the freeze.
    expect(session, "face.coverage.seconds", 119.95 - 30.05, within: 0.06)
    // A head that really rested for a quarter of the time would read 25 % more.
    var moving = face
    moving.frozen = nil
    let share = moving.session["face.head.still_share"]?.number ?? .nan
    expect(session, "face.head.still_share", share, within: 2)
    face.frozen = 30...100
    for reading in face.session.readings where !reading.measure.name.hasPrefix("face.coverage") {
      #expect(reading.value.number == nil, "\(reading.measure.name)")
    }
    expect(face.session, "face.head.movement", missing: .lowQuality)
  }

  /// A photograph looked at ten times a second, each time with fresh noise like a camera's.
  private func photographed(noise: Double) throws -> FaceSession {
    let tracker = try FaceTracker(catalog: try installedModels())
    let photograph = try SampleMedia.picture("astronaut.png")
    var trembling = Trembling(seed: 3)
    let steps = (0..<10_007).map { _ in Int(trembling.next(noise).rounded()) }
    var builder = SeenRows()
    for look in 0..<50 {
      var picture = photograph
      if noise > 0 {
        // Another piece of the list for each picture.
        let pixels = photograph.pixels.enumerated().map { index, level in
          UInt8(min(max(Int(level) + steps[(index + 4_001 * look) % steps.count], 0), 255))
        }
        picture = Picture(width: photograph.width, height: photograph.height, pixels: pixels)
      }
      let seconds = Double(look) / 10
      builder.add(try tracker.process(picture, atSeconds: seconds), atSeconds: seconds)
    }
    return FaceSession(
      face: builder.track, eyes: nil, actionUnits: nil, speaking: nil, listening: nil, level: nil)
  }

  @Test("a picture looked at again and again is frozen; with a camera's noise it is not")
  func repeated() throws {
    // At first the tracker settles on the face.
    expect(try photographed(noise: 0), "quality.face.frozen_share", 100, within: 30)
    expect(try photographed(noise: 3), "quality.face.frozen_share", 0, within: 0)
  }

  @Test("a moving face is never frozen")
  func neverFrozen() throws {
    let tracker = try FaceTracker(catalog: try installedModels())
    var builder = SeenRows()
    for (picture, seconds) in try SampleMedia.pictures("moving-face.mp4", limit: 100) {
      builder.add(try tracker.process(picture, atSeconds: seconds), atSeconds: seconds)
    }
    let session = FaceSession(
      face: builder.track, eyes: nil, actionUnits: nil, speaking: nil, listening: nil, level: nil)
    expect(session, "quality.face.frozen_share", 0, within: 0)
    expect(session, "quality.face.visible_share", 100, within: 0)
  }

  @Test("a face too small, doubtful, dark or bright is not measured")
  func gate() {
    func check(_ change: (inout SyntheticFace) -> Void) {
      var face = SyntheticFace()
      change(&face)
      let session = face.session
      #expect(!session.quality.passesGate)
      expect(session, "face.expression.smile.share", missing: .lowQuality)
      expect(session, "face.head.nod_rate", missing: .lowQuality)
      expect(session, "face.coverage.seconds", 119.96, within: 1e-6)
    }
    #expect(SyntheticFace().session.quality.passesGate)
    check { $0.interocular = 25 }
    check { $0.presence = { $0 < 70 ? 0.6 : 0.95 } }
    check { $0.illumination = 0.05 }
    check { $0.illumination = 0.95 }
    var unlit = SyntheticFace()
    unlit.illumination = nil
    #expect(unlit.session.quality.passesGate)
    expect(unlit.session, "quality.face.dark_share", missing: .notRequested)
  }

  @Test("pictures, their share with the face, size and light are stated as they are")
  func plain() {
    var face = SyntheticFace()
    face.isShown = { $0 < 90 }
    face.presence = { $0 < 45 ? 0.7 : 0.9 }
    let session = face.session
    expect(session, "quality.face.visible_share", 75, within: 1e-9)
    expect(session, "quality.face.size", 120, within: 0.1)
    expect(session, "quality.face.frame_rate", 25, within: 1e-6)
    expect(session, "quality.face.frame_interval_jitter", 0, within: 0)
    expect(session, "quality.face.dropped_share", 0, within: 0)
    expect(session, "quality.face.frozen_share", 0, within: 0)
    expect(session, "quality.face.illumination", 45, within: 1e-4)
    expect(session, "quality.face.sharpness", 12, within: 1e-4)
    expect(session, "quality.face.doubtful_share", 50, within: 1e-9)
    expect(session, "quality.face.count_max", 1, within: 0)
  }

  @Test("dropped pictures are counted and show as irregular intervals")
  func dropped() {
    let face = SyntheticFace().face
    let kept = face.timesSeconds.indices.filter { $0 != 100 && $0 != 101 && $0 != 500 }
    let track = Track(
      name: "face", timesSeconds: kept.map { face.timesSeconds[$0] },
      columns: face.columns.map { column in
        .init(
          name: column.name, unit: column.unit, values: TrackValues(kept.map { column.values[$0] }),
          missingReason: .noFace)
      })
    let session = FaceSession(
      face: track, eyes: nil, actionUnits: nil, speaking: nil, listening: nil, level: nil)
    expect(session, "quality.face.dropped_share", 100 * 3 / 3000.0, within: 1e-9)
    expect(session, "quality.face.frame_interval_jitter", 100 * 2 / 2996.0, within: 1e-9)
    // Bridged: no picture is further than 0.3 s from the next.
    expect(session, "face.coverage.seconds", 119.96, within: 1e-9)
    expect(session, "quality.face.count_max", missing: .notRequested)
  }
}
