internal import FacialFeatures
internal import FeatureStore
internal import LanguageFeatures
internal import SignalCore
internal import SpeechAcoustics

/// What a recording must be like for a measure, from the limits the program tests.
enum MeasureQualityNeeds {
  static func text(of measure: Measure) -> String {
    switch measure.modality {
    case .speech: speech(measure) + " " + gate
    case .language: LanguageMeasures.qualityNeeds(of: measure) + " " + gate
    case .face: (FaceMeasures.qualityNeeds[measure.name] ?? "") + " " + gate
    case .quality: quality(measure)
    }
  }

  private static func speech(_ measure: Measure) -> String {
    if measure.name.hasPrefix("speech.conversation.") {
      return "Who speaks when, from a transcript, a channel each or the voices; errors of it are not seen."
    }
    if measure.name.hasPrefix("speech.egemaps_compat.") {
      return "Sampled at \(Int(EGeMAPSCompat.leastSampleRateHz)) Hz or more."
    }
    let rate = Int(SpeechMeasures.leastSampleRateHz(of: measure))
    let sentence = "Sampled at \(rate) Hz or more: lowQuality below."
    let band = Int(EGeMAPSMeasures.neededBandwidthHz(of: measure))
    return band == 0
      ? sentence : sentence + " Sound up to \(band) Hz: lowQuality where the recording’s band is narrower."
  }

  /// Every value is given, good or bad; the gate says which of them lets no score be given.
  private static func quality(_ measure: Measure) -> String {
    guard let limit = QualityGate().limit(of: measure) else {
      return "None: it describes the quality itself, and no score depends on it."
    }
    return "None: it describes the quality itself. No score is given to a session with \(limit)."
  }

  /// What keeps any score from being given; values stay.
  private static let gate: String = {
    let limits = MeasureCatalog.all.compactMap { QualityGate().limit(of: $0) }
    return "The value is given at any other quality; no score is, to a session with \(list(limits))."
  }()

  private static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.joined() }
    return parts.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension QualityGate {
  /// What of a measure the gate refuses, in words; `nil` for a measure it does not look at.
  fileprivate func limit(of measure: Measure) -> String? {
    func text(_ number: Double) -> String { number == number.rounded() ? "\(Int(number))" : "\(number)" }
    switch measure {
    case MediaQualityMeasures.duration: return "under \(text(leastSeconds)) s of recording"
    case MediaQualityMeasures.damagedShare: return "over \(text(mostDamagedPercent)) % of it damaged"
    case SoundQualityMeasures.speechSeconds: return "under \(text(leastSpeechSeconds)) s of speech"
    case SoundQualityMeasures.signalToNoise:
      return "speech under \(text(leastSignalToNoiseDecibels)) dB above the noise"
    case SoundQualityMeasures.clippedShare: return "over \(text(mostClippedPercent)) % of the sound clipped"
    case FaceQualityMeasures.visibleShare:
      return "a face in view for under \(text(leastFaceVisiblePercent)) % of the time"
    case FaceQualityMeasures.size: return "eye corners under \(text(leastInterocularPixels)) px apart"
    default: return nil
    }
  }
}
