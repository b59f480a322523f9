internal import SignalCore

/// What a session's values are held against: mean and spread of each measure over the participants of a cohort.
///
/// There is no normative cohort for these measures, so a reference is always one that the user has: a folder of
/// results, or the sessions of the scored one's own folder, itself among them. A session that is part of its reference
/// cannot lie further from its mean than (n − 1) / √n standard deviations of n participants: 2.8 of ten.
public struct IndexReference: Sendable, Hashable, Codable {
  /// Where the reference comes from.
  public enum Origin: String, Sendable, Hashable, Codable {
    /// A folder the user named.
    case cohort
    /// The scored sessions themselves: a score then says only where a session stands among them.
    case batch
  }

  /// Mean and spread of one measure.
  public struct Standard: Sendable, Hashable, Codable {
    public let participants: Int
    public let mean: Double
    /// Standard deviation over participants (n − 1); above 0.
    public let standardDeviation: Double
  }

  /// Fewest participants with a value before a measure is standardised: with ten, a standard deviation is known to
  /// about a quarter of itself (relative error 1/√(2(n − 1)) for normal values).
  public static let leastParticipants = 10

  public let origin: Origin
  /// Participants in the cohort, whatever their values.
  public let participants: Int
  /// Measure → standard, for measures that enough participants have and that vary between them.
  public let standards: [String: Standard]
  /// The same for measures of single turns: mean over a participant's turns first, spread over all turns, each
  /// participant counting once.
  public let turnStandards: [String: Standard]

  /// - Parameters:
  ///   - sessions: Any number of sessions a participant; a participant counts once, by the mean of theirs.
  ///   - index: Whose terms are standardised.
  public init(_ sessions: [MeasuredSession], for index: CompositeIndex, origin: Origin) {
    self.origin = origin
    let byParticipant = Dictionary(grouping: sessions, by: \.participant)
    let names = byParticipant.keys.sorted()
    participants = names.count
    var standards: [String: Standard] = [:]
    var turnStandards: [String: Standard] = [:]
    for term in index.terms {
      let means = names.compactMap { name in
        (byParticipant[name] ?? []).sorted { $0.session < $1.session }
          .compactMap { $0.value(of: term.measure).number }.mean
      }
      standards[term.measure] = Self.standard(
        participants: means.count, mean: means.mean, means.sampleStandardDeviation)
      if let measure = term.turnMeasure {
        let turns = names.map { name in
          (byParticipant[name] ?? []).sorted { $0.session < $1.session }
            .flatMap { $0.turns.compactMap { $0.values[measure] } }
        }
        turnStandards[measure] = Self.turnStandard(turns.filter { !$0.isEmpty })
      }
    }
    self.standards = standards
    self.turnStandards = turnStandards
  }

  /// Whether there are enough participants for any index at all.
  public var isLargeEnough: Bool { participants >= Self.leastParticipants }

  private static func standard(participants: Int, mean: Double?, _ deviation: Double?) -> Standard? {
    guard participants >= leastParticipants, let mean, let deviation, mean.isFinite, deviation.isFinite,
      deviation > abs(mean) * 1e-12
    else { return nil }
    return Standard(participants: participants, mean: mean, standardDeviation: deviation)
  }

  /// Every participant's turns weigh one together.
  private static func turnStandard(_ turns: [[Double]]) -> Standard? {
    guard let mean = turns.compactMap(\.mean).mean else { return nil }
    let variance = turns.compactMap { values in values.map { ($0 - mean) * ($0 - mean) }.mean }.mean
    return standard(participants: turns.count, mean: mean, variance.map { $0.squareRoot() })
  }
}
