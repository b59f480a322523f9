import SignalCore

extension SpeechSummary {
  var voiceReadings: [MeasureReading] {
    let perturbation = VoicePerturbation(pulses)
    func jitter(_ number: Double?) -> MeasuredValue {
      perturbed(number, pairCount: perturbation.periodPairCount)
    }
    func shimmer(_ number: Double?) -> MeasuredValue {
      perturbed(number, pairCount: perturbation.amplitudePairCount)
    }
    let ratios = values(frames.cycles.harmonicity, at: cycleRange)
    let breaks = voiceBreaks
    let hasPhonation = timing.phonationSeconds >= Least.phonation
    return [
      MeasureReading(SpeechMeasures.jitterLocal, jitter(perturbation.jitterLocalPercent)),
      MeasureReading(SpeechMeasures.jitterLocalAbsolute, jitter(perturbation.jitterLocalSeconds)),
      MeasureReading(SpeechMeasures.jitterRap, jitter(perturbation.jitterRapPercent)),
      MeasureReading(SpeechMeasures.jitterPpq5, jitter(perturbation.jitterPpq5Percent)),
      MeasureReading(SpeechMeasures.jitterDdp, jitter(perturbation.jitterDdpPercent)),
      MeasureReading(SpeechMeasures.shimmerLocal, shimmer(perturbation.shimmerLocalPercent)),
      MeasureReading(SpeechMeasures.shimmerLocalDecibels, shimmer(perturbation.shimmerLocalDecibels)),
      MeasureReading(SpeechMeasures.shimmerApq3, shimmer(perturbation.shimmerApq3Percent)),
      MeasureReading(SpeechMeasures.shimmerApq5, shimmer(perturbation.shimmerApq5Percent)),
      MeasureReading(SpeechMeasures.shimmerApq11, shimmer(perturbation.shimmerApq11Percent)),
      MeasureReading(SpeechMeasures.shimmerDda, shimmer(perturbation.shimmerDdaPercent)),
      MeasureReading(
        SpeechMeasures.harmonicsToNoise,
        enough(ratios.mean, Double(ratios.count) * hopSeconds >= Least.voicedForLevel)),
      MeasureReading(SpeechMeasures.voiceBreakRate, voiceBreakReading(breaks.perSecond, hasPhonation)),
      MeasureReading(SpeechMeasures.voiceBreakShare, voiceBreakReading(breaks.share, hasPhonation)),
    ]
  }

  private func perturbed(_ number: Double?, pairCount: Int) -> MeasuredValue {
    if pairCount >= Least.pairs { return MeasuredValue(number, orMissing: .tooShort) }
    return .missing(voicedFrames.isEmpty && speechSeconds >= Least.speech ? .unvoiced : .tooShort)
  }

  private func voiceBreakReading(_ number: Double?, _ hasPhonation: Bool) -> MeasuredValue {
    if hasPhonation, pulses.pulsesSeconds.count < 2 { return .missing(.unvoiced) }
    return enough(number, hasPhonation)
  }

  /// Gaps of more than 1.25 longest periods between two pulses of one sounding stretch.
  private var voiceBreaks: (perSecond: Double?, share: Double?) {
    let longest = 1.25 / frames.cycles.floorHz
    var count = 0
    var total = 0.0
    for stretch in timing.soundingFrames {
      let within = pulses.within(
        TimeRange(
          startSeconds: frames.grid.centreSeconds(stretch.lowerBound) - hopSeconds / 2,
          endSeconds: frames.grid.centreSeconds(stretch.upperBound - 1) + hopSeconds / 2))
      for gap in within.periodsSeconds where gap > longest {
        count += 1
        total += gap
      }
    }
    guard timing.phonationSeconds > 0 else { return (nil, nil) }
    return (Double(count) / timing.phonationSeconds, total / timing.phonationSeconds)
  }

