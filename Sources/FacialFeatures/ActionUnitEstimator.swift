public import SignalCore

/// Turns a track "face" into action-unit proxies, measured from one person's neutral.
///
/// Every row is computed from that row and the neutral alone, so the same seconds read the same in a long and in a
/// short recording. Values are 0 (the person's rest) to 1 (a full expression by `ActionUnitRecipe`); changes
/// smaller than the neutral's own spread count as none.
public struct ActionUnitEstimator: Sendable {
  /// A change must exceed so many of the neutral's spreads to count, but never more than this share of a full one.
  private static let quietSpreads = 1.5
  private static let greatestQuietShare = 0.25

  /// Name of the column with the smile after the guard against false ones.
  public static let smileColumnName = "smile_p"

  private struct Part {
    let channel: Int
    let neutral: Double
    let fullChange: Double
    let quiet: Double
    let weight: Double

    /// Share of the full change, weighted.
    func value(_ readings: [Double]) -> Double {
      let sign = fullChange < 0 ? -1.0 : 1
      let change = (readings[channel] - neutral) * sign - quiet
      return weight * min(max(change / (abs(fullChange) - quiet), 0), 1)
    }
  }

  private struct Prepared {
    let unit: ActionUnit
    let left: [Part]
    let right: [Part]
    let explainedBy: (place: Int, share: Double)?
  }

  private let prepared: [Prepared]
  private let guardian: SmileGuard

  /// - Returns: `nil` when the neutral lacks a channel that is needed, as one stored by another version may.
  public init?(neutral: NeutralFace) {
    var resting: [String: NeutralFace.Channel] = [:]
    for channel in neutral.channels { resting[channel.name] = channel }
    guard ActionUnitRecipe.channels.allSatisfy({ resting[$0.columnName] != nil }) else { return nil }
    func part(_ channel: ExpressionChannel, _ term: ActionUnitRecipe.Term) -> Part? {
      guard let place = ActionUnitRecipe.channels.firstIndex(of: channel),
        let rest = resting[channel.columnName]
      else { return nil }
      return Part(
        channel: place, neutral: rest.value, fullChange: term.fullChange,
        quiet: min(Self.quietSpreads * rest.spread, Self.greatestQuietShare * abs(term.fullChange)),
        weight: term.weight)
    }
    prepared = ActionUnit.allCases.map { unit in
      let recipe = ActionUnitRecipe.of(unit)
      return Prepared(
        unit: unit, left: recipe.terms.compactMap { part($0.left, $0) },
        right: recipe.terms.compactMap { part($0.right, $0) },
        explainedBy: recipe.explainedBy.flatMap { explained in
          ActionUnit.allCases.firstIndex(of: explained.unit).map { ($0, explained.share) }
        })
    }
    guardian = SmileGuard(neutral: resting)
  }

  /// The track "action_units": same times as the face track; for each unit `AU01_p` …, with `AU01_left_p`,
  /// `AU01_right_p` where it has sides, and `smile_p`. A row is missing where a channel it needs is.
  public func track(of face: Track) -> Track {
    let columns = ActionUnitRecipe.channels.map { face.column($0.columnName)?.values }
    var values = [TrackValues](repeating: [], count: Self.columnNames.count)
    for row in face.timesSeconds.indices {
      let readings = columns.compactMap { $0?[row].map(Double.init) }
      guard readings.count == columns.count else {
        for place in values.indices { values[place].append(nil) }
        continue
      }
      for (place, number) in numbers(readings).enumerated() { values[place].append(Float(number)) }
    }
    return Track(
      name: "action_units", timesSeconds: face.timesSeconds,
      columns: zip(Self.columnNames, values).map { name, values in
        Track.Column(name: name, unit: "1", values: values, missingReason: .noFace)
      })
  }

  /// Names in the order of the columns.
  public static let columnNames: [String] =
    ActionUnit.allCases.flatMap { unit in
      unit.hasSides ? [unit.columnName, unit.leftColumnName, unit.rightColumnName] : [unit.columnName]
    } + [smileColumnName]

  private func numbers(_ readings: [Double]) -> [Double] {
    let sides = prepared.map { unit in
      SIMD2(
        unit.left.reduce(0) { $0 + $1.value(readings) }, unit.right.reduce(0) { $0 + $1.value(readings) })
    }
    let own = sides.map { $0.sum() / 2 }
    var numbers: [Double] = []
    var units: [ActionUnit: Double] = [:]
    for (place, unit) in prepared.enumerated() {
      let left = unit.explainedBy.map { 1 - $0.share * own[$0.place] } ?? 1
      units[unit.unit] = own[place] * left
      numbers.append(own[place] * left)
      if unit.unit.hasSides { numbers += [sides[place][0] * left, sides[place][1] * left] }
    }
    return numbers + [guardian.smile(units, readings)]
  }
}
