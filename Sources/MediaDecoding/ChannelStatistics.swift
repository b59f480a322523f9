/// How the channels of a recording relate: tells silent, identical and opposed channels apart before
/// anybody mixes them.
///
/// Taken from the samples as recorded, before any change of rate; silence filled into gaps is left out.
public struct ChannelStatistics: Sendable, Hashable, Codable {
  /// Root mean square by channel, 1 for full scale.
  public let rootMeanSquare: [Double]
  /// Largest magnitude by channel. Above 1 a file of float samples is not scaled to ±1.
  public let peak: [Double]
  /// Pearson correlation of the first two channels at zero lag, −1 to 1: near 1 both carry the same sound,
  /// near −1 mixing them cancels it, near 0 they are apart. `nil` with one channel or a constant one.
  public let firstPairCorrelation: Double?
}

/// Running sums behind `ChannelStatistics`.
struct ChannelSums {
  private var count = 0
  private var peaks: [Float]
  private var sums: [Double]
  private var squares: [Double]
  private var product = 0.0

  init(channelCount: Int) {
    peaks = Array(repeating: 0, count: channelCount)
    sums = Array(repeating: 0, count: channelCount)
    squares = Array(repeating: 0, count: channelCount)
  }

  /// - Parameter channels: At most as many as at the start; a channel that is not there counts as silent.
  mutating func add(_ planes: borrowing FloatPlanes, count added: Int) {
    count += added
    for channel in 0..<min(planes.channelCount, sums.count) {
      var (peak, sum, square) = (Float(0), 0.0, 0.0)
      let plane = unsafe planes.plane(channel, count: added)
      for index in 0..<added {
        let sample = unsafe plane[index]
        peak = max(peak, abs(sample))
        sum += Double(sample)
        square += Double(sample) * Double(sample)
      }
      peaks[channel] = max(peaks[channel], peak)
      sums[channel] += sum
      squares[channel] += square
    }
    guard planes.channelCount >= 2, sums.count >= 2 else { return }
    let first = unsafe planes.plane(0, count: added)
    let second = unsafe planes.plane(1, count: added)
    var sum = 0.0
    for index in 0..<added { unsafe sum += Double(first[index]) * Double(second[index]) }
    product += sum
  }

  var statistics: ChannelStatistics {
    let total = Double(max(count, 1))
    return ChannelStatistics(
      rootMeanSquare: squares.map { ($0 / total).squareRoot() }, peak: peaks.map { Double($0) },
      firstPairCorrelation: correlation)
  }

  private var correlation: Double? {
    guard sums.count >= 2, count > 0 else { return nil }
    let total = Double(count)
    let first = squares[0] - sums[0] * sums[0] / total
    let second = squares[1] - sums[1] * sums[1] / total
    // What rounding leaves of a constant channel is not variance.
    guard first > 1e-12 * max(squares[0], 1e-30), second > 1e-12 * max(squares[1], 1e-30) else { return nil }
    let shared = product - sums[0] * sums[1] / total
    return min(max(shared / (first * second).squareRoot(), -1), 1)
  }
}
