import SignalCore

extension SpeechSummary {
  var timingReadings: [MeasureReading] {
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
        enough(timing.phonationSeconds / seconds, seconds >= Least.speaking)),
      MeasureReading(SpeechMeasures.pauseCount, enough(Double(pauses.count), hasSpeaking)),
    ] + bandReadings(pauses, hasSpeaking) + runReadings
  }

  private func bandReadings(_ pauses: [Double], _ hasSpeaking: Bool) -> [MeasureReading] {
    SpeechMeasures.pauseBands.map { band in
      let inside = pauses.count { $0 >= band.from && $0 < band.to }
      return MeasureReading(
        band.measure,
        enough(
          Double(inside) / Double(pauses.count), hasSpeaking && pauses.count >= Least.pausesForBands))
    }
  }

  /// Stretches of speech without a pause.
  private var runReadings: [MeasureReading] {
    let runs = timing.soundingFrames
    let hasPhonation = timing.phonationSeconds >= Least.phonation
    let rhythm = SpeechRhythm.pairwiseVariability(runs: runs.map(voicedIntervals))
    return [
      MeasureReading(
        SpeechMeasures.runSeconds, enough(timing.phonationSeconds / Double(runs.count), hasPhonation)),
      MeasureReading(
        SpeechMeasures.runSyllables,
        enough(Double(timing.syllableCount) / Double(runs.count), hasPhonation)),
      MeasureReading(
        SpeechMeasures.rhythmVariability,
        enough(rhythm?.index, rhythm?.pairCount ?? 0 >= Least.intervalPairs)),
    ]
  }

  /// Lengths, in seconds, of the voiced intervals that lie in a run of frames.
  private func voicedIntervals(in run: Range<Int>) -> [Double] {
    let least = Int((SpeechMeasures.leastIntervalSeconds / hopSeconds).rounded())
    return voicedStretches.map { $0.clamped(to: run) }.filter { $0.count >= least }
      .map { Double($0.count) * hopSeconds }
  }
}
