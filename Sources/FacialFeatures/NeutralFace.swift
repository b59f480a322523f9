public import SignalCore

/// How one person's face reads when it rests: what every expression is measured from.
///
/// Found once over a whole recording, or taken from an earlier one of the same person: with a given neutral,
/// what an instant reads does not depend on the rest of the recording.
public struct NeutralFace: Sendable, Hashable, Codable {
  public struct Channel: Sendable, Hashable, Codable {
    /// Name of the column in the track "face".
    public let name: String
    /// The column's value at rest, in its own unit.
    public let value: Double
    /// Spread of the calm pictures about it: 1.4826 times their median distance, which for normal noise is
    /// the standard deviation. 0 for a limited value, about which no calm picture lay.
    public let spread: Double
    /// Whether the recording's own value lay outside what a relaxed face can show and was moved to the limit.
    public let isLimited: Bool

    package init(name: String, value: Double, spread: Double, isLimited: Bool) {
      self.name = name
      self.value = value
      self.spread = spread
      self.isLimited = isLimited
    }
  }

  /// Ordered by name.
  public let channels: [Channel]
  /// Time the calm pictures cover.
  public let calmSeconds: Double

  package init(channels: [Channel], calmSeconds: Double) {
    self.channels = channels.sorted { $0.name < $1.name }
    self.calmSeconds = calmSeconds
  }

  public func channel(_ name: String) -> Channel? { channels.first { $0.name == name } }

  /// A neutral or the reason why there is none.
  public enum Found: Sendable, Hashable {
    case neutral(NeutralFace)
    case missing(MissingReason)

    public var neutral: NeutralFace? {
      if case .neutral(let neutral) = self { neutral } else { nil }
    }
  }

  /// Finds a person's neutral in a track "face".
  ///
  /// Calm pictures are those whose head is within 20° of its usual pose and whose activity is among the lowest
  /// 40 % of these. Activity is the mean over all channels, each divided by what a full expression moves it, of
  /// its distance from its median within half a second either side, plus its step from the last
  /// picture. Over the calm pictures each channel's half-sample mode is its neutral, moved into
  /// `ExpressionChannel.restingRange` where it lies outside.
  ///
  /// - Returns: Missing as `.noFace` without pictures of the face, as `.tooShort` below ten seconds of it or
  ///   three calm seconds, as `.lowQuality` where a column that is needed has no values.
  public static func found(in track: Track) -> Found { NeutralSearch(track: track).found }
}
