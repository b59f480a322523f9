internal import ClinicalAssessment
public import MultimodalFusion
internal import SignalCore

/// `out_of_fold.csv`: what was predicted for each session by a model that had not seen its participant; `validate`
/// reads it. With a study's own split, of its development and test part.
public enum OutOfFoldTable {
  ///
  /// - Parameter isSimulated: Whether these are people who do not exist; the table then says so.
  public static func csv(
    _ outcome: TrainingOutcome, cohort: Cohort, isSimulated: Bool = false
  ) -> String {
    let sessions = Dictionary(
      cohort.sessions.map { ($0.session, $0) }, uniquingKeysWith: { first, _ in first })
    let interviewer = outcome.baselines.first { $0.name.hasSuffix(InputChoice.interviewer.name) }
    let leaked = Dictionary(
      (interviewer?.judged.predictions ?? []).map { ($0.session, $0.prediction?.total) },
      uniquingKeysWith: { first, _ in first })
    let development = outcome.development?.predictions ?? []
    // With a split of the study's own `validate` tells the people the threshold came from from those judged.
    let hasSplit = !development.isEmpty
    var table = CommaSeparated(
      header: [
        "session", "participant", "date", "score", "probability", "fold", "missing", "sex", "age", "site",
        "speech_seconds", "word_count", "interviewer_score",
      ] + (hasSplit ? ["split"] : []) + (isSimulated ? [ScoreTable.Column.simulated.rawValue] : []))
    let rows =
      development.map { ($0, DataSplit.development) }
      + outcome.judged.predictions.map { ($0, DataSplit.test) }
    for (row, part) in rows {
      let session = sessions[row.session]
      func cell(_ number: Double?) -> String { number.map(CommaSeparated.cell) ?? "" }
      table.append(
        [
          row.session, row.participant, session?.date ?? "", cell(row.prediction?.total),
          cell(row.prediction?.probability), "\(row.fold + 1)", row.missing?.text ?? "", session?.sex ?? "",
          cell(session?.ageYears), session?.site ?? "", cell(session?.speechSeconds),
          cell(session?.wordCount),
          cell(leaked[row.session] ?? nil),
        ] + (hasSplit ? [part.rawValue] : []) + (isSimulated ? [simulatedNotice] : []))
    }
    return table.text
  }
}
