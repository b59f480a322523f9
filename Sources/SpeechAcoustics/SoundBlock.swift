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
    sound.samples.letGo(before: min(start, known))
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
    filter.run(over: source, from..<newEnd, less: sound.mean, into: &samples, from: newStart)
    self.filter = filter
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
