internal import SignalCore
internal import SpeechAcoustics

/// The participant's voice as it was measured, in the form it is kept in.
struct KeptVoice: Codable {
  private let readings: CarriedReadings
  private let geneva: CarriedReadings?
  private let quality: CarriedReadings
  private let turns: CarriedTurns
  private let tracks: [KeptTrack]

  init(_ voice: MeasuredVoice) {
    readings = CarriedReadings(voice.readings)
    geneva = voice.geneva.map { CarriedReadings($0) }
    quality = CarriedReadings(voice.quality)
    turns = CarriedTurns(voice.turns)
    tracks = voice.tracks.map { KeptTrack($0) }
  }

  /// `nil` for a file somebody damaged.
  var voice: MeasuredVoice? {
    guard tracks.allSatisfy(\.isWhole), let readings = try? readings.readings(),
      let quality = try? quality.readings(), let turns = try? turns.turns()
    else { return nil }
    var voice = MeasuredVoice(
      readings: readings, geneva: nil, quality: quality, turns: turns, tracks: tracks.map(\.track))
    if let geneva {
      guard let readings = try? geneva.readings() else { return nil }
      voice.geneva = readings
    }
    return voice
  }
}

/// What one channel says about the participant's voice.
struct MeasuredVoice {
  var readings: [MeasureReading]
  var geneva: [MeasureReading]?
  var quality: [MeasureReading]
  var turns: [TurnReadings]
  var tracks: [Track]

  init(
    readings: [MeasureReading], geneva: [MeasureReading]?, quality: [MeasureReading], turns: [TurnReadings],
    tracks: [Track]
  ) {
    self.readings = readings
    self.geneva = geneva
    self.quality = quality
    self.turns = turns
    self.tracks = tracks
  }

  /// - Parameter turns: Those that were asked for, in order.
  init(_ result: AcousticResult, turns: [TimeRange]) {
    readings = result.readings
    geneva = result.geneva?.readings
    quality = result.qualityReadings
    self.turns = zip(turns, result.turnReadings).map { TurnReadings(time: $0, readings: $1) }
    tracks = [result.track] + (result.geneva.map { [$0.track] } ?? [])
  }
}
