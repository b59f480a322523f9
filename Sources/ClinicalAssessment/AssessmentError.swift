public import SignalCore

/// A statistic was asked for in a way that cannot work.
///
/// Data that merely do not suffice (one class, constant values, too few persons) are no error: the statistic is
/// `nil` then.
public enum AssessmentError: UserFacingError, Equatable {
  /// Fewer resamples than an interval's end can be read from.
  case fewResamples(Int)
  /// A coverage that is no share between 0 and 1.
  case coverage(Double)
  /// A stop probability, click probability or the like outside 0 to 1, or a negative time or length.
  case rankingParameter(name: String, value: Double)
  /// The computation was stopped before its end.
  case interrupted

  public var message: String {
    switch self {
    case .fewResamples(let count): "\(count) resamples are too few for a bootstrap interval."
    case .coverage(let share): "An interval cannot cover \(share) of the cases."
    case .rankingParameter(let name, let value): "The ranking cannot be judged with \(name) = \(value)."
    case .interrupted: "The computation of intervals was stopped before its end."
    }
  }

  public var remedy: String {
    switch self {
    case .fewResamples: "Ask for at least \(PersonBootstrap.fewestResamples); 2,000 are usual."
    case .coverage: "Give a share above 0 and below 1, for example 0.95."
    case .rankingParameter:
      "Give probabilities from 0 to 1, and times, lengths and half-lives that are not negative."
    case .interrupted: "Start it again; the same seed gives the same intervals."
    }
  }
}
