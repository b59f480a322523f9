internal import ClinicalAssessment
internal import RealModule
public import SignalCore

/// How far new recordings lie from those a model was trained on, looked at before they are scored. Reads no assessment.
public struct DomainShift: Sendable, Hashable {
  public struct ColumnShift: Sendable, Hashable {
    public let name: String
    public let modality: Measure.Modality?
    /// Mean of the new less mean of the training sessions over the training sessions' standard deviation, values cut
    /// off as for the model. `nil` when no new session has a value.
    public let difference: Double?
    /// Whether the difference is at least `DomainShift.leastDifference` and too great for chance: 1 % over all columns
    /// together (Bonferroni), people taken as independent.
    public let isShifted: Bool
    public let trainingMissingShare: Double
    public let newMissingShare: Double
  }

  /// Half a standard deviation: as much as a measure of depression of medium effect differs between groups.
  public static let leastDifference = 0.5

  /// Greatest size first; columns without a difference last.
  public let columns: [ColumnShift]
  /// Whether a classifier tells new from training sessions; `nil` with too few new people.
  public let classifier: TwoSampleTest?

  /// - Parameters:
  ///   - training: What the model was fitted to.
  ///   - new: What is to be scored; its columns are the training cohort's.
  ///   - jobs: Permutations worked on at a time; the result does not depend on it.
  /// - Throws: When the columns differ or none is usable.
  public init(
    training: Cohort, new: Cohort, inputs: InputChoice = .allMeasures, permutations: Int = 199,
    seed: UInt64, jobs: Int = 1
  ) async throws(FusionError) {
    guard training.columns == new.columns else {
      throw .damagedModel(detail: "the new sessions have other columns than the training sessions")
    }
    let scaling = try CohortScaling(learning: inputs, from: training)
    let summaries = scaling.columns.map {
      CohortSummary.Column($0, limit: scaling.winsorLimit, sessions: training.sessions)
    }
    columns = Self.shifts(summaries, limit: scaling.winsorLimit, new.sessions) { place, session in
      scaling.columns[place].column.value(in: session)
    }
    classifier = try await TwoSampleTest(
      training, new, inputs: inputs, permutations: permutations, seed: seed, jobs: jobs)
  }

  /// The differences against what a model's card keeps of the cohort it was trained on.
  /// - Parameters:
  ///   - columns: Of the new sessions; one that is not among them counts as missing in all.
  ///   - directions: Without them no classifier is asked.
  public init(
    training: CohortSummary, columns: [CohortColumn], new: [CohortSession],
    directions: CohortDirections? = nil
  ) {
    let places = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.columns = Self.shifts(training.columns, limit: training.winsorLimit, new) { place, session in
      places[training.columns[place].name].flatMap { session.values[$0] }
    }
    classifier = directions?.test(training.people(columns, new))
  }

  private static func shifts(
    _ columns: [CohortSummary.Column], limit: Double, _ new: [CohortSession],
    value: (Int, CohortSession) -> Double?
  ) -> [ColumnShift] {
    let critical = NormalDistribution.quantile(1 - 0.005 / Double(columns.count)) ?? Double.infinity
    return columns.indices.map { place in
      shift(columns[place], limit: limit, new, critical: critical) { value(place, $0) }
    }.sorted {
      (-abs($0.difference ?? 0), $0.name) < (-abs($1.difference ?? 0), $1.name)
    }
  }

  private static func shift(
    _ column: CohortSummary.Column, limit: Double, _ new: [CohortSession], critical: Double,
    value: (CohortSession) -> Double?
  ) -> ColumnShift {
    let present = new.compactMap { session in
      value(session).map { (value: column.standardised($0, limit: limit), participant: session.participant) }
    }
    var difference: Double?
    if let mean = present.map(\.value).mean, let deviation = column.deviation, deviation > 0 {
      difference = (mean - column.mean) / deviation
    }
    let size = abs(difference ?? 0)
    let people = Set(present.map(\.participant)).count
    let chance = critical * (1 / Double(max(column.people, 1)) + 1 / Double(max(people, 1))).squareRoot()
    return ColumnShift(
      name: column.name, modality: column.modality, difference: difference,
      isShifted: size >= leastDifference && size >= chance,
      trainingMissingShare: column.missingShare,
      newMissingShare: Double(new.count - present.count) / Double(max(new.count, 1)))
  }

  /// What to tell the person before scores are given; `nil` when nothing speaks for a difference.
  public var warning: String? {
    let shifted = columns.filter(\.isShifted)
    let isToldApart = classifier.map { $0.probability <= 0.01 } ?? false
    guard !shifted.isEmpty || isToldApart else { return nil }
    var sentences = ["The recordings to be scored differ from those the model was trained on."]
    if !shifted.isEmpty {
      let greatest = shifted.prefix(3).map { "\($0.name) by \(Self.signed($0.difference ?? 0)) SD" }
      sentences.append(
        "\(shifted.count) of \(columns.count) measures \(shifted.count == 1 ? "is" : "are") shifted, "
          + "most of all \(greatest.joined(separator: ", ")).")
    }
    if let classifier, isToldApart {
      let area = (100 * classifier.areaUnderROC).rounded() / 100
      sentences.append("A classifier tells the two apart (area under the ROC curve \(area)).")
    }
    sentences.append("Scores may be off for all of them alike; check microphone, camera, task and language.")
    return sentences.joined(separator: " ")
  }

  private static func signed(_ number: Double) -> String {
    let rounded = (10 * number).rounded() / 10
    return rounded < 0 ? "−\(-rounded)" : "+\(rounded)"
  }
}
