import RealModule
public import SignalCore

/// The extended Geneva Minimalistic Acoustic Parameter Set (Eyben et al. 2016), computed from its definitions.
///
/// The same 25 descriptors and 88 functionals as openSMILE's eGeMAPSv02 in meaning, not in number: densities do
/// not depend on rate and window, unvoiced frames are missing and not 0, pauses are no unvoiced speech, periods
/// come from one train of pulses, H1–H2 is that of harmonics 1 and 2. For numbers comparable with published
/// openSMILE values use the compatible set.
public struct EGeMAPS: Sendable {
  /// The rate it works at; resample before.
  public static let sampleRateHz = 16_000.0

  public let settings: EGeMAPSSettings

  /// Throws when the settings cannot work.
  public init(settings: EGeMAPSSettings = EGeMAPSSettings()) throws(AcousticError) {
    if let fault = settings.fault { throw .unusableSettings(fault) }
    self.settings = settings
  }

  /// - Parameters:
  ///   - signal: One channel at 16 kHz; another rate is refused. Samples that are not finite take the value of
  ///     the one before.
  ///   - speech: The participant's speech on the signal's clock. `nil`: the whole signal is the participant's.
  ///     Empty: nobody spoke.
  /// - Returns: A reading of every measure, with its value or the reason why there is none: `noSpeech` for empty
  ///   ranges and digital silence, `tooShort` below the measure's minimum, `unvoiced` where speech has no voice,
  ///   `lowQuality` where the recording's band is too narrow.
  public func analyse(_ signal: Signal, speech: [TimeRange]? = nil) throws(AcousticError) -> EGeMAPSResult {
    guard signal.sampleRateHz == Self.sampleRateHz else {
      throw .unsupportedSampleRate(hertz: signal.sampleRateHz, neededHertz: Self.sampleRateHz)
    }
    let sound = PreparedSound(signal, speech: speech)
    var grid = FrameGrid(
      startSeconds: signal.startSeconds, durationSeconds: signal.durationSeconds,
      windowSeconds: settings.acoustic.longestWindowSeconds, hopSeconds: settings.acoustic.pitch.hopSeconds)
    // From the start, not from the middle: recordings of one sound at several rates differ in length by less than a
    // sample, and their frames are to lie at the same instants.
    grid.firstCentreSeconds = signal.startSeconds + settings.acoustic.longestWindowSeconds / 2
    if let speech, speech.coveredSeconds == 0 { return .absent(.noSpeech, grid) }
    if grid.count == 0 { return .absent(.tooShort, grid) }
    if sound.isSilent || sound.speechPeak(highPassHz: nil) == 0 { return .absent(.noSpeech, grid) }
    let peak = sound.speechPeak(highPassHz: settings.acoustic.pitch.highPassHz)
    let pitchSettings =
      settings.acoustic.fitsPitchRangeToSpeaker
      ? PitchTracker.fitted(to: sound, base: settings.acoustic.pitch, speechPeak: peak)
      : settings.acoustic.pitch
    let pitch = PitchTracker(unchecked: pitchSettings).track(sound, grid: grid, speechPeak: peak)
    let levels = IntensityTracker(floorHz: AcousticAnalysis.syllableFloorHz).track(sound, grid: grid)
    let background = SoundQuality.backgroundDecibels(levels: levels, hopSeconds: grid.hopSeconds)
    let timing = SpeechTiming(
      levels: levels, isVoiced: pitch.valuesHz.map { $0 != nil }, inSpeech: sound.speechMask(grid),
      isOthers: [Bool](repeating: false, count: grid.count), hopSeconds: grid.hopSeconds,
      backgroundDecibels: speech == nil ? nil : background)
    return analyse(sound, pitch: pitch, timing: timing)
  }

  /// For sound whose pitch and sounding stretches are known already, so that several sets share them.
  ///
  /// - Parameters:
  ///   - sound: At 16 kHz, with its speech.
  ///   - timing: On the pitch's grid.
  func analyse(
    _ sound: PreparedSound, pitch: PitchTrack, timing: SpeechTiming
  ) -> EGeMAPSResult {
    var pulses = PulseFinder(sound, pitch: pitch)
    let activity = SpeechActivity(
      inSpeech: sound.speechMask(pitch.grid), pitchHz: pitch.valuesHz, soundingFrames: timing.soundingFrames)
    let (columns, bandwidthHz) = DescriptorTracker(formants: settings.formants)
      .track(sound, pitch: pitch, pulsesSeconds: pulses.pulsesSeconds(), activity: activity)
    let readings = EGeMAPSFunctionals(
      columns: columns, activity: activity, grid: pitch.grid, bandwidthHz: bandwidthHz,
      levelDecibels: Self.equivalentLevel(sound)
    ).readings
    return EGeMAPSResult(track: columns.track(pitch.grid), readings: readings, bandwidthHz: bandwidthHz)
  }

  /// 10·log10 of the mean square of the speech's samples less the recording's offset; `nil` for silence.
  private static func equivalentLevel(_ sound: PreparedSound) -> Double? {
    var power = 0.0
    var count = 0
    for range in sound.speechIndices {
      count += range.count
      sound.samples.letGo(before: range.lowerBound)
      power += Self.squareSum(sound.samples.span.extracting(range), less: sound.mean)
    }
    return power > 0 ? 10 * Double.log10(power / Double(count)) : nil
  }

  private static func squareSum(_ samples: Span<Float>, less offset: Float) -> Double {
    var total = 0.0
    for i in samples.indices {
      let value = Double(samples[i] - offset)
      total = Relaxed.multiplyAdd(value, value, total)
    }
    return total
  }
}
