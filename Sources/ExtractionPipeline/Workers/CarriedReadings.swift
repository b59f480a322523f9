internal import Foundation
internal import SignalCore

/// A worker answered something that no program of ours writes.
package struct NonsenseAnswer: Error {
  package init() {}
}

/// Readings in few bytes: which measure, by its place in the catalogue, and its number or reason.
///
/// Both ends are one executable, so that the catalogue is the same.
struct CarriedReadings: Codable {
  private static let placeByName = Dictionary(
    MeasureCatalog.all.enumerated().map { ($1.name, Int32($0)) }, uniquingKeysWith: { first, _ in first })
  private static let isNumber: Int32 = -1

  private let measures: PackedNumbers<Int32>
  private let numbers: PackedNumbers<Double>
  /// For each reading the place of its reason, or `isNumber`.
  private let reasonPlaces: PackedNumbers<Int32>
  private let reasons: [String]

  init(_ readings: [MeasureReading]) {
    var reasons: [String] = []
    var placeByReason: [String: Int32] = [:]
    measures = PackedNumbers(
      readings.map { reading in
        guard let place = Self.placeByName[reading.measure.name] else {
          preconditionFailure("every measure is in the catalogue: \(reading.measure.name)")
        }
        return place
      })
    numbers = PackedNumbers(readings.map { $0.value.number ?? 0 })
    reasonPlaces = PackedNumbers(
      readings.map { reading in
        guard let text = reading.value.reason?.text else { return Self.isNumber }
        if let known = placeByReason[text] { return known }
        let place = Int32(reasons.count)
        placeByReason[text] = place
        reasons.append(text)
        return place
      })
    self.reasons = reasons
  }

  func readings() throws(NonsenseAnswer) -> [MeasureReading] {
    let catalogue = MeasureCatalog.all
    let places = measures.numbers
    let values = numbers.numbers
    let why = reasonPlaces.numbers
    guard values.count == places.count, why.count == places.count else { throw NonsenseAnswer() }
    var readings: [MeasureReading] = []
    readings.reserveCapacity(places.count)
    for index in places.indices {
      guard catalogue.indices.contains(Int(places[index])) else { throw NonsenseAnswer() }
      let value: MeasuredValue
      if why[index] == Self.isNumber {
        value = .value(values[index])
      } else if reasons.indices.contains(Int(why[index])),
        let reason = MissingReason(text: reasons[Int(why[index])])
      {
        value = .missing(reason)
      } else {
        throw NonsenseAnswer()
      }
      readings.append(MeasureReading(catalogue[Int(places[index])], value))
    }
    return readings
  }
}

/// Turns with their readings, all in one row.
package struct CarriedTurns: Codable {
  private let starts: PackedNumbers<Double>
  private let ends: PackedNumbers<Double>
  private let counts: PackedNumbers<Int32>
  private let readings: CarriedReadings

  package init(_ turns: [TurnReadings]) {
    starts = PackedNumbers(turns.map(\.time.startSeconds))
    ends = PackedNumbers(turns.map(\.time.endSeconds))
    counts = PackedNumbers(turns.map { Int32($0.readings.count) })
    readings = CarriedReadings(turns.flatMap(\.readings))
  }

  package func turns() throws(NonsenseAnswer) -> [TurnReadings] {
    let (from, to, lengths) = (starts.numbers, ends.numbers, counts.numbers)
    let all = try readings.readings()
    guard from.count == to.count, from.count == lengths.count, lengths.allSatisfy({ $0 >= 0 }),
      zip(from, to).allSatisfy({ $0 <= $1 }), lengths.reduce(0, { $0 + Int($1) }) == all.count
    else { throw NonsenseAnswer() }
    var turns: [TurnReadings] = []
    var next = 0
    for index in from.indices {
      let end = next + Int(lengths[index])
      turns.append(
        TurnReadings(
          time: TimeRange(startSeconds: from[index], endSeconds: to[index]), readings: Array(all[next..<end]))
      )
      next = end
    }
    return turns
  }
}
