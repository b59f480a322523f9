extension Questionnaire {
  /// Scores one filled-in form.
  /// - Parameters:
  ///   - answers: One an item in the order of the form; `nil` where none was given.
  ///   - row: What the error calls the form, from 1.
  /// - Throws: An answer the form does not offer, or a wrong number of answers.
  public func score(_ answers: [Int?], row: Int = 1) throws(ScaleError) -> ScaleResult {
    guard answers.count == items.count else {
      throw .itemCount(scale: name, row: row, found: answers.count, expected: items.count)
    }
    for (item, answer) in zip(items, answers) {
      guard let answer, !item.answers.contains(answer) else { continue }
      throw .answerOutOfRange(
        scale: name, row: row, item: item.number, name: item.name, lowest: item.answers.lowerBound,
        highest: item.answers.upperBound)
    }
    let ends = parts.map { partEnds($0, in: answers) }
    let total = total(ends, isAnswered: answers.contains { $0 != nil })
    return ScaleResult(
      answers: answers, partPoints: ends.map { $0.lower == $0.upper ? $0.lower : nil }, total: total,
      band: band(of: total), isAtOrAboveCutOff: cutOff.flatMap { total.isAtLeast($0.atLeast) },
      syndrome: hasSyndromeAlgorithm ? DepressiveSyndrome(answers: answers) : nil,
      safety: safetyItem.map { SafetyPrompt(answer: answers[$0.number - 1], promptsFrom: $0.promptsFrom) })
  }

  /// Bands, cut-off and range for a total whose items are not known.
  /// - Returns: `nil` for a total the scale cannot have.
  public func score(total: Double) -> ScaleResult? {
    guard totals.contains(total) else { return nil }
    return ScaleResult(
      answers: [], partPoints: [], total: .complete(total), band: bandScheme.band(of: total),
      isAtOrAboveCutOff: cutOff.map { total >= $0.atLeast }, syndrome: nil, safety: nil)
  }

  /// Lowest and highest possible total.
  public var totals: ClosedRange<Double> {
    let unanswered = [Int?](repeating: nil, count: items.count)
    let ends = parts.map { partEnds($0, in: unanswered) }
    return sum(ends.map(\.lower))...sum(ends.map(\.upper))
  }

  /// The least and the most points of a part that completions of the form give it.
  private typealias Ends = (lower: Int, upper: Int)

  private func sum(_ points: [Int]) -> Double { Double(points.reduce(0, +)) * factor }

  private func total(_ parts: [Ends], isAnswered: Bool) -> ScaleTotal {
    let known = parts.filter { $0.lower == $0.upper }.map(\.lower)
    let lower = sum(parts.map(\.lower))
    if known.count == parts.count { return .complete(lower) }
    guard isAnswered else { return .unanswered }
    let upper = sum(parts.map(\.upper))
    if case .prorated(let limit, _) = missingItems, parts.count - known.count <= limit {
      return .prorated(sum(known) / Double(known.count) * Double(parts.count), lower: lower, upper: upper)
    }
    return .undetermined(lower: lower, upper: upper)
  }

  /// The band of a total, or of a range of totals that lies in one band.
  private func band(of total: ScaleTotal) -> SeverityBand? {
    if let value = total.value { return bandScheme.band(of: value) }
    guard case .undetermined(let lower, let upper) = total else { return nil }
    let lowest = bandScheme.band(of: lower)
    return lowest == bandScheme.band(of: upper) ? lowest : nil
  }

  private func partEnds(_ part: ScorePart, in answers: [Int?]) -> Ends {
    var ends: Ends?
    for group in part.groups {
      var highest: Int?
      for index in group {
        guard let answer = answers[index] else { continue }
        highest = max(highest ?? .min, items[index].points(answer))
      }
      let range = items[group[0]].answers
      ends = (
        max(ends?.lower ?? .min, highest ?? range.lowerBound),
        max(ends?.upper ?? .min, highest ?? range.upperBound)
      )
    }
    return ends ?? (0, 0)
  }
}
