import SignalCore

/// Takes a recording block by block and keeps only its contours: 100 bytes for every 10 ms.
///
/// Blocks of any size give the same bits. Serves one thread.
public struct EGeMAPSCompatStream: ~Copyable {
  private let startSeconds: Double
  private let geometry: CompatGeometry
  private var analyser: CompatFrameAnalyser?
  private var sampleCount = 0
  /// Samples not yet done with, and the index of the first.
  private var samples: [Float] = []
  private var firstIndex = 0

  /// - Parameters:
  ///   - sampleRateHz: The recording's own; below 4 kHz there is no result.
  ///   - startSeconds: Time of the first sample on the container's clock.
  public init(sampleRateHz: Double, startSeconds: Double = 0) {
    self.startSeconds = startSeconds
    geometry = CompatGeometry(sampleRateHz: sampleRateHz)
    if sampleRateHz >= CompatGeometry.lowestSampleRateHz { analyser = CompatFrameAnalyser(geometry) }
  }

  /// - Parameter block: The next samples of one channel, full scale at ±1.
  public mutating func append(_ block: Span<Float>) {
    sampleCount += block.count
    guard analyser != nil else { return }
    // Whole recordings arrive as one block too; a part at a time keeps the memory small.
    let part = 100 * geometry.hopSamples
    for start in stride(from: 0, to: block.count, by: part) {
      appendAsSixteenBits(block.extracting(start..<min(start + part, block.count)))
      analyser?.advance(samples, firstIndex: firstIndex)
      let done = min((analyser?.firstNeededIndex ?? 0) - firstIndex, samples.count)
      // Moving what is left costs as much as it is long, so not for every few samples.
      if done > part {
        samples.removeFirst(done)
        firstIndex += done
      }
    }
  }

  /// Decides what still waits and gives the values.
  public consuming func finish() -> EGeMAPSCompatResult {
    let seconds = Double(sampleCount) / geometry.sampleRateHz
    let isLongEnough = sampleCount >= geometry.longSamples
    guard let contours = analyser.take()?.finish(samples, firstIndex: firstIndex), isLongEnough else {
      return EGeMAPSCompatResult(
        lowLevel: .init(
          startSeconds: startSeconds, durationSeconds: seconds, columns: CompatContours().smoothed()),
        functionals: nil, missingReason: isLongEnough ? .lowQuality : .tooShort)
    }
    let functionals = CompatFunctionals(contours).values
    return EGeMAPSCompatResult(
      lowLevel: .init(
        startSeconds: startSeconds, durationSeconds: seconds, columns: (consume contours).smoothed()),
      functionals: functionals, missingReason: nil)
  }

  /// Samples as they leave the set's way through 16-bit integers: cut towards 0; what is above full scale wraps round
  /// instead of clipping, what is not a number becomes 0.
  private mutating func appendAsSixteenBits(_ block: Span<Float>) {
    let held = samples.count
    samples.append(contentsOf: repeatElement(0, count: block.count))
    var target = samples.mutableSpan
    for i in block.indices {
      let whole = (block[i] * 32768).rounded(.towardZero)
      // Less as many 65,536 as lead back to −32,768 to 32,767: exact, since all are powers of 2.
      let wrapped = whole - 65_536 * ((whole + 32_768) * (1.0 / 65_536)).rounded(.down)
      unsafe target[unchecked: held &+ i] = whole.magnitude < 2_147_483_648 ? wrapped / 32_767 : 0
    }
  }
}
