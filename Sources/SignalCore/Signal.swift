/// One channel of sound, evenly sampled, placed on the container's clock.
///
/// Samples are full scale at ±1. A multichannel recording is several signals.
public struct Signal: Sendable, Hashable {
  public var samples: Samples
  public var sampleRateHz: Double
  /// Presentation time of the first sample.
  public var startSeconds: Double

  /// - Precondition: The sample rate is positive.
  public init(samples: [Float], sampleRateHz: Double, startSeconds: Double = 0) {
    self.init(samples: Samples(samples), sampleRateHz: sampleRateHz, startSeconds: startSeconds)
  }

  /// - Precondition: The sample rate is positive.
  public init(samples: Samples, sampleRateHz: Double, startSeconds: Double = 0) {
    precondition(sampleRateHz > 0, "a sample rate is positive")
    self.samples = samples
    self.sampleRateHz = sampleRateHz
    self.startSeconds = startSeconds
  }

  public var durationSeconds: Double { Double(samples.count) / sampleRateHz }
  public var endSeconds: Double { startSeconds + durationSeconds }
  public var timeRange: TimeRange {
    TimeRange(startSeconds: startSeconds, endSeconds: endSeconds)
  }

  /// Index of the sample nearest to a time, held inside `0...samples.count`.
  public func sampleIndex(at seconds: Double) -> Int {
    let index = ((seconds - startSeconds) * sampleRateHz).rounded()
    return Int(min(max(index, 0), Double(samples.count)))
  }

  /// A copy of the samples inside a time range; parts outside the signal are left out.
  public func slice(_ range: TimeRange) -> Signal {
    let from = sampleIndex(at: range.startSeconds)
    let to = max(from, sampleIndex(at: range.endSeconds))
    return Signal(
      samples: Samples(samples[from..<to]), sampleRateHz: sampleRateHz,
      startSeconds: startSeconds + Double(from) / sampleRateHz)
  }
}
