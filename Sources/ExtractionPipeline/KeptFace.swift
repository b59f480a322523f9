internal import FacialFeatures
internal import Foundation
internal import MediaDecoding
internal import SignalCore

/// What became of a recording's pictures, in the form it is kept in.
struct KeptFace: Codable {
  private struct Column: Codable {
    let name: String
    let unit: String
    let missing: String
    /// 4-byte floats in this machine's order.
    let values: Data
  }
  private struct Reading: Codable {
    let value: Double?
    let missing: String?
  }

  private let readings: [String: Reading]
  private let trackName: String
  /// 8-byte floats in this machine's order.
  private let times: Data
  private let columns: [Column]
  private let report: DecodingReport?
  private let models: [String]

  /// `nil` for a stage that broke: it is tried again.
  init?(_ result: FaceResult) {
    guard result.failures.isEmpty, let track = result.tracks.first else { return nil }
    readings = Dictionary(
      (result.readings + result.quality).map {
        ($0.measure.name, Reading(value: $0.value.number, missing: $0.value.reason?.text))
      }, uniquingKeysWith: { first, _ in first })
    trackName = track.name
    times = Self.bytes(track.timesSeconds)
    columns = track.columns.map { column in
      Column(
        name: column.name, unit: column.unit, missing: column.missingReason.text,
        values: Self.bytes(column.values.map { $0 ?? .nan }))
    }
    report = result.report
    models = result.models.sorted()
  }

  var result: FaceResult {
    let measures = FaceMeasures.all + FaceQualityMeasures.all
    var result = FaceResult(
      measures.map { measure in
        let reading = readings[measure.name]
        let reason = reading?.missing.flatMap(MissingReason.init(text:)) ?? .failed("unknown reason")
        return MeasureReading(measure, MeasuredValue(reading?.value, orMissing: reason))
      })
    result.tracks = [
      Track(
        name: trackName, timesSeconds: Self.numbers(times),
        columns: columns.map {
          .init(
            name: $0.name, unit: $0.unit, values: TrackValues(missingUnlessFinite: Self.numbers($0.values)),
            missingReason: MissingReason(text: $0.missing) ?? .notRecorded)
        })
    ]
    result.report = report
    result.models = Set(models)
    return result
  }

  private static func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> Data {
    unsafe numbers.withUnsafeBytes { unsafe Data($0) }
  }

  private static func numbers<Number: BitwiseCopyable>(_ data: Data) -> [Number] {
    let stride = MemoryLayout<Number>.stride
    return unsafe data.withUnsafeBytes { bytes in
      (0..<data.count / stride).map {
        unsafe bytes.loadUnaligned(fromByteOffset: $0 * stride, as: Number.self)
      }
    }
  }
}
