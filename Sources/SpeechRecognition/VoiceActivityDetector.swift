import CWhisper
public import NeuralRuntime
public import SignalCore

/// Tells speech from silence and noise (Silero VAD 6.2.0, one processor thread).
///
/// Each detector belongs to one task at a time; several may work side by side.
@safe public final class VoiceActivityDetector {
  /// Least time between two looks at whether the task was cancelled.
  private static let pieceFrames = 3_750  // 2 minutes

  public let settings: VoiceActivitySettings
  private let detector: OpaquePointer

  /// Loads the model.
  /// - Throws: `model` when it is not installed, damaged or not loadable.
  public init(
    catalog: ModelCatalog, settings: VoiceActivitySettings = VoiceActivitySettings()
  ) throws(SpeechError) {
    let path = try verifiedPath("silero/silero-v6.2.0.bin", in: catalog)
    guard let detector = unsafe voice_detector_open(path, 1) else {
      throw .model(.unusable(name: "Silero VAD", detail: "it could not be loaded"))
    }
    unsafe self.detector = detector
    self.settings = settings
  }

  deinit { unsafe voice_detector_close(detector) }

  /// Where somebody speaks, on the signal's clock, in order and apart from each other.
  ///
  /// Edges fall on frames of 32 ms before padding. Besides the signal only one number a frame is
  /// held: 1.4 MB for three hours.
  /// - Parameter signal: Mono at 16 kHz. An empty signal holds no speech.
  /// - Throws: `wrongSampleRate`, `damagedSamples`, `model`, or `cancelled` when the task is.
  public func speechRanges(in signal: Signal) throws(SpeechError) -> [TimeRange] {
    try requireModelRate(signal)
    let frameSamples = Int(VOICE_DETECTOR_FRAME_SAMPLES)
    let gate = VoiceActivityGate(
      settings: settings, frameSeconds: Double(frameSamples) / modelSampleRateHz)
    return gate.speechRanges(
      probabilities: try probabilities(in: signal, frameSamples: frameSamples),
      durationSeconds: signal.durationSeconds
    ).map { range in
      TimeRange(
        startSeconds: signal.startSeconds + range.startSeconds,
        endSeconds: signal.startSeconds + range.endSeconds)
    }
  }

  private func probabilities(in signal: Signal, frameSamples: Int) throws(SpeechError) -> [Float] {
    let samples = signal.samples
    var result: [Float] = []
    result.reserveCapacity(samples.count / frameSamples + 1)
    unsafe voice_detector_restart(detector)
    for start in stride(from: 0, to: samples.count, by: Self.pieceFrames * frameSamples) {
      if Task.isCancelled { throw .cancelled }
      let count = min(samples.count - start, Self.pieceFrames * frameSamples)
      guard samples[start..<(start + count)].allSatisfy(\.isFinite) else { throw .damagedSamples }
      var piece = [Float](repeating: 0, count: (count + frameSamples - 1) / frameSamples)
      let heard = unsafe samples.withUnsafeBufferPointer { buffer in
        unsafe voice_detector_hear(
          detector, buffer.baseAddress?.advanced(by: start), Int32(count), &piece, Int32(piece.count))
      }
      guard heard else { throw .model(.unusable(name: "Silero VAD", detail: "it could not be run")) }
      result += piece
      samples.letGo(before: start + count)
    }
    return result
  }
}
