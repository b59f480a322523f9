import SpectralAnalysis

/// Correlation of one frame over lags, by either of the two methods of `PitchSettings`.
struct FrameCorrelator: ~Copyable {
  /// Samples to be given that lie before the frame's centre.
  let samplesBeforeCentre: Int
  /// Samples to be given in all.
  let frameLength: Int
  private let window: [Float]
  /// Lag 0 of the window's autocorrelation over every other, the correction of Boersma's eq. 9.
  private let windowCorrection: [Float]
  private var autocorrelator: Autocorrelator?
  private var forward: ForwardCorrelator?

  init(settings: PitchSettings, sampleRateHz: Double, lagCount: Int) {
    let windowLength = Int(settings.windowSeconds * sampleRateHz)
    switch settings.method {
    case .autocorrelation:
      samplesBeforeCentre = windowLength / 2
      frameLength = windowLength
      window = Windows.hann(count: windowLength)
      var correlator = Autocorrelator(
        frameLengthSamples: windowLength, longestLagSamples: max(lagCount, windowLength / 2))
      var ofWindow = [Float](repeating: 0, count: lagCount)
      correlator.autocorrelate(window, into: &ofWindow)
      windowCorrection = ofWindow.map { ofWindow[0] / $0 }
      autocorrelator = consume correlator
      forward = nil
    case .crossCorrelation:
      // Half the stretch is a whole number of samples that ends inside half a longest period.
      let stretch = 2 * (Int(sampleRateHz / settings.floorHz) / 2 - 1)
      samplesBeforeCentre = windowLength / 2 + 1
      frameLength = stretch + lagCount - 1
      window = []
      windowCorrection = []
      autocorrelator = nil
      forward = ForwardCorrelator(stretchLengthSamples: stretch, longestLagSamples: lagCount - 1)
    }
  }

  /// Correlation from lag 0 on, 1 at lag 0; `false` without energy. The frame may be windowed in place.
  mutating func correlate(_ frame: inout [Float], into correlation: inout [Float]) -> Bool {
    if forward != nil {
      forward?.correlate(frame, into: &correlation)
    } else {
      for i in frame.indices { frame[i] *= window[i] }
      autocorrelator?.autocorrelate(frame, into: &correlation)
      guard correlation[0] > 0 else { return false }
      let scale = 1 / correlation[0]
      for lag in correlation.indices { correlation[lag] *= scale * windowCorrection[lag] }
    }
    return correlation[0] > 0
  }
}
