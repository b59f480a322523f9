internal import Foundation
internal import LanguageFeatures
internal import SignalCore

extension TurnReadings {
  /// Turns with what was said in them: to each turn of the sound the turn of the transcript that shares most
  /// time with it. Without turns of the sound, those of the transcript that have times.
  static func joined(_ turns: [TurnReadings], _ timed: [TurnReadings]) -> [TurnReadings] {
    guard !timed.isEmpty else { return turns }
    guard !turns.isEmpty else { return timed }
    return turns.map { turn in
      let shares = timed.map { $0.time.intersection(turn.time)?.durationSeconds ?? 0 }
      let best = shares.indices.max { shares[$0] < shares[$1] }
      let words =
        best.flatMap { shares[$0] > 0 ? timed[$0].readings : nil }
        ?? LanguageMeasures.ofTurn.map { MeasureReading($0, .missing(.noSpeech)) }
      return TurnReadings(time: turn.time, readings: turn.readings + words)
    }
  }
}

extension [SafetyMention] {
  /// Where a person should read, without the words; `nil` when there is nothing.
  var remark: String? {
    guard !isEmpty else { return nil }
    let places = map { mention in
      mention.start.map { Self.clockTime($0) } ?? "segment \(mention.segment)"
    }
    let unique = places.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return "Safety: the participant's words at \(unique.joined(separator: ", ")) name death, self-harm or "
      + "hopelessness. " + SafetyMention.notice
  }

  private static func clockTime(_ seconds: Double) -> String {
    let whole = Int(seconds)
    return String(format: "%d:%02d", whole / 60, whole % 60)
  }
}
