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
    let critical =
      NormalDistribution.quantile(1 - 0.005 / Double(scaling.columns.count)) ?? Double.infinity
    columns = scaling.columns.map {
      Self.shift($0, limit: scaling.winsorLimit, training, new, critical: critical)
    }.sorted {
      (-abs($0.difference ?? 0), $0.name) < (-abs($1.difference ?? 0), $1.name)
    }
    classifier = try await TwoSampleTest(
      training, new, inputs: inputs, permutations: permutations, seed: seed, jobs: jobs)
  }

  private static func shift(
    _ scaling: ColumnScaling, limit: Double, _ training: Cohort, _ new: Cohort, critical: Double
  ) -> ColumnShift {
    func present(_ cohort: Cohort) -> (values: [Double], people: Int, missingShare: Double) {
      let sessions = cohort.sessions.filter { scaling.column.value(in: $0) != nil }
      let missing = cohort.sessions.count - sessions.count
      return (
        sessions.map { scaling.scaled(scaling.column.value(in: $0), limit: limit) },
        Set(sessions.map(\.participant)).count, Double(missing) / Double(max(cohort.sessions.count, 1))
      )
    }
    let (before, after) = (present(training), present(new))
    var difference: Double?
    if let first = before.values.mean, let second = after.values.mean,
      let deviation = before.values.sampleStandardDeviation, deviation > 0
    {
      difference = (second - first) / deviation
    }
    let size = abs(difference ?? 0)
    let chance =
      critical * (1 / Double(max(before.people, 1)) + 1 / Double(max(after.people, 1))).squareRoot()
    return ColumnShift(
      name: scaling.column.name, modality: scaling.column.modality, difference: difference,
      isShifted: size >= leastDifference && size >= chance,
      trainingMissingShare: before.missingShare, newMissingShare: after.missingShare)
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
