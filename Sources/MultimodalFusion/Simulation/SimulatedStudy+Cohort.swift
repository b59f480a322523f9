internal import SignalCore

extension SimulatedStudy {
  /// The people as rows to learn from: every measure drawn, nothing of turns, words or tracks.
  public var cohort: Cohort {
    get throws(FusionError) {
      let names = measures.map(\.measure)
      return try Cohort(
        columns: names.compactMap { name in
          Measure.Modality(rawValue: String(name.prefix { $0 != "." })).map {
            CohortColumn(name: name, modality: $0)
          }
        }, scale: SimulatedCohort.scale,
        sessions: sessions.map { session in
          CohortSession(
            session: session.name, participant: session.participant, site: session.site,
            values: names.map { session.values[$0] ?? nil }, speechSeconds: session.speechSeconds,
            wordCount: session.wordCount, total: session.total, items: session.items)
        })
    }
  }
}
