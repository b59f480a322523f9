internal import ClinicalAssessment
public import MultimodalFusion
internal import SignalCore

/// `scores.csv`, `ranking.csv` and every session's `score.json`.
public enum ScoreFiles {
  /// One row a session; the columns that `validate` reads have its names.
  static let header = [
    "session", "participant", "date", "score", "lower", "upper", "probability", "missing",
    "thresholds_reached",
    "warnings", "speech_seconds", "word_count", "input_sha256", "scorer", "scorer_version", "unit",
    "measure_set_version",
  ]

  public static func table(_ scores: [SessionScore], of results: StoredResults) -> String {
    let knowsPeople = scores.contains { $0.isOfTrainingPerson != nil }
    // `validate` reads them.
    var table = CommaSeparated(
      header: header + (knowsPeople ? [ScoreTable.Column.ofTrainingPerson.rawValue] : [])
        + (results.isSimulated ? [ScoreTable.Column.simulated.rawValue] : []))
    for (score, session) in zip(scores, results.sessions) {
      let row = results.row(session, columns: [])
      func cell(_ number: Double?) -> String { number.map(CommaSeparated.cell) ?? "" }
      let cells = [
        score.session, score.participant, score.date ?? "", cell(score.score), cell(score.interval?.lower),
        cell(score.interval?.upper), cell(score.probability), score.missing ?? "",
        score.thresholds.filter(\.isReached).map(\.threshold.name).joined(separator: " "),
        score.warnings.joined(separator: " "), cell(row.speechSeconds), cell(row.wordCount),
        session.origin.inputSHA256, score.scorer.name, score.scorer.version, score.scorer.unit,
        score.scorer.measureSetVersion,
      ]
      let known = knowsPeople ? [score.isOfTrainingPerson.map { $0 ? "yes" : "no" } ?? ""] : []
      table.append(cells + known + (results.isSimulated ? [simulatedNotice] : []))
    }
    return table.text
  }

  /// `domain_shift.csv`: how far each measure of these results lies from the sessions a model learned from, in standard
  /// deviations of theirs, and the share of sessions without a value.
  /// - Parameter model: Its name.
  public static func table(_ shift: DomainShift, model: String) -> String {
    var table = CommaSeparated(header: [
      "measure", "modality", "difference", "is_shifted", "training_missing_share", "missing_share",
      "model",
    ])
    for column in shift.columns {
      table.append([
        column.name, column.modality?.rawValue ?? "", column.difference.map(CommaSeparated.cell) ?? "",
        "\(column.isShifted)", CommaSeparated.cell(column.trainingMissingShare),
        CommaSeparated.cell(column.newMissingShare), model,
      ])
    }
    return table.text
  }

  /// Writes every session's `score.json` and the table over all of them.
  public static func write(_ scores: [SessionScore], of results: StoredResults) throws(InterchangeError) {
    for score in scores {
      let name = "\(score.session)/score.json"
      try results.files.write(JSONText.text(score, for: results.files.place(of: name)), to: name)
    }
    try results.files.write(table(scores, of: results), to: "scores.csv")
  }

  /// The scores of a folder, in the order of its `scores.csv`.
  public static func read(_ files: ResultsFiles) throws(ResultsReadingError) -> [SessionScore] {
    guard files.exists("scores.csv") else { throw .notScored(path: files.path) }
    let table = try TextTable(files, "scores.csv")
    var scores: [SessionScore] = []
    for (index, row) in table.rows.enumerated() {
      guard let session = table.text("session", in: row), !session.contains("/"), session != "..",
        session != "."
      else { throw .impossibleName(path: table.path, line: index + 2) }
      guard let score = try read(session: session, of: files) else {
        throw .notScored(path: files.path)
      }
      scores.append(score)
    }
    return scores
  }
}
