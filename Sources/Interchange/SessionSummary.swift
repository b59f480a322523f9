internal import FeatureStore
internal import Foundation
internal import SignalCore

/// The shape of `summary.json`.
struct SessionSummary: Encodable {
  /// One measure: a value, or the reason why there is none.
  struct Reading: Encodable {
    let value: Double?
    let missing: String?
    let unit: String
    let version: Int
  }

  let session: String
  let notice: String
  let input: InputRecord
  let measures: [String: Reading]
  /// Measures other tools made; `provenance.foreign` says which. `nil` where nothing was imported.
  let foreign: [String: Reading]?
  let quality: [String: Reading]
  let gate: Gate
  let remarks: [String]
  let failures: [FailureRecord]
  let provenance: Provenance

  struct Gate: Encodable {
    let passed: Bool
    let objections: [String]
  }

  init(_ record: SessionRecord) {
    session = record.session
    notice = SignalCore.notice(ofSimulatedPeople: record.provenance.isSimulated)
    input = record.input
    measures = Self.readings(record.ownReadings)
    foreign = record.provenance.foreign.map { _ in Self.readings(record.foreignReadings) }
    quality = Self.readings(record.quality)
    gate = Gate(passed: record.gate.passed, objections: record.gate.objections)
    remarks = record.remarks
    failures = record.failures
    provenance = record.provenance
  }

  static func readings(_ readings: [MeasureReading]) -> [String: Reading] {
    Dictionary(
      readings.map { reading in
        let measure = reading.measure
        return (
          measure.name,
          Reading(
            value: reading.value.number, missing: reading.value.reason?.text, unit: measure.unit,
            version: measure.version)
        )
      }, uniquingKeysWith: { first, _ in first })
  }
}
