import RealModule

#if canImport(Glibc)
  internal import Glibc
#endif

/// Jitter and shimmer of one row after another by matching neighbouring periods of the waveform.
///
/// It reads on where it stopped: most rows hold one to three periods, so single values are noisy.
import SpectralAnalysis
struct WaveformPerturbation {
  private static let searchRange = 0.1
  private static let leastCorrelation = 0.5
  /// 1.5·2²³: neighbours of it in single precision are 1 apart.
  private static let wholeStep: Float = 12_582_912

  private let sampleRateHz: Double
  private let hopSamples: Int
  private let longSamples: Int
  private let hopCeiling: Int
  private(set) var readIndex = 0
  private var leftover = 0
  private var lastPeriodSeconds = 0.0
  private var lastJitter: Float = 0
  private var lastShimmer: Float = 0

  /// The samples as whole numbers. Their sums are exact wherever they start, so that a period read twice, in two
  /// rows, comes out the same to the last bit and adds no jitter.
  private var block: [Float] = []
  /// Sums and sums of squares of the block's samples before each one.
  private var sums: [Int] = []
  private var squares: [Int] = []
  private var correlations: [Float] = []

  init(geometry: CompatGeometry) {
    sampleRateHz = geometry.sampleRateHz
    hopSamples = geometry.hopSamples
    longSamples = geometry.longSamples
    hopCeiling = Int((0.01 * geometry.sampleRateHz).rounded(.up))
  }

  /// An unvoiced row: nothing is measured and the history is forgotten.
  mutating func skipRow() {
    readIndex += hopCeiling + leftover
    leftover = 0
    lastPeriodSeconds = 0
    lastJitter = 0
    lastShimmer = 0
  }

  /// - Parameters:
  ///   - samples: Every sample from `firstIndex` to the end of the row's long frame or further.
  /// - Returns: Jitter as a fraction, shimmer in decibels.
  mutating func measureRow(
    _ row: Int, frequencyHz: Double, samples: Span<Float>, firstIndex: Int
  ) -> (jitter: Float, shimmer: Float) {
    let period = sampleRateHz / frequencyHz
    let shortest = Int((period * (1 - Self.searchRange)).rounded(.down))
    let longest = Int((period * (1 + Self.searchRange)).rounded(.up))
    var wanted = min(max(hopCeiling + leftover, 2 * longest + 2), leftover + longSamples)
    // Where the hop is not a whole number of samples, reading and frames drift apart and it starts anew.
    let frameStart = row * hopSamples
    if frameStart - leftover != readIndex {
      readIndex = frameStart
      wanted = min(wanted, longSamples)
    }
    let from = readIndex - firstIndex
    wanted = min(wanted, samples.count - from)
    load(samples.extracting(from..<from + wanted))

    var tally = Tally()
    var start = 0
    var lastPeriodStart = 0
    while start < wanted - 2 * longest - 1 {
      let peak = bestLag(start: start, shortest: shortest, longest: longest)
      if let peak {
        let first = peakToPeak(start, lag: peak.lag)
        let second = peakToPeak(start + peak.lag, lag: peak.lag)
        start += peak.lag
        if peak.correlation > Self.leastCorrelation {
          tally.add(peak.seconds, after: lastPeriodSeconds)
          tally.amplitudes += Double(first + second) / 2
          tally.amplitudeSteps += Double((first - second).magnitude)
          lastPeriodSeconds = peak.seconds
        }
      } else {
        start += Int(period.rounded())
      }
      if start < hopCeiling + leftover - 1 { lastPeriodStart = start }
    }
    leftover += hopCeiling - lastPeriodStart
    readIndex += lastPeriodStart
    if tally.periodCount > 0 {
      lastJitter = Float(tally.jitter)
      lastShimmer = Float(tally.shimmerDecibels)
    }
    return (lastJitter, lastShimmer)
  }

  private struct Tally {
    var periods = 0.0
    var periodCount = 0
    var steps = 0.0
    var stepCount = 0
    var amplitudes = 0.0
    var amplitudeSteps = 0.0