  var cepstralReadings: [MeasureReading] {
    guard let cepstra = frames.cepstra else {
      return SpeechMeasures.cepstral.map { MeasureReading($0, .missing(.lowQuality)) }
    }
    func isVoiced(_ frame: Int) -> Bool { frames.pitch.isVoiced(at: cepstra.grid.centreSeconds(frame)) }
    let every = CepstralTracker.plainEvery
    let all = average(cepstra.smoothed, at: cepstralRange)
    let smoothed = average(cepstra.smoothed, at: cepstralRange.lazy.filter(isVoiced))
    let plain = average(
      cepstra.plain,
      at: cepstralRange.lazy.filter { $0.isMultiple(of: every) && isVoiced($0) }.map { $0 / every })
    func voicedMean(_ part: (mean: Double?, count: Int), hop: Double) -> MeasuredValue {
      voiced(
        part.mean, count: Int((Double(part.count) * hop / hopSeconds).rounded()),
        leastSeconds: Least.voicedForSpread)
    }
    let plainHop = cepstra.grid.hopSeconds * Double(every)
    return [
      MeasureReading(
        SpeechMeasures.smoothedProminence,
        enough(all.mean, Double(all.count) * cepstra.grid.hopSeconds >= Least.speech)),
      MeasureReading(
        SpeechMeasures.smoothedProminenceVoiced, voicedMean(smoothed, hop: cepstra.grid.hopSeconds)),
      MeasureReading(SpeechMeasures.prominenceVoiced, voicedMean(plain, hop: plainHop)),
    ]
  }

  var tremorReadings: [MeasureReading] {
    let hertz = voicedStretches.map { $0.compactMap { frames.pitch.valuesHz[$0] } }
    let pitch = VoiceTremor(stretches: hertz, hopSeconds: hopSeconds)
    let amplitude = VoiceTremor(stretches: voicedStretches.flatMap(amplitudes), hopSeconds: hopSeconds)
    let reason: MissingReason =
      voicedFrames.isEmpty && speechSeconds >= Least.speech ? .unvoiced : .tooShort
    return [
      MeasureReading(SpeechMeasures.pitchTremorFrequency, .init(pitch?.frequencyHz, orMissing: reason)),
      MeasureReading(SpeechMeasures.pitchTremorMagnitude, .init(pitch?.magnitudePercent, orMissing: reason)),
      MeasureReading(
        SpeechMeasures.amplitudeTremorFrequency, .init(amplitude?.frequencyHz, orMissing: reason)),
      MeasureReading(
        SpeechMeasures.amplitudeTremorMagnitude, .init(amplitude?.magnitudePercent, orMissing: reason)),
    ]
  }

  /// Pulse amplitudes at the frames of a voiced stretch, on straight lines between pulses; parted where no
  /// two pulses lie around a frame within 1.25 longest periods.
  private func amplitudes(_ stretch: Range<Int>) -> [[Double]] {
    var parts: [[Double]] = [[]]
    let times = frames.pulses.pulsesSeconds
    for frame in stretch {
      let time = frames.grid.centreSeconds(frame)
      let after = times.partitioningIndex { $0 >= time }
      guard after > 0, after < times.count, times[after] - times[after - 1] <= 1.25 / frames.cycles.floorHz,
        let first = frames.pulses.amplitudes[after - 1], let second = frames.pulses.amplitudes[after]
      else {
        if parts.last?.isEmpty == false { parts.append([]) }
        continue
      }
      let share = (time - times[after - 1]) / (times[after] - times[after - 1])
      parts[parts.count - 1].append(first + share * (second - first))
    }
    return parts
  }

  var glottalReadings: [MeasureReading] {
    guard let glottis = frames.glottis else {
      return SpeechMeasures.glottal.map { MeasureReading($0, .missing(.lowQuality)) }
    }
    let amplitude = values(glottis.normalisedAmplitudeQuotient, at: range)
    let open = values(glottis.quasiOpenQuotient, at: range)
    func median(_ numbers: [Double]) -> MeasuredValue {
      voiced(
        numbers.median, count: numbers.count * GlottalFrames.everyFrames,
        leastSeconds: Least.voicedForSpectrum)
    }
    return [
      MeasureReading(SpeechMeasures.amplitudeQuotient, median(amplitude)),
      MeasureReading(SpeechMeasures.openQuotient, median(open)),
    ]
  }
}
