internal import SignalCore

extension ValidationFigures {
  /// Figures by every attribute asked for, or every one the table has.
  var subgroups: [SubgroupFigures] {
    let asked = settings.subgroups ?? Subgroup.allCases
    return asked.compactMap { attribute in
      guard let column = ScoreTable.Column(rawValue: attribute.rawValue), table.columns.contains(column) else {
        return nil
      }
      return figures(by: attribute)
    }
  }

  private func figures(by attribute: Subgroup) -> SubgroupFigures {
    let rows = Dictionary(grouping: pairs.indices, by: { pairs[$0].row.group(attribute) })
    let names = rows.keys.compactMap { $0 }.sorted { first, second in
      guard attribute == .age else { return first < second }
      let bands = ScoreRow.ageBands
      return (bands.firstIndex(of: first) ?? 0) < (bands.firstIndex(of: second) ?? 0)
    }
    let groups = names.map { group(named: $0, rows: rows[$0] ?? []) }
    let large = groups.filter(\.isLargeEnough)
    return SubgroupFigures(
      attribute: attribute, groups: groups, rowsWithoutAttribute: rows[nil]?.count ?? 0,
      sensitivityGap: Self.gap(large.compactMap { $0.sensitivity?.value }),
      falsePositiveRateGap: Self.gap(large.compactMap { $0.specificity?.value }))
  }

  private static func gap(_ values: [Double]) -> Double? {
    guard values.count >= 2, let low = values.min(), let high = values.max() else { return nil }
    return high - low
  }

  private func group(named name: String, rows: [Int]) -> SubgroupFigures.Group {
    let labels = rows.map { self.labels[$0] }
    let scores = rows.map { self.scores[$0] }
    let cases = labels.count { $0 }
    let isLargeEnough = min(cases, rows.count - cases) >= ValidationSettings.fewestForClaim
    let names = rows.map { people[$0] }
    let differences = rows.map { self.scores[$0] - totals[$0] }
    var group = SubgroupFigures.Group(
      name: name, rows: rows.count, people: Set(names).count, cases: cases, isLargeEnough: isLargeEnough)
    group.meanAbsoluteError = mean(differences.map { abs($0) }, people: names)
    group.bias = mean(differences, people: names)
    guard isLargeEnough else { return group }
    let repeats = group.people < group.rows
    func whole(_ estimate: Estimate?) -> Estimate? {
      // Formulas that count rows as people give no interval where people come again.
      estimate.map { Estimate(value: $0.value, interval: repeats ? nil : $0.interval) }
    }
    let area = Discrimination.areaUnderROCWithError(labels: labels, scores: scores, coverage: Self.coverage)
    group.areaUnderROC = whole(
      area.map { Estimate(value: $0.area, interval: $0.logitInterval ?? $0.waldInterval) })
    let confusion = Discrimination.confusion(labels: labels, scores: scores, threshold: threshold)
    group.sensitivity = whole(confusion?.sensitivity(coverage: Self.coverage))
    group.specificity = whole(confusion?.specificity(coverage: Self.coverage))
    let probable = rows.filter { pairs[$0].row.probability != nil }
    group.calibrationInTheLarge = whole(
      Calibration.inTheLarge(
        labels: probable.map { self.labels[$0] }, probabilities: probable.compactMap { pairs[$0].row.probability },
        coverage: Self.coverage))
    return group
  }

  /// Mean over rows with Student's interval over people: rows of a person are summed first (Liang & Zeger 1986, the
  /// sandwich of a mean).
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
      interval: Interval(lower: mean - critical * error, upper: mean + critical * error, coverage: Self.coverage))
  }
}
