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
  ///   - turns: The participant's turns or other parts of the recording to be summed up one by one; they may
  ///     overlap and are read from the same frames, so many cost little.
  ///   - geneva: Gives eGeMAPS too, from the same pitch; it needs a signal at 16 kHz.
  ///   - others: When somebody else speaks, as far as it is known from another channel or a transcript; what
  ///     can be heard on this channel need not be named.
  /// - Returns: A reading of every measure, with its value or the reason why there is none: `noSpeech` for
  ///   empty ranges and digital silence, `tooShort` below the measure's minimum, `unvoiced` where speech
  ///   has no voice, `lowQuality` below 4 kHz.
  public func analyse(
    _ signal: Signal, speech: [TimeRange]? = nil, turns: [TimeRange] = [], others: [TimeRange] = [],
    with geneva: EGeMAPS? = nil
  ) -> AcousticResult {
    let sound = PreparedSound(signal, speech: speech)
    let grid = FrameGrid(
      startSeconds: signal.startSeconds, durationSeconds: signal.durationSeconds,
      windowSeconds: settings.longestWindowSeconds, hopSeconds: settings.pitch.hopSeconds)
    if let speech, speech.coveredSeconds == 0 { return absent(.noSpeech, sound, grid, turns) }
    if grid.count == 0 { return absent(.tooShort, sound, grid, turns) }
    if sound.isSilent || sound.speechPeak(highPassHz: nil) == 0 {
      return absent(.noSpeech, sound, grid, turns)
    }
    if signal.sampleRateHz < Self.lowestSampleRateHz { return absent(.lowQuality, sound, grid, turns) }
    return analyse(
      sound, grid: grid, speechIsKnown: speech != nil, turns: turns, others: others, geneva: geneva)
  }

  private func analyse(
    _ sound: PreparedSound, grid: FrameGrid, speechIsKnown: Bool, turns: [TimeRange], others: [TimeRange],
    geneva: EGeMAPS?
  ) -> AcousticResult {
    let pitchSettings =
      settings.fitsPitchRangeToSpeaker
      ? PitchTracker.fitted(to: sound, base: settings.pitch) : settings.pitch
    let pitch = PitchTracker(unchecked: pitchSettings).track(sound, grid: grid)
    let smoothLevels = IntensityTracker(floorHz: Self.syllableFloorHz).track(sound, grid: grid)
    let background = SoundQuality.backgroundDecibels(levels: smoothLevels, hopSeconds: grid.hopSeconds)
    let timing = SpeechTiming(
      levels: smoothLevels, isVoiced: syllableVoicing(sound, grid: grid), inSpeech: sound.speechMask(grid),
      isOthers: grid.mask(others), hopSeconds: grid.hopSeconds,
      backgroundDecibels: speechIsKnown ? background : nil)
    let signalToNoise = background.flatMap {
      SoundQuality.signalToNoiseDecibels(
        levels: smoothLevels, sounding: timing.soundingFrames, backgroundDecibels: $0)
    }
    // Frames are the greater part of the memory: what they were made for is drawn from them first.
    let frames = self.frames(sound, pitch: pitch, pitchSettings: pitchSettings, timing: timing)
    let readings = SpeechSummary(frames, over: nil, seconds: sound.durationSeconds).readings
    let turnReadings = turns.map { SpeechSummary(frames, over: $0, seconds: $0.durationSeconds).readings }
    let intensity = frames.intensity
    let harmonicity = voicedHarmonicity(pitch: pitch, cycles: frames.cycles)
    return AcousticResult(
      track: track(grid, pitch: pitch.valuesHz, intensity: intensity, harmonicity: harmonicity),
      readings: readings,
      geneva: sound.sampleRateHz == EGeMAPS.sampleRateHz
        ? geneva?.analyse(sound, pitch: pitch, timing: timing) : nil,
      turnReadings: turnReadings,
      qualityReadings: SoundQualityMeasures.readings(
        sound, clippedShare: .init(SoundQuality.clippedShare(sound), orMissing: .noSpeech),
        signalToNoise: .init(signalToNoise, orMissing: background == nil ? .tooShort : .lowQuality),
        speechSeconds: .value(timing.phonationSeconds),
        pitch: PitchQuality(pitch, ceilingHz: pitchSettings.ceilingHz)),
      pitchRangeHz: pitchSettings.floorHz...pitchSettings.ceilingHz)
  }

  private func frames(
    _ sound: PreparedSound, pitch: PitchTrack, pitchSettings: PitchSettings, timing: SpeechTiming
  ) -> SpeechFrames {
    let inSpeech = sound.speechMask(pitch.grid)
    let cycles = CycleTracker.track(sound, pitch: pitch, ceilingHz: pitchSettings.ceilingHz)
    var finder = PulseFinder(sound, pitch: cycles)
    let pulses = PulseTrain(pulsesSeconds: finder.pulsesSeconds(), sound: sound)
    var cepstra: CepstralFrames?
    if sound.sampleRateHz >= Double(CepstralTracker.sampleRateHz) {
      var tracker = CepstralTracker(inputRateHz: sound.sampleRateHz)
      cepstra = tracker.track(sound)
    }
    return SpeechFrames(
      pitch: pitch, inSpeech: inSpeech,
      intensity: IntensityTracker(floorHz: Self.intensityFloorHz).track(sound, grid: pitch.grid),
      spectra: SpectralTracker.track(
        sound, pitch: pitch, inSpeech: inSpeech, isSounding: timing.isSounding(frameCount: pitch.grid.count)),
      formants: FormantTracker(unchecked: FormantSettings()).track(
        sound, at: pitch.valuesHz.map { $0 != nil }, of: pitch.grid,
        keeping: SpeechMeasures.formantFrequencies.count),
      glottis: sound.sampleRateHz >= Double(GlottalFlow.sampleRateHz)
        ? GlottalFrames.track(sound, pitch: pitch) : nil,
      cycles: cycles, pulses: pulses, cepstra: cepstra, timing: timing, sampleRateHz: sound.sampleRateHz)
  }

  /// Which frames of a grid the syllable counter's own pitch analysis finds voiced.
  private func syllableVoicing(_ sound: PreparedSound, grid: FrameGrid) -> [Bool] {
    let settings = SyllableNuclei.pitchSettings
    let ownGrid = FrameGrid(
      startSeconds: sound.startSeconds, durationSeconds: sound.durationSeconds,
      windowSeconds: settings.windowSeconds, hopSeconds: settings.hopSeconds)
    let track = PitchTracker(unchecked: settings).track(sound, grid: ownGrid)
    return grid.centresSeconds.map(track.isVoicedAround)
  }

  /// The harmonics-to-noise ratio of the nearest cross-correlation frame, where there is a pitch.
  private func voicedHarmonicity(pitch: PitchTrack, cycles: PitchTrack) -> [Float?] {
    pitch.valuesHz.indices.map { frame in
      let position =
        (pitch.grid.centreSeconds(frame) - cycles.grid.firstCentreSeconds) / cycles.grid.hopSeconds
      let nearest = min(max(Int(position.rounded()), 0), cycles.grid.count - 1)
      return pitch.valuesHz[frame] == nil ? nil : cycles.harmonicity[nearest]
    }
  }

  private func track(
    _ grid: FrameGrid, pitch: [Double?], intensity: [Float?], harmonicity: [Float?]
  ) -> Track {
    Track(
      name: "acoustic", timesSeconds: grid.centresSeconds,
      columns: [
        .init(
          name: "f0", unit: "Hz", values: TrackValues(pitch.lazy.map { $0.map { Float($0) } }),
          missingReason: .unvoiced),
        // What has no level is digital silence: nothing was recorded there.
        .init(name: "intensity", unit: "dB", values: TrackValues(intensity), missingReason: .notRecorded),
        .init(name: "harmonicity", unit: "dB", values: TrackValues(harmonicity), missingReason: .unvoiced),
      ])
  }

  /// Nothing about speech can be said, for one reason; the recording itself is described as far as it goes.
  private func absent(
    _ reason: MissingReason, _ sound: PreparedSound, _ grid: FrameGrid, _ turns: [TimeRange]
  ) -> AcousticResult {
    let missing = SpeechMeasures.all.map { MeasureReading($0, .missing(reason)) }
    let nothing = [Float?](repeating: nil, count: grid.count)
    let intensity =
      sound.isSilent ? nothing : IntensityTracker(floorHz: Self.intensityFloorHz).track(sound, grid: grid)
    return AcousticResult(
      track: track(
        grid, pitch: [Double?](repeating: nil, count: grid.count), intensity: intensity,
        harmonicity: nothing),
      readings: missing,
      geneva: .absent(reason, grid),
      turnReadings: turns.map { _ in missing },
      qualityReadings: SoundQualityMeasures.readings(
        sound, clippedShare: .missing(reason), signalToNoise: .missing(reason),
        speechSeconds: reason == .noSpeech ? .value(0) : .missing(reason), pitch: nil),
      pitchRangeHz: nil)
  }
}
