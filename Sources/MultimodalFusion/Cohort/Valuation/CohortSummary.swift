public import SignalCore

/// What a model's card keeps of the cohort it was trained on, to hold new recordings against: a few numbers a measure,
/// no value of anybody.
public struct CohortSummary: Sendable, Hashable, Codable {
  public struct Column: Sendable, Hashable, Codable {
    public let name: String
    /// `nil` for what is no measure, such as age.
    public let modality: Measure.Modality?
    public let median: Double
    /// As `ColumnScaling.spread`: robust, in the measure's own unit.
    public let spread: Double
    public let missingShare: Double
    /// People with a value.
    public let people: Int
    /// Of the values as `standardised` gives them: not quite 0 and 1 where values are skewed.
    public let mean: Double
    /// `nil` below two values.
    public let deviation: Double?

    init(_ scaling: ColumnScaling, limit: Double, sessions: [CohortSession]) {
      let present = sessions.filter { scaling.column.value(in: $0) != nil }
      let values = present.map { scaling.scaled(scaling.column.value(in: $0), limit: limit) }
      name = scaling.column.name
      modality = scaling.column.modality
      median = scaling.centre
      spread = scaling.spread
      missingShare = Double(sessions.count - present.count) / Double(max(sessions.count, 1))
      people = Set(present.map(\.participant)).count
      mean = values.mean ?? 0
      deviation = values.sampleStandardDeviation
    }

    /// (value − median) / spread, cut off at ± `limit`.
    func standardised(_ value: Double, limit: Double) -> Double {
      min(max((value - median) / spread, -limit), limit)
    }
  }

  /// Of fewer people a median could be one person's value.
  public static let leastPeople = 10

  /// Values farther from the median count as this many spreads.
  public let winsorLimit: Double
  public let columns: [Column]

  /// - Returns: `nil` when no column has a value of `leastPeople` people and differs among them.
  package init?(_ cohort: Cohort, inputs: InputChoice) {
    guard let scaling = try? CohortScaling(learning: inputs, from: cohort) else { return nil }
    winsorLimit = scaling.winsorLimit
    columns = scaling.columns.map {
      Column($0, limit: scaling.winsorLimit, sessions: cohort.sessions)
    }.filter { $0.people >= Self.leastPeople }
    if columns.isEmpty { return nil }
  }
}
