import SignalCore

/// Looks for the pictures in which a face rests.
struct NeutralSearch {
  static let leastFaceSeconds = 10.0
  static let leastCalmSeconds = 3.0
  private static let calmShare = 0.4
  private static let greatestTurnRadians = 20 * Double.pi / 180
  /// Activity compares a picture with others this near to it on either side.
  private static let windowSeconds = 0.5
  /// A picture stands for the time to the next, but not for more than this.
  private static let longestPictureSeconds = 0.3

  private let channels: [ExpressionChannel]
  private let timesSeconds: [Double]
  private let columns: [[Double]]
  private let poses: [HeadPose]
  private let hasFace: Bool

  init(track: Track) {
    channels = ActionUnitRecipe.channels
    let needed = channels.map { track.column($0.columnName)?.values }
    let angles = [FaceColumn.headPitch, FaceColumn.headYaw, FaceColumn.headRoll]
      .map { track.column($0)?.values }
    hasFace = track.column(FaceColumn.presence)?.values.contains { $0 != nil } ?? false
    var times: [Double] = []
    var columns = [[Double]](repeating: [], count: channels.count)
    var poses: [HeadPose] = []
    for row in track.timesSeconds.indices {
      let values = needed.compactMap { $0?[row] }
      let turn = angles.compactMap { $0?[row] }
      guard values.count == channels.count, turn.count == 3 else { continue }
      times.append(track.timesSeconds[row])
      for (index, value) in values.enumerated() { columns[index].append(Double(value)) }
      poses.append(
        HeadPose(
          pitchRadians: Double(turn[0]), yawRadians: Double(turn[1]), rollRadians: Double(turn[2])))
    }
    timesSeconds = times
    self.columns = columns
    self.poses = poses
  }

  var found: NeutralFace.Found {
    guard hasFace else { return .missing(.noFace) }
    guard !timesSeconds.isEmpty else { return .missing(.lowQuality) }
    let durations = timesSeconds.indices.map { row in
      guard row + 1 < timesSeconds.count else { return 0.0 }
      return min(timesSeconds[row + 1] - timesSeconds[row], Self.longestPictureSeconds)
    }
    guard durations.reduce(0, +) >= Self.leastFaceSeconds else { return .missing(.tooShort) }
    let calm = calmRows
    let calmSeconds = calm.reduce(0) { $0 + durations[$1] }
    guard calmSeconds >= Self.leastCalmSeconds else { return .missing(.tooShort) }
    let found = zip(channels, columns).compactMap { channel, column -> NeutralFace.Channel? in
      let values = calm.map { column[$0] }
      guard let mode = halfSampleMode(values), let distance = values.map({ abs($0 - mode) }).median
      else { return nil }
      let range = channel.restingRange
      let isLimited = !range.contains(mode)
      return NeutralFace.Channel(
        name: channel.columnName, value: min(max(mode, range.lowerBound), range.upperBound),
        spread: isLimited ? 0 : 1.4826 * distance, isLimited: isLimited)
    }
    return .neutral(NeutralFace(channels: found, calmSeconds: calmSeconds))
  }

  /// Rows near the usual pose whose activity is low.
  private var calmRows: [Int] {
    let near = rowsNearUsualPose
    let activity = activity
    guard let limit = near.map({ activity[$0] }).quantile(Self.calmShare) else { return [] }
    return near.filter { activity[$0] <= limit }
  }

  private var rowsNearUsualPose: [Int] {
    guard let pitch = poses.map(\.pitchRadians).median, let yaw = poses.map(\.yawRadians).median,
      let roll = poses.map(\.rollRadians).median
    else { return [] }
    let usual = HeadPose(pitchRadians: pitch, yawRadians: yaw, rollRadians: roll)
    return poses.indices.filter { poses[$0].angleRadians(from: usual) <= Self.greatestTurnRadians }
  }

  /// Mean over the channels of how far each is from its surroundings, in full expressions.
  private var activity: [Double] {
    var total = [Double](repeating: 0, count: timesSeconds.count)
    for (channel, column) in zip(channels, columns) {
      let scale = ActionUnitRecipe.fullScale(of: channel)
      var lower = 0
      var upper = 0
      for (row, time) in timesSeconds.enumerated() {
        while timesSeconds[lower] < time - Self.windowSeconds { lower += 1 }
        while upper < timesSeconds.count, timesSeconds[upper] <= time + Self.windowSeconds { upper += 1 }
        let usual = column[lower..<upper].median ?? column[row]
        let step = row > lower ? abs(column[row] - column[row - 1]) : 0
        total[row] += (abs(column[row] - usual) + step) / scale
      }
    }
    return total.map { $0 / Double(channels.count) }
  }
}
