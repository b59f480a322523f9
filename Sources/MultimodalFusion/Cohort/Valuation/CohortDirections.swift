internal import ClinicalAssessment
internal import DenseMath
internal import RealModule
internal import SignalCore

/// The directions in which the people of a training cohort differ most, and how much, so that a classifier can be asked
/// whether new people are like them though nobody's values were kept.
///
/// The classifier is Fisher's linear discriminant of the first principal components of the standardised columns, a
/// person's sessions averaged. With D² the squared distance of the new people's mean in units of the training people's
/// variances, it orders a new and a training person rightly with probability Φ(D/√2), and Hotelling's T² = n₁n₂ D² /
/// (n₁ + n₂) says how often chance does as well (Hotelling 1931, Annals of Mathematical Statistics 2:360–378; the
/// variances are the training people's n₁ − 1).
public struct CohortDirections: Sendable, Hashable {
  /// One number a column of the summary.
  let centre: [Double]
  /// One list a direction, each of length 1.
  let components: [[Double]]
  /// Standard deviations along them.
  let deviations: [Double]
  let people: Int

  /// Training people for each direction: variances of fewer are not known well enough.
  static let peoplePerDirection = 10
  static let mostDirections = 10

  private static let centreName = "cohort.centre"
  private static let componentsName = "cohort.components"
  private static let deviationsName = "cohort.deviations"
  private static let peopleName = "cohort.people"

  /// - Parameter cohort: What the summary was made of.
  /// - Returns: `nil` with too few people, or none that differ.
  init?(_ summary: CohortSummary, _ cohort: Cohort) {
    let rows = summary.people(cohort.columns, cohort.sessions)
    let most = min(Self.mostDirections, rows.count / Self.peoplePerDirection)
    guard most > 0 else { return nil }
    let design = PenalisedDesign(rows: rows)
    guard let singular = SingularValues(of: design.centred), let greatest = singular.values.first,
      greatest > 0
    else { return nil }
    let kept = (0..<min(most, singular.values.count)).filter { singular.values[$0] > 1e-6 * greatest }
    centre = design.means
    components = kept.map { place in
      (0..<design.centred.columns).map { singular.rightTransposed[place, $0] }
    }
    deviations = kept.map { singular.values[$0] / Double(rows.count - 1).squareRoot() }
    people = rows.count
  }

  /// From a model's file; `nil` where it keeps none, or none that fits the summary.
  init?(_ file: ModelFile, _ summary: CohortSummary) {
    guard let centre = file.tensor(Self.centreName)?.values,
      let directions = file.tensor(Self.componentsName),
      let deviations = file.tensor(Self.deviationsName)?.values,
      let people = file.tensor(Self.peopleName)?.values.first, people > Double(deviations.count),
      people < 1e9,
      centre.count == summary.columns.count, !deviations.isEmpty, deviations.allSatisfy({ $0 > 0 }),
      directions.shape == [deviations.count, centre.count]
    else { return nil }
    self.centre = centre
    components = deviations.indices.map {
      Array(directions.values[$0 * centre.count..<($0 + 1) * centre.count])
    }
    self.deviations = deviations
    self.people = Int(people)
  }

  var tensors: [ModelTensor] {
    [
      ModelTensor(name: Self.centreName, list: centre),
      ModelTensor(
        name: Self.componentsName, shape: [components.count, centre.count],
        values: Array(components.joined())),
      ModelTensor(name: Self.deviationsName, list: deviations),
      ModelTensor(name: Self.peopleName, list: [Double(people)]),
    ]
  }

  /// - Parameter rows: One a new person, as `CohortSummary.people` gives them.
  /// - Returns: `nil` with fewer than 10 new people.
  func test(_ rows: [[Double]]) -> TwoSampleTest? {
    guard rows.count >= TwoSampleTest.leastPeople else { return nil }
    let mean = centre.indices.map { column in
      rows.reduce(0) { $0 + $1[column] } / Double(rows.count) - centre[column]
    }
    let distance = zip(components, deviations).reduce(0) { sum, direction in
      let along = zip(direction.0, mean).reduce(0) { $0 + $1.0 * $1.1 } / direction.1
      return sum + along * along
    }
    let (first, second, width) = (Double(people), Double(rows.count), Double(components.count))
    let statistic = first * second / (first + second) * distance
    guard
      let probability = FisherDistribution.survival(
        statistic * (first - width) / (width * (first - 1)), numerator: width, denominator: first - width)
    else { return nil }
    // By chance alone the means of two samples lie this far apart.
    let expected = width * (1 / first + 1 / second)
    return TwoSampleTest(
      areaUnderROC: NormalDistribution.cumulative((max(distance - expected, 0) / 2).squareRoot()),
      probability: probability, peopleLeftOut: 0)
  }
}

extension CohortSummary {
  /// One row a person, the person's sessions averaged, in order of the names: every column of the summary standardised,
  /// 0 where a session has no value.
  func people(_ columns: [CohortColumn], _ sessions: [CohortSession]) -> [[Double]] {
    let places = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let own = self.columns.map { places[$0.name] }
    return Dictionary(grouping: sessions, by: \.participant).sorted { $0.key < $1.key }.map { _, sessions in
      self.columns.indices.map { column in
        sessions.reduce(0) { sum, session in
          let value = own[column].flatMap { session.values[$0] }
          return sum + (value.map { self.columns[column].standardised($0, limit: winsorLimit) } ?? 0)
        } / Double(sessions.count)
      }
    }
  }
}
