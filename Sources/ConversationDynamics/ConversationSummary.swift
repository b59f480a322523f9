import SignalCore

/// The numbers of one conversation whose two sides are known.
struct ConversationSummary {
  /// The participant's.
  let own: Side
  let ownTurns: [ConversationTurn]
  /// The interviewer's.
  let other: Side
  let otherTurns: [ConversationTurn]
  let session: TimeRange?

  /// Least data, as the measures' texts state it.
  private enum Least {
    static let units = 5
    static let turns = 3
    static let turnSeconds = 10.0
    static let pauses = 3
    static let transitions = 5
    static let transitionsForSpread = 10
    static let talkSeconds = 30.0
    static let sessionSeconds = 60.0
    static let ratedTurns = 5
    /// Words per minute of a shorter turn say little.
    static let ratedTurnSeconds = 2.0
  }

  /// One for each of `ConversationMeasures.all`, in that order.
  var readings: [MeasureReading] {
    turnReadings + latencyReadings + floorReadings + [Self.unitLength(own.units)] + pauseReadings
      + rateReadings + trendReadings + interviewerReadings
  }

  static func unitLength(_ units: SpeechUnits) -> MeasureReading {
    enough(
      ConversationMeasures.unitLength, units.ranges.lazy.map(\.durationSeconds).mean,
      units.ranges.count >= Least.units)
  }

  // MARK: Who talks

  private var turnReadings: [MeasureReading] {
    let lengths = ownTurns.map(\.time.durationSeconds)
    let talked = own.units.seconds + other.units.seconds
    return [
      enough(ConversationMeasures.turnCount, Double(ownTurns.count), true),
      overSession(ConversationMeasures.turnRate) { 60 * Double(ownTurns.count) / $0.durationSeconds },
      enough(ConversationMeasures.turnLengthMean, lengths.mean, lengths.count >= Least.turns),
      enough(ConversationMeasures.turnLengthMedian, lengths.median, lengths.count >= Least.turns),
      enough(ConversationMeasures.talkShare, own.units.seconds / talked, talked >= Least.talkSeconds),
      overSession(ConversationMeasures.silenceShare) { session in
        let heard = own.units.ranges(in: session) + other.units.ranges(in: session)
        return 1 - heard.coveredSeconds / session.durationSeconds
      },
    ]
  }

  private func overSession(_ measure: Measure, _ value: (TimeRange) -> Double) -> MeasureReading {
    guard let session else { return MeasureReading(measure, .missing(.notRecorded)) }
    return Self.enough(measure, value(session), session.durationSeconds >= Least.sessionSeconds)
  }

  // MARK: Who follows whom

  private var latencyReadings: [MeasureReading] {
    let latencies = ownTurns.compactMap(\.start.latencySeconds)
    let hasSpread = latencies.count >= Least.transitionsForSpread
    let spread = latencies.quantile(0.75).flatMap { high in latencies.quantile(0.25).map { high - $0 } }
    let deviation = latencies.sampleStandardDeviation.flatMap { deviation in
      latencies.mean.map { deviation / $0 }
    }
    return [
      latency(ConversationMeasures.responseLatency, ownTurns),
      enough(ConversationMeasures.responseLatencyRange, spread, hasSpread),
      enough(ConversationMeasures.responseLatencyVariation, deviation, hasSpread),
      offset(ConversationMeasures.floorTransferOffset, ownTurns),
      overlappedStarts(ConversationMeasures.overlappedStarts, ownTurns),
    ]
  }

  private func latency(_ measure: Measure, _ turns: [ConversationTurn]) -> MeasureReading {
    let latencies = turns.compactMap(\.start.latencySeconds)
    return enough(measure, latencies.median, latencies.count >= Least.transitions)
  }

  private func offset(_ measure: Measure, _ turns: [ConversationTurn]) -> MeasureReading {
    let offsets = turns.compactMap(\.start.offsetSeconds)
    return enough(measure, offsets.median, offsets.count >= Least.transitions)
  }

  private func overlappedStarts(_ measure: Measure, _ turns: [ConversationTurn]) -> MeasureReading {
    let offsets = turns.compactMap(\.start.offsetSeconds)
    let share = Double(offsets.count { $0 < 0 }) / Double(offsets.count)
    return enough(measure, share, offsets.count >= Least.transitions)
  }

  // MARK: Talking at once

  private var floorReadings: [MeasureReading] {
    let overlaps = own.units.shared(with: other.units)
    let heard = own.units.ranges + other.units.ranges
    let bothTalk = own.units.seconds >= Least.talkSeconds && other.units.seconds >= Least.talkSeconds
    return [
      interruptions(ConversationMeasures.interruptionRate, ownTurns, of: other),
      enough(
        ConversationMeasures.overlapShare,
        overlaps.reduce(0) { $0 + $1.durationSeconds } / heard.coveredSeconds, bothTalk),
      enough(ConversationMeasures.overlapCount, Double(overlaps.count), bothTalk),
      backchannels(ConversationMeasures.backchannelRate, of: own, to: other),
    ]
  }

