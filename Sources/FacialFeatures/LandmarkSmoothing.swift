import Foundation

/// Steadies a face's landmarks over time with the one-euro filter: a low pass that opens when the face moves.
///
/// Casiez, Roussel & Vogel 2012, "1€ filter: a simple speed-based low-pass filter for noisy input in
/// interactive systems", CHI, 2527–2530, algorithm 1. As mediapipe's VIDEO mode sets it: speeds are counted
/// in face sizes a second, and taken between the raw positions.
public struct LandmarkSmoothing: Sendable {
  public struct Settings: Sendable, Hashable {
    /// Cutoff for a face at rest.
    public var minimumCutoffHz = 0.05
    /// Hertz the cutoff grows by for each face size a second.
    public var speedCoefficient = 80.0
    /// Cutoff of the speed's own low pass.
    public var speedCutoffHz = 1.0

    public init() {}
  }

  private struct State {
    var seconds: Double
    var raw: [SIMD3<Float>]
    var smoothed: [SIMD3<Float>]
    var speeds: [SIMD3<Float>]
  }

  private let settings: Settings
  private var state: State?

  public init(settings: Settings = Settings()) { self.settings = settings }

  /// The face as it is to be reported at this time; the first face, or one not later than the last, is
  /// taken as it is.
  public mutating func smooth(_ face: FaceLandmarks, atSeconds seconds: Double) -> FaceLandmarks {
    let box = face.box
    let size = (box.width + box.height) / 2
    guard var state, seconds > state.seconds, size > 0 else {
      state = State(
        seconds: seconds, raw: face.points, smoothed: face.points,
        speeds: [SIMD3<Float>](repeating: .zero, count: FaceLandmarks.count))
      return face
    }
    let elapsed = seconds - state.seconds
    let speedWeight = Float(Self.weight(cutoffHz: settings.speedCutoffHz, elapsedSeconds: elapsed))
    let perSize = Float(1 / (size * elapsed))
    for index in face.points.indices {
      let point = face.points[index]
      let speed = (point - state.raw[index]) * perSize
      state.speeds[index] += speedWeight * (speed - state.speeds[index])
      for axis in 0..<3 {
        let cutoff =
          settings.minimumCutoffHz + settings.speedCoefficient * Double(abs(state.speeds[index][axis]))
        let weight = Float(Self.weight(cutoffHz: cutoff, elapsedSeconds: elapsed))
        state.smoothed[index][axis] += weight * (point[axis] - state.smoothed[index][axis])
      }
    }
    state.raw = face.points
    state.seconds = seconds
    self.state = state
    return FaceLandmarks(points: state.smoothed)
  }

  /// Share of the new value in the low pass's next one: 1 / (1 + τ/T) with τ = 1/(2π f).
  private static func weight(cutoffHz: Double, elapsedSeconds: Double) -> Double {
    1 / (1 + 1 / (2 * .pi * cutoffHz * elapsedSeconds))
  }
}
