internal import SignalCore

/// `.npz` of the measures of sessions and turns. `values` is a row a session and a column a measure; where `missing`
/// is true the number is NaN, which is never a value, and `reasons` says why. The same with `turn_` for turns.
struct NumPyExport {
  let sessions: [ExportedSession]

  func write(to path: String) throws(NumPyError) { try NumPyArchive.write(arrays, to: path) }

  private var arrays: [(name: String, array: NumPyArray)] {
    let table = ExportedTable(sessions.map(\.readings))
    let turns = sessions.enumerated().flatMap { index, session in session.turns.map { (index, $0) } }
    let turnTable = ExportedTable(turns.map(\.1.readings))
    return [
      (
        "readme",
        NumPyArray(
          .text([
            "values: a row a session, a column a measure. Where missing is true the number is NaN, which is never "
              + "a value, and reasons says why. turn_values likewise, a row a turn; turn_session is the row of its "
              + "session, turn_start and turn_end are seconds. " + sessions.notice
          ]))
      ),
      ("sessions", NumPyArray(.text(sessions.map(\.session)))),
      ("participants", NumPyArray(.text(sessions.map { $0.participant ?? "" }))),
      ("dates", NumPyArray(.text(sessions.map { $0.date ?? "" }))),
      ("titles", NumPyArray(.text(table.measures.map(\.title)))),
    ] + Self.arrays(table, prefix: "") + [
      ("turn_session", NumPyArray(.int32(turns.map { Int32($0.0) }))),
      ("turn_number", NumPyArray(.int32(turns.map { Int32($0.1.number) }))),
      ("turn_start", NumPyArray(.float64(turns.map(\.1.time.startSeconds)))),
      ("turn_end", NumPyArray(.float64(turns.map(\.1.time.endSeconds)))),
    ] + Self.arrays(turnTable, prefix: "turn_")
  }

  private static func arrays(
    _ table: ExportedTable, prefix: String
  ) -> [(name: String, array: NumPyArray)] {
    let shape = [table.rowCount, table.measures.count]
    return [
      (prefix + "measures", NumPyArray(.text(table.measures.map(\.name)))),
      (prefix + "units", NumPyArray(.text(table.measures.map(\.unit)))),
      (prefix + "versions", NumPyArray(.int32(table.measures.map { Int32($0.version) }))),
      (prefix + "values", NumPyArray(shape: shape, elements: .float64(table.numbers))),
      (prefix + "missing", NumPyArray(shape: shape, elements: .bool(table.presence.map { !$0 }))),
      (prefix + "reasons", NumPyArray(shape: shape, elements: .text(table.reasons))),
    ]
  }
}
