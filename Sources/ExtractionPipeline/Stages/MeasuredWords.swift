internal import LanguageFeatures
internal import SignalCore

/// What the participant's words come to, without the words.
struct MeasuredWords {
  var readings: [MeasureReading]
  /// Turns that have times.
  var turns: [TurnReadings]
  /// Where a person should read; `nil` when there is nothing.
  var remark: String?

  init(_ result: LanguageResult) {
    readings = result.readings
    turns = result.turns.compactMap { turn in
      turn.time.map { TurnReadings(time: $0, readings: turn.readings) }
    }
    remark = result.safety.remark
  }

  /// `nil` for a file somebody damaged.
  init?(_ kept: KeptWords) {
    guard let readings = try? kept.readings.readings(), let turns = try? kept.turns.turns() else {
      return nil
    }
    self.readings = readings
    self.turns = turns
    remark = kept.remark
  }
}

/// The same in the form it is kept in.
struct KeptWords: Codable {
  fileprivate let readings: CarriedReadings
  fileprivate let turns: CarriedTurns
  fileprivate let remark: String?

  init(_ words: MeasuredWords) {
    readings = CarriedReadings(words.readings)
    turns = CarriedTurns(words.turns)
    remark = words.remark
  }
}
