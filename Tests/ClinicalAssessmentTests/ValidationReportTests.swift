import ClinicalAssessment
import Foundation
import Testing

@Suite("Validation: the report")
struct ValidationReportTests {
  @Test("figures of a table worked out by hand")
  func byHand() async throws {
    var study = ValidationStudy(people: 4)
    for (index, (score, total)) in [(4.0, 2.0), (12, 14), (9, 11), (11, 5)].enumerated() {
      study.table.rows[index].score = score
      study.assessments[index].total = total
    }
    let report = try await study.report()
    // Differences 2, −2, −2, 6: mean 1, mean size 3, mean square 12.
    #expect(report.figure(.bias)?.value == 1)
    #expect(report.figure(.meanAbsoluteError)?.value == 3)
    #expect(report.figure(.rootMeanSquaredError)?.value.map { abs($0 - 12.0.squareRoot()) < 1e-12 } == true)
    // From 10 on: cases 12 (found) and 9 (missed), others 4 (left alone) and 11 (called).
    #expect(
      report.confusion
        == Confusion(truePositives: 1, falsePositives: 1, falseNegatives: 1, trueNegatives: 1))
    // Of four pairs of case and other: 12 beats both, 9 beats 4 only.
    #expect(report.figure(.areaUnderROC)?.value == 0.75)
    #expect(report.sample.cases == 2 && report.flow.people == 4)
    #expect(report.pairs.map(\.score) == [4, 9, 11, 12])
  }

  @Test("with one class agreement is reported, and discrimination is said to be undefined")
  func oneClass() async throws {
    var study = ValidationStudy(people: 12)
    for index in study.assessments.indices { study.assessments[index].total = Double(index % 9) }
    let report = try await study.report()
    #expect(report.figure(.concordance)?.value != nil)
    #expect(report.figure(.areaUnderROC)?.value == nil)
    #expect(report.figure(.areaUnderROC)?.undefinedBecause == "the data hold one class only")
    #expect(report.figure(.sensitivity)?.undefinedBecause == "there is no case")
    #expect(report.figure(.specificity)?.value != nil)
    #expect(report.rocCurve.isEmpty && report.population == nil && report.settings.prevalence == nil)
  }

  @Test("the order of rows and the number of jobs change no figure")
  func order() async throws {
    var study = ValidationStudy()
    let first = try await study.report()
    study.table.rows.reverse()
    study.assessments.reverse()
    study.settings.jobs = 2
    let second = try await study.report()
    for (one, other) in zip(first.agreement + first.discrimination, second.agreement + second.discrimination)
    {
      #expect(one.name == other.name)
      // Sums in another order: the last digits of double precision.
      #expect(one.value.map { abs($0 - (other.value ?? .nan)) < 1e-12 } == true)
    }
    #expect(first.pairs == second.pairs)

    study.settings.jobs = 1
    #expect(try await study.report() == second)
  }

  @Test("the report reads back from JSON as it was, and names nobody")
  func json() async throws {
    let report = try await ValidationStudy().report()
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(ValidationReport.self, from: data) == report)
    #expect(!String(decoding: data, as: UTF8.self).contains("person-"))
  }

  @Test("predictive values follow Bayes at a stated prevalence")
  func prevalence() async throws {
    var study = ValidationStudy()
    study.settings.prevalence = 0.1
    let report = try await study.report()
    let sensitivity = try #require(report.figure(.sensitivity)?.value)
    let specificity = try #require(report.figure(.specificity)?.value)
    let right = 0.1 * sensitivity
    let expected = right / (right + 0.9 * (1 - specificity))
    let population = try #require(report.population)
    #expect(abs((population.positivePredictiveValue?.value ?? 0) - expected) < 1e-12)
    #expect(report.settings.prevalenceIsStated)
  }

  @Test("a fact that decides the total makes a baseline no score can beat")
  func baselines() async throws {
    var study = ValidationStudy()
    study.table.columns.formUnion([.wordCount, .sex, .age])
    for index in study.table.rows.indices {
      study.table.rows[index].wordCount = 1000 - 10 * (study.assessments[index].total ?? 0)
      study.table.rows[index].attributes[.sex] = index % 2 == 0 ? "female" : "male"
      study.table.rows[index].ageYears = index == 3 ? nil : Double(20 + index)
    }
    let baselines = try await study.report().baselines
    #expect(baselines.map(\.kind) == [.mean, .sexAndAge, .amountOfSpeech])
    #expect(baselines.map(\.rows) == [40, 39, 40])
    let speech = try #require(baselines.last)
    // A straight line of the total; the penalty of a millionth leaves less than a thousandth of a point.
    #expect((speech.meanAbsoluteError ?? 1) < 1e-3)
    #expect(speech.areaUnderROC == 1)
    #expect((speech.gainInMeanAbsoluteError?.interval?.upper ?? 0) < 0)
    // The mean of all others, in ten parts, misses by the spread of the totals.
    #expect((5...8).contains(baselines[0].meanAbsoluteError ?? 0))
    #expect(baselines[0].areaUnderROC == nil)
  }

  @Test("groups with fewer than ten cases or others get no claim, and ages fall into bands")
  func subgroups() async throws {
    var study = ValidationStudy(people: 100)
    study.table.columns.formUnion([.age, .site])
    for index in study.table.rows.indices {
      study.table.rows[index].ageYears = index < 12 ? 17 : index < 60 ? 34 : 65
      study.table.rows[index].attributes[.site] = index == 0 ? nil : "A"
    }
    let subgroups = try await study.report().subgroups
    #expect(subgroups.map(\.attribute) == [.age, .site])
    #expect(subgroups[0].groups.map(\.name) == ["under 18", "18 to 34", "65 and over"])
    #expect(subgroups[0].groups.map(\.people) == [12, 48, 40])
    #expect(subgroups[0].groups.map(\.discrimination.isLargeEnough) == [false, true, true])
    #expect(subgroups[0].groups[0].discrimination.areaUnderROC == nil)
    #expect(subgroups[0].groups[0].meanAbsoluteError?.interval != nil)
    #expect(subgroups[1].rowsWithoutAttribute == 1)
  }

  @Test("empty cells are counted by column, with the totals beside them")
  func missing() async throws {
    var study = ValidationStudy(people: 4)
    study.table.columns.insert(.age)
    for index in 0..<4 {
      study.table.rows[index].ageYears = index < 3 ? 40 : nil
      study.assessments[index].total = [2, 12, 4, 20][index]
      study.table.rows[index].score = Double(index)
    }
    let missing = try await study.report().missing
    #expect(missing.map(\.column) == ["age"])
    #expect(missing.first?.empty == 1 && missing.first?.rows == 4)
    #expect(missing.first?.meanTotalWhereEmpty == 20 && missing.first?.meanTotalElsewhere == 6)
  }

  @Test("probabilities are judged where they are given, and only on those rows")
  func probabilities() async throws {
    var study = ValidationStudy()
    #expect(try await study.report().calibration.isEmpty)
    study.table.columns.insert(.probability)
    for index in study.table.rows.indices.dropFirst() {
      study.table.rows[index].probability = min(max((study.table.rows[index].score ?? 0) / 24, 0.01), 0.99)
    }
    let report = try await study.report()
    #expect(report.calibrationBins.reduce(0) { $0 + $1.count } == 39)
    #expect(report.figure(.brier)?.interval != nil)
    #expect(report.decisionCurve.count == 99)
    #expect(report.missing.first { $0.column == "probability" }?.empty == 1)
  }

  @Test("the checklist has every item of TRIPOD+AI once, and blanks stay blank")
  func checklist() async throws {
    let items = try await ValidationStudy().report().checklist
    let mains = Set(items.map { $0.number.prefix { $0.isNumber } })
    #expect(mains == Set((1...27).map { "\($0)".prefix(2) }))
    #expect(Set(items.map(\.number)).count == items.count && items.count == 52)
    #expect(items.first { $0.number == "17" }?.answer == nil)
    #expect(items.first { $0.number == "20a" }?.answer?.contains("40 pairs of 40 people") == true)
  }
}
