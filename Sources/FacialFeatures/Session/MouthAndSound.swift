import Foundation
import SignalCore

/// How the gap between the lips follows the loudness, for any shift of the sound against the pictures.
struct MouthAndSound: Sendable {
  /// Shifts tried, seconds: positive when the sound comes later than the pictures.
  static let greatestShiftSeconds = 1.0
  private static let shiftStepSeconds = 0.02
  private static let quickSeconds = 0.2
  private static let slowSeconds = 2.0
  /// Levels further below the loudest twentieth count as silence.
  private static let silenceDecibels = 50.0
  /// Names of the column that may hold the level, the first found counts.
  private static let levelNames = ["level", "intensity", "loudness"]

  static func levelColumn(_ track: Track) -> Track.Column? {
    levelNames.lazy.compactMap(track.column).first
  }

  /// Correlation at each shift.
  let correlations: [(shiftSeconds: Double, correlation: Double)]
  /// Seconds of face the correlations rest on.
  let seconds: Double

  /// - Parameters:
  ///   - mouth: Opening of the mouth in its first column.
  ///   - level: A track with evenly spaced times and a level in decibels.
  ///   - covered: Time that counts.
  /// - Returns: `nil` when the track has no level or nothing moves.
  init?(mouth: FaceSeries, level: Track, covered: CoveredTime) {
    guard let column = Self.levelColumn(level),
      let first = level.timesSeconds.first, let last = level.timesSeconds.last, level.timesSeconds.count >= 2,
      let envelope = Self.envelope(column.values)
    else { return nil }
    let hop = (last - first) / Double(level.timesSeconds.count - 1)
    let quick = Self.lessSlow(envelope, hop: hop)
    var moments: [(seconds: Double, opening: Double)] = []
    for stretch in mouth.stretches {
      let slow = mouth.smoothed(0, stretch, widthSeconds: Self.slowSeconds)
      for (place, slow) in zip(stretch, slow) {
        let time = mouth.timesSeconds[place]
        // Near the recording's ends some shift would lead out of the sound, and shifts must rest on the same time.
        if covered.contains(time), time - Self.greatestShiftSeconds >= first,
          time + Self.greatestShiftSeconds <= last
        {
          moments.append((time, mouth.columns[0][place] - slow))
        }
      }
    }
    guard !moments.isEmpty else { return nil }
    let steps = Int((Self.greatestShiftSeconds / Self.shiftStepSeconds).rounded())
    var result: [(Double, Double)] = []
    for step in -steps...steps {
      let shift = Double(step) * Self.shiftStepSeconds
      guard let correlation = Self.correlation(moments, quick, first: first, hop: hop, shift: shift) else {
        return nil
      }
      result.append((shift, correlation))
    }
    correlations = result
    seconds = mouth.seconds(in: covered)
  }

  private static func correlation(
    _ moments: [(seconds: Double, opening: Double)], _ envelope: [Double], first: Double, hop: Double,
    shift: Double
  ) -> Double? {
    var sums = (x: 0.0, y: 0.0, xx: 0.0, yy: 0.0, xy: 0.0)
    for (seconds, x) in moments {
      let position = min(max((seconds + shift - first) / hop, 0), Double(envelope.count - 1))
      let index = min(Int(position), envelope.count - 2)
      let y = envelope[index] + (position - Double(index)) * (envelope[index + 1] - envelope[index])
      sums.x += x
      sums.y += y
      sums.xx += x * x
      sums.yy += y * y
      sums.xy += x * y
    }
    let count = Double(moments.count)
    let spread = (sums.xx - sums.x * sums.x / count) * (sums.yy - sums.y * sums.y / count)
    guard spread > 0 else { return nil }
    return (sums.xy - sums.x * sums.y / count) / spread.squareRoot()
  }

  /// The level with silence raised to a floor; `nil` without any sound.
  private static func envelope(_ values: TrackValues) -> [Double]? {
    guard let loud = values.presentValues.map(Double.init).quantile(0.95) else { return nil }
    let floor = loud - silenceDecibels
    return values.map { max($0.map(Double.init) ?? floor, floor) }
  }

  /// What is left of the fast changes: the mean over 0.2 s less the mean over 2 s.
  private static func lessSlow(_ envelope: [Double], hop: Double) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(envelope.count + 1)
    var total = 0.0
    for value in envelope {
      total += value
      sums.append(total)
    }
    func mean(_ index: Int, _ seconds: Double) -> Double {
      let reach = min(Int((seconds / 2 / hop).rounded()), index, envelope.count - 1 - index)
      return (sums[index + reach + 1] - sums[index - reach]) / Double(2 * reach + 1)
    }
    return envelope.indices.map { mean($0, quickSeconds) - mean($0, slowSeconds) }
  }

  /// Greatest correlation at shifts up to some size.
  func peak(within seconds: Double) -> Double? {
    correlations.filter { abs($0.shiftSeconds) <= seconds + FaceSeries.timeRounding }.map(\.correlation).max()
  }

  /// How far the sound lags behind the pictures, and how clearly it does.
  struct Offset: Sendable, Hashable {
    let seconds: Double
    /// 1 less the greatest correlation elsewhere over the greatest of all, 0 to 1.
    let confidence: Double
    /// Whether the confidence and the correlation itself are enough to state the offset.
    let isClear: Bool
  }

  private static let apartSeconds = 0.3
  private static let leastConfidence = 0.25
  private static let leastCorrelation = 0.1
  /// Times the standard error expected without any relation.
  private static let leastStandardErrors = 5.0
  /// The lips' and the level's fast changes hold about this many independent values a second.
  private static let independentPerSecond = 4.0

  var offset: Offset? {
    guard
      let best = correlations.indices.max(by: { correlations[$0].correlation < correlations[$1].correlation })
    else { return nil }
    let peak = correlations[best]
    let elsewhere =
      correlations.filter { abs($0.shiftSeconds - peak.shiftSeconds) > Self.apartSeconds }
      .map(\.correlation).max() ?? 0
    let confidence = peak.correlation > 0 ? min(max(1 - max(elsewhere, 0) / peak.correlation, 0), 1) : 0
    guard best > correlations.startIndex, best < correlations.endIndex - 1 else {
      return Offset(seconds: peak.shiftSeconds, confidence: 0, isClear: false)
    }
    // The top of the parabola through the greatest value and its neighbours.
    let (before, after) = (correlations[best - 1].correlation, correlations[best + 1].correlation)
    let bend = before - 2 * peak.correlation + after
    let part = bend < 0 ? 0.5 * (before - after) / bend : 0
    let expected = 1 / (Self.independentPerSecond * seconds).squareRoot()
    return Offset(
      seconds: peak.shiftSeconds + part * Self.shiftStepSeconds, confidence: confidence,
      isClear: confidence >= Self.leastConfidence && peak.correlation >= Self.leastCorrelation
        && peak.correlation >= Self.leastStandardErrors * expected)
  }
}
