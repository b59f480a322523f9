import ConversationDynamics
import SignalCore
import Testing

@Suite("Conversation measures")
struct ConversationMeasureTests {
  /// Question of 3 s, gap of 0.5 s, answer of two units of 2 s with a pause of 1 s, gap of 1 s: 10.5 s a round, with
  /// a backchannel of 0.5 s in the middle of the answer's second unit.
  private static func regular(rounds: Int, gap: (Int) -> Double = { _ in 0.5 }) -> Conversation {
    var own: [Stretch] = []
    var other: [Stretch] = []
    var words: [Transcript.Segment] = []
    for round in 0..<rounds {
      let start = 10.5 * Double(round)
      let answer = start + 3 + gap(round)
      other.append((start, start + 3))
      own += [(answer, answer + 2), (answer + 3, answer + 5)]
      other.append((answer + 3.75, answer + 4.25))
      words.append(segment(answer, answer + 5, "well it went as it had to go then", timed: false))
    }
    return conversation(own, other, session: (0, 10.5 * Double(rounds)), saying: words)
  }

  @Test("a regular interview has the values one can count out")
  func regularInterview() throws {
    let result = ConversationAnalysis.analyse(Self.regular(rounds: 20))
    let expected: [String: Double] = [
      "turn.count": 20, "turn.rate": 60 / 10.5, "turn.length.mean": 5, "turn.length.median": 5,
      "talk_share": 4 / 7.5, "silence_share": 3.5 / 10.5, "response_latency.median": 0.5,
      "response_latency.iqr": 0, "response_latency.cv": 0, "floor_transfer_offset.median": 0.5,
      "overlapped_start.share": 0, "interruption.rate": 0, "overlap.share": 0.5 / 7, "overlap.count": 20,
      "backchannel.rate": 0, "unit.length.mean": 2, "pause.rate": 12, "pause.mean": 1, "pause.median": 1,
      "pause.share": 0.2, "speech_rate.median": 108, "articulation_rate.median": 135,
      "interviewer.turn.count": 20, "interviewer.turn.length.median": 3,
      "interviewer.response_latency.median": 2, "interviewer.floor_transfer_offset.median": 2,
      "interviewer.overlapped_start.share": 0, "interviewer.interruption.rate": 0,
      "interviewer.backchannel.rate": 60 * 20 / 80,
    ]
    for (name, value) in expected {
      let number = try #require(result[name]?.number, "\(name)")
      #expect(abs(number - value) < 1e-9, "\(name): \(number) instead of \(value)")
    }
    #expect(result.turns.count == 20)
    // 210 s: too short for a trend.
    #expect(result["trend.turn_length.slope"] == .missing(.tooShort))
  }

  @Test("answers that come ever later have that slope, and thirds that differ by it")
  func latencyTrend() throws {
    // 60 rounds of 10.5 s; the gap grows by 10 ms a round. Each answer also starts 10 ms later than its round.
    let result = ConversationAnalysis.analyse(Self.regular(rounds: 60) { 0.4 + 0.01 * Double($0) })
    let slope = try #require(result["trend.response_latency.slope"]?.number)
    #expect(abs(slope - 0.01 / 10.51 * 600) < 1e-9)
    // Rounds 0–19 and 40–59 of the conversation, whose thirds end where these rounds begin: medians 40 apart.
    let difference = try #require(result["trend.response_latency.thirds"]?.number)
    #expect(abs(difference - 0.4) < 1e-9)
    for steady in ["turn_length", "pause_share", "speech_rate"] {
      #expect(abs(try #require(result["trend.\(steady).slope"]?.number)) < 1e-9)
      #expect(abs(try #require(result["trend.\(steady).thirds"]?.number)) < 1e-9)
    }
  }

  @Test("one wild answer does not bend the slope")
  func robustTrend() throws {
    let result = ConversationAnalysis.analyse(
      Self.regular(rounds: 60) { $0 == 30 ? 2.5 : 0.4 + 0.005 * Double($0) })
    let slope = try #require(result["trend.response_latency.slope"]?.number)
    #expect(abs(slope - 0.005 / 10.505 * 600) < 0.01 * 0.2856)
  }

