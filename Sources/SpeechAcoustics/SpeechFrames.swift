import SignalCore

/// Everything measured frame by frame in one recording, from which statistics over any part of it are drawn.
struct SpeechFrames: Sendable {
  /// On the grid all frames share unless stated.
  let pitch: PitchTrack
  let inSpeech: [Bool]
  let intensity: [Float?]
  let spectra: SpectralFrames
  let formants: FormantTrack
  /// `nil` where the sample rate is below 8 kHz.
  let glottis: GlottalFrames?
  /// By cross-correlation, on a grid of its own.
  let cycles: PitchTrack
  let pulses: PulseTrain
  /// On a grid of its own; `nil` where the sample rate is below 10 kHz.
  let cepstra: CepstralFrames?
  let timing: SpeechTiming
  let sampleRateHz: Double

  var grid: FrameGrid { pitch.grid }

  /// Frames whose centre lies in a range of time.
  static func frames(_ grid: FrameGrid, in range: TimeRange) -> Range<Int> {
    func first(at seconds: Double) -> Int {
      let place = ((seconds - grid.firstCentreSeconds) / grid.hopSeconds - 1e-9).rounded(.up)
      return Int(min(max(place, 0), Double(grid.count)))
    }
    let from = first(at: range.startSeconds)
    return from..<max(from, first(at: range.endSeconds))
  }
}
