import SpectralAnalysis

/// A window on a sound that moves forward, its samples less the offset and, if asked, high-passed.
///
/// The filter runs through the whole sound in order, so the samples do not depend on how it is cut.
struct SoundBlock {
  private let sound: PreparedSound
  private var filter: HighPass?
  /// Prepared samples from `firstIndex` on.
  private(set) var samples: [Float] = []
  private(set) var firstIndex = 0

  init(_ sound: PreparedSound, highPassHz: Double?) {
    self.sound = sound
    filter = highPassHz.map { HighPass(cornerHz: $0, sampleRateHz: sound.sampleRateHz) }
  }

  /// Moves to the part of a range of sample indices that lies inside the sound; a few samples more at either end
  /// may be there too.
  ///
  /// - Precondition: Neither bound falls behind an earlier call's.
  mutating func move(to range: Range<Int>) {
    let end = min(max(range.upperBound, 0), sound.samples.count)
    let start = min(max(range.lowerBound, 0), end)
    let known = firstIndex + samples.count
    // Whole groups of eight from the sound's start, whatever the range: so the sums are always the same.
    let newStart = max(start / 8 * 8, firstIndex)
    let newEnd = max(min((end + 7) / 8 * 8, sound.samples.count), known)
    samples.removeFirst(min(newStart - firstIndex, samples.count))
    firstIndex = newStart
    let from = filter == nil ? max(known, newStart) : known
    samples.append(contentsOf: repeatElement(0, count: newEnd - newStart - samples.count))
    let sound = sound
    let source = sound.samples.span
    guard var filter else {
      var target = samples.mutableSpan
      for i in from..<newEnd { target[i - newStart] = source[i] - sound.mean }
      return
    }
    filter.run(over: source, from..<newEnd, offset: sound.mean, into: &samples, keepingFrom: newStart)
    self.filter = filter
  }
}

extension HighPass {
  /// Filters the samples of a range, less an offset, and keeps those from an index on, a multiple of eight away.
  fileprivate mutating func run(
    over source: Span<Float>, _ range: Range<Int>, offset: Float, into samples: inout [Float],
    keepingFrom firstIndex: Int
  ) {
    var target = samples.mutableSpan
    var i = range.lowerBound
    while i + 8 <= range.upperBound {
      var group = SIMD8<Float>()
      for lane in 0..<8 { group[lane] = source[i + lane] }
      let filtered = next(group - offset)
      if i >= firstIndex {
        for lane in 0..<8 { target[i - firstIndex + lane] = filtered[lane] }
      }
      i += 8
    }
    while i < range.upperBound {
      target[i - firstIndex] = next(source[i] - offset)
      i += 1
    }
  }
}

extension PreparedSound {
  /// The speech's typical peak, to which silence thresholds refer: the 95 % quantile of the peak
  /// magnitudes of its seconds.
  ///
  /// Praat takes the whole file's highest peak; in an hour of interview that is a slammed door or
  /// the other person. In a few seconds of speech the two are nearly the same. 0 for silence.
  func speechPeak(highPassHz: Double?) -> Float {
    var block = SoundBlock(self, highPassHz: highPassHz)
    let second = max(1, Int(sampleRateHz.rounded()))
    var peaks: [Double] = []
    for range in speechIndices {
      for from in stride(from: range.lowerBound, to: range.upperBound, by: second) {
        let part = from..<min(from + second, range.upperBound)
        block.move(to: part)
        let first = part.lowerBound - block.firstIndex
        peaks.append(Double(peakMagnitude(block.samples.span.extracting(first..<first + part.count))))
      }
    }
    return Float(peaks.quantile(0.95) ?? 0)
  }
}
