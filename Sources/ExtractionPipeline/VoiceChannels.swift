package import MediaDecoding

/// Which channels of a recording carry a voice of their own.
package enum VoiceChannels {
  /// Two microphones hear little of each other's speaker; one sound in stereo is alike on both sides.
  static let mostCorrelationApart = 0.5
  /// A channel this far below the loudest (−40 dB) is taken for unused.
  static let leastRelativeLevel = 0.01

  /// Channels counted from 1: two when the first two are apart, otherwise the loudest alone. Channels are
  /// never mixed: opposed ones would cancel.
  package static func apart(_ statistics: ChannelStatistics) -> [Int] {
    let levels = statistics.rootMeanSquare
    let loudest = levels.indices.max { (levels[$0], $1) < (levels[$1], $0) } ?? 0
    let isAudible = levels.map { $0 > 0 && $0 >= leastRelativeLevel * levels[loudest] }
    if levels.count >= 2, isAudible[0], isAudible[1], let correlation = statistics.firstPairCorrelation,
      abs(correlation) < mostCorrelationApart
    {
      return [1, 2]
    }
    return [loudest + 1]
  }
}
