internal import ClinicalAssessment
internal import DenseMath
internal import Foundation
internal import MultimodalFusion
internal import SignalCore

/// Voice and face of a simulated session over time, at the rates of real ones: a hundred frames and ten pictures a
/// second.
///
/// Pitch and its spread, loudness, the time and strength of smiles, frowns and the turning of the head follow the session's
/// measures; everything else of the curves is noise. Values stand on a grid of 1/256, so that they pack well.
struct SimulatedTracks {
  private let session: SimulatedStudy.Session
  private let talk: SimulatedTalk

  private static let frameSeconds = 0.01
  private static let pictureSeconds = 0.1
  private static let stepsPerUnit: Float = 256

  init(_ session: SimulatedStudy.Session, talk: SimulatedTalk) {
    self.session = session
    self.talk = talk
  }

  func all(_ generator: inout SeededGenerator) -> [Track] {
    (session.modalities.contains(.speech) ? [acoustic(&generator)] : [])
      + (session.modalities.contains(.face) ? faces(&generator) : [])
  }

  private func value(_ name: String, or usual: Double) -> Double { (session.values[name] ?? nil) ?? usual }

  // MARK: Voice

  private func acoustic(_ generator: inout SeededGenerator) -> Track {
    let count = Int(talk.endSeconds / Self.frameSeconds)
    // 0 nobody, 1 the interviewer, 2 the participant between sounds, 3 the participant's voice.
    var states = [UInt8](repeating: 0, count: count)
    for segment in talk.segments {
      let isOwn = segment.speaker == SimulatedTalk.participant
      for word in segment.words {
        guard let start = word.start, let end = word.end else { continue }
        let first = max(0, Int(start / Self.frameSeconds))
        let last = min(count, Int(end / Self.frameSeconds))
        guard first < last else { continue }
        let voiced = first + 7 * (last - first) / 10
        for frame in first..<last { states[frame] = isOwn ? (frame < voiced ? 3 : 2) : 1 }
      }
    }
    let median = max(value("speech.pitch.f0.median", or: 165), 60)
    let spread = max(value("speech.pitch.f0.sd_semitones", or: 3), 0.1)
    let level = value("speech.intensity.median", or: 62)
    let harmonicity = value("speech.voice.hnr_mean", or: 15)
    var pitch = Wander(persistence: 0.97)
    var f0: [Float?] = []
    var intensity: [Float?] = []
    var hnr: [Float?] = []
    for state in states {
      let height = pitch.next(&generator)
      f0.append(state == 3 ? Self.stepped(median * exp2(spread * height / 12)) : nil)
      hnr.append(state == 3 ? Self.stepped(harmonicity + 3 * generator.normal()) : nil)
      let usual = [35, level - 8, level - 6, level + 1][Int(state)]
      intensity.append(Self.stepped(usual + 2 * generator.normal()))
    }
    return Track(
      name: "acoustic",
      timesSeconds: (0..<count).map { ((Double($0) + 0.5) * Self.frameSeconds * 1000).rounded() / 1000 },
      columns: [
        .init(name: "f0", unit: "Hz", values: TrackValues(f0), missingReason: .unvoiced),
        .init(name: "intensity", unit: "dB", values: TrackValues(intensity), missingReason: .notRecorded),
        .init(name: "harmonicity", unit: "dB", values: TrackValues(hnr), missingReason: .unvoiced),
      ])
  }

  // MARK: Face

