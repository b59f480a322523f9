internal import Foundation
internal import SignalCore

/// A file of CMU's multimodal SDK (`.csd`): one computational sequence over all sessions.
///
/// Layout as the SDK's `write_CSD` makes it: `/NAME/data/SESSION/features` (rows × dimensions),
/// `/NAME/data/SESSION/intervals` (rows × start and end in seconds), `/NAME/metadata/KEY`, each a row of one text in
/// JSON. NaN fills the places of missing numbers; `/NAME/present/SESSION` (rows × dimensions), which the SDK passes
/// over, holds 1 where there is a value.
struct ComputationalSequence {
  /// Name of the sequence made of the turns' measures.
  static let turnsName = "turns"

  let name: String
  let sessions: [ExportedSession]
  /// Column name → unit, in the order of the features.
  private let dimensions: [(name: String, unit: String)]

  /// The sequences there are: a track each, in order of name, and the turns.
  static func all(_ sessions: [ExportedSession]) throws(ExportError) -> [ComputationalSequence] {
    var units: [String: [String: String]] = [:]
    for session in sessions {
      for track in try session.tracks.read() {
        for column in track.columns { units[track.name, default: [:]][column.name] = column.unit }
      }
    }
    let tracks = units.filter { $0.key != turnsName }.map { name, columns in
      ComputationalSequence(
        name: name, sessions: sessions,
        dimensions: columns.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
    let measures = ExportedTable(sessions.flatMap { $0.turns.map(\.readings) }).measures
    let turns = ComputationalSequence(
      name: turnsName, sessions: sessions, dimensions: measures.map { ($0.name, $0.unit) })
    return tracks.sorted { $0.name < $1.name } + (measures.isEmpty ? [] : [turns])
  }

  func write(to path: String) throws(InterchangeError) {
    try HDF5File.exclusively { () throws(InterchangeError) in
      let file = try HDF5File(creating: path)
      for group in ["", "/data", "/metadata", "/present"] { try file.makeGroup(name + group) }
      for session in sessions {
        guard let rows = try rows(of: session) else { continue }
        let group = "\(name)/data/\(session.session)"
        let shape = (rows.count, dimensions.count)
        try file.makeGroup(group)
        try file.write(rows.features, shape: shape, to: group + "/features")
        try file.write(rows.intervals, shape: (rows.count, 2), to: group + "/intervals")
        try file.write(
          rows.features.map(\.isFinite), columns: shape.1, to: "\(name)/present/\(session.session)")
      }
      for (key, value) in try metadata() { try file.writeText(value, to: "\(name)/metadata/\(key)") }
      try file.flush()
    }
  }

  private struct Rows {
    let count: Int
    /// Row by row.
    let features: [Float]
    /// Start and end of each row.
    let intervals: [Double]
  }

  private func rows(of session: ExportedSession) throws(InterchangeError) -> Rows? {
    name == Self.turnsName ? turns(of: session) : try track(of: session)
  }

  private func turns(of session: ExportedSession) -> Rows? {
    if session.turns.isEmpty { return nil }
    let features = session.turns.flatMap { turn in
      let values = Dictionary(
        turn.readings.map { ($0.measure.name, $0.value.number) }, uniquingKeysWith: { first, _ in first })
      return dimensions.map { dimension in (values[dimension.name] ?? nil).map { Float($0) } ?? .nan }
    }
    return Rows(
      count: session.turns.count, features: features,
      intervals: session.turns.flatMap { [$0.time.startSeconds, $0.time.endSeconds] })
  }

  private func track(of session: ExportedSession) throws(InterchangeError) -> Rows? {
    guard let track = try session.tracks.readInside(only: name).first, !track.timesSeconds.isEmpty else {
      return nil
    }
    let columns = dimensions.map { track.column($0.name)?.values }
    var features: [Float] = []
    features.reserveCapacity(track.timesSeconds.count * columns.count)
    for row in track.timesSeconds.indices {
      for column in columns { features.append(column?[row] ?? .nan) }
    }
    return Rows(
      count: track.timesSeconds.count, features: features, intervals: Self.intervals(track.timesSeconds))
  }

  /// Each row lasts to the next one, but where rows are left out no longer than twice the usual step.
  static func intervals(_ times: [Double]) -> [Double] {
    let steps = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
    let usual = steps.isEmpty ? 0 : steps[steps.count / 2]
    return times.indices.flatMap { row in
      let next = row + 1 < times.count ? times[row + 1] : times[row] + usual
      return [times[row], min(next, times[row] + 2 * usual)]
    }
  }

  /// Under the keys of the SDK, and the units under one of its own.
  private func metadata() throws(InterchangeError) -> [(key: String, value: String)] {
    let origins = sessions.map { "\($0.session) \($0.origin?.inputSHA256 ?? "")" }
    let versions = Set(sessions.compactMap(\.origin?.measureSetVersion)).sorted().joined(separator: " ")
    let program = Set(sessions.compactMap(\.origin?.programVersion)).sorted().joined(separator: " ")
    let texts: [(String, String)] = [
      ("root name", name),
      (
        "computational sequence description",
        "Bellwether’s \(name), one row an interval; NaN where a value is missing. \(sessions.notice)"
      ),
      ("computational sequence version", versions), ("alignment compatible", "yes"),
      ("dataset name", "Bellwether export"), ("dataset version", versions),
      ("creator", "Bellwether \(program)"),
      ("contact", "none stated"), ("featureset bib citation", "none stated"),
      ("dataset bib citation", "none stated"),
      ("uuid", NamedUUID.text(([name, versions] + origins).joined(separator: "\n"))),
    ]
    var metadata: [(key: String, value: String)] = [("md5", "null")]
    for (key, text) in texts { metadata.append((key, try Self.oneLine(text))) }
    metadata.append(("dimension names", try Self.oneLine(dimensions.map(\.name))))
    metadata.append(("dimension units", try Self.oneLine(dimensions.map(\.unit))))
    return metadata
  }

  private static func oneLine(_ value: some Encodable) throws(InterchangeError) -> String {
    String(try JSONText.line(value).dropLast())
  }
}

/// Universally unique identifiers made from what they name, so that the same content has the same one.
enum NamedUUID {
  /// RFC 9562's version 8 (a layout of one's own): the first bits of the SHA-256 of the text.
  static func text(_ name: String) -> String {
    var digits = Array(sha256Hex(of: name).prefix(32))
    digits[12] = "8"
    digits[16] = ["8", "9", "a", "b"][(digits[16].hexDigitValue ?? 0) % 4]
    var parts: [String] = []
    for length in [8, 4, 4, 4, 12] {
      parts.append(String(digits.prefix(length)))
      digits.removeFirst(length)
    }
    return parts.joined(separator: "-")
  }
}
