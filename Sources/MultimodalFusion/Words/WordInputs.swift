internal import SignalCore

/// What a gate reads of each word, and how it becomes numbers: learned from training people alone.
///
/// A value is taken relative to the median over the speaker's own words in the session, so that a deep voice is no
/// reading; it is divided by the training people's median spread and cut off at ± `limit`. A column with too few
/// values in a session is missing there.
public struct WordInputs: Sendable, Hashable, Codable {
  public struct Modality: Sendable, Hashable, Codable {
    /// As a turn's inputs name it: `speech`, `face`.
    public let name: String
    public let columns: [String]
    /// Centres are zero: values are already relative to the speaker.
    public let scaling: WordScaling
  }

  /// Sorted by name.
  public let modalities: [Modality]

  /// Spreads beyond which a word's value is cut off.
  static let limit = 5.0
  /// Values of a session's words below which there is no median worth the name.
  static let leastWords = 5
  /// Sessions with a spread below which a column is not used.
  static let leastSessions = 5

  /// - Parameter sessions: Of the training people; one entry a turn, `nil` without words.
  /// - Returns: `nil` when no column differs from word to word in enough sessions.
  public init?(learning sessions: [[SpokenTurn?]]) {
    let readings = sessions.map { $0.compactMap { $0?.readings } }
    let names = Set(readings.joined().flatMap(\.keys)).sorted()
    modalities = names.compactMap { name in
      let own = readings.map { $0.compactMap { $0[name] } }
      guard let columns = own.lazy.flatMap(\.self).first?.columnNames else { return nil }
      var kept: [(name: String, scale: Double)] = []
      for (place, column) in columns.enumerated() {
        let spreads = own.compactMap { Self.spread($0.flatMap { $0.values.compactMap { $0[place] } }) }
        guard spreads.count >= Self.leastSessions, let scale = spreads.median, scale > 0 else { continue }
        kept.append((column, scale))
      }
      guard !kept.isEmpty else { return nil }
      return Modality(
        name: name, columns: kept.map(\.name),
        scaling: WordScaling(centres: kept.map { _ in 0 }, scales: kept.map(\.scale)))
    }
    if modalities.isEmpty { return nil }
  }

  /// The gate's inputs: a value and a presence a column.
  var gateModalities: [GateSettings.Modality] {
    modalities.map { GateSettings.Modality(name: $0.name, width: $0.scaling.vectorWidth) }
  }

  /// A session's turns as the encoder takes them; `nil` for a turn without words.
  /// - Parameter silenced: Modalities that are to count as not recorded.
  func texts(_ turns: [SpokenTurn?], silenced: Set<String> = []) -> [EncoderText?] {
    var signals: [[[[Double]?]]] = turns.map { _ in [] }
    for modality in modalities {
      let rows = silenced.contains(modality.name) ? nil : vectors(of: modality, turns)
      for (place, turn) in turns.enumerated() {
        let own = rows?[place] ?? nil
        signals[place].append(own ?? [[Double]?](repeating: nil, count: turn?.pieces.wordCount ?? 0))
      }
    }
    return zip(turns, signals).map { turn, signals in
      turn.map { EncoderText($0.pieces, wordVectors: signals) }
    }
  }

  /// A modality's vectors, turn by turn and word by word; none for a turn without it.
  package func wordVectors(_ turns: [SpokenTurn?], of name: String) -> [[[Double]?]] {
    guard let modality = modalities.first(where: { $0.name == name }) else { return turns.map { _ in [] } }
    return vectors(of: modality, turns).map { $0 ?? [] }
  }

  /// Turn by turn, word by word; `nil` for a turn without the modality.
  private func vectors(of modality: Modality, _ turns: [SpokenTurn?]) -> [[[Double]?]?] {
    let readings = turns.map { $0?.readings[modality.name] }
    // Columns are found by name, so that results with further columns can be read.
    let places = modality.columns.map { column in
      readings.lazy.compactMap { $0?.columnNames.firstIndex(of: column) }.first
    }
    let medians = places.map { place -> Double? in
      let values = readings.flatMap { reading in
        (reading?.values ?? []).compactMap { row in place.flatMap { row[$0] } }
      }
      return values.count >= Self.leastWords ? values.median : nil
    }
    return readings.map { reading in
      guard let reading else { return nil }
      let relative = reading.values.map { row in
        modality.columns.indices.map { column -> Double? in
          guard let place = places[column], let value = row[place], let median = medians[column] else {
            return nil
          }
          let most = Self.limit * modality.scaling.scales[column]
          return min(max(value - median, -most), most)
        }
      }
      return WordReadings(columnNames: modality.columns, values: relative).vectors(scaling: modality.scaling)
    }
  }

  /// Interquartile range / 1.349, the standard deviation of a normal distribution.
  static func spread(_ values: [Double]) -> Double? {
    guard values.count >= leastWords, let lower = values.quantile(0.25), let upper = values.quantile(0.75)
    else { return nil }
    return (upper - lower) / 1.349
  }
}
