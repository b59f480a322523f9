/// What the diagnostic algorithm of the PHQ makes of the answers.
///
/// A symptom is present from answer 2 (“more than half the days”), the ninth from answer 1. With five or more
/// symptoms, the first or the second among them, the answers are those of a major depressive syndrome; with two to
/// four, of another one (Spitzer, Kroenke & Williams 1999, JAMA 282: 1737–1744; Kroenke, Spitzer & Williams 2001).
///
/// It is no diagnosis: impairment, grief, a history of mania, and bodily causes are for a clinician to judge.
public enum DepressiveSyndrome: String, Sendable, Hashable, Codable, CaseIterable {
  case major, other
  case absent = "none"
  /// Items are missing, and completions of the form differ.
  case undetermined

  /// - Parameter answers: The first eight or all nine items of the PHQ-9, 0 to 3; `nil` where not answered.
  init(answers: [Int?]) {
    let present = answers.enumerated().map { index, answer in answer.map { $0 >= (index == 8 ? 1 : 2) } }
    let count = present.count { $0 == true }
    let missing = present.count { $0 == nil }
    let hasCore = present.prefix(2).contains(true)
    let mayHaveCore = present.prefix(2).contains { $0 ?? true }

    var outcomes: Set<DepressiveSyndrome> = []
    // Each missing item may be present or absent, so every count up to all of them occurs. Without a missing core
    // symptom among the present ones the core stays as answered; with it, at least one missing item is present.
    for added in 0...missing {
      let missingCore = present.prefix(2).count { $0 == nil }
      if hasCore || (mayHaveCore && added > 0) { outcomes.insert(Self.outcome(count + added)) }
      if !hasCore, added <= missing - missingCore { outcomes.insert(.absent) }
    }
    self = outcomes.count == 1 ? outcomes.first ?? .undetermined : .undetermined
  }

  /// The outcome with a core symptom among so many.
  private static func outcome(_ symptoms: Int) -> DepressiveSyndrome {
    if symptoms >= 5 { .major } else if symptoms >= 2 { .other } else { .absent }
  }
}
