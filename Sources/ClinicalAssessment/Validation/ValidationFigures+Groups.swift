internal import SignalCore

extension ValidationFigures {
  /// Figures by every attribute asked for, or every one the table has.
  var subgroups: [SubgroupFigures] {
    (settings.subgroups ?? Subgroup.allCases).compactMap { attribute in
      guard let column = ScoreTable.Column(rawValue: attribute.rawValue), table.columns.contains(column)
      else {
        return nil
      }
      return figures(by: attribute)
    }
  }

  private func figures(by attribute: Subgroup) -> SubgroupFigures? {
    let names = pairs.map { $0.row.group(attribute) }
    guard let table = subgroupTable(pairs.indices.map { $0 }, values: scores, threshold: threshold, names)
    else {
      return nil
    }
    let probable = pairs.indices.filter { pairs[$0].row.probability != nil }
    let calibration = subgroupTable(
      probable, values: probable.compactMap { pairs[$0].row.probability }, threshold: 0.5, names)
    let rows = Dictionary(grouping: pairs.indices, by: { names[$0] })
    var groups = table.rows.map { row -> SubgroupFigures.Group in
      let members = rows[row.group] ?? []
      let differences = members.map { scores[$0] - totals[$0] }
      var group = SubgroupFigures.Group(
        people: Set(members.map { people[$0] }).count, discrimination: row,
        meanAbsoluteError: mean(differences.map { abs($0) }, people: members.map { people[$0] }),
        bias: mean(differences, people: members.map { people[$0] }),
        calibrationInTheLarge: calibration?.rows.first { $0.group == row.group }?.calibrationInTheLarge)
      if group.people < members.count { group.dropRowIntervals() }
      // Gaps are to everybody else, whose rows count too.
      if hasRepeatedPeople { group.dropGapIntervals() }
      return group
    }
    if attribute == .age {
      let bands = ScoreRow.ageBands
      groups.sort { (bands.firstIndex(of: $0.name) ?? 0) < (bands.firstIndex(of: $1.name) ?? 0) }
    }
    return SubgroupFigures(
      attribute: attribute, groups: groups, rowsWithoutAttribute: table.unknownCount,
      sensitivityGap: table.largestSensitivityGap, falsePositiveRateGap: table.largestFalsePositiveRateGap)
  }

  private func subgroupTable(
    _ rows: [Int], values: [Double], threshold: Double, _ names: [String?]
  ) -> SubgroupTable? {
    SubgroupTable(
      labels: rows.map { labels[$0] }, probabilities: values, threshold: threshold,
      groups: rows.map { names[$0] }, fewestEvents: ValidationSettings.fewestForClaim, coverage: Self.coverage
    )
  }

  /// Mean over rows with Student's interval over people: rows of a person are summed first (Liang & Zeger
  /// 1986, the sandwich of a mean).
  private func mean(_ values: [Double], people: [String]) -> Estimate? {
    guard let mean = values.mean else { return nil }
    var sums: [String: Double] = [:]
    for (person, value) in zip(people, values) { sums[person, default: 0] += value - mean }
    let count = Double(sums.count)
    guard count >= 2,
      let critical = StudentDistribution.quantile((1 + Self.coverage) / 2, degreesOfFreedom: count - 1)
    else { return Estimate(value: mean, interval: nil) }
    // In order of size, so that a dictionary's order does not reach the last digit.
    let squares = sums.values.map { $0 * $0 }.sorted().reduce(0, +)
    let error = (count / (count - 1) * squares).squareRoot() / Double(values.count)
    return Estimate(
      value: mean,
      interval: Interval(
        lower: mean - critical * error, upper: mean + critical * error, coverage: Self.coverage))
  }
}

extension SubgroupFigures.Group {
  fileprivate mutating func dropRowIntervals() {
    discrimination.prevalence.interval = nil
    discrimination.areaUnderROC?.interval = nil
    discrimination.sensitivity?.interval = nil
    discrimination.falsePositiveRate?.interval = nil
    discrimination.calibrationInTheLarge?.interval = nil
    discrimination.calibrationSlope?.interval = nil
    calibrationInTheLarge?.interval = nil
  }

  fileprivate mutating func dropGapIntervals() {
    discrimination.sensitivityGap?.interval = nil
    discrimination.falsePositiveRateGap?.interval = nil
  }
}
