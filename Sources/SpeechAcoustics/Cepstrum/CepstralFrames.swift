import SignalCore

/// Cepstral peak prominence over time.
struct CepstralFrames: Sendable, Hashable {
  let grid: FrameGrid
  /// Decibels, of the cepstrum smoothed over 10 ms and 1 ms of quefrency, at every frame of speech.
  let smoothed: [Float?]
  /// Decibels, of the cepstrum as it is, at every fifth frame of speech.
  let plain: [Float?]
}