  private func interruptions(
    _ measure: Measure, _ turns: [ConversationTurn], of interrupted: Side
  ) -> MeasureReading {
    perMinute(measure, turns.count { $0.start.isInterruption }, of: interrupted)
  }

  private func backchannels(_ measure: Measure, of listener: Side, to speaker: Side) -> MeasureReading {
    perMinute(measure, listener.backchannels.count, of: speaker)
  }

  private func perMinute(_ measure: Measure, _ count: Int, of speaker: Side) -> MeasureReading {
    let seconds = speaker.units.seconds
    return enough(measure, 60 * Double(count) / seconds, seconds >= Least.talkSeconds)
  }

  // MARK: Inside the turns

  private var pauseReadings: [MeasureReading] {
    let pauses = own.turns.flatMap(\.pausesSeconds)
    let seconds = ownTurns.reduce(0) { $0 + $1.time.durationSeconds }
    let hasTurns = seconds >= Least.turnSeconds
    let hasPauses = hasTurns && pauses.count >= Least.pauses
    return [
      enough(ConversationMeasures.pauseRate, 60 * Double(pauses.count) / seconds, hasTurns),
      enough(ConversationMeasures.pauseMean, pauses.mean, hasPauses),
      enough(ConversationMeasures.pauseMedian, pauses.median, hasPauses),
      enough(ConversationMeasures.pauseShare, pauses.reduce(0, +) / seconds, hasTurns),
    ]
  }

  private var ratedTurns: [ConversationTurn] {
    ownTurns.filter { $0.time.durationSeconds >= Least.ratedTurnSeconds - Limit.tolerance }
  }

  private var rateReadings: [MeasureReading] {
    func reading(_ measure: Measure, _ rates: [Double]) -> MeasureReading {
      guard ownTurns.contains(where: { $0.wordCount != nil }) else {
        return MeasureReading(measure, .missing(.notRecorded))
      }
      return enough(measure, rates.median, rates.count >= Least.ratedTurns)
    }
    return [
      reading(ConversationMeasures.speechRate, ratedTurns.compactMap(\.wordsPerMinute)),
      reading(ConversationMeasures.articulationRate, ratedTurns.compactMap(\.articulatedWordsPerMinute)),
    ]
  }

  // MARK: In the course of the session

  private var trendReadings: [MeasureReading] {
    let latencies = trend(ownTurns) { $0.start.latencySeconds }
    let lengths = trend(ownTurns) { $0.time.durationSeconds }
    let pauses = trend(ratedTurns) { $0.pauseShare }
    let rates = trend(ratedTurns) { $0.wordsPerMinute }
    let hasWords = ownTurns.contains { $0.wordCount != nil }
    return zip(ConversationMeasures.trends, [latencies, lengths, pauses, rates]).flatMap { measures, trend in
      let isUnknown = measures.needsWords && !hasWords
      let reason: MissingReason = isUnknown ? .notRecorded : .tooShort
      return [
        MeasureReading(measures.slope, MeasuredValue(trend.slopePerTenMinutes, orMissing: reason)),
        MeasureReading(measures.difference, MeasuredValue(trend.lastLessFirstThird, orMissing: reason)),
      ]
    }
  }

  private func trend(_ turns: [ConversationTurn], _ value: (ConversationTurn) -> Double?) -> Trend {
    let heard = own.units.ranges + other.units.ranges
    let start = heard.lazy.map(\.startSeconds).min() ?? 0
    let end = heard.lazy.map(\.endSeconds).max() ?? start
    return Trend(
      turns.compactMap { turn in value(turn).map { (turn.time.startSeconds, $0) } },
      in: TimeRange(startSeconds: start, endSeconds: end))
  }

  // MARK: The other side

  private var interviewerReadings: [MeasureReading] {
    let lengths = otherTurns.map(\.time.durationSeconds)
    return [
      enough(ConversationMeasures.interviewerTurnCount, Double(otherTurns.count), true),
      enough(ConversationMeasures.interviewerTurnLength, lengths.median, lengths.count >= Least.turns),
      latency(ConversationMeasures.interviewerLatency, otherTurns),
      offset(ConversationMeasures.interviewerOffset, otherTurns),
      overlappedStarts(ConversationMeasures.interviewerOverlappedStarts, otherTurns),
      interruptions(ConversationMeasures.interviewerInterruptionRate, otherTurns, of: own),
      backchannels(ConversationMeasures.interviewerBackchannelRate, of: other, to: own),
    ]
  }

  // MARK: -

  private func enough(_ measure: Measure, _ value: Double?, _ isEnough: Bool) -> MeasureReading {
    Self.enough(measure, value, isEnough)
  }

  private static func enough(_ measure: Measure, _ value: Double?, _ isEnough: Bool) -> MeasureReading {
    MeasureReading(
      measure, isEnough ? MeasuredValue(value, orMissing: .tooShort) : .missing(.tooShort))
  }
}
