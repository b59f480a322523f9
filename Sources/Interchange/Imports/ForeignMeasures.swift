internal import FeatureStore
internal import SignalCore

/// Measures made of a table of another tool.
struct ForeignMeasures {
  /// Which instants of a series are the participant's.
  enum Share: Sendable {
    case everything(ForeignSource.Scope)
    case turns([TimeRange])
    /// The words say why.
    case unknown(String)

    var scope: ForeignSource.Scope {
      if case .everything(let scope) = self { scope } else { .participantTurns }
    }
  }

  let mapping: ForeignMapping
  let tool: ForeignTool
  let version: String?

  /// - Returns: One a column and statistic, in the order of the columns; empty where nothing is averaged.
  func readings(of track: Track, share: Share, isOfOneFace: Bool) -> [MeasureReading] {
    switch mapping.rows {
    case .none: return []
    case .recording:
      return track.columns.map { column in
        MeasureReading(
          measure(column, statistic: nil, scope: .wholeFile),
          MeasuredValue(
            column.values.first.flatMap { $0 }.map { Double("\($0)") ?? Double($0) },
            orMissing: column.missingReason))
      }
    case .instants:
      let isTheirs = Self.isTheirs(track.timesSeconds, share)
      var readings: [MeasureReading] = []
      for column in track.columns {
        let statistics = mapping.statistics(of: column.name)
        if statistics.isEmpty { continue }
        var values: [Double] = []
        var reason = column.missingReason
        if !isOfOneFace {
          reason = .notApplicable("several faces, none known as the participant’s")
        } else if case .unknown(let why) = share {
          reason = .notApplicable(why)
        } else {
          for (row, value) in column.values.enumerated() where isTheirs?[row] ?? true {
            if let value { values.append(Double(value)) }
          }
          if !values.isEmpty { reason = .tooShort }
        }
        readings += statistics.map { statistic in
          MeasureReading(
            measure(column, statistic: statistic, scope: share.scope),
            MeasuredValue(statistic.value(values), orMissing: reason))
        }
      }
      return readings
    }
  }

  /// One an instant; `nil` where all are.
  private static func isTheirs(_ times: [Double], _ share: Share) -> [Bool]? {
    guard case .turns(let turns) = share else { return nil }
    let ranges = turns.merged()
    var place = 0
    return times.map { time in
      while place < ranges.count, ranges[place].endSeconds <= time { place += 1 }
      return place < ranges.count && ranges[place].contains(time)
    }
  }

  private func measure(
    _ column: Track.Column, statistic: ForeignStatistic?, scope: ForeignSource.Scope
  ) -> Measure {
    let of = "\(tool.rawValue)’s ‘\(column.name)’"
    let base = "\(mapping.set).\(column.name)"
    let told =
      switch scope {
      case .wholeFile: "all the file holds"
      case .participantTurns: "the participant’s turns by the study’s transcript"
      case .wholeInterview: "the interview without known interruptions"
      }
    return Measure(
      name: statistic.map { "\(base).\($0.rawValue)" } ?? base,
      title: statistic.map { "\($0.words) of \(of)" } ?? of, modality: mapping.modality, unit: column.unit,
      definition: statistic.map {
        "The \($0.words) of \(of) over \(told), instants without a value left out. \(tool.rawValue) defines the values."
      } ?? "\(of) as the tool wrote it for the whole file; \(tool.rawValue) defines it.",
      minimumData: statistic == nil
        ? "As the tool has it." : "\(ForeignStatistic.leastValues) instants with a value.",
      source: "Imported: \(tool.rawValue) \(version ?? "of unstated version").",
      depression: "See the literature on \(tool.rawValue); nothing is claimed here.",
      caution: "Not measured by this program. Compare with values of the same tool and version alone.",
      trust: .exploratory)
  }
}
