/// What one filled-in form says.
public struct ScaleResult: Sendable, Hashable {
  /// In the order of the form; empty where only a total is known.
  public let answers: [Int?]
  /// Points of each addend of the total, reversed items turned round; `nil` where an answer is wanting.
  public let partPoints: [Int?]
  public let total: ScaleTotal
  /// Where the total is open but every completion lies in one band, that band.
  public let band: SeverityBand?
  /// `nil` where completions differ, or where the scale has no cut-off.
  public let isAtOrAboveCutOff: Bool?
  /// The PHQ's diagnostic algorithm; `nil` for scales that have none.
  public let syndrome: DepressiveSyndrome?
  /// The item about death or suicide; `nil` for scales that have none.
  public let safety: SafetyPrompt?

  /// Places from 1 of the items that were not answered.
  public var missingItems: [Int] { answers.indices.filter { answers[$0] == nil }.map { $0 + 1 } }
  /// Whether every addend of the total is known.
  public var isComplete: Bool { if case .complete = total { true } else { false } }
}

/// A total, or why there is none.
public enum ScaleTotal: Sendable, Hashable {
  /// Every completion of the form has this total.
  case complete(Double)
  /// The mean of the answered items stands for the missing ones; not rounded. The ends hold every completion.
  case prorated(Double, lower: Double, upper: Double)
  /// Too many answers are wanting; every completion lies between the ends.
  case undetermined(lower: Double, upper: Double)
  /// Nothing was answered.
  case unanswered

  public var value: Double? {
    switch self {
    case .complete(let value), .prorated(let value, _, _): value
    case .undetermined, .unanswered: nil
    }
  }

  /// Whether it reaches a cut-off; `nil` where completions differ. A prorated total counts as it stands.
  func isAtLeast(_ cutOff: Double) -> Bool? {
    switch self {
    case .complete(let value), .prorated(let value, _, _): value >= cutOff
    case .undetermined(let lower, let upper):
      if lower >= cutOff { true } else if upper < cutOff { false } else { nil }
    case .unanswered: nil
    }
  }
}

/// Whether a person has to ask about suicide, whatever the total.
public enum SafetyPrompt: String, Sendable, Hashable, Codable, CaseIterable {
  /// The item was answered above its lowest answer: somebody has to ask.
  case ask
  /// The item was answered with its lowest answer.
  case notRaised
  /// The item was left out, which is no answer: somebody should ask.
  case notAnswered

  init(answer: Int?, promptsFrom lowest: Int) {
    if let answer {
      self = answer >= lowest ? .ask : .notRaised
    } else {
      self = .notAnswered
    }
  }
}
