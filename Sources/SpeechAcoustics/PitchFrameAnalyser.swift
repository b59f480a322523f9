import RealModule
import SpectralAnalysis

/// One guess at a frame's fundamental frequency.
package struct PitchCandidate: Sendable, Hashable {
  /// 0 for the unvoiced candidate.
  package var frequencyHz: Double
  /// Base-2 logarithm of the frequency; 0 for the unvoiced candidate.
  package var octave: Double
  /// Normalised autocorrelation at the candidate's lag, or the unvoiced strength; without octave cost.
  package var strength: Double

  var isVoiced: Bool { frequencyHz > 0 }

  package static func unvoiced(strength: Double) -> PitchCandidate {
    PitchCandidate(frequencyHz: 0, octave: 0, strength: strength)
  }

  package static func voiced(frequencyHz: Double, strength: Double) -> PitchCandidate {
    PitchCandidate(frequencyHz: frequencyHz, octave: Double.log2(frequencyHz), strength: strength)
  }
}

/// Finds the pitch candidates of single frames by autocorrelation or forward cross-correlation
/// (Boersma 1993, section 3, eqs. 9 and 23–26). Serves one thread; allocates nothing per frame.
struct PitchFrameAnalyser: ~Copyable {
  private let settings: PitchSettings
  private let sampleRateHz: Double
  /// Lags that can be candidates.
  private let shortestLag: Int
  private let longestLag: Int
  private let interpolationDepth = 30
  private var correlator: FrameCorrelator
  private var frame: [Float]
  private var correlation: [Float]
  /// The candidates of the frame last analysed; the first is the unvoiced one.
  private(set) var candidates: [PitchCandidate]
  /// By cross-correlation, of the frame last analysed; `nil` when it is silent.
  private(set) var harmonicity: Float?

  init(settings: PitchSettings, sampleRateHz: Double) {
    self.settings = settings
    self.sampleRateHz = sampleRateHz
    shortestLag = max(2, Int(sampleRateHz / settings.ceilingHz))
    longestLag = Int((sampleRateHz / settings.floorHz).rounded(.up))
    // A few lags more than the interpolation's depth: its table works in whole vector registers.
    let lagCount = longestLag + interpolationDepth + 6
    correlator = FrameCorrelator(settings: settings, sampleRateHz: sampleRateHz, lagCount: lagCount)
    frame = [Float](repeating: 0, count: correlator.frameLength)
    correlation = [Float](repeating: 0, count: lagCount)
    candidates = []
    candidates.reserveCapacity(settings.candidateLimit)
  }

  /// - Parameters:
  ///   - samples: Sound without offset; outside it counts as silence.
  ///   - centre: Index of the sample at the frame's centre.
  ///   - referencePeak: Peak magnitude that the silence threshold refers to; above 0.
  mutating func analyse(_ samples: Span<Float>, centre: Int, referencePeak: Float) {
    candidates.removeAll(keepingCapacity: true)
    harmonicity = nil
    let localPeak = loadFrame(samples, centre: centre)
    let relativePeak = Double(localPeak / referencePeak)
    let unvoicedStrength =
      settings.voicingThreshold
      + max(0, 2 - relativePeak * (1 + settings.voicingThreshold) / max(settings.silenceThreshold, 1e-9))
    candidates.append(.unvoiced(strength: unvoicedStrength))
    guard localPeak > 0 else { return }

    guard correlator.correlate(&frame, into: &correlation) else { return }
    if settings.method == .crossCorrelation {
      harmonicity = Harmonicity.decibels(
        correlation, longestLag: longestLag, relativePeak: relativePeak, depthSamples: interpolationDepth)
    }
    Self.collectMaxima(
      correlation, lags: shortestLag...longestLag, sampleRateHz: sampleRateHz, settings: settings,
      into: &candidates)
    refineMaxima()
  }

  /// Fills the frame with the samples less their local mean, zeros outside the sound.
  ///
  /// - Returns: The largest magnitude within half a longest period of the centre: a quiet frame next to a loud one
  ///   is quiet.
  private mutating func loadFrame(_ samples: Span<Float>, centre: Int) -> Float {
    let first = centre - correlator.samplesBeforeCentre
    let mean = localMean(samples, centre: centre)
    var target = frame.mutableSpan
    let inside = min(max(-first, 0), target.count)..<max(min(samples.count - first, target.count), 0)
    guard inside.lowerBound < inside.upperBound else {
      for i in target.indices { target[i] = 0 }
      return 0
    }
    for i in 0..<inside.lowerBound { target[i] = 0 }
    let source = samples.extracting(first + inside.lowerBound..<first + inside.upperBound)
    for i in source.indices { target[inside.lowerBound + i] = source[i] - mean }
    for i in inside.upperBound..<target.count { target[i] = 0 }
    let from = max(correlator.samplesBeforeCentre - longestLag / 2, 0)
    let to = min(correlator.samplesBeforeCentre + longestLag / 2 + 1, frame.count)
    return peakMagnitude(frame.span.extracting(from..<to))
  }

  /// Local maxima of the autocorrelation, placed by parabola; the strongest if there are too many.
  private static func collectMaxima(
    _ correlation: [Float], lags: ClosedRange<Int>, sampleRateHz: Double, settings: PitchSettings,
    into candidates: inout [PitchCandidate]
  ) {
    let values = correlation.span
    func merit(_ candidate: PitchCandidate) -> Double {
      candidate.strength + settings.octaveCost * candidate.octave
    }
    let least = Float(0.5 * settings.voicingThreshold)
    for lag in lags {
      let middle = values[lag]
      guard middle > least, middle > values[lag - 1], middle >= values[lag + 1] else { continue }
      let peak = parabolicPeak(
        at: lag, before: Double(values[lag - 1]), middle: Double(middle), after: Double(values[lag + 1]))
      let candidate = PitchCandidate.voiced(frequencyHz: sampleRateHz / peak.position, strength: peak.height)
      if candidates.count < settings.candidateLimit {
        candidates.append(candidate)
        continue
      }
      var weakest = 1
      for i in 2..<max(candidates.count, 2) where merit(candidates[i]) < merit(candidates[weakest]) {
        weakest = i
      }
      if merit(candidate) > merit(candidates[weakest]) { candidates[weakest] = candidate }
    }
  }

  private mutating func refineMaxima() {
    for i in candidates.indices.dropFirst() {
      let peak = sincPeak(
        correlation.span, near: sampleRateHz / candidates[i].frequencyHz, depthSamples: interpolationDepth)
      // Interpolation and the window's correction can pass 1 slightly; the mirror image keeps order.
      let strength = peak.height > 1 ? 1 / peak.height : peak.height
      candidates[i] = .voiced(frequencyHz: sampleRateHz / peak.position, strength: strength)
    }
    candidates.removeAll { $0.frequencyHz > settings.ceilingHz }
  }

  /// Mean over one longest period on either side: takes offset and slow drift out of the frame.
  private func localMean(_ samples: Span<Float>, centre: Int) -> Float {
    let from = max(0, centre - longestLag)
    let to = min(samples.count, centre + longestLag)
    guard from < to else { return 0 }
    return relaxedSum(samples.extracting(from..<to)) / Float(to - from)
  }
}
