public import SignalCore

/// What one modality's frames say of each word: every column averaged over the word's time.
///
/// Word-level alignment as of Chen et al. 2017, "Multimodal sentiment analysis with word-level fusion and
/// reinforcement learning", ICMI: a word's vector is the mean of the frames inside its interval.
public struct WordReadings: Sendable, Hashable {
  public let columnNames: [String]
  /// Word by word, then column by column; `nil` where no frame inside the word has a value.
  public let values: [[Double?]]

  /// - Precondition: Every word has a value or `nil` for every column.
  public init(columnNames: [String], values: [[Double?]]) {
    precondition(
      values.allSatisfy { $0.count == columnNames.count }, "every word has a place for every column")
    self.columnNames = columnNames
    self.values = values.map { $0.map { number in number.flatMap { $0.isFinite ? $0 : nil } } }
  }

  /// Averages a track's columns over [start, end) of every word.
  ///
  /// A frame's missing values are left out, so what exists in voiced frames only is the mean of those. A frame that
  /// lies in two overlapping words counts in both. A word without times, of no length or running backwards has none.
  /// - Precondition: The track's times rise.
  public init(words: [Transcript.Word], frames: Track) {
    let times = frames.timesSeconds
    precondition(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "a track's times rise")
    let columns = frames.columns
    columnNames = columns.map(\.name)
    values = words.map { word in
      guard let start = word.start, let end = word.end, start < end else {
        return [Double?](repeating: nil, count: columns.count)
      }
      let rows = firstIndex(in: times, atOrAfter: start)..<firstIndex(in: times, atOrAfter: end)
      return columns.map { column in
        var sum = 0.0
        var count = 0
        for row in rows {
          guard let value = column.values[row] else { continue }
          sum += Double(value)
          count += 1
        }
        return count > 0 ? sum / Double(count) : nil
      }
    }
  }

  /// Whether any column of a word has a value.
  public func isPresent(word: Int) -> Bool { values[word].contains { $0 != nil } }

  /// The words' vectors as the gate takes them: each column less its centre over its scale, 0 where it is missing,
  /// and behind these a 1 or 0 a column that says whether it is there; `nil` for a word with no value at all.
  ///
  /// - Parameter scaling: Learned on the training people alone, one place a column.
  public func vectors(scaling: WordScaling) -> [[Double]?] {
    precondition(scaling.centres.count == columnNames.count, "the scaling knows every column")
    return values.map { row in
      guard row.contains(where: { $0 != nil }) else { return nil }
      let scaled = row.indices.map { column in
        row[column].map { ($0 - scaling.centres[column]) / scaling.scales[column] } ?? 0
      }
      return scaled + row.map { $0 == nil ? 0 : 1 }
    }
  }
}

/// Centre and scale of every column, learned on training people.
public struct WordScaling: Sendable, Hashable, Codable {
  public let centres: [Double]
  /// All above 0.
  public let scales: [Double]

  /// - Precondition: As many centres as scales, all finite, scales above 0.
  public init(centres: [Double], scales: [Double]) {
    precondition(
      Self.areUsable(centres, scales), "centres are finite, scales finite and above 0")
    self.centres = centres
    self.scales = scales
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    centres = try container.decode([Double].self, forKey: .centres)
    scales = try container.decode([Double].self, forKey: .scales)
    guard Self.areUsable(centres, scales) else {
      throw DecodingError.dataCorruptedError(
        forKey: .scales, in: container, debugDescription: "a scale is missing or not above 0")
    }
  }

  private static func areUsable(_ centres: [Double], _ scales: [Double]) -> Bool {
    centres.count == scales.count && centres.allSatisfy(\.isFinite)
      && scales.allSatisfy { $0.isFinite && $0 > 0 }
  }

  /// Numbers in a word's vector: a value and a presence a column.
  public var vectorWidth: Int { 2 * centres.count }
}

/// Index of the first time that is not before a given one; the count where all are.
private func firstIndex(in times: [Double], atOrAfter seconds: Double) -> Int {
  var low = 0
  var high = times.count
  while low < high {
    let middle = (low + high) / 2
    if times[middle] < seconds { low = middle + 1 } else { high = middle }
  }
  return low
}
