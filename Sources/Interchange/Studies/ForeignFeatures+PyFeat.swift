internal import SignalCore

extension ForeignFeatures {
  private static let usualFrameRatesHz = [
    10, 12, 12.5, 15, 24_000.0 / 1001, 24, 25, 30_000.0 / 1001, 30, 50, 60_000.0 / 1001, 60,
  ]
  private static let noFeatures: Set<String> = ["frame", "approx_time", "input", "Identity", ""]

  /// py-feat's table of faces. Its time is text in whole seconds, so times follow from the frames' numbers and a
  /// rate. Frames with several faces are missing, unless a column `Identity` tells the faces apart.
  static func pyFeat(
    _ lines: inout TextLines, names: [String], frameRateHz: Double?
  ) throws(FeatureFileError) -> ForeignFeatures {
    let path = lines.path
    var table = try NumberTable(
      path: path, separator: UInt8(ascii: ","), names: names,
      kinds: names.map { name in
        switch name {
        case "frame": .exact(mayBeAbsent: false)
        case "approx_time": .exact(mayBeAbsent: true)
        case "Identity": .text
        case _ where noFeatures.contains(name): .skipped
        default: .number
        }
      })
    try table.read(&lines)
    guard let frames = table.exact("frame") else { throw .missingColumn(path: path, column: "frame") }
    let seconds = table.exact("approx_time") ?? []
    guard let rate = frameRateHz ?? Self.frameRate(frames: frames, wholeSeconds: seconds), rate > 0 else {
      throw .noFrameRate(path: path)
    }
    let times = frames.map { $0 / rate }
    let leftOut = names.filter { noFeatures.contains($0) && !["frame", "approx_time", ""].contains($0) }
    var tracks: [ForeignTrack] = []
    let people = rowsByKey(table.texts.first ?? Array(repeating: -1, count: frames.count))
    for (person, rows) in people {
      let (kept, ambiguous) = oneRowAFrame(rows, frames)
      try checkTimes(times, kept, table, mayRepeat: false, path: path)
      var columns = ForeignColumns(table, timesSeconds: times, rows: kept)
      let score = columns.index("FaceScore").map { columns.values[$0] } ?? []
      let lost = score.indices.filter { !(score[$0] > 0) }
      columns.remove(rows: Array(Set(lost).union(ambiguous.keys)), columns: columns.names.indices)
      tracks.append(
        ForeignTrack(
          columns.track(
            named: people.count == 1 ? "pyfeat" : "pyfeat_face_\(tracks.count + 1)", unit: pyFeatUnit,
            missingReason: { _ in .noFace }),
          face: person < 0 ? nil : table.spellings[person], tool: .pyFeat, path: path,
          remarks: [.framesPerSecond(rate)]
            + FeatureRemark.counted([
              (lost.count, FeatureRemark.rowsWithoutFace),
              (ambiguous.values.reduce(0, +), FeatureRemark.rowsOfSeveralFaces),
            ]) + (leftOut.isEmpty ? [] : [.columnsLeftOut(leftOut)])))
    }
    return ForeignFeatures(.pyFeat, path, tracks)
  }

  /// The first row of each frame, and, for frames with several rows, the place among them and how many there are.
  private static func oneRowAFrame(_ rows: [Int], _ frames: [Double]) -> (kept: [Int], ambiguous: [Int: Int])
  {
    var kept: [Int] = []
    var ambiguous: [Int: Int] = [:]
    for row in rows {
      if let last = kept.last, frames[last] == frames[row] {
        ambiguous[kept.count - 1, default: 1] += 1
      } else {
        kept.append(row)
      }
    }
    return (kept, ambiguous)
  }

  /// The rate at which every frame falls into the whole second written beside it: a usual one if there is one,
  /// otherwise the middle of those that could be. `nil` where no rate does, or where no second has passed.
  private static func frameRate(frames: [Double], wholeSeconds: [Double]) -> Double? {
    var lowest = 0.0
    var highest = Double.infinity
    for (frame, second) in zip(frames, wholeSeconds) where second.isFinite {
      lowest = max(lowest, frame / (second + 1))
      if second >= 1 { highest = min(highest, frame / second) }
    }
    // A frame on the border of a second may have been rounded to either side.
    let slack = 1e-9 * lowest
    guard highest.isFinite, lowest <= highest + slack else { return nil }
    let middle = (lowest + highest) / 2
    let usual = usualFrameRatesHz.filter { $0 >= lowest - slack && $0 <= highest + slack }
    return usual.min { abs($0 - middle) < abs($1 - middle) } ?? middle
  }

  private static func pyFeatUnit(_ name: String) -> String {
    if name.hasPrefix("AU") || name == "FaceScore" { return "1" }
    if ["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral"].contains(name) {
      return "1"
    }
    if name.hasPrefix("x_") || name.hasPrefix("y_") { return "px" }
    if name.hasPrefix("FaceRect") || name.hasPrefix("Frame") { return "px" }
    return OpenSMILEColumns.unknownUnit
  }
}
