internal import SignalCore

/// One HDF5 file over all sessions, for h5py, MATLAB and others.
///
/// `/measures`: `sessions`, `participants`, `dates`, `names`, `titles`, `units`, `versions`, the table `values`
/// (a row a session, a column a measure) and the table `present`; `/missing` names the reason for each gap.
/// `/sessions/NAME/tracks/TRACK`: `time` in seconds and a data set a column, as long as `time`, each with its unit;
/// `COLUMN__present` beside a column that has gaps. `/sessions/NAME/turns`: `number`, `start`, `end`, `measures`,
/// and the tables `values` and `present`. NaN fills the places of missing numbers and is never a value.
struct HDF5Export {
  let sessions: [ExportedSession]

  func write(to path: String) throws(InterchangeError) {
    try HDF5File.exclusively { () throws(InterchangeError) in
      let file = try HDF5File(creating: path)
      try file.setAttribute("notice", of: "/", to: sessions.notice)
      try file.setAttribute(
        "missing", of: "/",
        to: "NaN fills the place of a missing number and is never a value. Tables ‘present’ and data sets "
          + "‘…__present’ hold 1 where there is a value and 0 where there is none; /missing and the attribute "
          + "‘missing’ of a data set hold the reason.")
      try file.setAttribute(
        "time", of: "/", to: "Seconds on the recording’s own clock; tracks join by time, not by row.")
      try writeMeasures(to: file)
      try file.makeGroup("sessions")
      for session in sessions { try write(session, to: file) }
      try file.flush()
    }
  }

  private func writeMeasures(to file: borrowing HDF5File) throws(InterchangeError) {
    let table = ExportedTable(sessions.map(\.readings))
    try file.makeGroup("measures")
    try file.write(sessions.map(\.session), to: "measures/sessions")
    try file.write(sessions.map { $0.participant ?? "" }, to: "measures/participants")
    try file.write(sessions.map { $0.date ?? "" }, to: "measures/dates")
    try write(table, to: "measures", of: file)
    try file.write(table.measures.map(\.title), to: "measures/titles")
    try file.write(table.measures.map(\.unit), to: "measures/units")
    try file.write(table.measures.map { Int32($0.version) }, to: "measures/versions")
    var gaps: [(session: String, measure: String, reason: String)] = []
    for (row, session) in sessions.enumerated() {
      for (measure, value) in zip(table.measures, table.values(row: row)) {
        if let reason = value.reason { gaps.append((session.session, measure.name, reason.text)) }
      }
    }
    try file.makeGroup("missing")
    try file.write(gaps.map(\.session), to: "missing/sessions")
    try file.write(gaps.map(\.measure), to: "missing/measures")
    try file.write(gaps.map(\.reason), to: "missing/reasons")
  }

  /// `names`, `values` and `present` of a group.
  private func write(
    _ table: ExportedTable, to group: String, of file: borrowing HDF5File
  ) throws(InterchangeError) {
    try file.write(table.measures.map(\.name), to: group + "/names")
    try file.write(
      table.numbers, shape: (table.rowCount, table.measures.count), to: group + "/values")
    try file.write(table.presence, columns: table.measures.count, to: group + "/present")
  }

  private func write(
    _ session: ExportedSession, to file: borrowing HDF5File
  ) throws(InterchangeError) {
    let group = "sessions/" + session.session
    try file.makeGroup(group)
    let facts = [
      ("participant", session.participant), ("date", session.date),
      ("program_version", session.origin?.programVersion),
      ("measure_set_version", session.origin?.measureSetVersion),
      ("input_sha256", session.origin?.inputSHA256),
    ]
    for case (let name, let fact?) in facts { try file.setAttribute(name, of: group, to: fact) }
    if !session.turns.isEmpty {
      let turns = group + "/turns"
      let table = ExportedTable(session.turns.map(\.readings))
      try file.makeGroup(turns)
      try file.write(session.turns.map { Int32($0.number) }, to: turns + "/number")
      for (name, times) in [
        ("start", session.turns.map(\.time.startSeconds)), ("end", session.turns.map(\.time.endSeconds)),
      ] {
        try file.write(times, to: "\(turns)/\(name)")
        try file.setAttribute("unit", of: "\(turns)/\(name)", to: "s")
      }
      try write(table, to: turns, of: file)
      try file.write(table.measures.map(\.unit), to: turns + "/units")
    }
    let tracks = try session.tracks.readInside()
    if tracks.isEmpty { return }
    try file.makeGroup(group + "/tracks")
    for track in tracks { try write(track, to: "\(group)/tracks/\(track.name)", of: file) }
  }

  private func write(
    _ track: Track, to group: String, of file: borrowing HDF5File
  ) throws(InterchangeError) {
    try file.makeGroup(group)
    try file.write(track.timesSeconds, to: group + "/time")
    try file.setAttribute("unit", of: group + "/time", to: "s")
    for column in track.columns {
      let name = "\(group)/\(column.name)"
      try file.write(column.values.map { $0 ?? .nan }, to: name)
      try file.setAttribute("unit", of: name, to: column.unit)
      guard column.values.hasGaps else { continue }
      try file.setAttribute("missing", of: name, to: column.missingReason.withoutMessage.text)
      try file.write(column.values.map { $0 != nil }, to: name + "__present")
    }
  }
}
