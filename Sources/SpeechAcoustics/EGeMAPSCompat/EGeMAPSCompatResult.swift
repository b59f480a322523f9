public import SignalCore

/// The set's values for one channel of one recording.
public struct EGeMAPSCompatResult: Sendable, Hashable {
  /// Smoothed contours, 25 columns of one value a row, in the order of `EGeMAPSCompat.lowLevelNames`.
  ///
  /// A row's absent value is what the set writes for it, often 0, for amplitudes −201: by definition, not by
  /// omission. Rows are 10 ms apart by name; the last ones are artefacts of the set at the end of a sound.
  public struct LowLevel: Sendable, Hashable {
    public let startSeconds: Double
    public let durationSeconds: Double
    public let columns: [[Float]]

    public var rowCount: Int { columns.first?.count ?? 0 }

    /// The time the set states for a row: 20 ms from every tenth millisecond, the last one to the end of the sound.
    public func timeRange(ofRow row: Int) -> TimeRange {
      let start = Double(row) * CompatGeometry.hopSeconds
      let end = row == rowCount - 1 ? max(durationSeconds, start) : start + 0.02
      return TimeRange(startSeconds: startSeconds + start, endSeconds: startSeconds + end)
    }
  }

  public let lowLevel: LowLevel
  /// 88 values in the order of `EGeMAPSCompat.functionalNames`; `nil` if there are none, for `missingReason`.
  public let functionals: [Double]?
  public let missingReason: MissingReason?

  /// The values with their definitions.
  public var readings: [MeasureReading] {
    EGeMAPSCompat.measures.enumerated().map { index, measure in
      MeasureReading(measure, MeasuredValue(functionals?[index], orMissing: missingReason ?? .tooShort))
    }
  }
}
