public import FeatureStore
public import SignalCore

extension SessionTimeline {
  /// The picture of a session: speakers, pitch and loudness, smile and the turning of the head, as far as recorded.
  public init(record: SessionRecord, tracks: [Track]) {
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
    add("Smile (left)", face, "blendshape_mouthSmileLeft")
    add("Eye closing (left)", face, "blendshape_eyeBlinkLeft")
    add("Head turn", face, "head_yaw", unit: "degrees", scale: degrees)
    let ends = tracks.compactMap(\.timesSeconds.last)
    let starts = tracks.compactMap(\.timesSeconds.first)
    let spoken = (record.transcript?.segments ?? []).compactMap(\.timeRange)
    let start = min(starts.min() ?? 0, spoken.map(\.startSeconds).min() ?? .infinity, 0)
    let end = max(ends.max() ?? 0, spoken.map(\.endSeconds).max() ?? 0, start + 1)
    self.init(
      title: record.session, time: TimeRange(startSeconds: start, endSeconds: end),
      transcript: record.transcript, participant: record.input.participantSpeaker, lanes: lanes)
  }
}
