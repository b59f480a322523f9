package import SignalCore

extension SpeechMeasures {
  /// Spectral shape up to 5 kHz.
  static let leastShapeRateHz = 10_000.0
  /// Long-term tilt up to 4 kHz.
  static let leastTiltRateHz = 8000.0

  /// Sample rate, in hertz, below which a measure is missing as `lowQuality`.
  package static func leastSampleRateHz(of measure: Measure) -> Double {
    if [alphaRatio, hammarbergIndex, centreOfGravity].contains(measure) { return leastShapeRateHz }
    if measure == longTermTilt { return leastTiltRateHz }
    if mel.contains(measure) { return 2 * MelCepstrum.highestHz }
    if cepstral.contains(measure) { return Double(CepstralTracker.sampleRateHz) }
    if glottal.contains(measure) { return Double(GlottalFlow.sampleRateHz) }
    return AcousticAnalysis.lowestSampleRateHz
  }
}

extension EGeMAPSMeasures {
  /// Band, in hertz from 0, that the recording must fill for a measure; below it the measure is missing as
  /// `lowQuality`. 0 for none.
  package static func neededBandwidthHz(of measure: Measure) -> Double {
    let parts = measure.name.split(separator: ".")
    guard parts.count > 2, measure.name.hasPrefix("speech.egemaps.") else { return 0 }
    // The family may be followed by the frames it is taken over (`_voiced`).
    let families = EGeMAPSDescriptor.allCases.filter { parts[2].hasPrefix($0.text.family) }
    return families.max { $0.text.family.count < $1.text.family.count }?.neededBandwidthHz ?? 0
  }
}

extension EGeMAPSCompat {
  /// Sample rate, in hertz, below which the set gives nothing.
  package static let leastSampleRateHz = CompatGeometry.lowestSampleRateHz
}
