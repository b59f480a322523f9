public import SignalCore

/// When a column is used, and how far an extreme value counts.
public struct ScalingSettings: Sendable, Hashable, Codable {
  /// A column missing in a greater share of the training sessions is dropped.
  public var greatestMissingShare = 0.5
  /// Values farther from the median count as this many robust standard deviations.
  public var winsorLimit = 4.0
  /// That a value is missing is told to the model where it is missing in at least this share of the training sessions.
  public var leastIndicatorShare = 0.05
  /// Whether values are held against the person's own earlier sessions where there are enough of them.
  public var usesOwn = false

  public init() {}
}

/// Says to a model that values are missing. Columns of one modality that are missing in the same training sessions,
/// such as all of a face that was not filmed, share one.
public struct MissingIndicator: Sendable, Hashable, Codable {
  /// Places among the scaling's columns.
  public let places: [Int]
  public let modality: Measure.Modality?
  /// Share of the training sessions where the columns are missing.
  public let share: Double

  /// (1 or 0 − share) / √(share (1 − share)): like the other inputs, spread by 1 around 0.
  func scaled(isMissing: Bool) -> Double {
    ((isMissing ? 1 : 0) - share) / (share * (1 - share)).squareRoot()
  }
}

/// Brings sessions to a common scale: the columns with their missing values filled in, then the indicators.
///
/// Each column is centred on the training sessions' median, divided by their robust spread and cut off at the winsor
/// limit. Where it is asked for, a value of a person with enough earlier sessions is centred on their median and divided
/// by their spread instead. A missing value counts as the median, and indicators let a model learn what being missing means. Everything
/// is learned from the sessions given to `init` alone.
public struct CohortScaling: Sendable, Hashable, Codable {
  public let columns: [ColumnScaling]
  public let indicators: [MissingIndicator]
  public let dropped: [DroppedColumn]
  public let winsorLimit: Double
  public let usesOwn: Bool

  /// - Throws: When no column is left.
  public init(
    learning inputs: InputChoice, from cohort: Cohort, settings: ScalingSettings = ScalingSettings()
  ) throws(FusionError) {
    var columns: [ColumnScaling] = []
    var dropped: [DroppedColumn] = []
    var patterns: [[Bool]] = []
    for column in inputs.columns(of: cohort) {
      let values = cohort.sessions.map { column.value(in: $0) }
      switch ColumnScaling.learn(column, values: values, greatestMissingShare: settings.greatestMissingShare)
      {
      case .success(let scaling):
        columns.append(scaling)
        patterns.append(values.map { $0 == nil })
      case .failure(let error): dropped.append(error.dropped)
      }
    }
    guard !columns.isEmpty else { throw .noUsableColumn(inputs: inputs.name) }
    self.columns = columns
    self.dropped = dropped
    winsorLimit = settings.winsorLimit
    usesOwn = settings.usesOwn
    indicators = Self.indicators(columns, patterns, leastShare: settings.leastIndicatorShare)
  }

  private static func indicators(
    _ columns: [ColumnScaling], _ patterns: [[Bool]], leastShare: Double
  ) -> [MissingIndicator] {
    var indicators: [MissingIndicator] = []
    var placeOfPattern: [MissingPattern: Int] = [:]
    for (place, scaling) in columns.enumerated() where scaling.missingShare >= max(leastShare, .ulpOfOne) {
      let pattern = MissingPattern(modality: scaling.column.modality, isMissing: patterns[place])
      if let known = placeOfPattern[pattern] {
        indicators[known] = MissingIndicator(
          places: indicators[known].places + [place], modality: pattern.modality, share: scaling.missingShare)
      } else {
        placeOfPattern[pattern] = indicators.count
        indicators.append(
          MissingIndicator(places: [place], modality: pattern.modality, share: scaling.missingShare))
      }
    }
    return indicators
  }

  /// Numbers `scaled` gives for a session.
  public var width: Int { columns.count + indicators.count }

  /// The columns, then the indicators; about 0 with a spread of 1.
  public func scaled(_ session: CohortSession) -> [Double] {
    let values = columns.map { $0.column.value(in: session) }
    return zip(columns, values).map {
      $0.scaled($1, own: own($0.column, in: session), limit: winsorLimit)
    }
      + indicators.map { indicator in
        indicator.scaled(isMissing: indicator.places.allSatisfy { values[$0] == nil })
      }
  }

  /// What a session's value is held against in place of the training sessions; `nil` = against those.
  func own(_ column: InputColumn, in session: CohortSession) -> OwnScale? {
    guard usesOwn, case .measure(let place) = column.source, session.own.indices.contains(place) else {
      return nil
    }
    return session.own[place]
  }

  /// Share of the columns that have a value in this session.
  public func presentShare(_ session: CohortSession) -> Double {
    let present = columns.count { $0.column.value(in: session) != nil }
    return Double(present) / Double(columns.count)
  }
}

/// In which training sessions a column of a modality is missing.
private struct MissingPattern: Hashable {
  let modality: Measure.Modality?
  let isMissing: [Bool]
}
