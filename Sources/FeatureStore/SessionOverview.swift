internal import GRDB
public import SignalCore

/// What a view over many sessions needs of one: its origin, its quality and a few of its readings.
public struct SessionOverview: Sendable, Hashable {
  public struct Reading: Sendable, Hashable {
    /// Of the measure's definition.
    public var version: Int
    public var value: MeasuredValue

    public init(version: Int, value: MeasuredValue) {
      self.version = version
      self.value = value
    }
  }

  public var session: String
  public var input: InputRecord
  public var gate: GateOutcome
  public var measureSetVersion: String
  public var settingsHash: String
  /// Stages that broke while the rest of the session went on.
  public var failedStages: Int
  /// Measure → reading, of the measures asked for.
  public var readings: [String: Reading]

  public init(
    session: String, input: InputRecord, gate: GateOutcome, measureSetVersion: String, settingsHash: String,
    failedStages: Int = 0, readings: [String: Reading]
  ) {
    self.session = session
    self.input = input
    self.gate = gate
    self.measureSetVersion = measureSetVersion
    self.settingsHash = settingsHash
    self.failedStages = failedStages
    self.readings = readings
  }
}

extension FeatureStore {
  /// Every session with the readings of some measures, in order of the name.
  public func overviews(of measures: [String]) throws(StoreError) -> [SessionOverview] {
    try read { database in
      var readings: [String: [String: SessionOverview.Reading]] = [:]
      let places = Array(repeating: "?", count: measures.count).joined(separator: ",")
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT session, measure, version, value, reason FROM reading WHERE measure IN (\(places))",
        arguments: StatementArguments(measures))
      while let row = try rows.next() {
        let number: Double? = row["value"]
        let reason: String? = row["reason"]
        readings[row["session"], default: [:]][row["measure"]] = SessionOverview.Reading(
          version: row["version"],
          value: MeasuredValue(
            number, orMissing: reason.flatMap(MissingReason.init(text:)) ?? .failed("unknown reason")))
      }
      let broken = try Row.fetchAll(
        database,
        sql: "SELECT session, count(*) AS broken FROM failure WHERE session IS NOT NULL GROUP BY session")
      let brokenStages = Dictionary(
        broken.map { row -> (String, Int) in (row["session"], row["broken"]) },
        uniquingKeysWith: { first, _ in first })
      return try Row.fetchAll(
        database,
        sql: "SELECT name, input, gate, measureSetVersion, settingsHash FROM session ORDER BY name"
      ).map { row in
        let name: String = row["name"]
        return SessionOverview(
          session: name, input: try Self.decoded(row["input"]), gate: try Self.decoded(row["gate"]),
          measureSetVersion: row["measureSetVersion"], settingsHash: row["settingsHash"],
          failedStages: brokenStages[name] ?? 0, readings: readings[name] ?? [:])
      }
    }
  }
}
