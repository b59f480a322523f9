import SignalCore

/// Windows laid over stretches of speech, none reaching across a silence.
struct SpeechWindows {
  let ranges: [TimeRange]
  let windows: [TimeRange]
  /// The windows of each range.
  let windowsOfRange: [Range<Int>]

  /// A range no longer than a window has one, all of it; in a longer one they are spread evenly, the first at its
  /// start and the last at its end.
  init(over speech: [TimeRange], in signal: TimeRange, hopSeconds: Double) {
    let length = SpeakerEmbedder.windowSeconds
    ranges = speech.merged().compactMap { $0.intersection(signal) }
    var windows: [TimeRange] = []
    var owners: [Range<Int>] = []
    for range in ranges {
      let spare = range.durationSeconds - length
      let steps = spare > 0 ? Int((spare / hopSeconds).rounded(.up)) : 0
      let first = windows.count
      for step in 0...steps {
        let start = range.startSeconds + (steps > 0 ? spare * Double(step) / Double(steps) : 0)
        windows.append(TimeRange(startSeconds: start, endSeconds: min(start + length, range.endSeconds)))
      }
      owners.append(first..<windows.count)
    }
    self.windows = windows
    windowsOfRange = owners
  }

  /// Cells of speech with their leads, from the leads of the windows: interpolated between the places windows
  /// speak for, held before the first and after the last.
  func cells(leads: [[Float]]) -> [SpeakerPath.Cell] {
    var result: [SpeakerPath.Cell] = []
    var reachedSeconds: Double?
    for (range, owned) in zip(ranges, windowsOfRange) {
      let count = max(Int((range.durationSeconds / SpeakerPath.cellSeconds).rounded()), 1)
      let cellSeconds = range.durationSeconds / Double(count)
      var window = owned.lowerBound
      for cell in 0..<count {
        let start = range.startSeconds + Double(cell) * cellSeconds
        let centre = start + cellSeconds / 2
        while window + 1 < owned.upperBound, place(of: window + 1) <= centre { window += 1 }
        let next = min(window + 1, owned.upperBound - 1)
        let distance = place(of: next) - place(of: window)
        let share = distance > 0 ? min(max((centre - place(of: window)) / distance, 0), 1) : 0
        result.append(
          SpeakerPath.Cell(
            time: TimeRange(startSeconds: start, endSeconds: start + cellSeconds), range: range,
            leads: zip(leads[window], leads[next]).map { $0 + ($1 - $0) * Float(share) },
            pauseSeconds: cell == 0 ? reachedSeconds.map { range.startSeconds - $0 } ?? 0 : 0))
      }
      reachedSeconds = range.endSeconds
    }
    return result
  }

  /// The instant a window's embedding is about.
  private func place(of window: Int) -> Double {
    (windows[window].startSeconds + windows[window].endSeconds) / 2
  }
}
