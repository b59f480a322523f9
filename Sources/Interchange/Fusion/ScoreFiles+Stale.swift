extension ScoreFiles {
  /// Takes rows away whose sessions were measured anew since: their scores are gone. What was made of all scores
  /// together goes with them.
  static func dropStale(in files: ResultsFiles) throws {
    guard files.exists("scores.csv") else { return }
    let table = try TextTable(files, "scores.csv")
    let kept = table.rows.filter { row in
      table.text("session", in: row).map { files.exists("\($0)/score.json") } ?? false
    }
    if kept.count == table.rows.count { return }
    for name in ["ranking.csv", "domain_shift.csv"] { try files.remove(name) }
    if kept.isEmpty { return try files.remove("scores.csv") }
    var text = CommaSeparated(header: table.header)
    for row in kept { text.append(row) }
    try files.write(text.text, to: "scores.csv")
  }
}
