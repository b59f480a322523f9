import ClinicalAssessment
import Testing

@Suite struct StatisticsAgreementTests {
  @Test("a prediction equal to the truth agrees fully")
  func perfect() {
    #expect(Agreement.concordance([1, 2, 4], [1, 2, 4]) == 1)
  }
}
