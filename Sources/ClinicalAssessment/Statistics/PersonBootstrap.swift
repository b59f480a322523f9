internal import DenseMath
import Foundation
import SignalCore

/// An interval from resampling, with what one must know to judge it.
public struct BootstrapInterval: Sendable, Hashable, Codable {
  public enum Method: String, Sendable, Hashable, Codable {
    /// Bias-corrected and accelerated.
    case biasCorrectedAccelerated
    /// Plain percentiles, where the correction is undefined: the value lies beyond every resample, or leaving one
    /// person out changes nothing or leaves the statistic undefined.
    case percentile
  }

  public var interval: Interval
  public var method: Method
  /// Standard deviation over resamples.
  public var standardError: Double
  /// Resamples without a value, one class only for example; left out. At most a tenth of all.
  public var undefinedResamples: Int
}

/// Intervals by drawing persons, not rows, with replacement: a person's rows stay together.
///
/// Efron 1987, "Better bootstrap confidence intervals", J. Am. Stat. Assoc. 82: 171–185; Efron & Tibshirani 1993, "An
/// Introduction to the Bootstrap", chapter 14. The acceleration comes from
/// leaving out one person at a time; above ``leftOutGroups`` persons from leaving out that many equal groups of
/// persons drawn by the seed, whose expectation is the same and whose error in the acceleration is about 0.001.
/// Every resample has its own random numbers, so results do not depend on the number of cores.
public struct PersonBootstrap: Sendable {
  public static let fewestResamples = 200
  public static let leftOutGroups = 500

  public let resamples: Int
  public let seed: UInt64
  /// How many resamples are computed at a time.
  public var jobs = ProcessInfo.processInfo.activeProcessorCount
  public let personCount: Int
  private let personOfRow: [Int32]
  /// The group each person is left out with.
  private let groupOfPerson: [Int32]
  private let groupCount: Int

  /// - Parameters:
  ///   - people: The person each row belongs to, any number of rows each.
  ///   - resamples: At least ``fewestResamples``.
  public init(people: [String], resamples: Int = 2_000, seed: UInt64 = 1) throws(AssessmentError) {
    guard resamples >= Self.fewestResamples else { throw .fewResamples(resamples) }
    self.resamples = resamples
    self.seed = seed
    // Numbers by name, so that the order of rows does not decide who is drawn.
    let names = Set(people).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    personOfRow = people.compactMap { numbers[$0] }
    personCount = names.count
    groupCount = min(names.count, Self.leftOutGroups)
    var groups = names.indices.map { Int32($0 % min(names.count, Self.leftOutGroups)) }
    if names.count > Self.leftOutGroups {
      var random = SeededGenerator(seed: seed, stream: "bootstrap.groups")
      groups = random.permutation(names.count).map { groups[$0] }
    }
    groupOfPerson = groups
  }

  /// Interval of a statistic of the drawn rows' numbers; a row drawn twice is there twice.
  ///
  /// Statistics that take weights are much faster with ``interval(coverage:weighted:)``.
  /// - Parameter statistic: `nil` where it is undefined.
  /// - Returns: `nil` below two persons, where the sample itself has no value, and where more than a tenth of the
  ///   resamples have none.
  public func interval(
    coverage: Double = 0.95, statistic: @escaping @Sendable ([Int]) -> Double?
  ) async throws(AssessmentError) -> BootstrapInterval? {
    try await interval(coverage: coverage) { weights in
      statistic(weights.indices.flatMap { repeatElement($0, count: Int(weights[$0])) })
    }
  }

  /// Interval of a statistic of row weights; otherwise as ``interval(coverage:statistic:)``.
  public func interval(
    coverage: Double = 0.95, weighted statistic: @escaping @Sendable (RowWeights) -> Double?
  ) async throws(AssessmentError) -> BootstrapInterval? {
    try await intervals(coverage: coverage) { [statistic($0)] }.first ?? nil
  }

  /// Interval of the first statistic less the second over the same draws, for two models of the same persons.
  public func pairedDifference(
    coverage: Double = 0.95, weighted first: @escaping @Sendable (RowWeights) -> Double?,
    _ second: @escaping @Sendable (RowWeights) -> Double?
  ) async throws(AssessmentError) -> BootstrapInterval? {
    try await interval(coverage: coverage) { (weights: RowWeights) -> Double? in
      guard let a = first(weights), let b = second(weights) else { return nil }
      return a - b
    }
  }

