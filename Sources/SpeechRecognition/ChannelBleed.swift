import Foundation
public import SignalCore

/// What one channel holds of its own, and of the others.
public struct ChannelSpeech: Sendable, Hashable {
  /// Detected speech that is not merely another channel's voice; in order and apart.
  public var own: [TimeRange]
  /// How loud the loudest other channel's voice is heard in this one, in dB relative to its own channel, below 0;
  /// `nil` when it is not heard, or speaks too little to tell.
  public var bleedDecibels: Double?
  /// Where this channel and another really speak at the same time.
  public var overlaps: [TimeRange]

  package init(own: [TimeRange], bleedDecibels: Double?, overlaps: [TimeRange]) {
    self.own = own
    self.bleedDecibels = bleedDecibels
    self.overlaps = overlaps
  }
}

/// Tells a channel's own voice from the other speaker's, which its microphone picks up too.
///
/// A voice that bleeds into another channel follows its own channel's level there, band by band, a constant number
/// of decibels lower and at most 50 ms later. That number is estimated where the one channel is loud and the other
/// follows it; detected speech that is no louder than what the other channel explains is not the channel's own.
public enum ChannelBleed {
  /// Least frames of 10 ms to judge by: two seconds.
  private static let leastFrames = 200
  /// A voice is loud this far above its channel's floor, and heard this far above the other's.
  private static let loudDecibels: Float = 15
  private static let heardDecibels: Float = 5
  /// Bleed is quieter than the voice itself by this much.
  private static let leastLossDecibels: Float = 3
  /// How closely bleed follows the voice (correlation of levels); independent speech does so far less.
  private static let leastCorrelation = 0.6
  /// Frames the sound may take from one microphone to the other, or the recorder's channels lie apart.
  private static let longestLagFrames = 5
  /// Own speech rises this far above what the others explain.
  private static let ownDecibels: Float = 6
  /// Judged over a quarter of a second, about a syllable.
  private static let smoothingFrames = 25
  private static let shortestOwnSeconds = 0.2
  private static let longestGapSeconds = 0.3

  /// Own speech, bleed and overlap of every channel.
  /// - Parameters:
  ///   - envelopes: By channel, all from one recording.
  ///   - speech: Detected speech by channel, on the recording's clock.
  public static func resolve(
    envelopes: [Int: ChannelEnvelope], speech: [Int: [TimeRange]]
  ) -> [Int: ChannelSpeech] {
    var result: [Int: ChannelSpeech] = [:]
    for (channel, envelope) in envelopes {
      let others = envelopes.filter { $0.key != channel }.sorted { $0.key < $1.key }.map(\.value)
      let couplings = others.map { Coupling(of: $0, into: envelope) }
      let levels = couplings.compactMap { $0?.meanDecibels }
      result[channel] = ChannelSpeech(
        own: own(speech[channel] ?? [], in: envelope, others: Array(zip(others, couplings))),
        bleedDecibels: levels.max(), overlaps: [])
    }
    for (channel, found) in result {
      let others = result.filter { $0.key != channel }.flatMap(\.value.own).merged()
      result[channel]?.overlaps = found.own.flatMap { own in others.compactMap(own.intersection) }.merged()
    }
    return result
  }

  private static func own(
    _ speech: [TimeRange], in envelope: ChannelEnvelope, others: [(ChannelEnvelope, Coupling?)]
  ) -> [TimeRange] {
    let heard = others.compactMap { other, coupling in coupling.map { (other, $0) } }
    guard !heard.isEmpty else { return speech.merged() }
    return speech.merged().flatMap { range -> [TimeRange] in
      let frames = envelope.frames(range)
      let excess = frames.map { frame in
        heard.map { other, coupling in coupling.excess(at: frame, of: envelope, over: other) }.min() ?? 0
      }
      let smooth = runningMedians(excess, width: smoothingFrames)
      var runs: [TimeRange] = []
      for (offset, value) in smooth.enumerated() where value >= ownDecibels {
        let frame = frames.lowerBound + offset
        runs.append(envelope.timeRange(frame..<(frame + 1)))
      }
      return runs.merged(closingGapsUpTo: longestGapSeconds).compactMap { $0.intersection(range) }.filter {
        $0.durationSeconds >= min(shortestOwnSeconds, range.durationSeconds)
      }
    }
  }

