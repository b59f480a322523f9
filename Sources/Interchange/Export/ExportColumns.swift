internal import SignalCore

/// The columns of a table over sessions: a column for every measure that any of them has.
struct ExportColumns {
  /// In order of name.
  let measures: [Measure]
  /// Whether any session has no number there.
  let hasGap: [Bool]
  /// What stands beside the numbers.
  let notice: String

  private struct Seen {
    var measure: Measure
    /// Values measured by this version.
    var numbers: Int
  }

  /// One walk over the sessions. Sessions of several versions stand under the newest definition only where they were
  /// measured by it.
  init(of source: some SessionSource) throws {
    var known: [String: Int] = [:]
    var seen: [Seen] = []
    var sessionCount = 0
    var (isSimulated, isDeidentified) = (false, false)
    // Where each measure of the last session stood: the next has most at the same places.
    var places: [(name: String, index: Int)] = []
    try source.forEach { session in
      sessionCount += 1
      isSimulated = isSimulated || session.origin?.isSimulated ?? false
      isDeidentified = isDeidentified || session.isDeidentified
      for (place, reading) in session.readings.enumerated() {
        let name = reading.measure.name
        let index: Int
        if place < places.count, places[place].name == name {
          index = places[place].index
        } else {
          if let there = known[name] {
            index = there
          } else {
            index = seen.count
            known[name] = index
            seen.append(Seen(measure: reading.measure, numbers: 0))
          }
          if place < places.count { places[place] = (name, index) } else { places.append((name, index)) }
        }
        let count = reading.value.number == nil ? 0 : 1
        let version = seen[index].measure.version
        if reading.measure.version > version {
          seen[index] = Seen(measure: reading.measure, numbers: count)
        } else if reading.measure.version == version {
          seen[index].numbers += count
        }
      }
    }
    let sorted = seen.sorted { $0.measure.name < $1.measure.name }
    measures = sorted.map(\.measure)
    hasGap = sorted.map { $0.numbers < sessionCount }
    notice = exportNotice(isSimulated: isSimulated, isDeidentified: isDeidentified)
  }
}

/// Finds the values of one session after another under common columns.
struct ExportRow {
  private let measures: [Measure]
  /// Where each column's measure stood in the last session, which is where it is looked for first.
  private var hints: [Int]

  init(_ columns: ExportColumns) {
    measures = columns.measures
    hints = Array(repeating: 0, count: columns.measures.count)
  }

  /// A measure that the session was not asked for is missing as not requested.
  mutating func values(of session: ExportedSession) -> [MeasuredValue] {
    let readings = session.readings
    return measures.indices.map { column in
      let measure = measures[column]
      if hints[column] >= readings.count || readings[hints[column]].measure.name != measure.name {
        guard let place = readings.firstIndex(where: { $0.measure.name == measure.name }) else {
          return .missing(.notRequested)
        }
        hints[column] = place
      }
      let reading = readings[hints[column]]
      return reading.measure.version == measure.version
        ? reading.value
        : .missing(.notApplicable("measured by version \(reading.measure.version) of its definition"))
    }
  }
}
