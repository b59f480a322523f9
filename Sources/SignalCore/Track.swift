/// Values on a clock: one time axis in seconds and any number of named columns as long as it is.
public struct Track: Sendable, Hashable {
  /// One quantity over time. A missing value is `nil`, for the reason the column states.
  public struct Column: Sendable, Hashable {
    /// Lower-case words joined by underscores; becomes the data set's name in `tracks.h5`.
    public var name: String
    /// Unit as in `Measure.unit`: "Hz", "dB", "rad", "1".
    public var unit: String
    public var values: TrackValues
    /// Why a value of this column is missing where it is.
    public var missingReason: MissingReason

    public init(name: String, unit: String, values: TrackValues, missingReason: MissingReason) {
      self.name = name
      self.unit = unit
      self.values = values
      self.missingReason = missingReason
    }
  }

  /// Name of the group in `tracks.h5`: "acoustic", "face", "words".
  public var name: String
  public var timesSeconds: [Double]
  public var columns: [Column]

  /// - Precondition: Every column is as long as the time axis.
  public init(name: String, timesSeconds: [Double], columns: [Column]) {
    precondition(
      columns.allSatisfy { $0.values.count == timesSeconds.count },
      "every column of a track is as long as its time axis")
    self.name = name
    self.timesSeconds = timesSeconds
    self.columns = columns
  }

  public func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}
