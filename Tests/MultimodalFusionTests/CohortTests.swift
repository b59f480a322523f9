import MultimodalFusion
import Testing

@Suite struct CohortTests {
  private let scale = OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 8, cutOff: 10)

  @Test("a column's group is the first two parts of its name")
  func group() {
    let column = CohortColumn(name: "speech.pitch.f0.median", modality: .speech)
    #expect(column.group == "speech.pitch")
    #expect(CohortColumn(name: "face.blink", modality: .face).group == "face.blink")
  }

  @Test("a cohort refuses repeated sessions, missing columns and totals outside the scale")
  func refusals() {
    let columns = [CohortColumn(name: "speech.pitch.f0.median", modality: .speech)]
    func error(_ sessions: [CohortSession]) -> FusionError? {
      do throws(FusionError) {
        _ = try Cohort(columns: columns, scale: scale, sessions: sessions)
        return nil
      } catch { return error }
    }
    let good = CohortSession(session: "a", participant: "p", values: [1], total: 24)
    #expect(error([good]) == nil)
    #expect(error([good, good]) == .repeatedSession(session: "a"))
    let short = CohortSession(session: "b", participant: "p", values: [])
    #expect(error([short]) == .valuesDoNotMatchColumns(session: "b", expected: 1, found: 0))
    let beyond = CohortSession(session: "c", participant: "p", values: [nil], total: 25)
    guard case .impossibleValue(session: "c", _)? = error([beyond]) else {
      Issue.record("a total of 25 of 24 is taken")
      return
    }
    let endless = CohortSession(session: "d", participant: "p", values: [.infinity])
    guard case .impossibleValue(session: "d", _)? = error([endless]) else {
      Issue.record("an infinite value is taken")
      return
    }
  }
}
