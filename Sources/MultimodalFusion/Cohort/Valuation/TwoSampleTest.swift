internal import ClinicalAssessment
internal import DenseMath
internal import SignalCore

/// Whether logistic regression can tell sessions of two cohorts apart in people it has not learned from (classifier
/// two-sample test; Lopez-Paz & Oquab 2017, ICLR), with the chance of as good a result by relabelling people. Where only
/// a summary of one cohort is left, `CohortDirections` gives the same two numbers in closed form.
public struct TwoSampleTest: Sendable, Hashable {
  /// Over pairs of sessions of the same fold, or of people; 0.5 = alike.
  public let areaUnderROC: Double
  /// Share of relabellings, the true labels included, that reach this area: exact for any sample size. In closed form,
  /// of samples of people who are alike.
  public let probability: Double
  /// People in both cohorts are left out, so that nobody is recognised.
  public let peopleLeftOut: Int

  public static let leastPeople = 10

  init(areaUnderROC: Double, probability: Double, peopleLeftOut: Int) {
    self.areaUnderROC = areaUnderROC
    self.probability = probability
    self.peopleLeftOut = peopleLeftOut
  }

  private static let folds = 5
  /// A session's share of the penalty, for inputs of variance 1.
  private static let penalty = 0.03
  /// With more inputs than this, their first principal components over both cohorts are taken.
  private static let greatestInputs = 50

  /// - Returns: `nil` with fewer than 10 people in either cohort who are not in the other.
  init?(
    _ first: Cohort, _ second: Cohort, inputs: InputChoice, permutations: Int, seed: UInt64, jobs: Int
  ) async throws(FusionError) {
    let both = Set(first.participants).intersection(second.participants)
    let sides = [first, second].map { cohort in
      cohort.sessions.filter { !both.contains($0.participant) }
    }
    let counts = sides.map { Set($0.map(\.participant)).count }
    guard counts.allSatisfy({ $0 >= Self.leastPeople }) else { return nil }
    peopleLeftOut = both.count
    // Learned from both together: what is done to the inputs does not depend on the labels.
    let pooled = first.replacingSessions(sides[0] + sides[1])
    let rows = Self.rows(pooled, try CohortScaling(learning: inputs, from: pooled))
    let people = pooled.participants
    let place = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1, $0) })
    let personOfRow = pooled.sessions.map { place[$0.participant] ?? 0 }
    let newPeople = Set(sides[1].map(\.participant))
    let isNew = people.map { newPeople.contains($0) }

    var generator = SeededGenerator(seed: seed, stream: "two-sample folds")
    var foldOfPerson = [Int](repeating: 0, count: people.count)
    for (rank, person) in generator.permutation(people.count).enumerated() {
      foldOfPerson[person] = rank % Self.folds
    }
    let folded = FoldedRows(rows: rows, person: personOfRow, fold: personOfRow.map { foldOfPerson[$0] })
    guard let area = folded.area(isNew, penalty: Self.penalty, folds: Self.folds) else { return nil }
    do {
      let areas = try await boundedMap(Array(0..<permutations), limit: jobs) { step -> Double in
        try Task.checkCancellation()
        var generator = SeededGenerator(seed: seed, stream: "two-sample labels", step: step)
        let labels = generator.permutation(isNew.count).map { isNew[$0] }
        return folded.area(labels, penalty: Self.penalty, folds: Self.folds) ?? 0.5
      }
      areaUnderROC = area
      // An area that differs in its last digits only is the same area.
      probability = Double(areas.count { $0 >= area - 1e-12 } + 1) / Double(permutations + 1)
    } catch {
      throw .stopped
    }
  }

  /// A scaled session a row, turned to principal components where there are many inputs.
  private static func rows(_ cohort: Cohort, _ scaling: CohortScaling) -> [[Double]] {
    let rows = cohort.sessions.map { scaling.scaled($0) }
    guard scaling.width > greatestInputs else { return rows }
    let design = PenalisedDesign(rows: rows)
    guard let singular = SingularValues(of: design.centred) else { return rows }
    let kept = min(greatestInputs, singular.values.count)
    return (0..<rows.count).map { row in
      (0..<kept).map { singular.left[row, $0] * singular.values[$0] }
    }
  }
}

/// Sessions dealt out to folds by person.
private struct FoldedRows: Sendable {
  let rows: [[Double]]
  /// Of each row.
  let person: [Int]
  let fold: [Int]

  /// Area under the ROC curve over pairs of rows of the same fold; `nil` when no fold has both labels.
  /// - Parameter labels: One a person.
  func area(_ labels: [Bool], penalty: Double, folds: Int) -> Double? {
    var won = 0.0
    var pairs = 0.0
    for index in 0..<folds {
      let training = rows.indices.filter { fold[$0] != index }
      let judged = rows.indices.filter { fold[$0] == index }
      let truth = judged.map { labels[person[$0]] }
      let positives = truth.count { $0 }
      let count = Double(positives * (truth.count - positives))
      let design = PenalisedDesign(rows: training.map { rows[$0] })
      guard count > 0,
        let solution = LogisticSystem(design, isCase: training.map { labels[person[$0]] })?
          .solution(penalty: penalty)
      else { continue }
      let scores = judged.map { row in
        zip(zip(rows[row], design.means), solution.weights).reduce(0) {
          $0 + ($1.0.0 - $1.0.1) * $1.1
        }
      }
      guard let area = Discrimination.areaUnderROC(labels: truth, scores: scores) else { continue }
      won += area.value * count
      pairs += count
    }
    return pairs > 0 ? won / pairs : nil
  }
}
