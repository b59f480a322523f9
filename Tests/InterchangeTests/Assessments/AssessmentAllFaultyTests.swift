import ClinicalAssessment
import Foundation
import Interchange
import TestSupport
import Testing

@Suite("Tables of nothing but faults")
struct AssessmentAllFaultyTests {
  private static let text = """
    participant,date,scale,total
    p1,2024-01-02,phq8,3
    p1,2024-01-02,phq8,12
    p2,2024-01-02,phq8,30
    p3,2024-01-02,phq8,some
    """

  @Test("validating and training name the faults, and not that a questionnaire were missing")
  func faultsAreNamed() throws {
    let table = try AssessmentTable(text: Self.text, name: "a.csv")
    #expect(table.rows.isEmpty && table.problems.map(\.line) == [3, 4, 5])
    #expect {
      try table.onlyReferenceScale()
    } throws: { error in
      guard case .assessments(let messages, _) = error as? ValidationError else { return false }
      return messages.count == 3
    }
    try withTemporaryFolder { folder in
      try StudyFolder.write(Self.text, to: folder + "/a.csv")
      #expect(throws: AssessmentTableError.twice(line: 3, otherLine: 2)) {
        try OutcomeTable(TableFile(path: folder + "/a.csv"), scale: nil, dates: nil)
      }
    }
  }
}
