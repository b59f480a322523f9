internal import SignalCore

/// Sessions as JSON objects: measures by name, why others are missing, units and versions.
///
/// Sessions have much the same measures in the same order: what only depends on those is written once and kept.
struct SessionObjects {
  private struct Shape {
    /// Of the readings in a session's order.
    let measures: [Measure]
    /// Places of the readings in order of name.
    let order: [Int]
    /// What stands before each value, in the order of `order`.
    let keys: [String]
    /// The members `units` and `versions` and the end of the object.
    let ending: String
  }

  private let layout: JSONPieces.Layout
  private var shape: Shape?

  init(_ layout: JSONPieces.Layout) { self.layout = layout }

  mutating func text(_ session: ExportedSession) throws(InterchangeError) -> String {
    let shape = try shape(of: session.readings)
    let start = layout.lineStart(1)
    let colon = layout.colon
    var text = "{"
    text.reserveCapacity(shape.ending.utf8.count * 3)
    if let date = session.date { text += "\(start)\"date\"\(colon)\(try JSONPieces.quoted(date))," }
    try append("measures", of: session.readings, shape, to: &text) { $0.number.map(JSONPieces.number) }
    try append("missing", of: session.readings, shape, to: &text) { value throws(InterchangeError) in
      guard let reason = value.reason else { return nil }
      return try JSONPieces.quoted(reason.text)
    }
    if let participant = session.participant {
      text += "\(start)\"participant\"\(colon)\(try JSONPieces.quoted(participant)),"
    }
    text += "\(start)\"session\"\(colon)\(try JSONPieces.quoted(session.session)),"
    return text + shape.ending
  }

  /// One member of the object: an object with what each reading has, where it has anything.
  private func append(
    _ name: String, of readings: [MeasureReading], _ shape: Shape, to text: inout String,
    _ content: (MeasuredValue) throws(InterchangeError) -> String?
  ) throws(InterchangeError) {
    let start = layout.lineStart(1)
    text += "\(start)\"\(name)\"\(layout.colon){"
    var isFirst = true
    for (place, key) in zip(shape.order, shape.keys) {
      guard let content = try content(readings[place].value) else { continue }
      if !isFirst { text += "," }
      isFirst = false
      text += key
      text += content
    }
    text += (isFirst ? layout.emptiness(1) : start) + "},"
  }

  private mutating func shape(of readings: [MeasureReading]) throws(InterchangeError) -> Shape {
    if let shape, shape.measures.count == readings.count,
      zip(shape.measures, readings).allSatisfy({
        $0.name == $1.measure.name && $0.version == $1.measure.version && $0.unit == $1.measure.unit
      })
    {
      return shape
    }
    let order = readings.indices.sorted { readings[$0].measure.name < readings[$1].measure.name }
    var names: [String] = []
    var units: [(key: String, value: String)] = []
    var versions: [(key: String, value: String)] = []
    for place in order {
      let measure = readings[place].measure
      let name = try JSONPieces.quoted(measure.name)
      names.append(name)
      units.append((name, try JSONPieces.quoted(measure.unit)))
      versions.append((name, "\(measure.version)"))
    }
    let start = layout.lineStart(1)
    let members = [("units", units), ("versions", versions)].map { name, members in
      "\(start)\"\(name)\"\(layout.colon)\(JSONPieces.object(members, layout, level: 1))"
    }
    let made = Shape(
      measures: readings.map(\.measure), order: order,
      keys: names.map { layout.lineStart(2) + $0 + layout.colon },
      ending: members.joined(separator: ",") + layout.lineStart(0) + "}")
    shape = made
    return made
  }
}

/// Measures of sessions and turns as JSON objects, one each. What is not there is left out.
struct ReadingObjects {
  private let layout: JSONPieces.Layout

  init(_ layout: JSONPieces.Layout) { self.layout = layout }

  func text(
    _ session: ExportedSession, _ turn: ExportedTurn?, _ reading: MeasureReading
  ) throws(InterchangeError) -> String {
    var members: [(key: String, value: String)] = []
    func add(_ key: String, _ value: String?) {
      if let value { members.append(("\"\(key)\"", value)) }
    }
    // In order of the keys.
    add("date", try session.date.map(JSONPieces.quoted))
    add("end", turn.map { JSONPieces.number($0.time.endSeconds) })
    add("measure", try JSONPieces.quoted(reading.measure.name))
    add(
      "missing",
      try reading.value.reason.map { reason throws(InterchangeError) in
        try JSONPieces.quoted(reason.text)
      })
    add("participant", try session.participant.map(JSONPieces.quoted))
    add("session", try JSONPieces.quoted(session.session))
    add("start", turn.map { JSONPieces.number($0.time.startSeconds) })
    add("turn", turn.map { "\($0.number)" })
    add("unit", try JSONPieces.quoted(reading.measure.unit))
    add("value", reading.value.number.map(JSONPieces.number))
    add("version", "\(reading.measure.version)")
    return JSONPieces.object(members, layout, level: 0)
  }
}
