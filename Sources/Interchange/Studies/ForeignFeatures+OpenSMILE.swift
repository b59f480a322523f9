internal import SignalCore

extension ForeignFeatures {
  /// A table of openSMILE's own program (`name;frameTime;…`) or of its Python package (`file,start,end,…`), a
  /// track for each recording in it.
  ///
  /// openSMILE writes 0 where there is no voice, and −201 where a harmonic has no amplitude: missing values. Its
  /// smoothing over three frames has by then mixed some of them into their neighbours, which nothing undoes.
  static func openSMILE(
    _ lines: inout TextLines, separator: UInt8, names: [String]
  ) throws(FeatureFileError) -> ForeignFeatures {
    let path = lines.path
    var table = try NumberTable(
      path: path, separator: separator, names: names, kinds: names.map(openSMILEKind))
    try table.read(&lines)
    return try recordings(table, tool: .openSMILE, path: path, leftOut: [])
  }

  private static func openSMILEKind(_ name: String) -> NumberTable.Cell {
    switch name {
    case "name", "file": .text
    case "frameTime", "start": .exact(mayBeAbsent: false)
    // Without an end a stretch reaches to that of the recording.
    case "end": .exact(mayBeAbsent: true)
    // An unnamed column is pandas' own numbering.
    case "frameIndex", "": .skipped
    default: .number
    }
  }

  /// Tracks of a table whose text column, if any, names the recording of each row.
  static func recordings(
    _ table: NumberTable, tool: ForeignTool, path: String, leftOut: [String]
  ) throws(FeatureFileError) -> ForeignFeatures {
    let ends = table.exact("end")
    let stated = table.exact("frameTime") ?? table.exact("start")
    let times = stated ?? Array(repeating: 0, count: table.lines.count)
    let groups = rowsByKey(table.texts.first ?? Array(repeating: -1, count: table.lines.count))
    let isOfWhole = table.names.contains { $0.hasSuffix("_amean") } || stated == nil
    var tracks: [ForeignTrack] = []
    for (spelling, rows) in groups {
      try checkTimes(times, rows, table, mayRepeat: ends != nil, path: path)
      let columns = ForeignColumns(table, timesSeconds: times, rows: groups.count == 1 ? nil : rows)
      let (masked, remarks) = withoutFiller(columns)
      let name = spelling < 0 ? "" : table.spellings[spelling]
      let isWhole = ends == nil && rows.count == 1 && isOfWhole
      tracks.append(
        ForeignTrack(
          masked.track(
            named: "opensmile", unit: OpenSMILEColumns.unit,
            missingReason: { OpenSMILEColumns.needsVoice($0) ? .unvoiced : .noFiniteNumber }),
          rows: ends != nil ? .stretches : isWhole ? .recording : .instants,
          endsSeconds: ends.map { ends in rows.map { ends[$0].isFinite ? ends[$0] : nil } } ?? [],
          recording: ["", "unknown"].contains(name) ? nil : name, tool: tool, path: path,
          remarks: remarks + (leftOut.isEmpty ? [] : [.columnsLeftOut(leftOut)])))
    }
    return ForeignFeatures(tool, path, tracks)
  }

  private static func withoutFiller(_ read: ForeignColumns) -> (ForeignColumns, [FeatureRemark]) {
    var columns = read
    let notFinite = columns.notFiniteCount
    let pitch = columns.names.firstIndex { OpenSMILEColumns.isPitch($0) || OpenSMILEColumns.isMeanPitch($0) }
    let unvoiced = pitch.map { column in
      columns.values[column].indices.filter { columns.values[column][$0] == 0 }
    }
    columns.remove(
      rows: unvoiced ?? [],
      columns: columns.names.indices.filter { OpenSMILEColumns.needsVoice(columns.names[$0]) })
    for column in columns.names.indices where OpenSMILEColumns.isAmplitude(columns.names[column]) {
      for row in columns.values[column].indices
      where columns.values[column][row] == OpenSMILEColumns.absentAmplitude {
        columns.values[column][row] = .nan
      }
    }
    return (
      columns,
      FeatureRemark.counted([
        (unvoiced?.count ?? 0, FeatureRemark.unvoicedRows), (notFinite, FeatureRemark.notFiniteCells),
      ])
    )
  }
}