  private func faces(_ generator: inout SeededGenerator) -> [Track] {
    let count = Int(talk.endSeconds / Self.pictureSeconds)
    let times = (0..<count).map { (Double($0) * Self.pictureSeconds * 10).rounded() / 10 }
    let degrees = Double.pi / 180
    let smile = episodes(
      count, share: value("face.expression.smile.share", or: 40) / 100,
      peak: value("face.expression.smile.peak", or: 0.5), &generator)
    let frown = episodes(
      count, share: value("face.expression.brow_lowerer.share", or: 10) / 100, peak: 0.4, &generator)
    let down = episodes(count, share: value("face.gaze.down_share", or: 10) / 100, peak: 1, &generator)
    let turn = value("face.head.yaw.sd", or: 4) * degrees
    let yaw = wander(count, spread: turn, &generator)
    let pitch = wander(
      count, centre: value("face.head.pitch.mean", or: -4) * degrees, spread: turn, &generator)
    let mouth = times.map { time in
      let isOpen = talk.turns.contains { $0.time.contains(time) }
      return max((isOpen ? 0.15 : 0.03) + 0.03 * generator.normal(), 0)
    }
    let blink = episodes(
      count, share: value("face.eye.blink_rate", or: 17) * 0.2 / 60, peak: 0.9, &generator)
    let columns: [(String, String, [Double])] = [
      ("presence", "1", times.map { _ in min(0.97 + 0.01 * generator.normal(), 1) }),
      ("blendshape_mouthSmileLeft", "1", smile), ("blendshape_mouthSmileRight", "1", smile),
      ("blendshape_browDownLeft", "1", frown), ("blendshape_browDownRight", "1", frown),
      ("blendshape_eyeBlinkLeft", "1", blink), ("blendshape_eyeBlinkRight", "1", blink),
      ("blendshape_jawOpen", "1", mouth), ("head_pitch", "rad", pitch), ("head_yaw", "rad", yaw),
      ("head_roll", "rad", wander(count, spread: turn / 2, &generator)), ("mouth_opening", "1", mouth),
      ("eye_aspect_left", "1", blink.map { 0.3 * (1 - $0) }),
      ("eye_aspect_right", "1", blink.map { 0.3 * (1 - $0) }),
      ("gaze_head_pitch", "rad", down.map { -0.35 * $0 + 0.04 * generator.normal() }),
      ("gaze_head_yaw", "rad", wander(count, spread: 0.06, &generator)),
      ("interocular", "px", times.map { _ in 120 + 2 * generator.normal() }),
    ]
    let liveliness = max(value("face.expression.expressivity", or: 0.03), 0)
    let units = [
      "AU01", "AU02", "AU05", "AU06", "AU07", "AU09", "AU10", "AU14", "AU15", "AU17", "AU20", "AU23",
    ]
    .map { name in
      (name + "_p", "1", wander(count, centre: 0.05, spread: liveliness, &generator).map { max($0, 0) })
    }
    return [
      track("face", times, columns),
      track(
        "action_units", times,
        units + [("AU04_p", "1", frown), ("AU12_p", "1", smile), ("smile_p", "1", smile)]),
    ]
  }

  private func track(_ name: String, _ times: [Double], _ columns: [(String, String, [Double])]) -> Track {
    Track(
      name: name, timesSeconds: times,
      columns: columns.sorted { $0.0 < $1.0 }.map { name, unit, values in
        Track.Column(
          name: name, unit: unit, values: TrackValues(values.map(Self.stepped)), missingReason: .noFace)
      })
  }

  /// On for a share of the time, in stretches of some seconds.
  private func episodes(
    _ count: Int, share: Double, peak: Double, _ generator: inout SeededGenerator
  ) -> [Double] {
    var wander = Wander(persistence: 0.95)
    let limit = NormalDistribution.quantile(1 - min(max(share, 0.001), 0.999)) ?? 0
    return (0..<count).map { _ in
      let isOn = wander.next(&generator) > limit
      return min(max((isOn ? peak : 0.02) + 0.02 * generator.normal(), 0), 1)
    }
  }

  private func wander(
    _ count: Int, centre: Double = 0, spread: Double, _ generator: inout SeededGenerator
  ) -> [Double] {
    var wander = Wander(persistence: 0.9)
    return (0..<count).map { _ in centre + spread * wander.next(&generator) }
  }

  private static func stepped(_ number: Double) -> Float? {
    (Float(number) * stepsPerUnit).rounded() / stepsPerUnit
  }
}

/// A first-order autoregression with variance 1.
private struct Wander {
  private let persistence: Double
  private var state: Double?

  init(persistence: Double) { self.persistence = persistence }

  mutating func next(_ generator: inout SeededGenerator) -> Double {
    let drawn = generator.normal()
    let next = state.map { persistence * $0 + (1 - persistence * persistence).squareRoot() * drawn } ?? drawn
    state = next
    return next
  }
}
