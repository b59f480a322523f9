import SignalCore

/// Makes turns out of a course of speakers.
struct TurnBuilder {
  /// A lead below this says neither one voice nor the other.
  private static let doubtfulLead: Float = 0.35
  /// A window moving over a change of speaker leaves doubt for about 0.6 s; longer doubt is no mere change.
  private static let doubtSeconds = 0.9

  let path: SpeakerPath
  let edges: TurnEdges
  let bridgedPauseSeconds: Double

  func turns(isAlone: Bool) -> [SpeakerTurn] {
    struct Run {
      var time: TimeRange
      var speaker: Int
      var lead: Float
      var cells: Int
    }
    var runs: [Run] = []
    for (index, cell) in path.cells.enumerated() {
      let speaker = path.speakers[index]
      let lead = path.lead(index)
      guard let last = runs.last else {
        runs.append(Run(time: cell.time, speaker: speaker, lead: lead, cells: 1))
        continue
      }
      let goesOn = last.speaker == speaker && cell.pauseSeconds <= bridgedPauseSeconds
      if goesOn {
        runs[runs.count - 1].time.endSeconds = cell.time.endSeconds
        runs[runs.count - 1].lead += lead
        runs[runs.count - 1].cells += 1
      } else {
        var time = cell.time
        if cell.pauseSeconds == 0 {
          let edge = edges.edge(
            near: time.startSeconds,
            within: TimeRange(
              startSeconds: max(last.time.startSeconds, cell.range.startSeconds),
              endSeconds: cell.range.endSeconds))
          runs[runs.count - 1].time.endSeconds = edge
          time = TimeRange(startSeconds: edge, endSeconds: max(edge, time.endSeconds))
        }
        runs.append(Run(time: time, speaker: speaker, lead: lead, cells: 1))
      }
    }
    var numbers: [Int: Int] = [:]
    return runs.filter { $0.time.durationSeconds > 0 }.map { run in
      let number = numbers[run.speaker] ?? numbers.count + 1
      numbers[run.speaker] = number
      let lead = Double(run.lead) / Double(run.cells)
      return SpeakerTurn(
        time: run.time, speaker: number, confidence: isAlone ? nil : min(max(0.5 + lead / 2, 0), 1))
    }
  }

  /// Stretches of speech long in doubt between two voices.
  var doubtful: [TimeRange] {
    var result: [TimeRange] = []
    var isOpen = false
    for (index, cell) in path.cells.enumerated() {
      guard path.lead(index) < Self.doubtfulLead else {
        isOpen = false
        continue
      }
      if isOpen, cell.pauseSeconds == 0 {
        result[result.count - 1].endSeconds = cell.time.endSeconds
      } else {
        result.append(cell.time)
      }
      isOpen = true
    }
    return result.filter { $0.durationSeconds >= Self.doubtSeconds }
  }
}

/// Where a change of speaker that the windows place roughly falls exactly.
struct TurnEdges {
  private static let reachSeconds = 0.4
  private static let frameSeconds = 0.05
  private static let stepSeconds = 0.01

  let signal: Signal
  /// Middles of the gaps between words, rising.
  private let gapsSeconds: [Double]

  init(signal: Signal, words: [Transcript.Word]) {
    self.signal = signal
    let timed = words.compactMap { word -> TimeRange? in
      guard let start = word.start, let end = word.end, start <= end else { return nil }
      return TimeRange(startSeconds: start, endSeconds: end)
    }.sorted { $0.startSeconds < $1.startSeconds }
    gapsSeconds = zip(timed, timed.dropFirst()).map { ($0.endSeconds + $1.startSeconds) / 2 }
  }

  /// The nearest gap between words, or else the quietest moment, within 0.4 s and inside a range.
  func edge(near seconds: Double, within range: TimeRange) -> Double {
    let nearest = gapsSeconds.min { ($0 - seconds).magnitude < ($1 - seconds).magnitude }
    if let nearest, (nearest - seconds).magnitude <= Self.reachSeconds, range.contains(nearest) {
      return nearest
    }
    var quietest = (energy: Float.infinity, seconds: seconds)
    let steps = Int(Self.reachSeconds / Self.stepSeconds)
    for step in -steps...steps {
      let time = seconds + Double(step) * Self.stepSeconds
      guard time - range.startSeconds >= Self.frameSeconds, range.endSeconds - time >= Self.frameSeconds
      else { continue }
      let from = signal.sampleIndex(at: time - Self.frameSeconds / 2)
      let to = signal.sampleIndex(at: time + Self.frameSeconds / 2)
      let energy = signal.samples[from..<to].reduce(Float(0)) { $0 + $1 * $1 }
      if energy < quietest.energy { quietest = (energy, time) }
    }
    return quietest.seconds
  }
}
