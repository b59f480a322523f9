import SignalCore
import SpectralAnalysis

/// A signal fit for analysis: finite samples, its mean known, and whose time counts.
struct PreparedSound {
  /// Not copied unless a sample had to be repaired.
  let samples: [Float]
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
    var samples = signal.samples
    var repaired = 0
    if !samples.allSatisfy(\.isFinite) {
      var last: Float = 0
      for i in samples.indices {
        if samples[i].isFinite {
          last = samples[i]
        } else {
          samples[i] = last
          repaired += 1
        }
      }
    }
    self.samples = samples
    repairedCount = repaired
    sampleRateHz = signal.sampleRateHz
    startSeconds = signal.startSeconds
    var total = 0.0
    var least = Float.infinity
    var greatest = -Float.infinity
    for sample in samples {
      total += Double(sample)
      least = min(least, sample)
      greatest = max(greatest, sample)
    }
    mean = samples.isEmpty ? 0 : Float(total / Double(samples.count))
    isSilent = !(least < greatest)
    let whole = signal.timeRange
    self.speech = (speech ?? [whole]).compactMap { $0.intersection(whole) }.merged()
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
