import ConversationDynamics
import SignalCore

/// Start and end in seconds.
typealias Stretch = (Double, Double)

func ranges(_ stretches: [Stretch]) -> [TimeRange] {
  stretches.map { TimeRange(startSeconds: $0.0, endSeconds: $0.1) }
}

/// A segment with a word every so often: words share the stretch evenly.
func segment(_ start: Double, _ end: Double, _ text: String, timed: Bool = true) -> Transcript.Segment {
  let words = text.split(separator: " ").map(String.init)
  let step = (end - start) / Double(words.count)
  return Transcript.Segment(
    start: start, end: end, speaker: nil, text: text,
    words: words.enumerated().map { index, word in
      Transcript.Word(
        word: word, start: timed ? start + step * Double(index) : nil,
        end: timed ? start + step * Double(index + 1) : nil)
    })
}

func conversation(
  _ participant: [Stretch], _ interviewer: [Stretch]?, session: Stretch? = nil,
  saying: [Transcript.Segment] = [], asking: [Transcript.Segment] = [], unattributed: [Stretch] = []
) -> Conversation {
  Conversation(
    participant: .init(speech: ranges(participant), segments: saying),
    interviewer: interviewer.map { .init(speech: ranges($0), segments: asking) },
    unattributed: ranges(unattributed),
    session: session.map { TimeRange(startSeconds: $0.0, endSeconds: $0.1) })
}

func turns(_ conversation: Conversation) -> [ConversationTurn] {
  ConversationAnalysis.analyse(conversation).turns
}

extension ConversationResult {
  /// The value under the last part of the name.
  subscript(_ name: String) -> MeasuredValue? {
    readings.first { $0.measure.name == "speech.conversation." + name }?.value
  }
}

/// Numbers that look random and are the same everywhere (Knuth's MMIX constants).
struct Congruential {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// 0 up to a limit.
  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}

extension Conversation {
  /// An interview of some minutes with gaps, overlaps, backchannels and interruptions. Every time is a multiple
  /// of 1/64 s, so that it can be moved without rounding.
  static func invented(seed: UInt64, exchanges: Int = 60) -> Conversation {
    var random = Congruential(seed: seed)
    func side(_ voice: inout Voice, from start: Int, lasting length: Int, _ words: String, timed: Bool) {
      let end = Double(start + length) / 64
      voice.speech.append(TimeRange(startSeconds: Double(start) / 64, endSeconds: end))
      voice.segments.append(segment(Double(start) / 64, end, words, timed: timed))
    }
    var participant = Voice(speech: [])
    var interviewer = Voice(speech: [])
    var clock = 128
    for number in 0..<exchanges {
      let question = 64 + random.next(below: 256)
      side(
        &interviewer, from: clock, lasting: question,
        number.isMultiple(of: 3) ? "and then?" : "tell me more of it",
        timed: true)
      clock = max(clock + question - 80 + random.next(below: 320), clock + 16)
      for _ in 0...random.next(below: 4) {
        let length = 24 + random.next(below: 256)
        side(
          &participant, from: clock, lasting: length, length < 60 ? "yeah" : "well it is as it was yesterday",
          timed: number.isMultiple(of: 2))
        if random.next(below: 3) == 0 {
          side(&interviewer, from: clock + length / 2, lasting: 20, "mm-hm", timed: true)
        }
        clock += length + random.next(below: 120)
      }
      clock += random.next(below: 200) - 40
    }
    return Conversation(
      participant: participant, interviewer: interviewer,
      session: TimeRange(startSeconds: 0, endSeconds: Double(clock + 640) / 64))
  }

  /// The same with every time moved.
  func moved(bySeconds seconds: Double) -> Conversation {
    func moved(_ range: TimeRange) -> TimeRange {
      TimeRange(startSeconds: range.startSeconds + seconds, endSeconds: range.endSeconds + seconds)
    }
    func moved(_ voice: Voice) -> Voice {
      Voice(
        speech: voice.speech.map(moved),
        segments: voice.segments.map { segment in
          var copy = segment
          copy.start = segment.start.map { $0 + seconds }
          copy.end = segment.end.map { $0 + seconds }
          for index in copy.words.indices {
            copy.words[index].start = copy.words[index].start.map { $0 + seconds }
            copy.words[index].end = copy.words[index].end.map { $0 + seconds }
          }
          return copy
        })
    }
    return Conversation(
      participant: moved(participant), interviewer: interviewer.map(moved),
      unattributed: unattributed.map(moved), session: session.map(moved))
  }
}
