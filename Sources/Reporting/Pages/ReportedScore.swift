/// A score as pages show it, with what made it.
public struct ReportedScore: Sendable, Hashable {
  /// Something that raises or lowers the score.
  public struct Reason: Sendable, Hashable {
    public enum Side: Sendable, Hashable { case high, low }
    public var title: String
    /// Whether the measure was high or low here; `nil` where that is not known.
    public var side: Side?
    /// In the score’s unit, or in what the score is explained in; above 0 raises.
    public var effect: Double

    public init(title: String, side: Side?, effect: Double) {
      self.title = title
      self.side = side
      self.effect = effect
    }
  }

  /// A stretch of the session to look at.
  public struct Passage: Sendable, Hashable {
    public var startSeconds: Double
    public var endSeconds: Double
    /// What stands out in it, in words; empty where only its effect is known.
    public var signs: [String]
    public var words: String?

    public init(startSeconds: Double, endSeconds: Double, signs: [String], words: String?) {
      self.startSeconds = startSeconds
      self.endSeconds = endSeconds
      self.signs = signs
      self.words = words
    }
  }

  public struct Threshold: Sendable, Hashable {
    public var name: String
    public var value: Double
    public var isReached: Bool

    public init(name: String, value: Double, isReached: Bool) {
      self.name = name
      self.value = value
      self.isReached = isReached
    }
  }

  public var scorer: String
  /// Scores of different ones do not compare.
  public var scorerVersion: String
  public var unit: String
  public var notice: String
  public var value: Double?
  /// Why there is none, in words.
  public var missing: String?
  public var interval: ClosedRange<Double>?
  public var intervalMeaning: String?
  /// The strongest first.
  public var reasons: [Reason] = []
  public var passages: [Passage] = []
  public var thresholds: [Threshold] = []
  public var warnings: [String] = []
  /// What to know of the words quoted.
  public var quoting: String?

  public init(scorer: String, scorerVersion: String, unit: String, notice: String, value: Double?) {
    self.scorer = scorer
    self.scorerVersion = scorerVersion
    self.unit = unit
    self.notice = notice
    self.value = value
  }

  var comparisonKey: [String] { [scorer, scorerVersion, unit] }
  /// Two decimals, as the least that any interval here justifies.
  static func shown(_ value: Double) -> String { scale.show(value) }
  static let scale = ShownScale(decimals: 2)
}
