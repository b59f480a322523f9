import ExtractionPipeline
import Foundation
import SignalCore
import Testing

@Suite("Results on their way from a worker")
struct CarriedReadingsTests {
  private func carried(_ turns: [TurnReadings]) throws -> [TurnReadings] {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let data = try encoder.encode(CarriedTurns(turns))
    return try PropertyListDecoder().decode(CarriedTurns.self, from: data).turns()
  }

  @Test("every measure of the catalogue comes back with every bit of its number, or its reason")
  func exact() throws {
    let awkward = [0.1 + 0.2, .leastNonzeroMagnitude, -0.0, 1 / 3, .greatestFiniteMagnitude, -1e-300]
    let reasons: [MissingReason] = [
      .notRequested, .notRecorded, .noFace, .noSpeech, .unvoiced, .tooShort, .lowQuality,
      .notApplicable("language"), .failed("it broke (badly), „so“ to speak"),
    ]
    let turns = awkward.indices.map { round in
      TurnReadings(
        time: TimeRange(startSeconds: Double(round) / 3, endSeconds: Double(round) / 3 + 0.1),
        readings: MeasureCatalog.all.enumerated().map { index, measure in
          MeasureReading(
            measure,
            (index + round).isMultiple(of: 3)
              ? .missing(reasons[(index + round) % reasons.count])
              : .value(awkward[(index + round) % awkward.count]))
        })
    }
    let back = try carried(turns)
    #expect(back == turns)
    for (turn, other) in zip(turns, back) {
      #expect(
        turn.readings.map { $0.value.number?.bitPattern }
          == other.readings.map { $0.value.number?.bitPattern })
    }
    #expect(try carried([]).isEmpty)
  }

  @Test("names in the catalogue are each there once, so that a place names a measure")
  func unique() {
    #expect(Set(MeasureCatalog.all.map(\.name)).count == MeasureCatalog.all.count)
  }
}
