internal import SignalCore

extension Cohort {
  /// The cohort with every measure taken relative to the participant's own median over their sessions here.
  ///
  /// What differs between people, such as the pitch of their voice, goes; what changes within a person stays. It reads
  /// no assessment, so it may be done before a split by participant. Learned scaling follows as usual.
  /// - Parameter leastSessions: A measure with fewer values of a person has no median worth the name and is missing in
  ///   all of that person's sessions. At least 2.
  public func relativeToOwnMedian(leastSessions: Int = 3) -> Cohort {
    precondition(leastSessions >= 2, "a value relative to itself says nothing")
    let ownSessions = Dictionary(grouping: sessions, by: \.participant)
    let medians = ownSessions.mapValues { own in
      columns.indices.map { column -> Double? in
        let values = own.compactMap { $0.values[column] }
        return values.count >= leastSessions ? values.median : nil
      }
    }
    return replacingSessions(
      sessions.map { session in
        var relative = session
        let own = medians[session.participant] ?? []
        relative.values = zip(session.values, own).map { value, median in
          if let value, let median { value - median } else { nil }
        }
        return relative
      })
  }
}
