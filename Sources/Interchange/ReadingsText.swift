internal import Foundation
public import SignalCore

/// Measures and tracks as text for the commands that print.
public enum ReadingsText {
  /// One row a measure: `measure,value,unit,missing,version`.
  public static func csv(_ readings: [MeasureReading]) -> String {
    var table = CommaSeparated(header: ["measure", "value", "unit", "missing", "version"])
    for reading in readings {
      table.append([
        reading.measure.name, reading.value.number.map(CommaSeparated.cell) ?? "", reading.measure.unit,
        reading.value.reason?.text ?? "", "\(reading.measure.version)",
      ])
    }
    return table.text
  }

  /// An object of measure names, each with value or missing, unit and version.
  public static func json(_ readings: [MeasureReading]) throws(InterchangeError) -> String {
    try JSONText.text(SessionSummary.readings(readings))
  }

  /// One row an instant; an empty cell where a value is missing.
  public static func csv(_ track: Track) -> String {
    var table = CommaSeparated(header: ["time_s"] + track.columns.map { "\($0.name)_\($0.unit)" })
    for (row, seconds) in track.timesSeconds.enumerated() {
      table.append(
        // A microsecond is finer than any clock here; more digits would only be noise.
        [CommaSeparated.cell((seconds * 1e6).rounded() / 1e6)]
          + track.columns.map { column in column.values[row].map { "\($0)" } ?? "" })
    }
    return table.text
  }

  /// An object of columns, each a list as long as the times; `null` where a value is missing.
  public static func json(_ track: Track) throws(InterchangeError) -> String {
    struct Column: Encodable {
      let unit: String
      let missing: String
      let values: TrackValues
    }
    struct Body: Encodable {
      let times: [Double]
      let columns: [String: Column]
    }
    let columns = track.columns.map {
      ($0.name, Column(unit: $0.unit, missing: $0.missingReason.text, values: $0.values))
    }
    return try JSONText.text(
      Body(times: track.timesSeconds, columns: Dictionary(columns, uniquingKeysWith: { first, _ in first })))
  }
}