  @Test("overlapped starts and interruptions are counted apart from latencies, in both directions")
  func overlaps() throws {
    var own: [Stretch] = []
    var other: [Stretch] = []
    // By fours: starts after 1 s; starts 0.3 s early; interrupts by 0.8 s; starts after 2 s.
    for round in 0..<40 {
      let start = 20 * Double(round)
      other.append((start, start + 5))
      let answer = start + 5 + [1, -0.3, -0.8, 2][round % 4]
      own.append((answer, answer + 10))
    }
    let result = ConversationAnalysis.analyse(conversation(own, other))
    let expected: [String: Double] = [
      "response_latency.median": 1.5, "response_latency.iqr": 1, "floor_transfer_offset.median": 0.35,
      "overlapped_start.share": 0.5, "interruption.rate": 60 * 10.0 / 200, "overlap.count": 20,
      "overlap.share": 11.0 / 589, "interviewer.interruption.rate": 0,
    ]
    for (name, value) in expected {
      let number = try #require(result[name]?.number, "\(name)")
      #expect(abs(number - value) < 1e-9, "\(name): \(number) instead of \(value)")
    }
    // Ten of 1 s, ten of 2 s: the mean is 1.5 s and the squares add up to 20 × 0.25 s².
    let variation = try #require(result["response_latency.cv"]?.number)
    #expect(abs(variation - (5.0 / 19).squareRoot() / 1.5) < 1e-9)
    #expect(result["turn.rate"] == .missing(.notRecorded), "the length of the session is not known")
    #expect(result["speech_rate.median"] == .missing(.notRecorded), "no words are known")
    #expect(result["trend.speech_rate.slope"] == .missing(.notRecorded))
  }

  @Test("without an interviewer only the units are measured; without the participant nothing is")
  func missing() {
    var alone = Self.regular(rounds: 20)
    alone.interviewer = nil
    let result = ConversationAnalysis.analyse(alone)
    for reading in result.readings {
      let isUnit = reading.measure.name == "speech.conversation.unit.length.mean"
      #expect(reading.value == (isUnit ? .value(2) : .missing(.notRecorded)), "\(reading.measure.name)")
    }
    #expect(result.turns.isEmpty)
    let silent = ConversationAnalysis.analyse(conversation([(1, 1)], [(0, 100)]))
    #expect(silent.readings.allSatisfy { $0.value == .missing(.noSpeech) })
  }

  @Test("an interviewer known to be silent is not an unknown one")
  func monologue() {
    let result = ConversationAnalysis.analyse(conversation([(0, 20), (21, 45)], [], session: (0, 60)))
    #expect(result["talk_share"] == .value(1))
    #expect(result["turn.count"] == .value(1))
    #expect(result["response_latency.median"] == .missing(.tooShort))
    #expect(result["backchannel.rate"] == .missing(.tooShort))
    #expect(result["interviewer.turn.count"] == .value(0))
  }

  @Test("too little is missing, not 0")
  func tooShort() {
    let result = ConversationAnalysis.analyse(conversation([(3, 5)], [(0, 2)], session: (0, 10)))
    let there = result.readings.filter { $0.value.number != nil }.map(\.measure.name)
    #expect(there == ["speech.conversation.turn.count", "speech.conversation.interviewer.turn.count"])
  }

  @Test("a transcript alone is a conversation; nobody named but the participant is none")
  func fromTranscript() {
    var answer = segment(3, 5, "fine thanks")
    answer.speaker = "Participant"
    answer.words[1].start = 4.5
    var question = segment(0, 2, "how are you", timed: false)
    question.speaker = "Ellie"
    let stranger = segment(2.2, 2.6, "hello")
    let whole = Conversation(
      transcript: Transcript(language: nil, segments: [question, stranger, answer]),
      participant: "Participant")
    #expect(whole.participant.speech == ranges([(3, 4), (4.5, 5)]))
    #expect(whole.interviewer?.speech == ranges([(0, 2)]))
    #expect(whole.unattributed.count == 1)
    #expect(turns(whole).map(\.start) == [.unclear])
    let alone = Conversation(
      transcript: Transcript(language: nil, segments: [answer]), participant: "Participant")
    #expect(alone.interviewer == nil)
    question.start = nil
    let timeless = Transcript(language: nil, segments: [question, answer])
    #expect(Conversation(transcript: timeless, participant: "Participant").interviewer == nil)
    let unknown = ConversationAnalysis.analyse(Conversation(transcript: timeless, participant: "Ellie"))
    #expect(unknown.readings.allSatisfy { $0.value == .missing(.notRecorded) })
  }

  @Test("every measure is described under a name of its own, and every reading belongs to one, in order")
  func described() {
    let all = ConversationMeasures.all
    #expect(Set(all.map(\.name)).count == all.count)
    for measure in all {
      #expect(measure.name.hasPrefix("speech.conversation.") && measure.modality == .speech)
      for text in [
        measure.title, measure.unit, measure.definition, measure.minimumData, measure.source,
        measure.depression,
        measure.caution,
      ] { #expect(!text.isEmpty && !text.contains("..") && !text.contains("  "), "\(measure.name)") }
    }
    #expect(ConversationAnalysis.analyse(Self.regular(rounds: 3)).readings.map(\.measure) == all)
  }
}
