import SignalCore

/// Cepstral peak prominence over time.
struct CepstralFrames: Sendable, Hashable {
  let grid: FrameGrid
  /// Decibels, of the cepstrum smoothed over 10 ms and 1 ms of quefrency, at every frame of speech.
  let smoothed: TrackValues
  /// Decibels, of the cepstrum as it is, at frames 0, 5, … as far as they are speech.
  let plain: TrackValues
}
