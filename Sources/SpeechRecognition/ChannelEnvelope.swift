import Foundation
public import SignalCore

/// How loud one channel is, 100 times a second in three bands: what is kept of a channel when the next one is
/// decoded. 4.4 MB an hour.
public struct ChannelEnvelope: Sendable, Hashable {
  package static let hopSeconds = 0.01
  /// Centres an octave and a half apart over the range that carries speech through walls of a room.
  package static let centresHz = [300.0, 850, 2400]
  /// Below this a band counts as silent: −120 dB of full scale.
  private static let leastPower = 1e-12

  /// One array a band, of mean power over 30 ms around each frame's middle, in dB of full scale.
  package let levelsDecibels: [[Float]]
  package let startSeconds: Double

  /// - Parameter signal: One channel, at 8 kHz or more; an empty one has no frames. A sample that is no number
  ///   counts as silence.
  public init(_ signal: Signal) {
    startSeconds = signal.startSeconds
    levelsDecibels = Self.centresHz.map { centre in
      Self.levels(of: signal, filter: BandPass(centreHz: centre, sampleRateHz: signal.sampleRateHz))
    }
  }

  var frameCount: Int { levelsDecibels[0].count }

  func timeRange(_ frames: Range<Int>) -> TimeRange {
    TimeRange(
      startSeconds: startSeconds + Double(frames.lowerBound) * Self.hopSeconds,
      endSeconds: startSeconds + Double(frames.upperBound) * Self.hopSeconds)
  }

  /// Frames whose middle lies in a range.
  func frames(_ range: TimeRange) -> Range<Int> {
    func index(_ seconds: Double) -> Int {
      min(max(Int(((seconds - startSeconds) / Self.hopSeconds).rounded()), 0), frameCount)
    }
    return index(range.startSeconds)..<max(index(range.startSeconds), index(range.endSeconds))
  }

  private static func levels(of signal: Signal, filter: BandPass) -> [Float] {
    var filter = filter
    let samples = signal.samples.span
    let count = Int(Double(samples.count) / signal.sampleRateHz / hopSeconds)
    var powers: [Double] = []
    powers.reserveCapacity(count)
    var index = 0
    for frame in 0..<count {
      let end = Int(Double(frame + 1) * hopSeconds * signal.sampleRateHz)
      let length = Double(end - index)
      if frame.isMultiple(of: 6000) { signal.samples.letGo(before: index) }
      var sum = 0.0
      while index < end {
        let value = samples[index].isFinite ? filter.next(Double(samples[index])) : filter.next(0)
        sum += value * value
        index += 1
      }
      powers.append(sum / length)
    }
    return powers.indices.map { frame in
      let around = powers[max(frame - 1, 0)...min(frame + 1, count - 1)]
      return Float(10 * log10(around.reduce(0, +) / Double(around.count) + leastPower))
    }
  }
}

/// A resonance an octave and a half wide with gain 1 at its centre: the bilinear transform of s/Q / (s² + s/Q + 1).
private struct BandPass {
  private static let octaves = 1.5

  private let input: Double
  private let feedback: (Double, Double)
  private var inputs = (0.0, 0.0)
  private var outputs = (0.0, 0.0)

  init(centreHz: Double, sampleRateHz: Double) {
    let angle = 2 * Double.pi * centreHz / sampleRateHz
    let width = sin(angle) * sinh(log(2) / 2 * Self.octaves * angle / sin(angle))
    input = width / (1 + width)
    feedback = (-2 * cos(angle) / (1 + width), (1 - width) / (1 + width))
  }

  mutating func next(_ sample: Double) -> Double {
    let value = input * (sample - inputs.1) - feedback.0 * outputs.0 - feedback.1 * outputs.1
    inputs = (sample, inputs.0)
    outputs = (value, outputs.0)
    return value
  }
}