    mutating func add(_ seconds: Double, after previous: Double) {
      periods += seconds
      periodCount += 1
      guard previous > 0 else { return }
      steps += (previous - seconds).magnitude
      stepCount += 1
    }

    var jitter: Double {
      stepCount > 0 ? min(steps / Double(stepCount) / (periods / Double(periodCount)), 1) : 0
    }

    /// The set takes the decibels of one plus the relative step, not the step in decibels.
    var shimmerDecibels: Double {
      amplitudes > 0 ? 20 * log10(1 + min(amplitudeSteps / amplitudes, 1)) : 0
    }
  }

  private mutating func load(_ source: Span<Float>) {
    while block.count < source.count { block.append(0) }
    while sums.count <= source.count {
      sums.append(0)
      squares.append(0)
    }
    var values = block.mutableSpan
    for i in source.indices {
      // Adding and taking away rounds to a whole number.
      values[i] = (source[i] * 32767 + Self.wholeStep) - Self.wholeStep
    }
    Self.addUp(block, count: source.count, &sums, &squares)
  }

  private static func addUp(_ block: [Float], count: Int, _ sums: inout [Int], _ squares: inout [Int]) {
    let values = block.span
    var (sum, squareSum) = (0, 0)
    var total = sums.mutableSpan
    var squareTotal = squares.mutableSpan
    precondition(
      count <= values.count && count < total.count && count < squareTotal.count, "every sum has room")
    for i in 0..<count {
      let value = Int(values[i])
      sum &+= value
      squareSum &+= value &* value
      total[i + 1] = sum
      squareTotal[i + 1] = squareSum
    }
  }

  /// The lag of the highest inner maximum of the correlation between two periods in a row.
  private mutating func bestLag(
    start: Int, shortest: Int, longest: Int
  ) -> (lag: Int, seconds: Double, correlation: Double)? {
    let count = longest - shortest + 1
    while correlations.count < count { correlations.append(0) }
    for place in 0..<count { correlations[place] = correlation(start: start, lag: shortest + place) }
    var best: Int?
    guard count > 3 else { return nil }
    for place in 1...count - 3
    where correlations[place] > correlations[place - 1] && correlations[place] > correlations[place + 1] {
      if let known = best, correlations[known] >= correlations[place] { continue }
      best = place
    }
    guard let best else { return nil }
    let peak = parabolicPeak(
      at: shortest + best, before: Double(correlations[best - 1]), middle: Double(correlations[best]),
      after: Double(correlations[best + 1]))
    return (shortest + best, peak.position / sampleRateHz, peak.height)
  }

  private func correlation(start: Int, lag: Int) -> Float {
    let middle = start + lag
    let end = middle + lag
    let length = Double(lag)
    let product = Double(
      dotProduct(block.span.extracting(start..<middle), block.span.extracting(middle..<end)))
    let firstSum = Double(sums[middle] - sums[start])
    let secondSum = Double(sums[end] - sums[middle])
    let firstEnergy = Double(squares[middle] - squares[start]) - firstSum * firstSum / length
    let secondEnergy = Double(squares[end] - squares[middle]) - secondSum * secondSum / length
    let energies = firstEnergy * secondEnergy
    guard firstEnergy > 0, secondEnergy > 0, energies > 0 else { return 0 }
    return Float((product - firstSum * secondSum / length) / energies.squareRoot())
  }

  /// Highest less lowest of a period's samples, its first and its last left out.
  private func peakToPeak(_ start: Int, lag: Int) -> Float {
    let period = block.span.extracting(start + 1..<start + lag - 1)
    var least = UInt32.max
    var greatest = UInt32.min
    for i in period.indices {
      // So raised, whole numbers have bit patterns in their own order and distance, and integers have no NaN to
      // keep them off the lanes.
      let bits = (period[i] + Self.wholeStep).bitPattern
      least = min(least, bits)
      greatest = max(greatest, bits)
    }
    return Float(greatest - least)
  }
}
