import Interchange
import MultimodalFusion
import Reporting
import SignalCore

extension ReportedScore {
  /// Passages marked in a session's picture.
  private static let mostPassages = 5
  private static let mostSigns = 3

  /// A stored score as pages show it.
  init(_ score: SessionScore) {
    self.init(
      scorer: score.scorer.name, scorerVersion: String(score.scorer.version.prefix(12)),
      unit: score.scorer.unit, notice: score.notice, value: score.score)
    missing = score.objections ?? score.missing.map(Self.words)
    if let range = score.interval, range.lower <= range.upper {
      interval = range.lower...range.upper
      intervalMeaning = range.meaning
    }
    reasons = Self.reasons(score)
    passages = Self.passages(score)
    thresholds = score.thresholds.map {
      Threshold(name: $0.threshold.name, value: $0.threshold.value, isReached: $0.isReached)
    }
    warnings = score.warnings
    quoting = score.quoting
  }

  private static func words(_ missing: String) -> String {
    guard case .notApplicable(let reason)? = MissingReason(text: missing) else { return missing }
    return reason + "."
  }

  private static func reasons(_ score: SessionScore) -> [Reason] {
    let measures = score.contributions.compactMap { term -> Reason? in
      guard let effect = term.contribution, effect != 0 else { return nil }
      let side = term.direction.map { ($0 == .higher) == (effect > 0) ? Reason.Side.high : .low }
      return Reason(title: term.title ?? term.measure, side: side, effect: effect)
    }
    let groups = (score.groupEffects ?? []).filter { $0.effect != 0 }.map {
      Reason(title: $0.group, side: nil, effect: $0.effect)
    }
    return (measures.isEmpty ? groups : measures).enumerated().sorted {
      (abs($1.element.effect), $0.offset) < (abs($0.element.effect), $1.offset)
    }.map(\.element)
  }

  /// The turns that raise a score: of a model of turns by leaving each out, else those that show the signs most.
  private static func passages(_ score: SessionScore) -> [Passage] {
    if let effects = score.turnEffects {
      return effects.evidence.prefix(mostPassages).map {
        Passage(startSeconds: $0.startSeconds, endSeconds: $0.endSeconds, signs: [], words: $0.words)
      }
    }
    return score.turns.filter { $0.strength > 0 }.prefix(mostPassages).map { turn in
      let signs = turn.signs.filter { $0.contribution > 0 }.sorted {
        ($1.contribution, $0.title) < ($0.contribution, $1.title)
      }
      return Passage(
        startSeconds: turn.startSeconds, endSeconds: turn.endSeconds,
        signs: signs.prefix(mostSigns).map(\.title), words: turn.words)
    }
  }
}
