public import FeatureStore
public import SignalCore

extension SessionTimeline {
  /// The picture of a session: speakers, pitch and loudness, smile and the turning of the head, as far as recorded.
  ///
  /// - Parameters:
  ///   - marks: Stretches to mark with their numbers.
  ///   - showsWords: Whether the picture holds what was said.
  public init(
    record: SessionRecord, tracks: [Track], marks: [TimeRange] = [], showsWords: Bool = false
  ) {
    let acoustic = tracks.first { $0.name == "acoustic" }
    let face = tracks.first { $0.name == "face" }
    var lanes: [TimelineLane] = []
    func add(_ title: String, _ track: Track?, _ name: String, unit: String? = nil, scale: Float = 1) {
      guard let track, let column = track.column(name) else { return }
      lanes.append(
        TimelineLane(
          title: title, unit: unit ?? column.unit, timesSeconds: track.timesSeconds,
          values: column.values.map { $0.map { $0 * scale } },
          bounds: column.name.hasPrefix("blendshape_") ? 0...1 : nil))
    }
    let degrees = Float(180 / Double.pi)
    add("Pitch", acoustic, "f0")
    add("Loudness", acoustic, "intensity")
    if let lane = ExpressionLane.lane(
      tracks.first(where: { $0.name == "action_units" }), title: "Face, liveliness")
    {
      lanes.append(lane)
    }
    add("Smile (left)", face, "blendshape_mouthSmileLeft")
    add("Eye closing (left)", face, "blendshape_eyeBlinkLeft")
    add("Head turn", face, "head_yaw", unit: "degrees", scale: degrees)
    let ends = tracks.compactMap(\.timesSeconds.last)
    let starts = tracks.compactMap(\.timesSeconds.first)
    let spoken = (record.transcript?.segments ?? []).compactMap(\.timeRange)
    let start = min(starts.min() ?? 0, spoken.map(\.startSeconds).min() ?? .infinity, 0)
    let end = max(ends.max() ?? 0, spoken.map(\.endSeconds).max() ?? 0, start + 1)
    self.init(
      title: record.session + (record.provenance.isSimulated ? " (SIMULATED)" : ""),
      time: TimeRange(startSeconds: start, endSeconds: end),
      transcript: record.transcript, participant: record.input.participantSpeaker, lanes: lanes,
      marks: marks, showsWords: showsWords)
  }
}
