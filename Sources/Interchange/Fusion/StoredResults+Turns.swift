internal import MultimodalFusion
internal import SignalCore

extension StoredResults {
  /// The turns of a session, in order of time; empty where no turns were written.
  static func turns(
    of session: String, in files: ResultsFiles
  ) throws(ResultsReadingError) -> [MeasuredTurn] {
    let name = "\(session)/turns.csv"
    guard files.exists(name) else { return [] }
    let table = try TextTable(files, name)
    var turns: [MeasuredTurn] = []
    for (index, row) in table.rows.enumerated() {
      guard let number = table.text("turn", in: row).flatMap(Int.init),
        let start = try table.number("start", in: row, at: index),
        let end = try table.number("end", in: row, at: index), start <= end,
        let measure = table.text("measure", in: row)
      else { throw .tableUnreadable(path: table.path) }
      if turns.last?.number != number {
        turns.append(
          MeasuredTurn(number: number, time: TimeRange(startSeconds: start, endSeconds: end), values: [:]))
      }
      if let value = try table.number("value", in: row, at: index) {
        turns[turns.count - 1].values[measure] = value
      }
    }
    return turns
  }
}