  /// Intervals of many statistics over the same draws.
  /// - Parameter statistics: Their values in an order and number that are always the same.
  public func intervals(
    coverage: Double = 0.95, weighted statistics: @escaping @Sendable (RowWeights) -> [Double?]
  ) async throws(AssessmentError) -> [BootstrapInterval?] {
    guard coverage > 0, coverage < 1 else { throw .coverage(coverage) }
    let observed = statistics(RowWeights(repeating: 1, count: personOfRow.count))
    guard personCount >= 2 else { return observed.map { _ in nil } }
    let drawn = try await evaluated(resamples) { statistics(weights(resample: $0)) }
    let leftOut = try await evaluated(groupCount) { statistics(weights(without: $0)) }
    return observed.indices.map { index in
      observed[index].flatMap { value in
        BootstrapInterval(
          observed: value, resamples: drawn.map { $0[index] }, leftOut: leftOut.map { $0[index] },
          coverage: coverage)
      }
    }
  }

  private func evaluated(
    _ count: Int, _ values: @escaping @Sendable (Int) -> [Double?]
  ) async throws(AssessmentError) -> [[Double?]] {
    let portions = stride(from: 0, to: count, by: 20).map { $0..<min($0 + 20, count) }
    do {
      return try await boundedMap(portions, limit: max(1, jobs)) { portion in
        try Task.checkCancellation()
        return portion.map(values)
      }.flatMap { $0 }
    } catch {
      throw .interrupted
    }
  }

  private func weights(resample: Int) -> RowWeights {
    var random = SeededGenerator(seed: seed, stream: "bootstrap", step: resample)
    var draws = [Double](repeating: 0, count: personCount)
    for _ in 0..<personCount { draws[random.whole(below: personCount)] += 1 }
    return personOfRow.map { draws[Int($0)] }
  }

  private func weights(without group: Int) -> RowWeights {
    personOfRow.map { groupOfPerson[Int($0)] == Int32(group) ? 0 : 1 }
  }
}

extension BootstrapInterval {
  /// - Returns: `nil` where more than a tenth of the resamples are undefined.
  init?(observed: Double, resamples: [Double?], leftOut: [Double?], coverage: Double) {
    let sorted = resamples.compactMap { $0 }.sorted()
    undefinedResamples = resamples.count - sorted.count
    guard undefinedResamples * 10 <= resamples.count, let deviation = sorted.sampleStandardDeviation,
      deviation.isFinite, let z = NormalDistribution.criticalValue(coverage: coverage)
    else { return nil }
    standardError = deviation
    var shares = ((1 - coverage) / 2, (1 + coverage) / 2)
    method = .percentile
    if let bias = Self.bias(observed, sorted), let acceleration = Self.acceleration(leftOut) {
      func share(_ z: Double) -> Double? {
        let shrink = 1 - acceleration * (bias + z)
        return shrink > 0 ? NormalDistribution.cumulative(bias + (bias + z) / shrink) : nil
      }
      if let lower = share(-z), let upper = share(z) {
        shares = (lower, upper)
        method = .biasCorrectedAccelerated
      }
    }
    interval = Interval(
      lower: quantile(ofSorted: sorted, shares.0), upper: quantile(ofSorted: sorted, shares.1),
      coverage: coverage)
  }

  /// z₀, from the share of resamples below the value, equal ones counting half (Efron & Tibshirani 1993, eq. 14.14).
  private static func bias(_ observed: Double, _ sorted: [Double]) -> Double? {
    // The same rows add up in another order in each resample: equal means equal but for rounding.
    let slack = 1e-12 * max(abs(observed), (sorted.last ?? 0) - (sorted.first ?? 0))
    let below = sorted.count { $0 < observed - slack }
    let equal = sorted.count { abs($0 - observed) <= slack }
    return NormalDistribution.quantile((Double(below) + Double(equal) / 2) / Double(sorted.count))
  }

  /// a = Σd³ / (6 (Σd²)^1.5) with d the mean of the values with one left out, less each (Efron & Tibshirani 1993, eq. 14.15).
  private static func acceleration(_ leftOut: [Double?]) -> Double? {
    let values = leftOut.compactMap { $0 }
    guard values.count == leftOut.count, let mean = values.mean else { return nil }
    let squares = values.reduce(0) { $0 + (mean - $1) * (mean - $1) }
    let cubes = values.reduce(0) { $0 + (mean - $1) * (mean - $1) * (mean - $1) }
    let acceleration = cubes / (6 * squares * squares.squareRoot())
    return squares > 0 && acceleration.isFinite ? acceleration : nil
  }
}
