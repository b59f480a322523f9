import Foundation
package import SignalCore

/// Whether a mouth moves when the participant speaks, or when the interviewer does.
///
/// The mouth's activity is the speed of the lips' gap (over the distance of the eyes) and of the jaw's
/// opening, averaged over half a second, in logarithms. Its mean while the participant alone speaks less
/// that while the other alone does, over its standard error, is a number z. Were the face the
/// participant's, z would lie about +δ√n, were it the interviewer's, about −δ√n, and about 0 for anybody
/// else's, with variance 1; n is the harmonic count of independent windows.
package struct MouthEvidence: Sendable {
  private static let windowSeconds = 0.5
  private static let longestStepSeconds = 0.3
  private static let leastSteps = 3
  /// Windows of each kind; 4 s.
  private static let leastWindows = 8
  /// Neighbouring windows are alike: so many count as one.
  private static let windowsPerIndependentOne = 2.0
  /// Speaking moves the mouth this many standard deviations more than listening; set by hand.
  private static let effect = 0.8
  /// Speeds a second below which movement is the landmarks' trembling.
  private static let floorPerSecond = 0.05

  /// Mean difference over its standard error.
  package let z: Double
  /// Harmonic count of independent windows.
  package let independentWindows: Double

  /// - Parameters:
  ///   - participant: When only the participant speaks.
  ///   - other: When the participant does not: when the interviewer speaks, or when nobody does.
  /// - Returns: `nil` when the face was in view for less than 4 s of either.
  package init?(face: Track, participant: [TimeRange], other: [TimeRange]) {
    let speaking = Self.activity(of: face, in: participant)
    let listening = Self.activity(of: face, in: other)
    guard speaking.count >= Self.leastWindows, listening.count >= Self.leastWindows,
      let speakingMean = speaking.mean, let listeningMean = listening.mean
    else { return nil }
    independentWindows =
      1 / (1 / Double(speaking.count) + 1 / Double(listening.count)) / Self.windowsPerIndependentOne
    let squares =
      speaking.reduce(0) { $0 + ($1 - speakingMean) * ($1 - speakingMean) }
      + listening.reduce(0) { $0 + ($1 - listeningMean) * ($1 - listeningMean) }
    let deviation = (squares / Double(speaking.count + listening.count - 2)).squareRoot()
    // A face that does not move at all, as on a poster, tells nothing.
    z = deviation > 0 ? (speakingMean - listeningMean) / deviation * independentWindows.squareRoot() : 0
  }

  /// Natural logarithm of how much likelier z is for the participant's face than for somebody else's, who
  /// is as likely the interviewer as anybody.
  package var logLikelihoodRatio: Double {
    let shift = Self.effect * independentWindows.squareRoot()
    let participant = shift * z - shift * shift / 2
    let interviewer = -shift * z - shift * shift / 2
    let larger = max(interviewer, 0)
    return participant - (larger + log((exp(interviewer - larger) + exp(-larger)) / 2))
  }

  private static func activity(of face: Track, in ranges: [TimeRange]) -> [Double] {
    guard let gap = face.column(FaceColumn.mouthOpening)?.values,
      let jaw = face.column(FaceColumn.name(.jawOpen))?.values
    else { return [] }
    let times = face.timesSeconds
    var result: [Double] = []
    var row = 0
    for range in ranges.merged() {
      var start = range.startSeconds
      while start + windowSeconds <= range.endSeconds {
        while row < times.count, times[row] < start { row += 1 }
        var steps = 0
        var speeds = 0.0
        var next = row + 1
        while next < times.count, times[next] <= start + windowSeconds {
          let elapsed = times[next] - times[next - 1]
          if elapsed <= longestStepSeconds, let gapBefore = gap[next - 1], let gapNow = gap[next],
            let jawBefore = jaw[next - 1], let jawNow = jaw[next]
          {
            speeds += Double(abs(gapNow - gapBefore) + abs(jawNow - jawBefore)) / elapsed
            steps += 1
          }
          next += 1
        }
        if steps >= leastSteps { result.append(log(floorPerSecond + speeds / Double(steps))) }
        start += windowSeconds
      }
    }
    return result
  }
}
