internal import SignalCore

extension ForeignFeatures {
  /// Rows a second of DAIC-WOZ's tables without times.
  private static let rowsPerSecond = 100.0
  /// Means nothing without voice (handbook of DAIC-WOZ, on its COVAREP files).
  private static let voicedOnly: Set<String> = [
    "F0", "NAQ", "QOQ", "H1H2", "PSP", "MDQ", "peakSlope", "Rd",
  ]

  static func covarepNames(columnCount: Int) -> [String]? {
    guard (73...74).contains(columnCount) else { return nil }
    return ["F0", "VUV", "NAQ", "QOQ", "H1H2", "PSP", "MDQ", "peakSlope", "Rd", "Rd_conf"]
      + (columnCount == 74 ? ["creak"] : []) + (0...24).map { "MCEP_\($0)" } + (0...24).map { "HMPDM_\($0)" }
      + (0...12).map { "HMPDD_\($0)" }
  }

  /// A table of numbers without names: COVAREP's 73 or 74 columns, or five formants.
  static func numbersAlone(_ path: String, columnCount: Int) throws(FeatureFileError) -> ForeignFeatures {
    let isFormants = columnCount == 5
    guard let names = isFormants ? ["F1", "F2", "F3", "F4", "F5"] : covarepNames(columnCount: columnCount)
    else {
      throw .unknownTool(path: path)
    }
    var lines = try TextLines(path: path)
    var table = try NumberTable(
      path: path, separator: UInt8(ascii: ","), names: names,
      kinds: Array(repeating: .number, count: columnCount))
    try table.read(&lines)
    let times = table.lines.indices.map { Double($0) / rowsPerSecond }
    let columns = ForeignColumns(table, timesSeconds: times)
    let track = isFormants ? formants(columns, path) : covarep(columns, path)
    return ForeignFeatures(track.tool, path, [track])
  }

  /// Values of voice are missing where VUV is not 1; every value where a row holds nothing but zeros.
  private static func covarep(_ read: ForeignColumns, _ path: String) -> ForeignTrack {
    var columns = read
    let notFinite = columns.notFiniteCount
    let silent = emptyRows(columns)
    let voicing = columns.names.firstIndex(of: "VUV").map { columns.values[$0] } ?? []
    let unvoiced = voicing.indices.filter { voicing[$0] != 1 }
    let ofVoice = columns.names.indices.filter { voicedOnly.contains(columns.names[$0]) }
    columns.remove(rows: unvoiced, columns: ofVoice)
    columns.remove(rows: silent, columns: columns.names.indices)
    return ForeignTrack(
      columns.track(named: "covarep", unit: covarepUnit) { name in
        voicedOnly.contains(name) ? .unvoiced : silent.isEmpty ? .noFiniteNumber : .notRecorded
      },
      tool: .covarep, path: path,
      remarks: [.columnCount(columns.names.count), .assumedRowsPerSecond(rowsPerSecond)]
        + FeatureRemark.counted([
          (silent.count, FeatureRemark.rowsWithoutSound),
          (unvoiced.count - silent.count, FeatureRemark.unvoicedRows),
          (notFinite, FeatureRemark.notFiniteCells),
        ]))
  }

  /// No formant lies at 0 Hz: a zero is none.
  private static func formants(_ read: ForeignColumns, _ path: String) -> ForeignTrack {
    var columns = read
    let notFinite = columns.notFiniteCount
    let silent = emptyRows(columns)
    for column in columns.values.indices {
      for row in columns.values[column].indices where columns.values[column][row] <= 0 {
        columns.values[column][row] = .nan
      }
    }
    return ForeignTrack(
      columns.track(named: "formant", unit: { _ in "Hz" }, missingReason: { _ in .notRecorded }),
      tool: .formantTable, path: path,
      remarks: [.assumedRowsPerSecond(rowsPerSecond)]
        + FeatureRemark.counted([
          (silent.count, FeatureRemark.rowsWithoutSound), (notFinite, FeatureRemark.notFiniteCells),
        ]))
  }

  /// Rows of nothing but zeros.
  private static func emptyRows(_ columns: ForeignColumns) -> [Int] {
    var isEmpty = [Bool](repeating: true, count: columns.timesSeconds.count)
    for column in columns.values {
      for row in column.indices where column[row] != 0 { isEmpty[row] = false }
    }
    return isEmpty.indices.filter { isEmpty[$0] }
  }

  private static func covarepUnit(_ name: String) -> String {
    switch name {
    case "F0": "Hz"
    case "H1H2": "dB"
    default: "1"
    }
  }
}
