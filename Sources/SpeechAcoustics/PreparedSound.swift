import SignalCore
import SpectralAnalysis

/// A signal fit for analysis: finite samples, its mean known, and whose time counts.
struct PreparedSound {
  /// Not copied unless a sample had to be repaired.
  let samples: Samples
  let sampleRateHz: Double
  let startSeconds: Double
  /// Mean of all samples: the recording's offset.
  let mean: Float
  /// No sample differs from another: digital silence, with or without offset.
  let isSilent: Bool
  /// Samples that were not finite and took the value before them.
  let repairedCount: Int
  /// The participant's speech inside the signal, merged and in order.
  let speech: [TimeRange]

  /// - Parameter speech: `nil` for the whole signal.
  init(_ signal: Signal, speech: [TimeRange]?) {
    let (samples, repairedCount) = Self.repaired(signal.samples)
    sampleRateHz = signal.sampleRateHz
    startSeconds = signal.startSeconds
    var total = 0.0
    var least = Float.infinity
    var greatest = -Float.infinity
    let span = samples.span
    for i in span.indices {
      if i.isMultiple(of: Self.samplesAtOnce) { samples.letGo(before: i) }
      let sample = span[i]
      total += Double(sample)
      least = min(least, sample)
      greatest = max(greatest, sample)
    }
    self.samples = samples
    self.repairedCount = repairedCount
    mean = samples.isEmpty ? 0 : Float(total / Double(samples.count))
    isSilent = !(least < greatest)
    let whole = signal.timeRange
    self.speech = (speech ?? [whole]).compactMap { $0.intersection(whole) }.merged()
  }

  /// After as many samples what lies behind is let go of: a minute at 16 kHz, 4 MB.
  private static let samplesAtOnce = 1 << 20

  /// The same samples, each that is not finite replaced by the one before, and how many those are.
  private static func repaired(_ samples: Samples) -> (Samples, Int) {
    let span = samples.span
    var isFinite = true
    for i in span.indices {
      if i.isMultiple(of: samplesAtOnce) { samples.letGo(before: i) }
      isFinite = isFinite && span[i].isFinite
    }
    if isFinite { return (samples, 0) }
    var count = 0
    var last: Float = 0
    let repaired = samples.map { sample in
      if sample.isFinite { last = sample } else { count += 1 }
      return last
    }
    return (Samples(repaired), count)
  }

  var durationSeconds: Double { Double(samples.count) / sampleRateHz }

  /// Index of the sample nearest to a time; may lie outside.
  func sampleIndex(at seconds: Double) -> Int {
    Int(((seconds - startSeconds) * sampleRateHz).rounded())
  }

  /// Copies a stretch of samples less its own mean, so that offset and slow drift are out of it.
  ///
  /// - Precondition: The stretch lies inside the signal and fits the target.
  func copyCentred(from first: Int, count: Int, into target: inout [Float]) {
    let source = samples.span.extracting(first..<first + count)
    let mean = relaxedSum(source) / Float(count)
    for i in 0..<count { target[i] = source[i] - mean }
  }

  /// The sample indices of each stretch of speech.
  var speechIndices: [Range<Int>] {
    speech.map { range in
      let from = min(max(sampleIndex(at: range.startSeconds), 0), samples.count)
      return from..<min(max(sampleIndex(at: range.endSeconds), from), samples.count)
    }
  }

  /// For each frame of a grid, whether its centre lies in the participant's speech.
  func speechMask(_ grid: FrameGrid) -> [Bool] { grid.mask(speech) }
}
