internal import FacialFeatures
public import FeatureStore
public import SignalCore
internal import SpeechAcoustics

/// Least quality a session needs before it may be scored.
///
/// The limits are conservative conventions of this program, not published cut-offs. Apart from the length, a
/// missing quality value never objects by itself.
public struct QualityGate: Sendable, Hashable, Codable {
  public var leastSeconds = 30.0
  public var leastSpeechSeconds = 30.0
  public var leastSignalToNoiseDecibels = 10.0
  public var mostClippedPercent = 1.0
  public var leastFaceVisiblePercent = 50.0
  public var leastInterocularPixels = 30.0
  public var mostDamagedPercent = 5.0

  public init() {}

  /// What stands against scoring a session with this quality.
  public func outcome(_ quality: [MeasureReading]) -> GateOutcome {
    func value(_ measure: Measure) -> Double? {
      quality.first { $0.measure.name == measure.name }?.value.number
    }
    func text(_ number: Double) -> String { "\((10 * number).rounded() / 10)" }
    var objections: [String] = []
    if let seconds = value(MediaQualityMeasures.duration) {
      if seconds < leastSeconds {
        objections.append("The recording is \(text(seconds)) s long; \(text(leastSeconds)) s are needed.")
      }
    } else {
      objections.append("There is no sound or moving picture.")
    }
    if let seconds = value(SoundQualityMeasures.speechSeconds), seconds < leastSpeechSeconds {
      objections.append(
        "The participant speaks for \(text(seconds)) s; \(text(leastSpeechSeconds)) s are needed.")
    }
    if let level = value(SoundQualityMeasures.signalToNoise), level < leastSignalToNoiseDecibels {
      objections.append(
        "Speech is only \(text(level)) dB above the noise; \(text(leastSignalToNoiseDecibels)) dB are needed."
      )
    }
    if let percent = value(SoundQualityMeasures.clippedShare).map({ 100 * $0 }), percent > mostClippedPercent
    {
      objections.append(
        "\(text(percent)) % of the sound is clipped; at most \(text(mostClippedPercent)) % may be.")
    }
    if let share = value(FaceQualityMeasures.visibleShare), share < leastFaceVisiblePercent {
      objections.append(
        "A face is visible for \(text(share)) % of the time; \(text(leastFaceVisiblePercent)) % are needed.")
    }
    if let size = value(FaceQualityMeasures.size), size < leastInterocularPixels {
      objections.append(
        "The eyes are \(text(size)) pixels apart; \(text(leastInterocularPixels)) are needed.")
    }
    if let share = value(MediaQualityMeasures.damagedShare), share > mostDamagedPercent {
      objections.append("\(text(share)) % of the recording could not be decoded.")
    }
    return GateOutcome(objections: objections)
  }
}
