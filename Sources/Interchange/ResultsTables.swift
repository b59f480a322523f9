internal import FeatureStore
internal import SignalCore

/// The tables over all sessions of a results folder.
enum ResultsTable: String, CaseIterable {
  case measures, missing, quality, failures

  var fileName: String { rawValue + ".csv" }
}

/// Makes the tables from the store, a row at a time: one session is held at once, however many there are.
struct ResultsTables {
  private let store: FeatureStore

  init(_ store: FeatureStore) { self.store = store }

  /// Hands over the tables piece by piece; the pieces of one table come in its order.
  ///
  /// Two walks over the store: one for the columns, one for the rows. A column for every measure that any session
  /// has, in the order first met.
  func pieces(_ take: (ResultsTable, String) throws -> Void) throws {
    let measures = try store.measureNames(ofQuality: false)
    let quality = try store.measureNames(ofQuality: true)
    try take(.measures, CommaSeparated.row(["session"] + measures))
    try take(.quality, CommaSeparated.row(["session"] + quality + ["gate", "objections", "remarks"]))
    try take(.missing, CommaSeparated.row(["session", "measure", "reason"]))
    try store.forEachSession(.numbers) { record in
      try take(
        .measures, CommaSeparated.row([record.session] + Self.cells(record.readings, columns: measures)))
      let gate = [
        record.gate.passed ? "passed" : "refused", record.gate.objections.joined(separator: " "),
        record.remarks.joined(separator: " "),
      ]
      try take(
        .quality, CommaSeparated.row([record.session] + Self.cells(record.quality, columns: quality) + gate))
      for reading in record.readings + record.quality {
        guard let reason = reading.value.reason else { continue }
        try take(.missing, CommaSeparated.row([record.session, reading.measure.name, reason.text]))
      }
    }
    try take(.failures, CommaSeparated.row(["path", "stage", "message", "remedy"]))
    for failure in try store.failures() {
      try take(
        .failures, CommaSeparated.row([failure.path, failure.stage, failure.message, failure.remedy]))
    }
  }

  private static func cells(_ readings: [MeasureReading], columns: [String]) -> [String] {
    let values = Dictionary(
      readings.map { ($0.measure.name, $0.value.number) }, uniquingKeysWith: { first, _ in first })
    return columns.map { name in (values[name] ?? nil).map(CommaSeparated.cell) ?? "" }
  }
}
