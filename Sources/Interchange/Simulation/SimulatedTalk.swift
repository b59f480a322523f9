internal import DenseMath
internal import MultimodalFusion
internal import SignalCore

/// Who says what and when in a simulated session.
///
/// Made of clauses that were written for this: how often they hold first persons, words of feeling and absolutist words
/// follows the session's measures, as far as a hundred words can. Times are rounded to milliseconds.
struct SimulatedTalk {
  static let participant = "Participant SIMULATED"
  static let interviewer = "Interviewer SIMULATED"

  struct Turn {
    let time: TimeRange
    let latencySeconds: Double
    let wordCount: Int
    /// Of the turn's length.
    let pauseShare: Double
  }

  private(set) var segments: [Transcript.Segment] = []
  /// The participant's.
  private(set) var turns: [Turn] = []
  private(set) var endSeconds = 0.0

  var wordCount: Int { turns.reduce(0) { $0 + $1.wordCount } }
  var speechSeconds: Double { turns.reduce(0) { $0 + $1.time.durationSeconds } }

  /// The quality gate wants 30 s of speech: nobody here says less than this.
  private static let leastSpeechSeconds = 34.0
  private static let turnSeconds = 9.0
  private static let wordsBetweenPauses = 6

  init(_ session: SimulatedStudy.Session, _ generator: inout SeededGenerator) {
    func value(_ name: String, or usual: Double) -> Double { (session.values[name] ?? nil) ?? usual }
    let phrases = SimulatedPhrases(session)
    let speechSeconds = max(session.speechSeconds, Self.leastSpeechSeconds)
    let turnCount = max(3, Int((speechSeconds / Self.turnSeconds).rounded()))
    let shares = (0..<turnCount).map { _ in 0.7 + 0.6 * generator.unit() }
    let whole = shares.reduce(0, +)
    let wordsPerSecond = session.wordCount / max(session.speechSeconds, 1)
    let latency = max(value("speech.conversation.response_latency.median", or: 0.8), 0.1)
    let pauseShare = min(max(value("speech.timing.pause_share", or: 0.25), 0), 0.6)
    var clock = 0.5
    for number in 0..<turnCount {
      let question = SimulatedPhrases.questions[number % SimulatedPhrases.questions.count]
      let words = question.split(separator: " ").map(String.init)
      add(words, by: Self.interviewer, from: clock, seconds: Double(words.count) / 3, pauseShare: 0)
      let wait = (latency * (0.6 + 0.8 * generator.unit())).roundedToMilliseconds
      clock = endSeconds + wait
      let seconds = speechSeconds * shares[number] / whole
      let said = phrases.words(max(3, Int((seconds * wordsPerSecond).rounded())), &generator)
      let pauses = min(max(pauseShare * (0.7 + 0.6 * generator.unit()), 0), 0.7)
      let start = clock.roundedToMilliseconds
      add(said, by: Self.participant, from: start, seconds: seconds, pauseShare: pauses)
      turns.append(
        Turn(
          time: TimeRange(startSeconds: start, endSeconds: endSeconds), latencySeconds: wait,
          wordCount: said.count, pauseShare: said.count > Self.wordsBetweenPauses ? pauses : 0))
      clock = endSeconds + 0.3 + 0.4 * generator.unit()
    }
    endSeconds = (endSeconds + 0.5).roundedToMilliseconds
  }

  /// Words one after the other, with a pause after every six of them.
  private mutating func add(
    _ words: [String], by speaker: String, from start: Double, seconds: Double, pauseShare: Double
  ) {
    let pauseCount = (words.count - 1) / Self.wordsBetweenPauses
    let pause = pauseCount == 0 ? 0 : seconds * pauseShare / Double(pauseCount)
    let length = (seconds - Double(pauseCount) * pause) / Double(words.count)
    let placed = words.enumerated().map { place, word in
      let from = start + Double(place) * length + Double(place / Self.wordsBetweenPauses) * pause
      return Transcript.Word(
        word: word, start: from.roundedToMilliseconds, end: (from + length).roundedToMilliseconds)
    }
    let end = placed.last?.end ?? start
    segments.append(
      Transcript.Segment(
        start: start.roundedToMilliseconds, end: end, speaker: speaker, text: words.joined(separator: " "),
        words: placed))
    endSeconds = end
  }

  var transcript: Transcript { Transcript(language: "en", segments: segments) }
}

extension Double {
  fileprivate var roundedToMilliseconds: Double { (self * 1000).rounded() / 1000 }
}
