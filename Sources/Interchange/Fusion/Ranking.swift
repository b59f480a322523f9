internal import MultimodalFusion

/// Who first, and why: sessions by score, and in each the turns to look at.
public struct Ranking: Sendable {
  /// Sessions with a score, the highest first; of equal ones in order of the name.
  public let ranked: [SessionScore]
  /// Sessions without a score, in order of the name.
  public let unscored: [SessionScore]

  /// What must stand beside the scores, and what gave them; `nil` when there are none.
  public let notice: String?
  private let scorer: String

  /// - Throws: When the sessions were scored by several scorers, whose scores do not compare.
  public init(_ scores: [SessionScore], path: String) throws(ResultsReadingError) {
    guard
      Set(scores.map { [$0.scorer.name, $0.scorer.version, $0.scorer.sha256, $0.scorer.measureSetVersion] })
        .count <= 1
    else {
      throw .severalScorers(path: path)
    }
    notice = scores.first?.notice
    scorer = scores.first?.scorer.name ?? ""
    ranked = scores.filter { $0.score != nil }.sorted { first, second in
      let (a, b) = (first.score ?? 0, second.score ?? 0)
      return a == b ? first.session < second.session : a > b
    }
    unscored = scores.filter { $0.score == nil }.sorted { $0.session < $1.session }
  }

  /// Reasons and turns given for a session.
  public static let mostReasons = 3

  /// A row for each session's turns, with the turn's strength by the composite index; a session without turns has one
  /// row; times in seconds.
  public var table: String {
    var table = CommaSeparated(header: [
      "rank", "session", "participant", "score", "lower", "upper", "evidence", "turn", "start", "end",
      "strength",
      "signs", "scorer",
    ])
    for (index, score) in ranked.enumerated() {
      func cell(_ number: Double?) -> String { number.map(CommaSeparated.cell) ?? "" }
      let own = [
        "\(index + 1)", score.session, score.participant, cell(score.score), cell(score.interval?.lower),
        cell(score.interval?.upper), score.evidence.prefix(Self.mostReasons).joined(separator: " "),
      ]
      if score.turns.isEmpty { table.append(own + ["", "", "", "", "", scorer]) }
      for turn in score.turns {
        table.append(
          own + [
            "\(turn.turn)", cell(turn.startSeconds), cell(turn.endSeconds), cell(turn.strength),
            Self.signs(turn).joined(separator: " "), scorer,
          ])
      }
    }
    return table.text
  }

  /// The measures that speak in a turn, the strongest first.
  private static func signs(_ turn: TurnEvidence) -> [String] {
    turn.signs.filter { $0.contribution > 0 }
      .sorted {
        $0.contribution == $1.contribution ? $0.measure < $1.measure : $0.contribution > $1.contribution
      }
      .prefix(mostReasons).map(\.measure)
  }

  /// The same for people to read.
  public var text: String {
    func short(_ number: Double) -> String { CommaSeparated.cell((100 * number).rounded() / 100) }
    var lines = ["Scored by: \(scorer)"]
    for (index, score) in ranked.enumerated() {
      let interval = score.interval.map { " [\(short($0.lower)), \(short($0.upper))]" } ?? ""
      lines.append("\(index + 1). \(score.session)  \(short(score.score ?? 0))\(interval)")
      func names(_ measures: [String]) -> String {
        measures.prefix(Self.mostReasons).map { measure in
          let term = score.contributions.first { $0.measure == measure }
          guard let term, let contribution = term.contribution else { return measure }
          let side = term.direction.map { ($0 == .higher) == (contribution > 0) ? " high" : " low" } ?? ""
          return "\(term.title ?? measure)\(side) (\(short(contribution)))"
        }.joined(separator: ", ")
      }
      if !score.evidence.isEmpty { lines.append("   raised by: \(names(score.evidence))") }
      if !score.counterEvidence.isEmpty { lines.append("   lowered by: \(names(score.counterEvidence))") }
      for turn in score.turns.prefix(Self.mostReasons) {
        let titles = Self.signs(turn).map { measure in
          turn.signs.first { $0.measure == measure }?.title ?? measure
        }
        lines.append(
          "   look at \(short(turn.startSeconds))–\(short(turn.endSeconds)) s: \(titles.joined(separator: ", "))"
        )
      }
      for turn in score.turnEffects?.evidence.prefix(Self.mostReasons) ?? [] {
        lines.append(
          "   without \(short(turn.startSeconds))–\(short(turn.endSeconds)) s the score is \(short(turn.effect)) lower"
        )
      }
      for warning in score.warnings { lines.append("   note: \(warning)") }
    }
    if !unscored.isEmpty {
      lines.append("Not scored:")
      for score in unscored {
        lines.append(
          "   \(score.session)  \(score.missing ?? "")\(score.objections.map { " – \($0)" } ?? "")")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
