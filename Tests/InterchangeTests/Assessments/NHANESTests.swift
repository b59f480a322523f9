import ClinicalAssessment
import Foundation
import Interchange
import SignalCore
import Testing

@Suite struct NHANESTests {
  @Test("every form of the golden rows has the total, band, outcome and prompt an independent program gives")
  func forms() throws {
    let table = try AssessmentTable(text: NHANESGolden.table, name: "golden")
    #expect(table.layout == .nhanes)
    #expect(table.problems.isEmpty)
    try #require(table.rows.count == NHANESGolden.forms.count)
    for (row, expected) in zip(table.rows, NHANESGolden.forms) {
      let isAnswered = row.result.total != .unanswered
      // Sums of whole numbers; a prorated one is off by rounding alone.
      if let total = expected.total {
        #expect(abs((row.total ?? .infinity) - total) < 1e-12, "line \(row.line)")
      } else {
        #expect(row.total == nil, "line \(row.line)")
      }
      #expect(row.result.band?.name == expected.band, "line \(row.line)")
      #expect((isAnswered ? row.result.syndrome : nil) == expected.syndrome, "line \(row.line)")
      #expect((isAnswered ? row.result.safety : nil) == expected.safety, "line \(row.line)")
    }
  }

  @Test("the golden rows' alpha, means, shares and counts are those of NumPy and SciPy")
  func summary() throws {
    let table = try AssessmentTable(text: NHANESGolden.table, name: "golden")
    let summary = ScaleSummary(.phq9, table.rows.map(\.result))
    #expect(summary.forms == 76 && summary.unanswered == 6 && summary.undetermined == 7)
    #expect(summary.complete.forms == 45 && summary.scored.forms == 63)
    expectEstimate(summary.alpha, 0.8004287414676804, 0.6996744798066445, 0.8773811757017875)
    expectEstimate(summary.complete.prevalence, 0.6444444444444445, 0.4983581419637687, 0.7678091739578413)
    expectEstimate(summary.scored.prevalence, 0.5555555555555556, 0.4331963823868235, 0.671529039881082)
    #expect(abs((summary.complete.mean ?? 0) - 11.688888888888888) < 1e-12)
    #expect(abs((summary.complete.standardDeviation ?? 0) - 6.448474880375071) < 1e-12)
    #expect(abs((summary.scored.mean ?? 0) - 10.512471655328799) < 1e-12)
    #expect(summary.complete.bands.map(\.forms) == [8, 8, 12, 12, 5])
    #expect(summary.scored.bands.map(\.forms) == [14, 14, 15, 15, 5])
    #expect(summary.syndromesOfComplete == [.absent: 17, .other: 16, .major: 12])
    #expect(summary.syndromes == [.absent: 26, .other: 19, .major: 16, .undetermined: 9])
    #expect(summary.safety == [.ask: 11, .notRaised: 52, .notAnswered: 7])
  }

  /// Path of the whole table with all seven cycles, beside the repository or as the environment says.
  private static let wholeTable: String? = {
    let home = (0..<4).reduce(URL(filePath: #filePath)) { path, _ in path.deletingLastPathComponent() }
    let usual = home.appending(path: "../shared/data/nhanes_phq9/dpq.csv").standardizedFileURL.path
    return ProcessInfo.processInfo.environment["BELLWETHER_NHANES"]
      ?? (FileManager.default.fileExists(atPath: usual) ? usual : nil)
  }()

  @Test(
    "all 23,304 forms of NHANES 2005–2018 give the independent program's figures",
    .enabled(
      if: wholeTable != nil,
      "there is no ../shared/data/nhanes_phq9/dpq.csv, and BELLWETHER_NHANES names none"))
  func whole() throws {
    let table = try AssessmentTable(fileAt: try #require(Self.wholeTable))
    #expect(table.problems.isEmpty && table.rows.count == 23_304)
    let summary = ScaleSummary(.phq9, table.rows.map(\.result))
    #expect(summary.complete.forms == 20_685 && summary.scored.forms == 20_782)
    #expect(summary.unanswered == 2499 && summary.undetermined == 23)
    expectEstimate(summary.alpha, 0.8399937823166654, 0.8367026623417432, 0.843244399535386)
    #expect(summary.complete.positive == 1783)
    expectEstimate(summary.complete.prevalence, 0.0861977278220933, 0.08244947167621694, 0.09009965176919915)
    #expect(abs((summary.complete.mean ?? 0) - 3.150447183949722) < 1e-10)
    #expect(summary.complete.bands.map(\.forms) == [15_704, 3198, 1113, 487, 183])
    #expect(summary.syndromesOfComplete == [.absent: 18_759, .other: 1110, .major: 816])
    #expect(summary.syndromes == [.absent: 18_822, .other: 1113, .major: 825, .undetermined: 45])
    #expect(summary.safety == [.ask: 812, .notRaised: 19_965, .notAnswered: 28])
  }

  /// Quantiles of the F and normal distributions agree with SciPy's to ten digits.
  private func expectEstimate(
    _ estimate: Estimate?, _ value: Double, _ lower: Double, _ upper: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = [estimate?.value, estimate?.interval?.lower, estimate?.interval?.upper]
    for (number, expected) in zip(found, [value, lower, upper]) {
      #expect(abs((number ?? .infinity) - expected) < 1e-9, sourceLocation: sourceLocation)
    }
  }
}
