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

  /// Moves to the part of a range of sample indices that lies inside the sound.
  ///
  /// - Precondition: Neither bound falls behind an earlier call's.
  mutating func move(to range: Range<Int>) {
    let end = min(max(range.upperBound, 0), sound.samples.count)
    let start = min(max(range.lowerBound, 0), end)
    let known = firstIndex + samples.count
    samples.removeFirst(min(max(start - firstIndex, 0), samples.count))
    for i in min(known, end)..<end {
      let centred = sound.samples[i] - sound.mean
      let value = filter?.next(centred) ?? centred
      if i >= start { samples.append(value) }
    }
    firstIndex = start
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
        block.move(to: from..<min(from + second, range.upperBound))
        peaks.append(Double(peakMagnitude(block.samples.span)))
      }
    }
    return Float(peaks.quantile(0.95) ?? 0)
  }
}
