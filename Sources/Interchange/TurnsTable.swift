internal import ExtractionPipeline
internal import SignalCore

/// `turns.csv`: a row for every measure of every turn, `turn,start,end,measure,value,missing`; times in seconds. Those of people who do not
/// exist have a further column that says so.
enum TurnsTable {
  static func csv(_ turns: [TurnReadings], isSimulated: Bool = false) -> String {
    var table = CommaSeparated(
      header: ["turn", "start", "end", "measure", "value", "missing"] + (isSimulated ? ["note"] : []))
    for (index, turn) in turns.enumerated() {
      let times = [turn.time.startSeconds, turn.time.endSeconds].map {
        CommaSeparated.cell(($0 * 1000).rounded() / 1000)
      }
      for reading in turn.readings {
        table.append(
          ["\(index + 1)"] + times + [
            reading.measure.name, reading.value.number.map(CommaSeparated.cell) ?? "",
            reading.value.reason?.text ?? "",
          ] + (isSimulated ? ["SIMULATED"] : []))
      }
    }
    return table.text
  }
}
