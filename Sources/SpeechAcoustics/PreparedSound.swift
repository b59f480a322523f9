import RealModule
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
    if Self.holdsNonFinite(samples.span) {
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
    let (total, range) = Self.sumAndRange(samples.span)
    mean = samples.isEmpty ? 0 : Float(total / Double(samples.count))
    isSilent = !(range.least < range.greatest)
    let whole = signal.timeRange
    self.speech = (speech ?? [whole]).compactMap { $0.intersection(whole) }.merged()
  }

  private static func holdsNonFinite(_ samples: Span<Float>) -> Bool {
    let exponent: UInt32 = 0x7F80_0000
    var greatest: UInt32 = 0
    for i in samples.indices {
      let ofSample = samples[i].bitPattern & exponent
      greatest = ofSample > greatest ? ofSample : greatest
    }
    return greatest == exponent
  }

  private static func sumAndRange(
    _ samples: Span<Float>
  ) -> (sum: Double, range: (least: Float, greatest: Float)) {
    var total = 0.0
    var least = Float.infinity
    var greatest = -Float.infinity
    for i in samples.indices {
      let sample = samples[i]
      total = Relaxed.sum(total, Double(sample))
      least = sample < least ? sample : least
      greatest = sample > greatest ? sample : greatest
    }
    return (total, (least, greatest))
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
