/// Figures whose intervals come from drawing people again, many over the same draws.
struct PersonIntervals {
  private let bootstrap: PersonBootstrap
  private let rows: Int

  /// - Parameter people: The person each row belongs to.
  init(people: [String], jobs: Int) throws(ValidationError) {
    do {
      var bootstrap = try PersonBootstrap(
        people: people, resamples: ValidationSettings.resamples, seed: ValidationSettings.seed)
      bootstrap.jobs = max(1, jobs)
      self.bootstrap = bootstrap
    } catch {
      throw .statistics(error)
    }
    rows = people.count
  }

  /// - Parameters:
  ///   - names: With the reason a figure has when the data do not define it.
  ///   - statistics: A value a name, in their order.
  func figures(
    _ names: [(Figure.Name, reason: String)], _ statistics: @escaping @Sendable (RowWeights) -> [Double?]
  ) async throws(ValidationError) -> [Figure] {
    let values = statistics(RowWeights(repeating: 1, count: rows))
    let intervals = try await intervals(statistics)
    return names.indices.map { index in
      Figure(
        names[index].0, values[index], intervals[index]?.interval,
        intervals[index]?.method == .percentile ? .bootstrapPercentile : .bootstrapBCa,
        otherwise: names[index].reason)
    }
  }

  /// Values with their intervals; `nil` where the sample itself has none.
  func estimates(
    _ statistics: @escaping @Sendable (RowWeights) -> [Double?]
  ) async throws(ValidationError) -> [Estimate?] {
    let values = statistics(RowWeights(repeating: 1, count: rows))
    let intervals = try await intervals(statistics)
    return values.indices.map { index in
      values[index].map { Estimate(value: $0, interval: intervals[index]?.interval) }
    }
  }

  private func intervals(
    _ statistics: @escaping @Sendable (RowWeights) -> [Double?]
  ) async throws(ValidationError) -> [BootstrapInterval?] {
    do {
      return try await bootstrap.intervals(coverage: ValidationSettings.coverage, weighted: statistics)
    } catch {
      throw .statistics(error)
    }
  }
}
