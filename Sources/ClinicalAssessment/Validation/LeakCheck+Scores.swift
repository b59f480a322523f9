internal import DenseMath

/// Checks that need scores and labels together.
struct PairedLeakChecks {
  let table: ScoreTable
  let scale: ValidationScale
  let threshold: Double
  /// Pairs the figures are to rest on.
  let tested: [PairedScore]
  /// Pairs of the training and of the development part.
  let fitted: [PairedScore]

  var all: [LeakCheck] { [interviewer, thresholdChoice, features] }

  private func isCase(_ pair: PairedScore) -> Bool { pair.total >= scale.caseTotal }

  /// The interviewer, who asks on when somebody is unwell, must not tell as much as the participant does.
  private var interviewer: LeakCheck {
    let kind = LeakCheck.Kind.interviewerAsGood
    guard table.columns.contains(.interviewerScore) else {
      return LeakCheck(
        kind, .notPossible,
        "The score table has no column ‘interviewer_score’, so it is unknown how much the questions give "
          + "away."
      )
    }
    let rows = tested.compactMap { pair in pair.row.interviewerScore.map { (pair, $0) } }
    let totals = rows.map(\.0.total)
    let labels = rows.map { isCase($0.0) }
    let name: String
    let own: Double
    let interviewers: Double
    // What knows nothing lies at 0.5 or 0; below a third of the way up, being as good means little.
    let floor: Double
    if let score = Discrimination.areaUnderROC(labels: labels, scores: rows.map(\.0.score)),
      let other = Discrimination.areaUnderROC(labels: labels, scores: rows.map(\.1))
    {
      (name, own, interviewers, floor) = ("area under the ROC curve", score.value, other.value, 0.6)
    } else if let score = Agreement.pearson(totals, rows.map(\.0.score)),
      let other = Agreement.pearson(totals, rows.map(\.1))
    {
      (name, own, interviewers, floor) = ("correlation with the total", score, other, 0.2)
    } else {
      return LeakCheck(kind, .notPossible, "Too few rows have an ‘interviewer_score’ to compare with.")
    }
    let figures = "(\(name) \(interviewers.hundredths) against \(own.hundredths) on \(rows.count) rows)"
    if interviewers >= max(own - 0.01, floor) {
      return LeakCheck(
        kind, .found,
        "The interviewer’s turns alone tell as much as the participant’s score \(figures): the score may "
          + "rest on "
          + "what is asked, not on how the person speaks.")
    }
    return LeakCheck(kind, .passed, "The interviewer’s turns alone tell less than the score \(figures).")
  }

  /// A threshold that is the best possible one on the rows it is judged on, where that can hardly be chance.
  private var thresholdChoice: LeakCheck {
    let kind = LeakCheck.Kind.thresholdChosenOnTestRows
    if threshold == scale.caseTotal {
      return LeakCheck(
        kind, .passed,
        "The threshold is the questionnaire’s own, \(scale.caseTotal.short), fixed before these data.")
    }
    guard let choice = ThresholdChoice(labels: tested.map(isCase), scores: tested.map(\.score)) else {
      return LeakCheck(kind, .notPossible, "With one class only, no threshold is better than another.")
    }
    let ofFitted = ThresholdChoice(labels: fitted.map(isCase), scores: fitted.map(\.score))
    let verdict = choice.verdict(on: threshold)
    if verdict != .notBest, let ofFitted, ofFitted.verdict(on: threshold) != .notBest {
      return LeakCheck(
        kind, .passed,
        "The threshold \(threshold.short) is the best one on the training or development rows, as it "
          + "should be."
      )
    }
    switch verdict {
    case .notBest:
      return LeakCheck(
        kind, .passed, "The threshold \(threshold.short) is not the one that would look best on these rows.")
    case .mayBeChance(let criterion, let share):
      return LeakCheck(
        kind, .notPossible,
        "The threshold \(threshold.short) has the greatest \(criterion) on the rows it is judged on, as "
          + "\(share.percent) of thresholds fixed elsewhere would have: where it was chosen cannot be told from "
          + "that.")
    case .chosenHere(let criterion):
      return LeakCheck(
        kind, .found,
        "The threshold \(threshold.short) is the very one with the greatest \(criterion) on the rows it is "
          + "judged "
          + "on: chosen there, it looks better than it will be on new people.")
    }
  }

  private var features: LeakCheck {
    let kind = LeakCheck.Kind.featuresFittedOnLabels
    guard !table.featureNames.isEmpty else {
      return LeakCheck(
        kind, .notPossible,
        "The score table has no columns ‘feature.…’, so the features cannot be searched for labels.")
    }
    let right = tested.count { ($0.score >= threshold) == isCase($0) }
    let people = Set(tested.map(\.row.participant)).count
    var probes: [(part: String, probe: FeatureLeakProbe)] = []
    for (part, pairs) in [("training", fitted), ("test", tested)] {
      // The probe cannot read an empty cell, and a mean in its place could itself tell something.
      let rows = pairs.filter { $0.row.features.allSatisfy { $0 != nil } }
      guard !rows.isEmpty,
        let probe = FeatureLeakProbe(
          features: Matrix(
            rows: rows.count, columns: table.featureNames.count,
            values: rows.flatMap { $0.row.features.compactMap { $0 } }),
          labels: rows.map(isCase), people: rows.map(\.row.participant),
          claimedAccuracy: Double(right) / Double(tested.count), claimedRows: people)
      else { continue }
      probes.append((part, probe))
    }
    guard let worst = probes.max(by: { $0.probe.lowestDifference < $1.probe.lowestDifference }) else {
      return LeakCheck(kind, .notPossible, "Too few rows have all features to search them for labels.")
    }
    let figures =
      "a plain linear model tells \(worst.probe.probeAccuracy.percent) of the \(worst.part) labels of "
      + "people it has "
      + "not seen, the score \(worst.probe.claimedAccuracy.percent) of the test labels"
    if worst.probe.isSuspicious {
      return LeakCheck(
        kind, .found, "The features seem to have been fitted to the labels: \(figures).")
    }
    return LeakCheck(kind, .passed, "The features hold no more than the score: \(figures).")
  }
}

extension Double {
  /// For sentences: two decimals.
  var hundredths: String { rounded(decimals: 2) }
  /// For sentences: as short as it reads back, with four significant decimals at most.
  var short: String {
    if self == rounded() && abs(self) < 1e9 { return String(Int(self)) }
    guard abs(self) < 1e9 else { return "\(self)" }
    var text = rounded(decimals: 4)
    while text.hasSuffix("0") { text.removeLast() }
    return text
  }
  /// For sentences: a share in percent.
  var percent: String { "\((self * 100).rounded(decimals: 1)) %" }

  private func rounded(decimals: Int) -> String {
    // Nothing of this size has decimals that count.
    guard abs(self) < 1e9 else { return "\(self)" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let units = Int((abs(self) * Double(scale)).rounded())
    let rest = String(units % scale)
    let fraction = String(repeating: "0", count: decimals - rest.count) + rest
    return (self < 0 && units > 0 ? "−" : "") + "\(units / scale).\(fraction)"
  }
}
