package import SignalCore

/// How much each window sounds like each voice, the voices being the same people from beginning to end.
///
/// Voices are found over the whole recording, then looked for again in each stretch of some minutes. Where the
/// stretch's own voices are told apart much better than by the recording's, the sound has changed (a moved
/// microphone, another connection) and the recording's voices stand for the change or are exchanged. Such stretches
/// keep voices of their own, linked to their neighbours by the difference between the voices: a change of sound
/// moves both alike.
package struct VoiceAssignment: Sendable {
  /// Length of a stretch looked at on its own.
  private static let stretchSeconds = 300.0
  /// Windows a stretch needs to be looked at.
  private static let stretchWindows = 40
  /// How much smaller the likeness of a stretch's own voices must be.
  private static let clearlyLess = 0.1

  /// The two likest voices' likeness; `nil` for fewer than two voices.
  package let likeness: Double?
  package let speakerCount: Int
  /// Cosine similarity of each window to each voice.
  package private(set) var similarities: [[Float]]
  /// Cosine similarity of the two likest voices at each window.
  package private(set) var closeness: [Float]
  package private(set) var repaired: [TimeRange] = []

  /// - Parameter windows: One an embedding, in order of time.
  package init(embeddings: VoiceEmbeddings, windows: [TimeRange], count: SpeakerCount) {
    let grouping = VoiceGrouping(embeddings: embeddings, windows: windows)
    let whole = grouping.voices(Array(windows.indices), count: count)
    var stretches = Self.stretches(windows).map {
      Stretch(indices: $0, grouping: grouping, whole: whole, count: count)
    }
    let isRepaired = stretches.contains { $0.isExchanged }
    if isRepaired { Self.link(&stretches) }
    let people = isRepaired ? stretches.map(\.voices.centres.count).max() ?? 0 : whole.centres.count
    speakerCount = people
    likeness = isRepaired ? stretches.compactMap(\.voices.likeness).max() : whole.likeness
    similarities = []
    closeness = []
    for stretch in stretches {
      let centres = isRepaired ? stretch.voices.centres : whole.centres
      let close = Self.closeness(centres)
      for index in stretch.indices {
        similarities.append(centres.map { grouping.similarity(index, to: $0) })
        closeness.append(close)
      }
      if stretch.isExchanged, let first = stretch.indices.first, let last = stretch.indices.last {
        repaired.append(
          TimeRange(startSeconds: windows[first].startSeconds, endSeconds: windows[last].endSeconds))
      }
    }
  }

  /// Runs of windows of about five minutes; those too small are joined to the one before.
  private static func stretches(_ windows: [TimeRange]) -> [[Int]] {
    var result: [[Int]] = []
    for index in windows.indices {
      if let last = result.last, let first = last.first,
        last.count < stretchWindows
          || windows[index].startSeconds - windows[first].startSeconds < stretchSeconds
      {
        result[result.count - 1].append(index)
      } else {
        result.append([index])
      }
    }
    if result.count > 1, let last = result.last, last.count < stretchWindows {
      result.removeLast()
      result[result.count - 1] += last
    }
    return result
  }

  private struct Stretch {
    var indices: [Int]
    /// The stretch's own voices where they are clearer, the recording's otherwise.
    var voices: VoiceGroups
    var isExchanged = false

    init(indices: [Int], grouping: VoiceGrouping, whole: VoiceGroups, count: SpeakerCount) {
      self.indices = indices
      voices = whole
      let own = grouping.voices(indices, count: count)
      guard let clear = own.likeness, own.centres.count >= whole.centres.count else { return }
      var groups = [[Int]](repeating: [], count: whole.centres.count)
      for index in indices { groups[grouping.nearest(index, of: whole.centres)].append(index) }
      var greatest: Double?
      for first in groups.indices {
        for second in groups.indices where second > first {
          guard let value = grouping.likeness(groups[first], groups[second]) else { continue }
          greatest = max(greatest ?? value, value)
        }
      }
      guard clear + clearlyLess < greatest ?? 1 else {
        if !groups.contains(where: \.isEmpty) { voices.centres = groups.map(grouping.centre) }
        return
      }
      voices = own
      isExchanged = true
    }
  }

  /// Brings every stretch's voices into the order of the clearest stretch's, going outwards from it.
  private static func link(_ stretches: inout [Stretch]) {
    let people = stretches.filter(\.isExchanged).map(\.voices.centres.count).max() ?? 0
    let complete = stretches.indices.filter { stretches[$0].voices.centres.count == people }
    guard
      let start = complete.min(by: {
        stretches[$0].voices.likeness ?? 1 < stretches[$1].voices.likeness ?? 1
      })
    else { return }
    var reference = stretches[start].voices.centres
    for index in complete.filter({ $0 > start }) + complete.filter({ $0 < start }).reversed() {
      let centres = stretches[index].voices.centres
      let (fixed, moved) = (centred(reference), centred(centres))
      let order = bestPermutation(
        moved.map { vector in fixed.map { Double(zip(vector, $0).reduce(Float(0)) { $0 + $1.0 * $1.1 }) } })
      for (own, place) in order.enumerated() {
        stretches[index].voices.centres[place] = centres[own]
        reference[place] = zip(reference[place], centres[own]).map(+)
      }
    }
  }

  /// Directions without what they have in common, so that a sum of several counts like one.
  private static func centred(_ vectors: [[Float]]) -> [[Float]] {
    guard let size = vectors.first?.count else { return [] }
    let mean = (0..<size).map { i in vectors.reduce(Float(0)) { $0 + $1[i] } / Float(vectors.count) }
    return vectors.map { zip($0, mean).map(-) }
  }

  private static func closeness(_ centres: [[Float]]) -> Float {
    var closest: Float = 0
    for first in centres.indices {
      for second in centres.indices where second > first {
        closest = max(closest, zip(centres[first], centres[second]).reduce(0) { $0 + $1.0 * $1.1 })
      }
    }
    return closest
  }
}

/// The assignment of rows to columns, each once, with the greatest sum; up to six or so of either.
///
/// - Parameter gains: As many columns a row as there are rows.
/// - Returns: The column of each row; of equal sums the first in dictionary order.
package func bestPermutation(_ gains: [[Double]]) -> [Int] {
  var best: (gain: Double, columns: [Int]) = (-.infinity, [])
  func extend(_ columns: [Int], gain: Double) {
    guard columns.count < gains.count else {
      if gain > best.gain { best = (gain, columns) }
      return
    }
    for column in gains.indices where !columns.contains(column) {
      extend(columns + [column], gain: gain + gains[columns.count][column])
    }
  }
  extend([], gain: 0)
  return best.columns
}
