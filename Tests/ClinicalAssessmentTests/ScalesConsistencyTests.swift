import ClinicalAssessment
import Testing

@Suite struct ScalesConsistencyTests {
  @Test("alpha of five forms of three items by hand: 3/2 · (1 − 3.1/6.7)")
  func byHand() throws {
    // Item variances 1.7, 0.7 and 0.7; sums 3, 5, 6, 7, 10 have variance 6.7.
    let alpha = InternalConsistency.alpha([[1, 1, 1], [2, 1, 2], [1, 2, 3], [3, 2, 2], [4, 3, 3]])
    #expect(abs((alpha?.value ?? 0) - 1.5 * (1 - 3.1 / 6.7)) < 1e-14)
  }

  @Test("Feldt's interval holds alpha and narrows with more of the same people")
  func interval() throws {
    let forms = [[1, 1, 1], [2, 1, 2], [1, 2, 3], [3, 2, 2], [4, 3, 3], [0, 1, 0], [2, 2, 0]]
    let few = try #require(InternalConsistency.alpha(forms))
    let many = try #require(InternalConsistency.alpha(Array(repeating: forms, count: 20).flatMap { $0 }))
    let narrow = try #require(many.interval)
    let wide = try #require(few.interval)
    #expect(wide.contains(few.value) && narrow.contains(many.value) && narrow.width < wide.width / 3)
  }

  @Test("equal items have alpha 1 and no interval; constant sums, one item or one form have no alpha")
  func undefined() throws {
    let equal = try #require(InternalConsistency.alpha([[1, 1], [2, 2], [0, 0]]))
    #expect(equal.value == 1 && equal.interval == nil)
    #expect(InternalConsistency.alpha([[1, 2], [2, 1]]) == nil)
    #expect(InternalConsistency.alpha([[1], [2]]) == nil)
    #expect(InternalConsistency.alpha([[1, 2]]) == nil)
    #expect(InternalConsistency.alpha([[1, 2], [1]]) == nil)
    #expect(InternalConsistency.alpha([]) == nil)
  }

  @Test("a sample without forms has no mean and no share")
  func emptySample() {
    let summary = ScaleSummary(.phq9, [])
    #expect(summary.alpha == nil && summary.complete.mean == nil && summary.complete.prevalence == nil)
    #expect(summary.complete.bands.map(\.forms) == [0, 0, 0, 0, 0])
  }
}
