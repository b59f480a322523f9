/// What decoding found out about a recording's condition, beside the data itself.
public struct DecodingReport: Sendable, Hashable, Codable {
  /// Facts of a sound stream.
  public struct Sound: Sendable, Hashable, Codable {
    /// Silence put where timestamps jump ahead.
    public var gapSecondsFilled = 0.0
    public var gapCount = 0
    /// Sound dropped where timestamps step back over what was already delivered.
    public var overlapSecondsTrimmed = 0.0
    /// Samples that were not a number or infinite and became 0, counted over all channels.
    public var nonFiniteSamples = 0
  }

  /// Facts of a picture stream.
  public struct Pictures: Sendable, Hashable, Codable {
    /// All pictures decoded, whether or not they were asked for.
    public var decodedFrames = 0
    /// As the container states it; `nil` when it does not. Pictures an edit list hides are included.
    public var declaredFrames: Int?
    /// Pictures dropped because their time did not advance.
    public var framesOutOfOrder = 0
  }

  /// The data end before the file said they would, or reading broke off.
  public var isTruncated = false
  /// Packets or pictures the decoder could not decode, or only with visible faults.
  public var decodeErrors = 0
  /// Times the container's clock jumped back by more than 10 s or ahead by more than an hour; the stream
  /// was then carried on without a break.
  public var clockResets = 0
  /// Changes of sample rate, channel count or picture size inside the stream.
  public var formatChanges = 0
  /// From the first to the end of the last thing decoded, gaps included.
  public var decodedSeconds = 0.0
  /// As the container states it for this stream, or else for the whole file; `nil` when it does not.
  public var declaredSeconds: Double?
  /// `nil` for a picture stream.
  public var sound: Sound?
  /// `nil` for a sound stream.
  public var pictures: Pictures?

  /// Whether anything was lost or had to be guessed.
  public var isDamaged: Bool { isTruncated || decodeErrors > 0 || clockResets > 0 }
}
