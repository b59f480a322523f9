/// How resonances of the vocal tract are found.
public struct FormantSettings: Sendable, Hashable, Codable {
  /// What linear prediction makes least.
  public enum Prediction: Sendable, Hashable, Codable {
    /// Forward and backward error of the windowed frame, as published for Praat.
    case burg
    /// Squared error weighted by the energy of so many seconds of sound before each instant (Ma, Kamp & Willems
    /// 1993): harmonics of high voices pull the first formant less.
    case energyWeighted(seconds: Double)
  }

  /// Upper end of the band in which formants are sought: 5000 Hz suits most men, 5500 Hz most women.
  public var maximumHz = 5500.0
  /// Formants sought below it, each with two poles.
  public var count = 5
  /// Effective length of the Gaussian window, which is twice as long in all.
  public var windowSeconds = 0.025
  /// Corner from which the sound's spectrum is raised by 6 dB an octave, against its fall.
  public var preEmphasisHz = 50.0
  public var prediction = Prediction.burg

  public init(maximumHz: Double = 5500) {
    self.maximumHz = maximumHz
  }

  /// What cannot work, in words, or `nil`.
  package var fault: String? {
    if !(1000...20_000).contains(maximumHz) { return "the formant ceiling lies outside 1000 to 20000 Hz" }
    if !(1...10).contains(count) { return "the number of formants lies outside 1 to 10" }
    if !(0.005...0.1).contains(windowSeconds) {
      return "the formant window lies outside 0.005 to 0.1 seconds"
    }
    if !(preEmphasisHz > 0 && preEmphasisHz < maximumHz) {
      return "the pre-emphasis lies outside 0 Hz to the formant ceiling"
    }
    if case .energyWeighted(let seconds) = prediction, !(0.0001...0.01).contains(seconds) {
      return "the weighting energy's length lies outside 0.0001 to 0.01 seconds"
    }
    return nil
  }
}
