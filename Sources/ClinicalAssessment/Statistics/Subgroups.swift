/// How a score does in one group of people.
public struct SubgroupRow: Sendable, Hashable, Codable {
  public var group: String
  public var count: Int
  /// Rows with the condition.
  public var events: Int
  public var prevalence: Estimate
  /// Whether the group has enough people of both classes for the rest of the row; `nil`s there claim nothing.
  public var isLargeEnough: Bool
  public var areaUnderROC: Estimate?
  public var sensitivity: Estimate?
  public var falsePositiveRate: Estimate?
  /// Sensitivity here less that of everyone else.
  public var sensitivityGap: Estimate?
  /// False positive rate here less that of everyone else.
  public var falsePositiveRateGap: Estimate?
  /// In log-odds; above 0 the risk in this group is underestimated.
  public var calibrationInTheLarge: Estimate?
  public var calibrationSlope: Estimate?
  public var observedToExpected: Double?
}

/// How a score does in each group of people, side by side.
public struct SubgroupTable: Sendable, Hashable, Codable {
  /// By name of the group.
  public var rows: [SubgroupRow]
  /// Rows whose group is not known, which count among everyone else.
  public var unknownCount: Int
  /// Fewest people with, and fewest without the condition a group needs.
  public var fewestEvents: Int
  /// Greatest difference of sensitivity between two groups that are large enough (the equal opportunity difference);
  /// `nil` with fewer than two.
  public var largestSensitivityGap: Double?
  public var largestFalsePositiveRateGap: Double?

  /// - Parameters:
  ///   - probabilities: Calibration is left out where one lies outside 0 to 1.
  ///   - threshold: A row at or above it is decided “yes”.
  ///   - groups: The group of each row; `nil` where it is not known.
  ///   - fewestEvents: Below this many people with or without the condition nothing is claimed of a group.
  /// - Returns: `nil` for no rows and scores that are not finite.
  /// - Precondition: All have the same count.
  public init?(
    labels: [Bool], probabilities: [Double], threshold: Double, groups: [String?], fewestEvents: Int = 10,
    coverage: Double = 0.95
  ) {
    precondition(labels.count == probabilities.count && labels.count == groups.count, "one group a row")
    guard let everyone = Discrimination.confusion(labels: labels, scores: probabilities, threshold: threshold)
    else { return nil }
    let members = Dictionary(grouping: groups.indices.filter { groups[$0] != nil }) { groups[$0] ?? "" }
    var rows: [SubgroupRow] = []
    for group in members.keys.sorted() {
      let indices = members[group] ?? []
      let row = SubgroupRow(
        group: group, labels: indices.map { labels[$0] }, probabilities: indices.map { probabilities[$0] },
        threshold: threshold, everyone: everyone, fewestEvents: fewestEvents, coverage: coverage)
      if let row { rows.append(row) }
    }
    self.rows = rows
    unknownCount = groups.count { $0 == nil }
    self.fewestEvents = fewestEvents
    largestSensitivityGap = Self.range(rows.compactMap(\.sensitivity?.value))
    largestFalsePositiveRateGap = Self.range(rows.compactMap(\.falsePositiveRate?.value))
  }

  private static func range(_ values: [Double]) -> Double? {
    guard values.count >= 2, let least = values.min(), let most = values.max() else { return nil }
    return most - least
  }
}

extension SubgroupRow {
  fileprivate init?(
    group: String, labels: [Bool], probabilities: [Double], threshold: Double, everyone: Confusion,
    fewestEvents: Int, coverage: Double
  ) {
    guard let here = Discrimination.confusion(labels: labels, scores: probabilities, threshold: threshold),
      let prevalence = here.prevalence(coverage: coverage)
    else { return nil }
    self.init(
      group: group, count: labels.count, events: labels.count { $0 }, prevalence: prevalence,
      isLargeEnough: Int(min(here.positives, here.negatives)) >= fewestEvents)
    guard isLargeEnough else { return }
    areaUnderROC = Discrimination.areaUnderROC(labels: labels, scores: probabilities, coverage: coverage)
    sensitivity = here.sensitivity(coverage: coverage)
    falsePositiveRate = .proportion(here.falsePositives, of: here.negatives, coverage: coverage)
    sensitivityGap = .difference(
      sensitivity,
      .proportion(
        everyone.truePositives - here.truePositives, of: everyone.positives - here.positives,
        coverage: coverage))
    falsePositiveRateGap = .difference(
      falsePositiveRate,
      .proportion(
        everyone.falsePositives - here.falsePositives, of: everyone.negatives - here.negatives,
        coverage: coverage))
    calibrationInTheLarge = Calibration.inTheLarge(
      labels: labels, probabilities: probabilities, coverage: coverage)
    calibrationSlope =
      Calibration.line(labels: labels, probabilities: probabilities, coverage: coverage)?.slope
    observedToExpected = Calibration.observedToExpected(labels: labels, probabilities: probabilities)
  }
}

extension Estimate {
  /// Difference of two independent shares with the interval of Newcombe 1998, "Interval estimation for the
  /// difference between independent proportions: comparison of eleven methods", Stat. Med. 17: 873–890, method 10.
  /// - Parameters: Shares with Wilson's intervals of one coverage.
  public static func difference(_ first: Estimate?, _ second: Estimate?) -> Estimate? {
    guard let first, let second else { return nil }
    let difference = first.value - second.value
    guard let a = first.interval, let b = second.interval else {
      return Estimate(value: difference, interval: nil)
    }
    func distance(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    return Estimate(
      value: difference,
      interval: Interval(
        lower: difference - distance(first.value - a.lower, b.upper - second.value),
        upper: difference + distance(a.upper - first.value, second.value - b.lower), coverage: a.coverage))
  }
}
