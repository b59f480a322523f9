internal import FeatureStore
internal import SignalCore

/// The tables over all sessions of a results folder, as texts, made from the store.
struct ResultsTables {
  let measures: String
  let missing: String
  let quality: String
  let failures: String

  init(_ store: FeatureStore) throws(StoreError) {
    var records: [SessionRecord] = []
    for name in try store.sessionNames() {
      if var record = try store.session(named: name) {
        record.transcript = nil
        records.append(record)
      }
    }
    measures = Self.table(records.map { ($0.session, $0.readings, []) }, extraHeader: [])
    quality = Self.table(
      records.map { record in
        let gate = record.gate.passed ? "passed" : "refused"
        return (
          record.session, record.quality,
          [gate, record.gate.objections.joined(separator: " "), record.remarks.joined(separator: " ")]
        )
      }, extraHeader: ["gate", "objections", "remarks"])

    var missing = CommaSeparated(header: ["session", "measure", "reason"])
    for record in records {
      for reading in record.readings + record.quality {
        if let reason = reading.value.reason {
          missing.append([record.session, reading.measure.name, reason.text])
        }
      }
    }
    self.missing = missing.text

    var failures = CommaSeparated(header: ["path", "stage", "message", "remedy"])
    for failure in try store.failures() {
      failures.append([failure.path, failure.stage, failure.message, failure.remedy])
    }
    self.failures = failures.text
  }

  /// One row a session; a column for every measure that any session has, in the order first met.
  private static func table(
    _ rows: [(session: String, readings: [MeasureReading], extra: [String])], extraHeader: [String]
  ) -> String {
    var names: [String] = []
    var seen: Set<String> = []
    for reading in rows.flatMap(\.readings) where seen.insert(reading.measure.name).inserted {
      names.append(reading.measure.name)
    }
    var table = CommaSeparated(header: ["session"] + names + extraHeader)
    for row in rows {
      let values = Dictionary(
        row.readings.map { ($0.measure.name, $0.value.number) }, uniquingKeysWith: { first, _ in first })
      let cells = names.map { name in (values[name] ?? nil).map(CommaSeparated.cell) ?? "" }
      table.append([row.session] + cells + row.extra)
    }
    return table.text
  }
}
