import Foundation
import Interchange
import SignalCore
import SpeechAcoustics

/// The compatible set as text, under openSMILE's own names.
struct CompatibleText {
  private let result: EGeMAPSCompatResult

  init(_ result: EGeMAPSCompatResult) { self.result = result }

  /// One row of 88 values; empty cells where there are none.
  var functionalsCSV: String {
    var table = CommaSeparated(header: EGeMAPSCompat.functionalNames)
    table.append(
      result.functionals.map { $0.map(CommaSeparated.cell) }
        ?? [String](repeating: "", count: EGeMAPSCompat.functionalNames.count))
    return table.text
  }

  var functionalsJSON: String {
    get throws {
      let missing = result.missingReason?.text
      let values = result.functionals.map {
        Dictionary(uniqueKeysWithValues: zip(EGeMAPSCompat.functionalNames, $0))
      }
      return try JSONText.text(Functionals(functionals: values, missing: missing))
    }
  }

  /// A row every 10 ms: start and end in seconds, then 25 values.
  var contoursCSV: String {
    var text = CommaSeparated.row(["start", "end"] + EGeMAPSCompat.lowLevelNames)
    for row in 0..<result.lowLevel.rowCount {
      let time = result.lowLevel.timeRange(ofRow: row)
      let times = [time.startSeconds, time.endSeconds].map { CommaSeparated.cell(($0 * 1e6).rounded() / 1e6) }
      text += CommaSeparated.row(times + result.lowLevel.columns.map { "\($0[row])" })
    }
    return text
  }

  var contoursJSON: String {
    get throws {
      let starts = (0..<result.lowLevel.rowCount).map { result.lowLevel.timeRange(ofRow: $0).startSeconds }
      let columns = Dictionary(
        uniqueKeysWithValues: zip(EGeMAPSCompat.lowLevelNames, result.lowLevel.columns))
      return try JSONText.text(Contours(start: starts, columns: columns))
    }
  }

  private struct Functionals: Encodable {
    let functionals: [String: Double]?
    let missing: String?
  }

  private struct Contours: Encodable {
    let start: [Double]
    let columns: [String: [Float]]
  }
}
