import FacialFeatures
import Foundation
import SignalCore
import Testing

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
  _ seconds: Double, _ channels: [Blendshape: Float] = [:], faceCount: Int? = nil
) -> FaceObservation {
  FaceObservation(
    timeSeconds: seconds, landmarks: plainFace, presence: 0.9,
    blendshapes: Blendshape.allCases.map { channels[$0] ?? 0 },
    pose: HeadPose(pitchRadians: 0, yawRadians: 0, rollRadians: 0), faceCount: faceCount)
}

@Suite struct FaceMeasuresTests {
  @Test("every measure has a reading, in order, and complete texts")
  func complete() {
    let session = SyntheticFace().session
    #expect(session.readings.map(\.measure) == FaceMeasures.all)
    #expect(session.quality.readings.map(\.measure) == FaceQualityMeasures.all)
    let measures = FaceMeasures.all + FaceQualityMeasures.all
    #expect(Set(measures.map(\.name)).count == measures.count)
    for measure in measures {
      for text in [
        measure.definition, measure.minimumData, measure.source, measure.depression, measure.caution,
      ] {
        #expect(
          text.count > 4 && text.hasSuffix(".") && !text.contains("  ") && !text.contains(".."),
          "\(measure.name): \(text)")
      }
    }
  }

  @Test("what holds while speaking and listening is the same measure of less time")
  func variants() throws {
    let all = FaceMeasures.all
    let speaking = all.filter { $0.name.hasSuffix(".speaking") }
    #expect(speaking.count >= 20)
    for variant in speaking {
      let name = String(variant.name.dropLast(".speaking".count))
      let base = try #require(all.first { $0.name == name })
      let listening = try #require(all.first { $0.name == name + ".listening" })
      for other in [variant, listening] {
        #expect(other.version == base.version && other.unit == base.unit && other.trust == base.trust)
        #expect(other.definition.hasPrefix(base.definition) && other.definition != base.definition)
        #expect(other.lowerBound == base.lowerBound && other.upperBound == base.upperBound)
      }
    }
  }

  @Test("every measure that needs a rate or a size of the face says which")
  func stated() {
    for measure in FaceMeasures.all where !measure.name.hasPrefix("face.coverage") {
      let needs = FaceMeasures.qualityNeeds[measure.name] ?? ""
      #expect(needs.contains("pictures a second or more."), "\(measure.name)")
      #expect(needs.contains("lowQuality where the face fails the gate"), "\(measure.name)")
    }
  }

  @Test("without pictures every reading is missing for the reason given")
  func missing() {
    #expect(FaceSession.missing(reason: .notRequested).allSatisfy { $0.value.reason == .notRequested })
  }

  @Test("pictures without a face leave the face measures missing and the visible share at 0")
  func neverSeen() {
    var face = SyntheticFace()
    face.isShown = { _ in false }
    face.speaking = ranges((0, 60))
    face.listening = ranges((60, 120))
    let session = face.session
    for reading in session.readings {
      let value: MeasuredValue =
        reading.measure.name.hasPrefix("face.coverage") ? .value(0) : .missing(.noFace)
      #expect(reading.value == value, "\(reading.measure.name)")
    }
    #expect(session["quality.face.visible_share"] == .value(0))
    expect(session, "quality.face.size", missing: .noFace)
    expect(session, "quality.face.frozen_share", missing: .noFace)
  }

  @Test("parts of the session nobody told apart are missing, and so are parts that never happened")
  func unknownParts() {
    var face = SyntheticFace()
    for reading in face.session.readings where reading.measure.name.hasSuffix(".speaking") {
      #expect(reading.value == .missing(.notRequested), "\(reading.measure.name)")
    }
    expect(face.session, "face.mouth.movement_ratio", missing: .notRequested)
    face.speaking = ranges((0, 100))
    face.listening = []
    for reading in face.session.readings where reading.measure.name.hasSuffix(".listening") {
      #expect(reading.value == .missing(.noSpeech), "\(reading.measure.name)")
    }
    expect(face.session, "face.mouth.movement_ratio", missing: .noSpeech)
    expect(face.session, "face.coverage.seconds.speaking", 100, within: 1e-9)
  }

  @Test("a recording too short has coverage and nothing else that takes time")
  func short() {
    var face = SyntheticFace()
    face.seconds = 5
    for reading in face.session.readings where reading.measure.name != "face.coverage.seconds" {
      #expect(reading.value.number == nil, "\(reading.measure.name)")
    }
    expect(face.session, "face.head.movement", missing: .tooShort)
    expect(face.session, "face.coverage.seconds", 4.96, within: 1e-9)
  }

  @Test("pictures too few a second leave out what needs more")
  func slow() {
    var face = SyntheticFace()
    face.framesPerSecond = 4
    face.speaking = ranges((0, 60))
    face.listening = ranges((60, 120))
    for reading in face.session.readings {
      switch reading.measure.name.split(separator: ".")[1] {
      case "expression", "gaze", "eye": #expect(reading.value.number == nil, "\(reading.measure.name)")
      default: continue
      }
    }
    expect(face.session, "face.expression.smile.share", missing: .lowQuality)
    expect(face.session, "face.head.movement", missing: .lowQuality)
    expect(face.session, "face.head.pitch.mean", 0, within: 0.1)
  }

  @Test("tracks of older recordings leave out what they have no columns for")
  func older() {
    let old = SyntheticFace()
    let track = Track(
      name: "face", timesSeconds: old.face.timesSeconds,
      columns: old.face.columns.filter { !$0.name.hasPrefix("gaze") && $0.name != "sharpness" })
    let session = FaceSession(
      face: track, eyes: nil, actionUnits: nil, speaking: nil, listening: nil, level: nil)
    expect(session, "face.gaze.away_share", missing: .notRequested)
    expect(session, "face.expression.expressivity", missing: .notRequested)
    expect(session, "face.expression.smile.rate", missing: .notRequested)
    expect(session, "quality.face.sharpness", missing: .notRequested)
    // The eyes are in the face track too.
    expect(session, "face.eye.blink_rate", 0, within: 0)
    expect(session, "face.head.still_share", 100, within: 0)
  }
}
