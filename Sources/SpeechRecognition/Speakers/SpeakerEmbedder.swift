public import NeuralRuntime
public import SignalCore

/// Describes voices: stretches of one voice have similar embeddings, stretches of two voices less similar ones.
///
/// The GE2E encoder of Resemblyzer 0.1.4 (Wan et al. 2018) in arithmetic of our own, one processor thread. Each
/// embedder belongs to one task at a time; several may work side by side.
public final class SpeakerEmbedder {
  /// Length of sound the network was trained on.
  public static let windowSeconds = 1.6
  /// Windows quieter than this, in decibels below full scale, are raised to it, as the network's training data
  /// were; louder ones stay.
  private static let quietestRootMeanSquare: Float = 0.031_622_777  // −30 dB

  private let features = MelFeatures()
  private var network: SpeakerNetwork

  /// Loads the model: 6 MB, and 40 MB while it works.
  /// - Throws: `model` when it is not installed or damaged.
  public init(catalog: ModelCatalog) throws(SpeechError) {
    network = try SpeakerNetwork(catalog: catalog)
  }

  /// One embedding a window.
  ///
  /// A window is heard as far as 1.6 s; a shorter one is repeated until it is that long, because the network
  /// describes short stretches poorly. Windows are snapped to 10 ms. Each is brought to level on its own, so that
  /// a quiet speaker is heard like a loud one.
  /// - Parameters:
  ///   - signal: Mono at 16 kHz.
  ///   - windows: In order of their starts, on the signal's clock.
  /// - Throws: `wrongSampleRate`, `damagedSamples`, or `cancelled` when the task is.
  public func embeddings(of windows: [TimeRange], in signal: Signal) throws(SpeechError) -> VoiceEmbeddings {
    try requireModelRate(signal)
    var result = VoiceEmbeddings()
    result.values.reserveCapacity(windows.count * VoiceEmbeddings.size)
    var batch: [Float] = []
    batch.reserveCapacity(SpeakerNetwork.batch * SpeakerNetwork.steps * MelFeatures.bandCount)
    for first in stride(from: 0, to: windows.count, by: SpeakerNetwork.batch) {
      if Task.isCancelled { throw .cancelled }
      signal.samples.letGo(before: signal.sampleIndex(at: windows[first].startSeconds))
      let group = windows[first..<min(first + SpeakerNetwork.batch, windows.count)]
      batch.removeAll(keepingCapacity: true)
      for window in group { batch += try sequence(window, of: signal) }
      result.values += network.embeddings(batch, count: group.count)
    }
    return result
  }

  /// 160 frames of a window, repeated where it is shorter, at the level the network knows.
  private func sequence(_ window: TimeRange, of signal: Signal) throws(SpeechError) -> [Float] {
    let hop = Double(MelFeatures.hopSamples) / modelSampleRateHz
    let first = Int(((window.startSeconds - signal.startSeconds) / hop).rounded())
    let count = min(max(Int((window.durationSeconds / hop).rounded()), 1), SpeakerNetwork.steps)
    let asked = max(first, 0) * MelFeatures.hopSamples..<max(first + count, 0) * MelFeatures.hopSamples
    let sounding = asked.clamped(to: signal.samples.indices)
    let energy = signal.samples[sounding].reduce(Float(0)) { $0 + $1 * $1 }
    guard energy.isFinite else { throw .damagedSamples }
    let level = (energy / Float(max(sounding.count, 1))).squareRoot()
    let gain = level > 0 ? max(1, Self.quietestRootMeanSquare / level) : 1
    let mel = features.frames(first..<(first + count), of: signal.samples).map { $0 * gain * gain }
    let length = SpeakerNetwork.steps * MelFeatures.bandCount
    return count == SpeakerNetwork.steps ? mel : (0..<length).map { mel[$0 % mel.count] }
  }
}

/// Embeddings of some windows: 256 numbers of unit length each, none negative; all 0 for digital silence.
public struct VoiceEmbeddings: Sendable, Hashable {
  /// Numbers in one embedding.
  public static let size = SpeakerNetwork.embeddingSize
  /// Embedding after embedding.
  public var values: [Float] = []

  public init() {}
  package init(values: [Float]) { self.values = values }

  public var count: Int { values.count / Self.size }
  public subscript(index: Int) -> ArraySlice<Float> { values[index * Self.size..<(index + 1) * Self.size] }
}
