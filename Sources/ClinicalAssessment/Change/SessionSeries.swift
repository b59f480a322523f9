public import SignalCore

/// What a measure or a scale gave in one session of a person.
public struct SessionValue: Sendable, Hashable {
  public let day: CalendarDay
  /// `phq9`, or a measure's name.
  public let measure: String
  /// Of the measure's definition.
  public let version: Int
  /// How the session was recorded, in the user's own classes; `nil` for questionnaires.
  public let quality: String?
  public let value: MeasuredValue

  public init(day: CalendarDay, measure: String, version: Int, quality: String? = nil, value: MeasuredValue) {
    self.day = day
    self.measure = measure
    self.version = version
    self.quality = quality
    self.value = value
  }

  /// A scored form. Without a total the value is missing.
  public init(day: CalendarDay, _ questionnaire: Questionnaire, _ result: ScaleResult) {
    let reason: MissingReason =
      result.total == .unanswered ? .notRecorded : .failed("too few items were answered for a total")
    self.init(
      day: day, measure: questionnaire.code, version: questionnaire.version,
      value: MeasuredValue(result.total.value, orMissing: reason))
  }
}

/// The sessions of one person on one measure, in order of time, all of which may be compared.
public struct SessionSeries: Sendable, Hashable {
  /// Those that have a value.
  public let sessions: [SessionValue]
  /// Those that have none, each with its reason.
  public let missing: [SessionValue]

  /// - Parameter sessions: In order of their days.
  /// - Throws: Where sessions differ in measure, in the version of its definition or in their quality class, or are
  ///   not in order. A session without a value is compared with nothing, so that its version and class are free.
  public init(_ sessions: [SessionValue]) throws(ScaleError) {
    for (earlier, later) in zip(sessions, sessions.dropFirst()) where later.day < earlier.day {
      throw .notInOrder
    }
    if let first = sessions.first, let other = sessions.first(where: { $0.measure != first.measure }) {
      throw .differentMeasures(first.measure, other.measure)
    }
    let valued = sessions.filter { $0.value.number != nil }
    if let first = valued.first {
      if let other = valued.first(where: { $0.version != first.version }) {
        throw .differentVersions(measure: first.measure, first.version, other.version)
      }
      if let other = valued.first(where: { $0.quality != first.quality }) {
        throw .differentQuality(
          measure: first.measure, first.quality ?? "not stated", other.quality ?? "not stated")
      }
    }
    self.sessions = valued
    missing = sessions.filter { $0.value.number == nil }
  }

  /// Change from the first session to each later one.
  public func changesFromFirst(_ rules: ChangeRules, coverage: Double = 0.95) -> [SessionChange] {
    guard let first = sessions.first else { return [] }
    return sessions.dropFirst().compactMap { SessionChange(from: first, to: $0, rules, coverage: coverage) }
  }

  /// Change from each session to the next.
  public func changesFromPrevious(_ rules: ChangeRules, coverage: Double = 0.95) -> [SessionChange] {
    zip(sessions, sessions.dropFirst()).compactMap {
      SessionChange(from: $0, to: $1, rules, coverage: coverage)
    }
  }
}
