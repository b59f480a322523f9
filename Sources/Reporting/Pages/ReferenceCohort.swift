internal import ClinicalAssessment
public import FeatureStore
internal import SignalCore

/// Other people’s sessions to hold a session against: of those good enough to be scored, one value a person.
public struct ReferenceCohort: Sendable {
  struct Standard: Sendable, Hashable {
    let median: Double
    /// The central 80 % of people: 10th to 90th percentile.
    let central: ClosedRange<Double>
    let people: Int
  }

  /// Fewest people whose spread is shown, and fewest with several sessions for the noise of a measure.
  static let leastPeople = 10

  /// Measure-set version → measure → standard, where there are enough people.
  private let standards: [String: [String: Standard]]
  /// Measure-set version → measure → how far sessions of the same person lie apart.
  private let errors: [String: [String: MeasurementError]]
  private let peopleByVersion: [String: Int]

  public init(_ sessions: [SessionOverview]) {
    var standards: [String: [String: Standard]] = [:]
    var errors: [String: [String: MeasurementError]] = [:]
    var people: [String: Int] = [:]
    for (version, group) in Dictionary(grouping: sessions.filter(\.gate.passed), by: \.measureSetVersion) {
      let persons = Dictionary(grouping: group) { $0.input.participant ?? "\u{0}\($0.session)" }
        .sorted { $0.key < $1.key }.map(\.value)
      people[version] = persons.count
      for measure in KeyMeasure.all {
        // In order of their dates where they have any, so that the first is the first.
        let values = persons.map { sessions in
          sessions.sorted { ($0.input.date ?? "", $0.session) < ($1.input.date ?? "", $1.session) }
            .compactMap { $0.value(measure) }
        }.filter { !$0.isEmpty }
        standards[version, default: [:]][measure.name] = Self.standard(values.compactMap(\.median))
        errors[version, default: [:]][measure.name] = Self.error(values)
      }
    }
    self.standards = standards
    self.errors = errors
    peopleByVersion = people
  }

  func standard(of measure: KeyMeasure, version: String) -> Standard? { standards[version]?[measure.name] }

  /// How far two sessions of a person lie apart by chance, found from people recorded several times; `nil` below ten
  /// of them. Real change between their sessions counts as chance, so that it is rather too large.
  func error(of measure: KeyMeasure, version: String) -> MeasurementError? { errors[version]?[measure.name] }

  /// People good enough and measured by this version.
  func people(version: String) -> Int { peopleByVersion[version] ?? 0 }

  private static func standard(_ values: [Double]) -> Standard? {
    guard values.count >= leastPeople, let median = values.median, let low = values.quantile(0.1),
      let high = values.quantile(0.9)
    else { return nil }
    return Standard(median: median, central: low...high, people: values.count)
  }

  /// Reliability as 1 − within-person variance / variance between people’s first sessions.
  private static func error(_ values: [[Double]]) -> MeasurementError? {
    let repeated = values.filter { $0.count >= 2 }
    guard repeated.count >= leastPeople,
      let spread = values.compactMap(\.first).sampleStandardDeviation, spread > 0
    else { return nil }
    var squares = 0.0
    var degrees = 0
    for person in repeated {
      guard let mean = person.mean else { continue }
      squares += person.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      degrees += person.count - 1
    }
    let reliability = 1 - squares / Double(degrees) / (spread * spread)
    return try? MeasurementError(
      reliability: reliability, standardDeviation: spread,
      source: "\(repeated.count) people of the reference with several sessions")
  }
}
