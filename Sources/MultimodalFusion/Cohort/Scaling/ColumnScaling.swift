internal import SignalCore

/// How one column is brought to a common scale, learned from training sessions.
public struct ColumnScaling: Sendable, Hashable, Codable {
  public let column: InputColumn
  /// The training sessions' median: what a missing value counts as.
  public let centre: Double
  /// Interquartile range / 1.349, which is the standard deviation of a normal distribution. Where half the values or
  /// more are the same, the standard deviation.
  public let spread: Double
  /// Share of training sessions without a value.
  public let missingShare: Double

  /// (value − centre) / spread, cut off at ± `limit`; 0 for a missing value.
  /// - Parameter own: Takes the place of centre and spread.
  func scaled(_ value: Double?, own: OwnScale? = nil, limit: Double) -> Double {
    guard let value else { return 0 }
    return min(max((value - (own?.centre ?? centre)) / (own?.spread ?? spread), -limit), limit)
  }
}

/// A column that is not used, and why.
public struct DroppedColumn: Sendable, Hashable, Codable {
  public enum Reason: Sendable, Hashable, Codable {
    /// Share of the training sessions without a value.
    case mostlyMissing(share: Double)
    /// Every training session that has a value has this one.
    case constant(value: Double)
  }
  public let name: String
  public let reason: Reason

  /// For a report: `missing in 62 % of the training sessions`.
  public var text: String {
    switch reason {
    case .mostlyMissing(let share): "missing in \(Int((100 * share).rounded())) % of the training sessions"
    case .constant(let value): "\(value) in every training session that has it"
    }
  }
}

extension ColumnScaling {
  /// Learns from the values of the training sessions, or says why the column cannot be used.
  static func learn(
    _ column: InputColumn, values: [Double?], greatestMissingShare: Double
  ) -> Result<ColumnScaling, DroppedColumnError> {
    let present = values.compactMap { $0 }
    let missingShare = values.isEmpty ? 1 : Double(values.count - present.count) / Double(values.count)
    guard missingShare <= greatestMissingShare, let centre = present.median, let first = present.first,
      let lower = present.quantile(0.25), let upper = present.quantile(0.75)
    else { return .failure(DroppedColumnError(column, .mostlyMissing(share: missingShare))) }
    let robust = (upper - lower) / 1.349
    let deviation = present.sampleStandardDeviation ?? 0
    // Differences in the last digits of a large number are no differences.
    let least = 1e-9 * (present.map(abs).max() ?? 0)
    guard deviation > least, present.contains(where: { $0 != first }) else {
      return .failure(DroppedColumnError(column, .constant(value: first)))
    }
    return .success(
      ColumnScaling(
        column: column, centre: centre, spread: robust > least ? robust : deviation,
        missingShare: missingShare))
  }
}

/// Carries a dropped column out of `learn`.
struct DroppedColumnError: Error {
  let dropped: DroppedColumn

  init(_ column: InputColumn, _ reason: DroppedColumn.Reason) {
    dropped = DroppedColumn(name: column.name, reason: reason)
  }
}
