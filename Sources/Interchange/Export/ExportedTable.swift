internal import SignalCore

/// Rows of readings laid out under common columns: a column for every measure that any row has.
struct ExportedTable {
  /// In order of name and version, so that the columns do not depend on which sessions come first.
  let measures: [Measure]
  private let rows: [[String: MeasuredValue]]

  init(_ rows: [[MeasureReading]]) {
    var known: [String: Measure] = [:]
    for reading in rows.joined() {
      let name = reading.measure.name
      // Sessions of several versions stand under the newest definition only where they were measured by it.
      if reading.measure.version > known[name]?.version ?? .min { known[name] = reading.measure }
    }
    measures = known.values.sorted { $0.name < $1.name }
    self.rows = rows.map { row in
      Dictionary(
        row.map { reading in
          let isCurrent = reading.measure.version == known[reading.measure.name]?.version
          return (
            reading.measure.name,
            isCurrent
              ? reading.value
              : .missing(.notApplicable("measured by version \(reading.measure.version) of its definition"))
          )
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  var rowCount: Int { rows.count }

  /// A measure that the row was not asked for is missing as not requested.
  func value(row: Int, column: Int) -> MeasuredValue {
    rows[row][measures[column].name] ?? .missing(.notRequested)
  }

  func values(row: Int) -> [MeasuredValue] { measures.indices.map { value(row: row, column: $0) } }

  /// Row by row, not a number where there is none.
  var numbers: [Double] { rows.indices.flatMap { values(row: $0).map { $0.number ?? .nan } } }

  /// Row by row, empty where there is a number.
  var reasons: [String] { rows.indices.flatMap { values(row: $0).map { $0.reason?.text ?? "" } } }

  /// Row by row.
  var presence: [Bool] { rows.indices.flatMap { values(row: $0).map { $0.number != nil } } }
}
