/// One of the ways in which a study flatters itself, and whether this one does.
public struct LeakCheck: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case participantInTrainAndTest
    case segmentsCountedAsPeople
    case recordingOfSeveralPeople
    case interviewerAsGood
    case thresholdChosenOnTestRows
    case featuresFittedOnLabels
  }

  public enum Outcome: String, Sendable, Hashable, Codable {
    case passed
    case found
    /// The tables do not hold what the check needs.
    case notPossible
  }

  public var kind: Kind
  public var outcome: Outcome
  /// What was seen, in one plain sentence.
  public var sentence: String

  init(_ kind: Kind, _ outcome: Outcome, _ sentence: String) {
    self.kind = kind
    self.outcome = outcome
    self.sentence = sentence
  }
}

/// Checks that need the score table alone.
struct TableLeakChecks {
  let table: ScoreTable
  /// Rows the figures are to rest on.
  let tested: [ScoreRow]

  var all: [LeakCheck] { [trainAndTest, segments, recordings] }

  private var trainAndTest: LeakCheck {
    let kind = LeakCheck.Kind.participantInTrainAndTest
    let people = Set(tested.map(\.participant)).count
    let known = tested.filter { $0.isOfTrainingPerson == true }
    if !known.isEmpty {
      return LeakCheck(
        kind, .found,
        "The model learned from \(Set(known.map(\.participant)).count) of \(people) people tested, as its card says "
          + "(lines \(known.map(\.line).listed)), or from others of the same codes: these would be figures of "
          + "training. Its out_of_fold.csv holds predictions of people not learned from.")
    }
    if !table.columns.contains(.split), tested.allSatisfy({ $0.isOfTrainingPerson == false }) {
      return LeakCheck(
        kind, .passed, "Nobody of the \(people) people tested is among those the model’s card lists.")
    }
    guard table.columns.contains(.split) else {
      return LeakCheck(
        kind, .notPossible,
        "The score table has no column ‘split’, so it is unknown whether the model was trained on these "
          + "people."
      )
    }
    // People used to choose settings or thresholds are known to the model just as those it was fitted to.
    let fitted = Set(table.rows.filter { $0.split == .train || $0.split == .development }.map(\.participant))
    let tested = Set(tested.map(\.participant))
    let both = fitted.intersection(tested)
    guard !both.isEmpty else {
      return LeakCheck(
        kind, .passed, "Nobody of the \(tested.count) people tested is in the training or development part.")
    }
    let lines = self.tested.filter { both.contains($0.participant) }.map(\.line)
    return LeakCheck(
      kind, .found,
      "\(both.count) of \(tested.count) people tested are in the training or development part too "
        + "(lines \(lines.listed)): the model knows them, and the figures would be too good.")
  }

  /// Rows of one person in one session or on one day, or of one person at all where there are no dates.
  var rowsOfOneSitting: [[ScoreRow]] {
    let isDated = table.rows.contains { $0.day != nil }
    var sittings: [[ScoreRow]] = []
    for rows in Dictionary(grouping: tested, by: \.participant).values where rows.count > 1 {
      let bySitting = Dictionary(grouping: rows) { row in
        isDated ? row.day.map { $0.description } ?? "session \(row.session)" : ""
      }
      sittings += bySitting.values.filter { $0.count > 1 }
      let sessions = Dictionary(grouping: rows, by: \.session).values.filter { sameSession in
        sameSession.count > 1 && Set(sameSession.map(\.day)).count > 1
      }
      sittings += sessions
    }
    return sittings.sorted { ($0.first?.line ?? 0) < ($1.first?.line ?? 0) }
  }

  private var segments: LeakCheck {
    let kind = LeakCheck.Kind.segmentsCountedAsPeople
    let people = Set(tested.map(\.participant)).count
    let sittings = rowsOfOneSitting
    guard !sittings.isEmpty else {
      return LeakCheck(
        kind, .passed, "Every row is a session of its own; \(tested.count) rows, \(people) people.")
    }
    let lines = Array(Set(sittings.flatMap { $0.map(\.line) })).sorted()
    return LeakCheck(
      kind, .found,
      "\(lines.count) rows are parts of one sitting of one person (lines \(lines.listed)): \(tested.count) "
        + "rows "
        + "come from \(people) people, and counting parts as people makes every interval too narrow.")
  }

  private var recordings: LeakCheck {
    let kind = LeakCheck.Kind.recordingOfSeveralPeople
    guard table.columns.contains(.fingerprint) || table.columns.contains(.inputSHA256) else {
      return LeakCheck(
        kind, .notPossible,
        "The score table has no column ‘fingerprint’ or ‘input_sha256’, so copies of a recording are not "
          + "seen."
      )
    }
    let shared = Dictionary(grouping: table.rows.filter { $0.fingerprint != nil }, by: \.fingerprint).values
      .filter { Set($0.map(\.participant)).count > 1 }
    guard !shared.isEmpty else {
      return LeakCheck(kind, .passed, "No recording stands under two participants.")
    }
    let lines = shared.flatMap { $0.map(\.line) }.sorted()
    return LeakCheck(
      kind, .found,
      "\(shared.count) \(shared.count == 1 ? "recording stands" : "recordings stand") under different "
        + "participants (lines \(lines.listed)): the same sound is counted as different people.")
  }
}
