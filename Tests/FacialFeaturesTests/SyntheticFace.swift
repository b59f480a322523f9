import FacialFeatures
import Foundation
import SignalCore
import Testing

/// Independent normal numbers, the same in every run.
struct Trembling {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return (Double((bits ^ (bits >> 31)) >> 11) + 0.5) * 0x1p-53
  }

  mutating func next(_ deviation: Double) -> Double {
    deviation * (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }
}

/// A face that does what closed forms say, as the tracks of a session.
struct SyntheticFace {
  var seconds = 120.0
  var framesPerSecond = 25.0
  /// `nil` for the rate of the face track.
  var eyeFramesPerSecond: Double?
  var startSeconds = 0.0
  var isShown: (Double) -> Bool = { _ in true }
  /// Pitch, yaw, roll in degrees.
  var head: (Double) -> SIMD3<Double> = { _ in .zero }
  /// By column name, 0 to 1.
  var action: (String, Double) -> Double = { _, _ in 0 }
  /// Height over width.
  var eyeOpening: (Double) -> Double = { _ in 0.3 }
  /// Pitch and yaw in degrees.
  var gaze: (Double) -> SIMD2<Double> = { _ in .zero }
  var mouth: (Double) -> Double = { _ in 0.02 }
  var interocular = 120.0
  var presence: (Double) -> Double = { _ in 0.95 }
  var illumination: Double? = 0.45
  /// Standard deviations of the trembling.
  var headTremble = 0.05
  var actionTremble = 0.0
  var gazeTremble = 0.2
  var mouthTremble = 0.001
  var eyeTremble = 0.003
  /// The last picture before this time is repeated until the second.
  var frozen: ClosedRange<Double>?

  var speaking: [TimeRange]?
  var listening: [TimeRange]?
  var level: Track?

  static let actionNames =
    [1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23].map { String(format: "AU%02d_p", $0) }
    + ["smile_p", "AU12_left_p", "AU12_right_p"]
    + ["AU01", "AU02", "AU04"].flatMap { ["\($0)_left_p", "\($0)_right_p"] }

  /// Times on the recording's clock, and what the face does then.
  private func instants(_ rate: Double) -> [(stamp: Double, moment: Double)] {
    (0..<Int((seconds * rate).rounded())).map { frame in
      let moment = Double(frame) / rate
      var shown = moment
      if let frozen, frozen.contains(moment) { shown = frozen.lowerBound }
      return (startSeconds + moment, shown)
    }
  }

  private func track(
    _ name: String, rate: Double,
    _ columns: [(name: String, tremble: Double, value: (Double) -> Double?)]
  ) -> Track {
    let instants = instants(rate)
    return Track(
      name: name, timesSeconds: instants.map(\.stamp),
      columns: columns.enumerated().map { index, column in
        var trembling = Trembling(seed: UInt64(index + 1) &* 7919)
        var last: (moment: Double, value: Float?)?
        let values = instants.map { instant -> Float? in
          if let last, last.moment == instant.moment { return last.value }
          let noise = column.tremble > 0 ? trembling.next(column.tremble) : 0
          let value = isShown(instant.moment) ? column.value(instant.moment).map { Float($0 + noise) } : nil
          last = (instant.moment, value)
          return value
        }
        return .init(name: column.name, unit: "1", values: TrackValues(values), missingReason: .noFace)
      })
  }

  var face: Track {
    var columns: [(name: String, tremble: Double, value: (Double) -> Double?)] = [
      ("presence", 0, { presence($0) }),
      ("head_pitch", headTremble * .pi / 180, { head($0).x * .pi / 180 }),
      ("head_yaw", headTremble * .pi / 180, { head($0).y * .pi / 180 }),
      ("head_roll", headTremble * .pi / 180, { head($0).z * .pi / 180 }),
      ("mouth_opening", mouthTremble, { mouth($0) }),
      ("interocular", 0.1, { _ in interocular }),
      ("eye_aspect_left", eyeTremble, { eyeOpening($0) }),
      ("eye_aspect_right", eyeTremble, { eyeOpening($0) }),
      ("gaze_pitch", gazeTremble * .pi / 180, { gaze($0).x * .pi / 180 }),
      ("gaze_yaw", gazeTremble * .pi / 180, { gaze($0).y * .pi / 180 }),
      ("sharpness", 0, { _ in 12 }),
    ]
    if let illumination { columns.append(("illumination", 0, { _ in illumination })) }
    return track("face", rate: framesPerSecond, columns)
  }

  var eyes: Track {
    track(
      "eyes", rate: eyeFramesPerSecond ?? framesPerSecond,
      [
        ("presence", 0, { presence($0) }), ("eye_aspect_left", eyeTremble, { eyeOpening($0) }),
        ("eye_aspect_right", eyeTremble, { eyeOpening($0) }),
      ])
  }

  var actionUnits: Track {
    track(
      "action_units", rate: framesPerSecond,
      Self.actionNames.map { name in (name, actionTremble, { action(name, $0) }) })
  }

  var session: FaceSession {
    FaceSession(
      face: face, eyes: eyes, actionUnits: actionUnits, speaking: speaking, listening: listening,
      level: level, greatestFaceCount: 1)
  }
}

extension FaceSession {
  subscript(name: String) -> MeasuredValue? {
    (readings + quality.readings).first { $0.measure.name == name }?.value
  }
}

func expect(
  _ session: FaceSession, _ name: String, _ number: Double, within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let value = session[name]
  let found = value?.number ?? .nan
  #expect(
    abs(found - number) <= tolerance, "\(name): \(found) for \(number), \(value?.reason?.text ?? "")",
    sourceLocation: sourceLocation)
}

func expect(
  _ session: FaceSession, _ name: String, missing reason: MissingReason,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(session[name] == .missing(reason), "\(name)", sourceLocation: sourceLocation)
}

/// Up evenly, level, down evenly, at each of the given times; 0 elsewhere.
func trapezoids(
  _ seconds: Double, at starts: [Double], rise: Double, hold: Double, fall: Double, height: Double
) -> Double {
  for start in starts where seconds > start && seconds < start + rise + hold + fall {
    let passed = seconds - start
    if passed < rise { return height * passed / rise }
    return passed < rise + hold ? height : height * (rise + hold + fall - passed) / fall
  }
  return 0
}

func ranges(_ pairs: (Double, Double)...) -> [TimeRange] {
  pairs.map { TimeRange(startSeconds: $0.0, endSeconds: $0.1) }
}

/// The rates a face is looked at in practice.
let faceRates = [10.0, 15, 25, 30]
