package import SignalCore

/// The voice's fundamental frequency on a grid of frames.
package struct PitchTrack: Sendable, Hashable {
  package let grid: FrameGrid
  /// Hertz; `nil` where there is no voice or the frame was not to be analysed.
  package let valuesHz: [Double?]
  /// By cross-correlation alone: the harmonics-to-noise ratio of frames that are not silent, voiced or
  /// not, in decibels; empty by autocorrelation.
  package let harmonicity: [Float?]
  /// Lowest frequency looked for.
  package let floorHz: Double

  /// Whether the frame nearest to a time is voiced; `false` outside the grid.
  func isVoiced(at seconds: Double) -> Bool {
    isVoiced(Int(((seconds - grid.firstCentreSeconds) / grid.hopSeconds).rounded()))
  }

  /// Whether the frames on either side of a time are voiced, so that the pitch there is known.
  func isVoicedAround(_ seconds: Double) -> Bool {
    let place = (seconds - grid.firstCentreSeconds) / grid.hopSeconds
    return isVoiced(Int(place.rounded(.down))) && isVoiced(Int(place.rounded(.up)))
  }

  private func isVoiced(_ frame: Int) -> Bool { valuesHz.indices.contains(frame) && valuesHz[frame] != nil }

  /// Consecutive voiced frames, as ranges of frame numbers.
  package var voicedStretches: [Range<Int>] {
    var stretches: [Range<Int>] = []
    var start: Int?
    for (frame, value) in valuesHz.enumerated() {
      if value != nil {
        start = start ?? frame
      } else if let from = start {
        stretches.append(from..<frame)
        start = nil
      }
    }
    if let from = start { stretches.append(from..<valuesHz.count) }
    return stretches
  }
}

/// Pitch by autocorrelation with a best path through the candidates (Boersma 1993).
package struct PitchTracker: Sendable {
  package let settings: PitchSettings
  /// Frames worked on at a time, a minute of them; has no influence on the result.
  let blockFrames: Int

  package init(settings: PitchSettings) throws(AcousticError) {
    try self.init(settings: settings, blockFrames: 6000)
  }

  package init(settings: PitchSettings, blockFrames: Int) throws(AcousticError) {
    if let fault = settings.fault { throw .unusableSettings(fault) }
    self.init(unchecked: settings, blockFrames: blockFrames)
  }

  /// Pitch in the given range over the whole signal. Frames start and end half a window inside it.
  ///
  /// Silence gives `nil` in every frame; a signal shorter than three periods of the floor, no frame.
  package func track(_ signal: Signal) -> PitchTrack {
    let sound = PreparedSound(signal, speech: nil)
    let grid = FrameGrid(
      startSeconds: signal.startSeconds, durationSeconds: signal.durationSeconds,
      windowSeconds: settings.windowSeconds, hopSeconds: settings.hopSeconds)
    return track(sound, grid: grid)
  }

  /// Pitch on a given grid, of the participant's speech alone. `settings.hopSeconds` must be the grid's.
  ///
  /// - Parameter speechPeak: The sound's, under the settings' high-pass, where it is known already.
  func track(_ sound: PreparedSound, grid: FrameGrid, speechPeak: Float? = nil) -> PitchTrack {
    let referencePeak = speechPeak ?? sound.speechPeak(highPassHz: settings.highPassHz)
    let isCrossCorrelated = settings.method == .crossCorrelation
    var harmonicity = [Float?](repeating: nil, count: isCrossCorrelated ? grid.count : 0)
    guard referencePeak > 0, !sound.isSilent else {
      return PitchTrack(
        grid: grid, valuesHz: [Double?](repeating: nil, count: grid.count), harmonicity: harmonicity,
        floorHz: settings.floorHz)
    }
    let inSpeech = sound.speechMask(grid)
    var analyser = PitchFrameAnalyser(settings: settings, sampleRateHz: sound.sampleRateHz)
    var path = PitchPathFinder(settings: settings, settleEveryFrames: blockFrames)
    let notAnalysed = [PitchCandidate.unvoiced(strength: 0)]
    var block = SoundBlock(sound, highPassHz: settings.highPassHz)
    let margin = Int(settings.windowSeconds * sound.sampleRateHz)
    for start in stride(from: 0, to: grid.count, by: blockFrames) {
      let frames = start..<min(start + blockFrames, grid.count)
      let first = sound.sampleIndex(at: grid.centreSeconds(frames.lowerBound))
      let last = sound.sampleIndex(at: grid.centreSeconds(frames.upperBound - 1))
      block.move(to: first - margin..<last + margin)
      for frame in frames {
        guard inSpeech[frame] else {
          path.append(notAnalysed)
          continue
        }
        let centre = sound.sampleIndex(at: grid.centreSeconds(frame)) - block.firstIndex
        analyser.analyse(block.samples.span, centre: centre, referencePeak: referencePeak)
        path.append(analyser.candidates)
        if isCrossCorrelated { harmonicity[frame] = analyser.harmonicity }
      }
    }
    return PitchTrack(
      grid: grid, valuesHz: path.finish(), harmonicity: harmonicity, floorHz: settings.floorHz)
  }
}

extension PitchTracker {
  /// The settings with floor and ceiling fitted to the speaker.
  ///
  /// A first pass from 50 to 800 Hz, every 20 ms, gives the quartiles of F0; then floor = 0.75 · q25 and
  /// ceiling = 2.5 · q75, held inside 50 to 800 Hz. The factors are those Hirst (2011, J. Speech Sci.
  /// 1:55–83) gives for lively speech; the 1.5 · q75 of De Looze & Hirst (2008, Speech Prosody) cuts off what
  /// rises more than seven semitones above the upper quartile. The wide range stays when under 0.1 s is
  /// voiced.
  static func fitted(
    to sound: PreparedSound, base: PitchSettings, speechPeak: Float? = nil
  ) -> PitchSettings {
    var coarse = base
    coarse.floorHz = PitchSettings.wide.floorHz
    coarse.ceilingHz = PitchSettings.wide.ceilingHz
    var fitted = coarse
    coarse.hopSeconds = 2 * base.hopSeconds
    var grid = FrameGrid(
      startSeconds: sound.startSeconds, durationSeconds: sound.durationSeconds,
      windowSeconds: coarse.windowSeconds, hopSeconds: coarse.hopSeconds)
    // From the start: a sound's range is not to hang on a few samples at its end.
    grid.firstCentreSeconds = sound.startSeconds + coarse.windowSeconds / 2
    let voiced = PitchTracker(unchecked: coarse).track(sound, grid: grid, speechPeak: speechPeak)
      .valuesHz.compactMap(\.self)
    guard Double(voiced.count) * coarse.hopSeconds >= 0.1, let lower = voiced.quantile(0.25),
      let upper = voiced.quantile(0.75)
    else { return fitted }
    fitted.floorHz = max(0.75 * lower, PitchSettings.wide.floorHz)
    fitted.ceilingHz = min(2.5 * upper, PitchSettings.wide.ceilingHz)
    return fitted
  }

  /// For settings already found usable.
  init(unchecked settings: PitchSettings, blockFrames: Int = 6000) {
    self.settings = settings
    self.blockFrames = blockFrames
  }
}
