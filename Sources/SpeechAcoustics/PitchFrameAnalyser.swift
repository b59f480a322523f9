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
    let lagCount = longestLag + interpolationDepth + 1
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
    let first = centre - correlator.samplesBeforeCentre
    let mean = localMean(samples, centre: centre)
    // Half a longest period on either side of the centre: a quiet frame next to a loud one is quiet.
    let peakRadius = longestLag / 2
    var localPeak: Float = 0
    for i in frame.indices {
      let index = first + i
      let value = index >= 0 && index < samples.count ? samples[index] - mean : 0
      if abs(first + i - centre) <= peakRadius { localPeak = max(localPeak, value.magnitude) }
      frame[i] = value
    }
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
    collectMaxima()
    refineMaxima()
  }

  /// Local maxima of the autocorrelation, placed by parabola; the strongest if there are too many.
  private mutating func collectMaxima() {
    let least = Float(0.5 * settings.voicingThreshold)
    for lag in shortestLag...longestLag where correlation[lag] > least {
      guard correlation[lag] > correlation[lag - 1], correlation[lag] >= correlation[lag + 1] else {
        continue
      }
      let peak = parabolicPeak(
        at: lag, before: Double(correlation[lag - 1]), middle: Double(correlation[lag]),
        after: Double(correlation[lag + 1]))
      let candidate = PitchCandidate.voiced(
        frequencyHz: sampleRateHz / peak.position, strength: peak.height)
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

  private func merit(_ candidate: PitchCandidate) -> Double {
    candidate.strength + settings.octaveCost * candidate.octave
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
