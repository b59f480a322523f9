import SignalCore

/// Who speaks in each tenth of a second of speech: the likeliest course of speakers, changes of speaker costing
/// (Viterbi 1967).
struct SpeakerPath {
  static let cellSeconds = 0.1
  /// What a change costs inside a stretch of speech, in seconds of a voice's clear lead.
  private static let changeCost: Float = 0.5
  /// … and after a pause of `restingSeconds` or more; shorter pauses lie between.
  private static let changeCostAfterPause: Float = 0.1
  private static let restingSeconds = 0.5

  /// A piece of speech no longer than a cell.
  struct Cell {
    var time: TimeRange
    /// The stretch of speech it is part of.
    var range: TimeRange
    /// Similarity to each voice over one minus the closeness of the voices, so that a difference of 1 is a
    /// clear lead.
    var leads: [Float]
    /// Seconds of silence since the cell before.
    var pauseSeconds: Double
  }

  let cells: [Cell]
  /// One a cell.
  let speakers: [Int]

  init(cells: [Cell], speakerCount: Int) {
    self.cells = cells
    guard let first = cells.first, speakerCount > 0 else {
      speakers = []
      return
    }
    var best = first.leads.map { $0 * Float(first.time.durationSeconds) }
    var origins: [[Int]] = []
    for cell in cells.dropFirst() {
      let leader = best.indices.max { best[$0] < best[$1] } ?? 0
      let cost = Self.cost(pauseSeconds: cell.pauseSeconds)
      var origin = Array(best.indices)
      var next = best
      for speaker in best.indices {
        if best[leader] - cost > best[speaker] { origin[speaker] = leader }
        next[speaker] =
          max(best[speaker], best[leader] - cost) + cell.leads[speaker] * Float(cell.time.durationSeconds)
      }
      origins.append(origin)
      best = next
    }
    var path = [best.indices.max { best[$0] < best[$1] } ?? 0]
    for origin in origins.reversed() { path.append(origin[path[path.count - 1]]) }
    speakers = path.reversed()
  }

  /// How far a cell's speaker leads before the next likeliest; negative where another leads.
  func lead(_ cell: Int) -> Float {
    let own = cells[cell].leads[speakers[cell]]
    let others = cells[cell].leads.indices.filter { $0 != speakers[cell] }.map { cells[cell].leads[$0] }
    return own - (others.max() ?? own)
  }

  private static func cost(pauseSeconds: Double) -> Float {
    let share = Float(min(pauseSeconds, restingSeconds) / restingSeconds)
    return changeCost + (changeCostAfterPause - changeCost) * share
  }
}
