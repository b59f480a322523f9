import RealModule
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
    var range = (least: Float.infinity, greatest: -Float.infinity)
    samples.forEachPiece { piece in
      let (sum, pieceRange) = Self.sumAndRange(piece)
      total += sum
      range = (min(range.least, pieceRange.least), max(range.greatest, pieceRange.greatest))
    }
    self.samples = samples
    self.repairedCount = repairedCount
    mean = samples.isEmpty ? 0 : Float(total / Double(samples.count))
    isSilent = !(range.least < range.greatest)
    let whole = signal.timeRange
    self.speech = (speech ?? [whole]).compactMap { $0.intersection(whole) }.merged()
  }

  /// The same samples, each that is not finite replaced by the one before, and how many those are.
  private static func repaired(_ samples: Samples) -> (Samples, Int) {
    var isFinite = true
    samples.forEachPiece { isFinite = isFinite && !holdsNonFinite($0) }
    if isFinite { return (samples, 0) }
    var count = 0
    var last: Float = 0
    let repaired = samples.map { sample in
      if sample.isFinite { last = sample } else { count += 1 }
      return last
    }
    return (Samples(repaired), count)
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

extension PreparedSound {
  /// Gives back the memory of what lies before a frame, now and then as the frames go by.
  func letGo(beforeFrame frame: Int, of grid: FrameGrid) {
    if frame.isMultiple(of: 512) { letGo(before: grid.centreSeconds(frame) - 1) }
  }

  /// The same as the pulses of a voice go by.
  func letGo(beforePulse seconds: Double, number: Int) {
    if number.isMultiple(of: 512) { letGo(before: seconds - 1) }
  }

  /// Gives back the memory of what lies before a time on the signal's clock.
  func letGo(before seconds: Double) { samples.letGo(before: max(sampleIndex(at: seconds), 0)) }
}

extension Samples {
  /// Hands over the samples a minute (at 16 kHz, 4 MB) at a time, in order, and lets go of what is behind.
  func forEachPiece(_ body: (Span<Float>) -> Void) {
    let whole = span
    for start in stride(from: 0, to: count, by: 1 << 20) {
      body(whole.extracting(start..<Swift.min(start + (1 << 20), count)))
      letGo(before: start)
    }
  }
}
