import ClinicalAssessment
import Testing

@Suite struct ScalesSyndromeTests {
  @Test("the algorithm of every pattern of symptoms and gaps is that of all its completions")
  func completions() throws {
    // Each of nine items absent, present or missing: 3⁹ forms, each against all fillings of its gaps.
    for pattern in 0..<19_683 {
      var digits = pattern
      var answers: [Int?] = []
      for item in 0..<9 {
        // The ninth symptom is present from 1, the others from 2; the highest absent answer is one less.
        let least = item == 8 ? 1 : 2
        answers.append([least - 1, least, nil][digits % 3])
        digits /= 3
      }
      let gaps = answers.indices.filter { answers[$0] == nil }
      var outcomes: Set<DepressiveSyndrome> = []
      for filling in 0..<(1 << gaps.count) {
        var symptoms = answers.enumerated().map { $1 ?? 0 >= ($0 == 8 ? 1 : 2) }
        for (bit, gap) in gaps.enumerated() { symptoms[gap] = filling >> bit & 1 == 1 }
        outcomes.insert(outcome(symptoms))
      }
      let expected = outcomes.count == 1 ? outcomes.first : .undetermined
      let found = try Questionnaire.phq9.score(answers).syndrome
      if found != expected { Issue.record("\(answers): \(String(describing: found))") }
    }
  }

  /// Word for word: five or more with one of the first two, or two to four with one of them.
  private func outcome(_ symptoms: [Bool]) -> DepressiveSyndrome {
    let count = symptoms.count { $0 }
    guard symptoms[0] || symptoms[1] else { return .absent }
    return count >= 5 ? .major : count >= 2 ? .other : .absent
  }

  @Test("the ninth item counts from 1, the others from 2")
  func ninth() throws {
    #expect(try Questionnaire.phq9.score([2, 0, 2, 2, 2, 0, 0, 0, 1]).syndrome == .major)
    #expect(try Questionnaire.phq9.score([2, 0, 2, 2, 1, 0, 0, 0, 1]).syndrome == .other)
    #expect(try Questionnaire.phq9.score([1, 1, 3, 3, 3, 3, 3, 3, 3]).syndrome == .absent)
    #expect(try Questionnaire.phq8.score([0, 3, 3, 3, 3, 3, 0, 0]).syndrome == .major)
    #expect(try Questionnaire.gad7.score(Array(repeating: 3, count: 7)).syndrome == nil)
  }
}