  private static func runningMedians(_ values: [Float], width: Int) -> [Float] {
    values.indices.map { index in
      let around = values[max(index - width / 2, 0)...min(index + width / 2, values.count - 1)].sorted()
      return around[around.count / 2]
    }
  }

  /// How a talker's channel is heard in a listener's.
  private struct Coupling {
    private let lagFrames: Int
    /// Listener's level minus the talker's, in dB, one a band.
    private let differences: [Float]

    var meanDecibels: Double { Double(differences.reduce(0, +)) / Double(differences.count) }

    /// `nil` when the talker is not heard, or speaks too little to tell.
    init?(of talker: ChannelEnvelope, into listener: ChannelEnvelope) {
      let talkerFloors = talker.levelsDecibels.map(floor)
      let listenerFloors = listener.levelsDecibels.map(floor)
      func pairs(band: Int, lag: Int) -> (loud: Int, heard: [(talker: Float, listener: Float)]) {
        let (source, sink) = (talker.levelsDecibels[band], listener.levelsDecibels[band])
        var loud = 0
        var heard: [(talker: Float, listener: Float)] = []
        for frame in source.indices where sink.indices.contains(frame + lag) {
          let (spoken, received) = (source[frame], sink[frame + lag])
          guard spoken > talkerFloors[band] + loudDecibels, received < spoken - leastLossDecibels else {
            continue
          }
          loud += 1
          if received > listenerFloors[band] + heardDecibels { heard.append((spoken, received)) }
        }
        return (loud, heard)
      }
      let middle = talker.levelsDecibels.count / 2
      let lags = (-longestLagFrames...longestLagFrames).map { lag in
        (lag, correlation(pairs(band: middle, lag: lag).heard) ?? -1)
      }
      guard let best = lags.max(by: { $0.1 < $1.1 }), best.1 >= leastCorrelation else { return nil }
      var found: [Float] = []
      for band in talker.levelsDecibels.indices {
        let (loud, heard) = pairs(band: band, lag: best.0)
        guard heard.count >= leastFrames, 4 * heard.count >= loud else { return nil }
        let sorted = heard.map { $0.listener - $0.talker }.sorted()
        found.append(sorted[sorted.count / 2])
      }
      lagFrames = best.0
      differences = found
    }

    /// How far the listener's frame rises above what it hears of the talker, averaged over bands, in dB.
    func excess(at frame: Int, of listener: ChannelEnvelope, over talker: ChannelEnvelope) -> Float {
      let source = frame - lagFrames
      guard listener.levelsDecibels[0].indices.contains(frame) else { return 0 }
      guard talker.levelsDecibels[0].indices.contains(source) else { return .infinity }
      var sum: Float = 0
      for band in differences.indices {
        sum +=
          listener.levelsDecibels[band][frame]
          - (talker.levelsDecibels[band][source] + differences[band])
      }
      return sum / Float(differences.count)
    }
  }

  /// Level that a tenth of the frames stay below.
  private static func floor(_ levels: [Float]) -> Float {
    let sorted = levels.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 10]
  }

  private static func correlation(_ pairs: [(talker: Float, listener: Float)]) -> Double? {
    guard pairs.count >= leastFrames else { return nil }
    let count = Double(pairs.count)
    let talkerMean = pairs.reduce(0) { $0 + Double($1.talker) } / count
    let listenerMean = pairs.reduce(0) { $0 + Double($1.listener) } / count
    var (products, talkerSquares, listenerSquares) = (0.0, 0.0, 0.0)
    for pair in pairs {
      let (one, two) = (Double(pair.talker) - talkerMean, Double(pair.listener) - listenerMean)
      products += one * two
      talkerSquares += one * one
      listenerSquares += two * two
    }
    guard talkerSquares > 0, listenerSquares > 0 else { return nil }
    return products / (talkerSquares * listenerSquares).squareRoot()
  }
}
