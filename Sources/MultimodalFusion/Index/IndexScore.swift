public import SignalCore

/// The composite index of one session, taken apart into what made it.
///
/// All numbers are unitless: standard deviations of the reference, above 0 in the direction that studies of
/// depression report. It is not an estimate of any scale and not a probability.
public struct IndexScore: Sendable, Hashable, Codable {
  /// One term in this session.
  public struct Term: Sendable, Hashable, Codable {
    public let measure: String
    public let title: String
    public let modality: Measure.Modality
    public let direction: IndexTerm.Direction
    public let weight: Double
    public let value: Double?
    /// Why the term does not count: the value is missing, or the reference has too few values of it.
    public let missing: String?
    /// (value − mean) / standard deviation of the reference, turned so that above 0 speaks for depression; not cut.
    public let standardised: Double?
    /// Share of the index: weight × standardised value, cut to ±3, over all weight that counts. Sums to the index.
    public let contribution: Double?
  }

  /// The index over one modality's terms alone.
  public struct Modality: Sendable, Hashable, Codable {
    public let modality: Measure.Modality
    public let value: Double?
    public let missing: String?
    /// Weight of the terms that count over the modality's whole weight.
    public let weightShare: Double
    /// What the modality adds to the index over all; the modalities' contributions sum to it.
    public let contribution: Double?
  }

  public let value: Double?
  public let missing: String?
  /// Jack-knife interval over the terms; `nil` below five terms. See `CompositeIndexCard.interval`.
  public let lower: Double?
  public let upper: Double?
  /// Weight of the terms that count over the weight of all.
  public let weightShare: Double
  public let modalities: [Modality]
  public let terms: [Term]
  /// What a reader must know before the number is used, in plain sentences.
  public let warnings: [String]

  /// Terms that raise the index, the strongest first.
  public var evidence: [Term] {
    terms.filter { ($0.contribution ?? 0) > 0 }.sorted { Self.order($0, $1) }
  }

  /// Terms that lower it, the strongest first.
  public var counterEvidence: [Term] {
    terms.filter { ($0.contribution ?? 0) < 0 }.sorted { Self.order($0, $1) }
  }

  private static func order(_ first: Term, _ second: Term) -> Bool {
    let (a, b) = (abs(first.contribution ?? 0), abs(second.contribution ?? 0))
    return a == b ? first.measure < second.measure : a > b
  }
}
