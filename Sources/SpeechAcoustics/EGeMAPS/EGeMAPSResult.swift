public import SignalCore

/// What eGeMAPS says about one person's speech.
public struct EGeMAPSResult: Sendable, Hashable {
  /// "egemaps": a column for each `EGeMAPSDescriptor`, every 10 ms, smoothed over three frames. Values stand
  /// in active frames of the participant's speech alone; those of the voice in voiced frames.
  public let track: Track
  /// One for each of `EGeMAPSMeasures.all`, in that order.
  public let readings: [MeasureReading]
  /// Width of the band the recording fills, half the sample rate unless it was cut off before, as its
  /// voiced frames show; `nil` without voice.
  public let bandwidthHz: Double?

  static func absent(_ reason: MissingReason, _ grid: FrameGrid) -> EGeMAPSResult {
    EGeMAPSResult(
      track: DescriptorColumns(frameCount: grid.count).track(grid),
      readings: EGeMAPSMeasures.all.map { MeasureReading($0, .missing(reason)) }, bandwidthHz: nil)
  }
}
