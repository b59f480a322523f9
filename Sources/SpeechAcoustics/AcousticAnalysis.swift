public import SignalCore

/// Pitch, level, voice quality and timing of one person's speech.
///
/// Frames are computed one by one straight from the signal, so memory grows only with the tracks, and the
/// same samples give the same numbers however long the recording is.
public struct AcousticAnalysis: Sendable {
  /// Lowest sample rate that carries a voice's harmonics.
  static let lowestSampleRateHz = 4000.0
  /// Praat's default: periods of pitches above it are smoothed away in the level.
  static let intensityFloorHz = 100.0
  /// Floor of the smoother level in which syllables are sought (de Jong & Wempe 2009).
  static let syllableFloorHz = 50.0

  public let settings: AcousticSettings

  /// Throws when the settings cannot work.
  public init(settings: AcousticSettings = AcousticSettings()) throws(AcousticError) {
    if let fault = settings.pitch.fault { throw .unusableSettings(fault) }
    self.settings = settings
  }

  /// - Parameters:
  ///   - signal: One channel at 4 kHz or more, 16 kHz as a rule. Samples that are not finite are replaced by
  ///     the one before them and counted in `quality.sound.invalid_share`.
  ///   - speech: The participant's speech on the signal's clock. `nil`: the whole signal is the
  ///     participant's. Empty: nobody spoke.
  ///   - others: When somebody else speaks, as far as it is known from another channel or a transcript; what
  ///     can be heard on this channel need not be named.
  /// - Returns: A reading of every measure, with its value or the reason why there is none: `noSpeech` for
  ///   empty ranges and digital silence, `tooShort` below the measure's minimum, `unvoiced` where speech
  ///   has no voice, `lowQuality` below 4 kHz.
  public func analyse(
    _ signal: Signal, speech: [TimeRange]? = nil, others: [TimeRange] = []
  ) -> AcousticResult {
    let sound = PreparedSound(signal, speech: speech)
    let grid = FrameGrid(
      startSeconds: signal.startSeconds, durationSeconds: signal.durationSeconds,
      windowSeconds: settings.longestWindowSeconds, hopSeconds: settings.pitch.hopSeconds)
    if let speech, speech.coveredSeconds == 0 { return absent(.noSpeech, sound, grid) }
    if grid.count == 0 { return absent(.tooShort, sound, grid) }
    if sound.isSilent || sound.speechPeak(highPassHz: nil) == 0 { return absent(.noSpeech, sound, grid) }
    if signal.sampleRateHz < Self.lowestSampleRateHz { return absent(.lowQuality, sound, grid) }
    return analyse(sound, grid: grid, speechIsKnown: speech != nil, others: others)
  }

  private func analyse(
    _ sound: PreparedSound, grid: FrameGrid, speechIsKnown: Bool, others: [TimeRange]
  ) -> AcousticResult {
    let pitchSettings =
      settings.fitsPitchRangeToSpeaker
      ? PitchTracker.fitted(to: sound, base: settings.pitch) : settings.pitch
    let pitch = PitchTracker(unchecked: pitchSettings).track(sound, grid: grid)
    let inSpeech = sound.speechMask(grid)
    let intensity = IntensityTracker(floorHz: Self.intensityFloorHz).track(sound, grid: grid)
    let smoothLevels = IntensityTracker(floorHz: Self.syllableFloorHz).track(sound, grid: grid)
    let harmonicity = self.harmonicity(sound, pitch: pitch)
    let background = SoundQuality.backgroundDecibels(levels: smoothLevels, hopSeconds: grid.hopSeconds)
    let timing = SpeechTiming(
      levels: smoothLevels, isVoiced: pitch.isPeriodic, inSpeech: inSpeech,
      isOthers: grid.mask(others), hopSeconds: grid.hopSeconds,
      backgroundDecibels: speechIsKnown ? background : nil)
    var pulses = PulseFinder(sound, pitch: pitch)
    let perturbation = VoicePerturbation(pulsesSeconds: pulses.pulsesSeconds(), sound: sound)

    let summary = SpeechSummary(
      pitch: pitch, intensity: intensity, harmonicity: harmonicity, inSpeech: inSpeech,
      perturbation: perturbation, timing: timing, recordingSeconds: sound.durationSeconds)
    let signalToNoise = background.flatMap {
      SoundQuality.signalToNoiseDecibels(
        levels: smoothLevels, sounding: timing.soundingFrames, backgroundDecibels: $0)
    }
    return AcousticResult(
      track: track(grid, pitch: pitch.valuesHz, intensity: intensity, harmonicity: harmonicity),
      readings: summary.readings,
      qualityReadings: SoundQualityMeasures.readings(
        sound, clippedShare: .init(SoundQuality.clippedShare(sound), orMissing: .noSpeech),
        signalToNoise: .init(signalToNoise, orMissing: background == nil ? .tooShort : .lowQuality),
        speechSeconds: .value(timing.phonationSeconds)),
      pitchRangeHz: pitchSettings.floorHz...pitchSettings.ceilingHz)
  }

  private func harmonicity(_ sound: PreparedSound, pitch: PitchTrack) -> [Float?] {
    var tracker = HarmonicityTracker(floorHz: pitch.floorHz, sampleRateHz: sound.sampleRateHz)
    var values: [Float?] = []
    values.reserveCapacity(pitch.grid.count)
    for (frame, frequency) in pitch.valuesHz.enumerated() {
      let centre = sound.sampleIndex(at: pitch.grid.centreSeconds(frame))
      values.append(
        frequency.flatMap { tracker.harmonicity(sound, centre: centre, frequencyHz: $0) })
    }
    return values
  }

  private func track(
    _ grid: FrameGrid, pitch: [Double?], intensity: [Float?], harmonicity: [Float?]
  ) -> Track {
    Track(
      name: "acoustic", timesSeconds: grid.centresSeconds,
      columns: [
        .init(name: "f0", unit: "Hz", values: pitch.map { $0.map { Float($0) } }, missingReason: .unvoiced),
        // What has no level is digital silence: nothing was recorded there.
        .init(name: "intensity", unit: "dB", values: intensity, missingReason: .notRecorded),
        .init(name: "harmonicity", unit: "dB", values: harmonicity, missingReason: .unvoiced),
      ])
  }

  /// Nothing about speech can be said, for one reason; the recording itself is described as far as it goes.
  private func absent(_ reason: MissingReason, _ sound: PreparedSound, _ grid: FrameGrid) -> AcousticResult {
    let nothing = [Float?](repeating: nil, count: grid.count)
    let intensity =
      sound.isSilent ? nothing : IntensityTracker(floorHz: Self.intensityFloorHz).track(sound, grid: grid)
    return AcousticResult(
      track: track(
        grid, pitch: [Double?](repeating: nil, count: grid.count), intensity: intensity,
        harmonicity: nothing),
      readings: SpeechMeasures.all.map { MeasureReading($0, .missing(reason)) },
      qualityReadings: SoundQualityMeasures.readings(
        sound, clippedShare: .missing(reason), signalToNoise: .missing(reason),
        speechSeconds: reason == .noSpeech ? .value(0) : .missing(reason)),
      pitchRangeHz: nil)
  }
}
