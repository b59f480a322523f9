internal import ExtractionPipeline
internal import FeatureStore
internal import Foundation
internal import SignalCore

/// A `summary.json` read back whole: all of a session's record but its transcript and files.
struct WholeSummary: Decodable {
  struct Reading: Decodable {
    let value: Double?
    let missing: String?
    let unit: String
    let version: Int
  }
  struct Gate: Decodable {
    let objections: [String]
  }

  let session: String
  let input: InputRecord
  let measures: [String: Reading]
  let quality: [String: Reading]
  let gate: Gate
  let remarks: [String]
  let failures: [FailureRecord]
  let provenance: Provenance

  /// `nil` for what is no summary.
  init?(_ data: Data) {
    guard let summary = try? JSONDecoder().decode(WholeSummary.self, from: data) else { return nil }
    self = summary
  }

  func record(transcript: Transcript?, files: [SessionFile]) -> SessionRecord {
    SessionRecord(
      session: session, input: input, readings: Self.readings(measures), quality: Self.readings(quality),
      remarks: remarks, gate: GateOutcome(objections: gate.objections), failures: failures,
      transcript: transcript, provenance: provenance, files: files)
  }

  /// In the order of the program's measures; those it no longer has come after, by name.
  private static func readings(_ stored: [String: Reading]) -> [MeasureReading] {
    stored.sorted { ($0.key, 0) < ($1.key, 0) }
      .map { name, reading in (name, reading, known[name]) }
      .sorted { ($0.2?.place ?? .max, $0.0) < ($1.2?.place ?? .max, $1.0) }
      .compactMap { name, reading, known in
        guard let measure = measure(name, reading, known?.measure) else { return nil }
        return MeasureReading(
          measure,
          MeasuredValue(
            reading.value,
            orMissing: reading.missing.flatMap(MissingReason.init(text:)) ?? .failed("unknown reason")))
      }
  }

  private static let known = Dictionary(
    MeasureCatalog.all.enumerated().map { ($1.name, (place: $0, measure: $1)) },
    uniquingKeysWith: { first, _ in first })

  /// The definition of this version; of an earlier one only what the summary itself tells.
  private static func measure(_ name: String, _ reading: Reading, _ known: Measure?) -> Measure? {
    if let known, known.version == reading.version { return known }
    guard let modality = Measure.Modality(rawValue: String(name.prefix { $0 != "." })) else { return nil }
    return Measure(
      name: name, version: reading.version, title: known?.title ?? name, modality: modality,
      unit: reading.unit, definition: "", minimumData: "", source: "", depression: "", caution: "",
      trust: .exploratory)
  }
}
