internal import SignalCore

extension TranscriptText {
  /// Praat's TextGrid: a tier of intervals for each speaker, and one called `Name - words` for the words that
  /// have times. Silence is an interval without text. It begins at 0 s and ends with the last word.
  static func textGrid(_ timed: [(segment: Transcript.Segment, range: TimeRange)]) -> String {
    var tiers: [(name: String, intervals: [(String, Range<Int>)])] = []
    for lane in TranscriptLane.lanes(timed) {
      tiers.append((lane.name, lane.segments.map { ($0.text, $0.milliseconds) }))
      let words = lane.segments.flatMap(\.words).map { ($0.text, $0.milliseconds) }
      if !words.isEmpty { tiers.append((lane.name + " - words", words)) }
    }
    let end = max(tiers.flatMap { $0.intervals.map(\.1.upperBound) }.max() ?? 0, 1)
    var text = """
      File type = "ooTextFile"
      Object class = "TextGrid"

      xmin = 0
      xmax = \(seconds(end))
      tiers? <exists>
      size = \(tiers.count)
      item []:

      """
    for (index, tier) in tiers.enumerated() {
      let intervals = tiled(tier.intervals, upTo: end)
      text += """
            item [\(index + 1)]:
                class = "IntervalTier"
                name = \(quoted(tier.name))
                xmin = 0
                xmax = \(seconds(end))
                intervals: size = \(intervals.count)

        """
      for (number, interval) in intervals.enumerated() {
        text += """
                  intervals [\(number + 1)]:
                      xmin = \(seconds(interval.1.lowerBound))
                      xmax = \(seconds(interval.1.upperBound))
                      text = \(quoted(interval.0))

          """
      }
    }
    return text
  }

  /// Intervals that leave no gap, as Praat wants them.
  private static func tiled(_ intervals: [(String, Range<Int>)], upTo end: Int) -> [(String, Range<Int>)] {
    var result: [(String, Range<Int>)] = []
    var reached = 0
    for (text, time) in intervals {
      if time.lowerBound > reached { result.append(("", reached..<time.lowerBound)) }
      result.append((text, time))
      reached = time.upperBound
    }
    if reached < end { result.append(("", reached..<end)) }
    return result
  }

  private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

  private static func seconds(_ milliseconds: Int) -> String {
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    return rest == 0 ? "\(whole)" : "\(whole)." + String("\(1000 + rest)".dropFirst())
  }
}
