internal import SignalCore

extension ForeignFeatures {
  private static let housekeeping: Set<String> = ["frame", "face_id", "success", "detection_success"]

  /// A table of OpenFace 1 or 2, a track for each face. Where no face was followed every value but the
  /// confidence is missing, whatever numbers stand there.
  static func openFace(_ lines: inout TextLines, names: [String]) throws(FeatureFileError) -> ForeignFeatures
  {
    let path = lines.path
    let success = names.contains("success") ? "success" : "detection_success"
    var table = try NumberTable(
      path: path, separator: UInt8(ascii: ","), names: names,
      kinds: names.map { name in
        switch name {
        case "timestamp": .exact(mayBeAbsent: false)
        case "face_id": .text
        case "frame": .skipped
        default: .number
        }
      })
    try table.read(&lines)
    guard let times = table.exact("timestamp") else { throw .missingColumn(path: path, column: "timestamp") }
    let groups = rowsByKey(table.texts.first ?? Array(repeating: -1, count: table.lines.count))
    var tracks: [ForeignTrack] = []
    for (spelling, rows) in groups {
      let face = spelling < 0 ? nil : table.spellings[spelling]
      try checkTimes(times, rows, table, mayRepeat: true, path: path)
      var columns = ForeignColumns(
        table, timesSeconds: times, rows: groups.count == 1 ? nil : rows)
      let followed = columns.index(success).map { columns.values[$0] } ?? []
      let lost = followed.indices.filter { followed[$0] != 1 }
      columns.removeColumns { housekeeping.contains($0) }
      let notFinite = columns.notFiniteCount
      columns.remove(rows: lost, columns: columns.names.indices.filter { columns.names[$0] != "confidence" })
      let isGaze = columns.names.contains("x_h0")
      tracks.append(
        ForeignTrack(
          columns.track(
            named: trackName(names) + (groups.count == 1 ? "" : "_face_\(face ?? "")"),
            unit: { openFaceUnit($0, isGaze: isGaze) },
            missingReason: { $0 == "confidence" ? .noFiniteNumber : .noFace }),
          face: face, tool: .openFace, path: path,
          remarks: FeatureRemark.counted([
            (lost.count, FeatureRemark.rowsWithoutFace), (notFinite, FeatureRemark.notFiniteCells),
          ])))
    }
    return ForeignFeatures(.openFace, path, tracks)
  }

  /// Rows of each value, in the order in which the values first stand there.
  static func rowsByKey<Key: Hashable>(_ keys: [Key]) -> [(key: Key, rows: [Int])] {
    var places: [Key: Int] = [:]
    var groups: [(key: Key, rows: [Int])] = []
    for (row, key) in keys.enumerated() {
      if let place = places[key] {
        groups[place].rows.append(row)
      } else {
        places[key] = groups.count
        groups.append((key, [row]))
      }
    }
    return groups
  }

  static func checkTimes(
    _ times: [Double], _ rows: [Int], _ table: NumberTable, mayRepeat: Bool, path: String
  ) throws(FeatureFileError) {
    for (row, next) in zip(rows, rows.dropFirst())
    where times[next] < times[row] || !mayRepeat && times[next] == times[row] {
      throw .timesRunBackwards(path: path, line: table.lines[next])
    }
  }

  /// The files of DAIC-WOZ hold one kind of value each, and their names for them differ from OpenFace 2.
  private static func trackName(_ names: [String]) -> String {
    let known = Set(names)
    if known.contains("x_h0") { return "clnf_gaze" }
    if known.contains("Rx") { return "clnf_pose" }
    if known.contains("Z0") { return "clnf_features3d" }
    if known.contains("x0") { return "clnf_features" }
    // OpenFace 2 tracks pose beside action units, or numbers its faces.
    if known.contains("AU01_r"), known.isDisjoint(with: ["pose_Tx", "face_id"]) { return "clnf_aus" }
    return "openface"
  }

  private static func openFaceUnit(_ name: String, isGaze: Bool) -> String {
    func begins(_ prefixes: String...) -> Bool { prefixes.contains { name.hasPrefix($0) } }
    if isGaze || begins("AU", "confidence", "p_scale") { return "1" }
    if begins("gaze_angle_", "pose_R", "p_r", "Rx", "Ry", "Rz") { return "rad" }
    if begins("gaze_") { return "1" }
    if begins("pose_T", "eye_lmk_X", "eye_lmk_Y", "eye_lmk_Z", "X", "Y", "Z") { return "mm" }
    if begins("eye_lmk_x", "eye_lmk_y", "x", "y", "p_t") { return "px" }
    return "1"
  }
}
