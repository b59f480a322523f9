#if canImport(Glibc)
  internal import Glibc
#endif

import RealModule

/// Levels of single harmonics of a voiced frame.
enum HarmonicLevels {
  private static let periods = 4.0

  /// Level of the first harmonic less that of the second, in decibels, uncorrected for formants (H1–H2,
  /// Hanson 1997, J. Acoust. Soc. Am. 101:466–481).
  ///
  /// Fourier sums at F0 and 2·F0 under a Hann window of four periods, which is 0 at every other harmonic.
  /// - Returns: `nil` at the very edge of the sound, or without sound.
  static func firstOverSecondDecibels(
    _ sound: PreparedSound, centreSeconds: Double, frequencyHz: Double
  ) -> Double? {
    let centre = (centreSeconds - sound.startSeconds) * sound.sampleRateHz
    let half = periods / 2 * sound.sampleRateHz / frequencyHz
    let from = Int((centre - half).rounded(.up))
    let to = Int((centre + half).rounded(.down))
    guard from >= 0, to < sound.samples.count else { return nil }
    let step = 2 * Double.pi * frequencyHz / sound.sampleRateHz
    var first = (cosine: 0.0, sine: 0.0)
    var second = (cosine: 0.0, sine: 0.0)
    // e^{iφ} by rotation; the window's own angle is a quarter of it.
    var phase = (cosine: cos(step * (Double(from) - centre)), sine: sin(step * (Double(from) - centre)))
    var slow = (
      cosine: cos(step / periods * (Double(from) - centre)),
      sine: sin(step / periods * (Double(from) - centre))
    )
    let turn = (cosine: cos(step), sine: sin(step))
    let slowTurn = (cosine: cos(step / periods), sine: sin(step / periods))
    for i in from...to {
      let value = (0.5 + 0.5 * slow.cosine) * Double(sound.samples[i] - sound.mean)
      first = (first.cosine + value * phase.cosine, first.sine + value * phase.sine)
      let double = (
        cosine: phase.cosine * phase.cosine - phase.sine * phase.sine, sine: 2 * phase.cosine * phase.sine
      )
      second = (second.cosine + value * double.cosine, second.sine + value * double.sine)
      phase = (
        phase.cosine * turn.cosine - phase.sine * turn.sine,
        phase.sine * turn.cosine + phase.cosine * turn.sine
      )
      slow = (
        slow.cosine * slowTurn.cosine - slow.sine * slowTurn.sine,
        slow.sine * slowTurn.cosine + slow.cosine * slowTurn.sine
      )
    }
    let firstPower = first.cosine * first.cosine + first.sine * first.sine
    let secondPower = second.cosine * second.cosine + second.sine * second.sine
    return firstPower > 0 && secondPower > 0 ? 10 * Double.log10(firstPower / secondPower) : nil
  }
}
