import ArgumentParser
import ClinicalAssessment
import MultimodalFusion

struct CohortBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cohort",
    abstract: "Whether made-up people are judged as they were made.",
    discussion: """
      Planted modalities are to be found and the empty one not; intervals for r of cohorts without any relation are to \
      hold 0 as often as they say, and intervals of scores the truth.

      Example: swift run -c release Benchmarks cohort
      """)

  @Option(help: "Cohorts without a relation.")
  var nullCohorts = 1000

  @Option(help: "Cohorts of 300 people with speech and face planted at d = 0.5.")
  var plantedCohorts = 3

  @Option(help: "Cohorts for the coverage of scores' intervals.")
  var coverageCohorts = 24

  @Option(help: "Pieces of work at a time.")
  var jobs = 2

  func run() async throws {
    print(try await planted())
    print(try await withoutRelation())
    print(try await coverage())
  }

  private func planted() async throws -> String {
    var table = MarkdownTable(
      "300 people, d = 0.5 in half of the measures of speech and face, none in language", "seed",
      "modality", "r alone [95 %]", "squared error it saves [95 %]")
    for seed in 0..<plantedCohorts {
      let cohort = try SimulatedCohort(SimulationSettings(), seed: UInt64(seed)).cohort
      for value in try await ModalityValue.all(
        cohort, validation: NestedCrossValidation(jobs: jobs), seed: UInt64(seed))
      {
        table.add("\(seed)", value.modality.rawValue, Self.text(value.alone), Self.text(value.added))
      }
    }
    return table.text
  }

  private func withoutRelation() async throws -> String {
    var settings = SimulationSettings()
    settings.people = 150
    for place in settings.modalities.indices { settings.modalities[place].plantedCount = 0 }
    var (covered, firstHundred, defined) = (0, 0, 0)
    var sum = 0.0
    for seed in 0..<nullCohorts {
      let cohort = try SimulatedCohort(settings, seed: UInt64(10_000 + seed)).cohort
      let checked = try await NestedCrossValidation(jobs: jobs)
        .run(cohort, candidates: [RidgeLearner(penalties: [0.1, 1, 10])], seed: UInt64(seed))
      guard let estimate = checked.withinFoldCorrelation(), let interval = estimate.interval else { continue }
      defined += 1
      sum += estimate.value
      let holds = interval.lower <= 0 && interval.upper >= 0
      covered += holds ? 1 : 0
      if seed < 100 { firstHundred += holds ? 1 : 0 }
    }
    var table = MarkdownTable(
      "150 people, no relation: 95 % interval of r of new people's scores", "cohorts", "hold 0, %",
      "of the first 100", "mean r")
    let share = defined > 0 ? 100 * Double(covered) / Double(defined) : 0
    table.add(
      "\(defined)", String(format: "%.1f", share), "\(firstHundred)",
      String(format: "%.4f", sum / Double(max(defined, 1))))
    return table.text
  }

  private func coverage() async throws -> String {
    var settings = SimulationSettings()
    settings.people = 120
    let levels = [0.8, 0.9, 0.95]
    var held = levels.map { _ in [0, 0] }
    var count = 0
    for seed in 0..<coverageCohorts {
      let training = try SimulatedCohort(settings, seed: UInt64(20_000 + seed)).cohort
      let new = try SimulatedCohort(settings, seed: UInt64(30_000 + seed)).cohort
      let (model, split) = try SplitConformal.fit(RidgeLearner(), to: training, seed: 1)
      let cross = try await CrossConformal.fit(
        RidgeLearner(penalties: [1, 10]), to: training, folds: 5, seed: 1, jobs: jobs)
      for session in new.sessions {
        guard let total = session.total, case .success(let prediction) = model.predict(session) else {
          continue
        }
        count += 1
        for (place, level) in levels.enumerated() {
          if split.interval(around: prediction.total, coverage: level).contains(total) {
            held[place][0] += 1
          }
          if try cross.interval(session, coverage: level).get().contains(total) { held[place][1] += 1 }
        }
      }
    }
    var table = MarkdownTable(
      "\(count) new people: share of totals inside the score's interval, %", "stated", "split conformal",
      "CV+")
    for (level, shares) in zip(levels, held) {
      table.add(
        [String(format: "%.0f", 100 * level)]
          + shares.map { String(format: "%.1f", 100 * Double($0) / Double(count)) })
    }
    return table.text
  }

  private static func text(_ estimate: Estimate?) -> String {
    guard let estimate, let interval = estimate.interval else { return "–" }
    return String(format: "%.2f [%.2f, %.2f]", estimate.value, interval.lower, interval.upper)
  }
}
