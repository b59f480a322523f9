import RealModule
import SignalCore

/// Statistics over the participant's speech: voiced frames alone for the voice, pauses apart from sound.
struct SpeechSummary {
  /// Least data, in seconds, below which a statistic is missing.
  private enum Least {
    static let voicedForLevel = 0.1
    static let voicedForSpread = 0.5
    static let speech = 0.5
    static let phonation = 2.0
    static let speaking = 5.0
    /// Counts.
    static let pairs = 20
    static let pausesForSpread = 3
  }

  let pitch: PitchTrack
  let intensity: [Float?]
  let harmonicity: [Float?]
  let inSpeech: [Bool]
  let perturbation: VoicePerturbation
  let timing: SpeechTiming
  let recordingSeconds: Double

  /// One for each of `SpeechMeasures.all`, in that order.
  var readings: [MeasureReading] { pitchReadings + levelReadings + voiceReadings + timingReadings }

  private var speechSeconds: Double { Double(inSpeech.count { $0 }) * pitch.grid.hopSeconds }

  private func duringSpeech(_ values: [Float?]) -> [Double] {
    values.indices.compactMap { inSpeech[$0] ? values[$0].map(Double.init) : nil }
  }

  /// The value, unless it rests on too little voice.
  private func voiced(
    _ number: Double?, count: Int, leastSeconds: Double
  ) -> MeasuredValue {
    if Double(count) * pitch.grid.hopSeconds >= leastSeconds - 1e-9 {
      return MeasuredValue(number, orMissing: .tooShort)
    }
    return .missing(count == 0 && speechSeconds >= Least.speech ? .unvoiced : .tooShort)
  }

  private func enough(_ number: Double?, _ isEnough: Bool) -> MeasuredValue {
    isEnough ? MeasuredValue(number, orMissing: .tooShort) : .missing(.tooShort)
  }

  private var pitchReadings: [MeasureReading] {
    let hertz = zip(pitch.valuesHz, inSpeech).compactMap { $1 ? $0 : nil }
    let semitones = hertz.map { 12 * Double.log2($0) }
    func level(_ number: Double?) -> MeasuredValue {
      voiced(number, count: hertz.count, leastSeconds: Least.voicedForLevel)
    }
    func spread(_ number: Double?) -> MeasuredValue {
      voiced(number, count: hertz.count, leastSeconds: Least.voicedForSpread)
    }
    return [
      MeasureReading(SpeechMeasures.pitchMedian, level(hertz.median)),
      MeasureReading(SpeechMeasures.pitchMean, level(hertz.mean)),
      MeasureReading(SpeechMeasures.pitchDeviation, spread(semitones.sampleStandardDeviation)),
      MeasureReading(SpeechMeasures.pitchLow, spread(hertz.quantile(0.05))),
      MeasureReading(SpeechMeasures.pitchHigh, spread(hertz.quantile(0.95))),
      MeasureReading(
        SpeechMeasures.voicedShare,
        enough(
          Double(hertz.count) / Double(max(inSpeech.count { $0 }, 1)), speechSeconds >= Least.speech)),
    ]
  }

  private var levelReadings: [MeasureReading] {
    let decibels = duringSpeech(intensity)
    let isEnough = Double(decibels.count) * pitch.grid.hopSeconds >= Least.speech
    return [
      MeasureReading(SpeechMeasures.intensityMedian, enough(decibels.median, isEnough)),
      MeasureReading(
        SpeechMeasures.intensityDeviation, enough(decibels.sampleStandardDeviation, isEnough)),
    ]
  }

  private var voiceReadings: [MeasureReading] {
    let ratios = duringSpeech(harmonicity)
    func perturbed(_ number: Double?, pairCount: Int) -> MeasuredValue {
      if pairCount >= Least.pairs { return MeasuredValue(number, orMissing: .tooShort) }
      let isVoiced = pitch.valuesHz.contains { $0 != nil }
      return .missing(!isVoiced && speechSeconds >= Least.speech ? .unvoiced : .tooShort)
    }
    return [
      MeasureReading(
        SpeechMeasures.jitterLocal,
        perturbed(perturbation.jitterLocalPercent, pairCount: perturbation.periodPairCount)),
      MeasureReading(
        SpeechMeasures.shimmerLocal,
        perturbed(perturbation.shimmerLocalPercent, pairCount: perturbation.amplitudePairCount)),
      MeasureReading(
        SpeechMeasures.harmonicsToNoise,
        voiced(ratios.mean, count: ratios.count, leastSeconds: Least.voicedForLevel)),
    ]
  }

  private var timingReadings: [MeasureReading] {
    let syllables = Double(timing.syllableCount)
    let hasPhonation = timing.phonationSeconds >= Least.phonation
    let hasSpeaking = timing.speakingSeconds >= Least.speaking
    let pauses = timing.pausesSeconds
    return [
      MeasureReading(SpeechMeasures.speechRate, enough(syllables / timing.speakingSeconds, hasPhonation)),
      MeasureReading(
        SpeechMeasures.articulationRate, enough(syllables / timing.phonationSeconds, hasPhonation)),
      MeasureReading(
        SpeechMeasures.pauseRate, enough(60 * Double(pauses.count) / timing.speakingSeconds, hasSpeaking)),
      MeasureReading(SpeechMeasures.pauseMean, enough(pauses.mean, hasSpeaking)),
      MeasureReading(
        SpeechMeasures.pauseDeviation,
        enough(pauses.sampleStandardDeviation, hasSpeaking && pauses.count >= Least.pausesForSpread)),
      MeasureReading(
        SpeechMeasures.pauseShare, enough(timing.pauseTotalSeconds / timing.speakingSeconds, hasSpeaking)),
      MeasureReading(
        SpeechMeasures.phonationRatio,
        enough(timing.phonationSeconds / recordingSeconds, recordingSeconds >= Least.speaking)),
    ]
  }
}
