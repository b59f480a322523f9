import ConversationDynamics
import SignalCore
import Testing

@Suite("Turns")
struct TurnTests {
  @Test(
    "a silence of 0.25 s is a pause, a shorter one none, wherever on the clock", arguments: [0, 10.1, 3599.7])
  func pauses(at origin: Double) {
    let rows = turns(
      conversation(
        [(origin, origin + 2), (origin + 2.249, origin + 4), (origin + 4.25, origin + 6)],
        [(origin + 20, origin + 21)]))
    #expect(rows.map(\.pauseCount) == [1])
    #expect(abs(rows[0].pauseSeconds - 0.25) < 1e-9)
    #expect(abs(rows[0].pauseShare - 0.25 / 6) < 1e-9)
  }

  @Test("a turn goes on across 3 s of silence and no further")
  func silence() {
    #expect(turns(conversation([(0, 2), (5, 7)], [])).count == 1)
    #expect(turns(conversation([(0, 2), (5.001, 7)], [])).count == 2)
  }

  @Test("another's turn in the silence ends a turn; a backchannel and speech beside the silence do not")
  func broken() {
    let own: [Stretch] = [(0, 5), (7, 12)]
    #expect(turns(conversation(own, [(5.2, 6.8)])).count == 2)
    #expect(turns(conversation(own, [(3, 4.9)])).count == 1)
    #expect(
      turns(conversation(own, [(5.2, 5.6)])).count == 2, "the silence is longer than a backchannel allows")
    #expect(turns(conversation([(0, 5), (6, 12)], [(5.2, 5.6)])).count == 1)
    #expect(turns(conversation(own, [], unattributed: [(5.5, 6)])).count == 2)
  }

  @Test(
    "a backchannel is shorter than 1 s and inside the other's talk, or in a silence of at most 1 s",
    arguments: [
      // The interviewer's stretch, the participant's two stretches, whether it is a backchannel.
      ((2, 2.99), [(0, 5)], true),
      ((2, 3), [(0, 5)], false),
      ((5.1, 5.5), [(0, 5), (6, 9)], true),
      ((5.1, 5.5), [(0, 5), (6.01, 9)], false),
      ((4.9, 5.5), [(0, 5), (5.4, 9)], true),
      ((9.1, 9.5), [(0, 5), (6, 9)], false),
    ] as [(Stretch, [Stretch], Bool)])
  func backchannels(case sample: (Stretch, [Stretch], Bool)) {
    // Without the backchannel nobody has the floor but the participant.
    let result = ConversationAnalysis.analyse(conversation(sample.1, [sample.0]))
    #expect(result["interviewer.turn.count"] == .value(sample.2 ? 0 : 1))
  }

  @Test("known words decide: only signs of listening are backchannels, and none answers a question")
  func backchannelWords() {
    func interviewerTurns(_ said: String, _ participant: String) -> MeasuredValue? {
      let input = conversation(
        [(0, 5), (5.8, 9)], [(5.1, 5.6)], saying: [segment(0, 5, participant), segment(5.8, 9, "and so on")],
        asking: [segment(5.1, 5.6, said)])
      return ConversationAnalysis.analyse(input)["interviewer.turn.count"]
    }
    for sign in ["Mm-hm.", "yeah", "Okay, right.", "I see.", "uh-huh", "of course"] {
      #expect(interviewerTurns(sign, "I was there then") == .value(0), "\(sign)")
    }
    for other in ["no", "why", "I", "yeah but", "see"] {
      #expect(interviewerTurns(other, "I was there then") == .value(1), "\(other)")
    }
    #expect(interviewerTurns("yeah", "so I was there then?") == .value(1))
  }

  @Test("every way a turn can begin is told apart")
  func starts() {
    let rows = turns(
      conversation(
        // Opening; after a gap; overlapping briefly; inside; interrupting; after a long silence of one's own.
        [(0, 2), (6.5, 9), (13.8, 16), (20, 21.5), (30, 34), (40, 42)],
        [(3, 6), (10, 14), (17, 25), (27, 30.5)]))
    #expect(
      rows.map(\.start) == [
        .opening, .afterGap(latencySeconds: 0.5), .overlapping(offsetSeconds: 13.8 - 14), .inside,
        .overlapping(offsetSeconds: -0.5), .resumed,
      ])
    #expect(rows.map(\.start.isInterruption) == [false, false, false, false, true, false])
    #expect(rows.map(\.start.latencySeconds) == [nil, 0.5, nil, nil, nil, nil])
    #expect(rows[2].start.offsetSeconds == 13.8 - 14)
  }

  @Test("touching turns have a latency of 0, and a stranger in the gap leaves none")
  func edges() {
    #expect(turns(conversation([(3, 5)], [(0, 3)])).map(\.start) == [.afterGap(latencySeconds: 0)])
    #expect(turns(conversation([(4, 6)], [(0, 3)], unattributed: [(3.2, 3.6)])).map(\.start) == [.unclear])
    #expect(turns(conversation([(0, 2)], [(0, 3)])).map(\.start) == [.opening])
  }

  @Test("a backchannel of one's own neither is a turn nor hides the answer that follows")
  func ownBackchannel() {
    let rows = turns(conversation([(2, 2.4), (6, 9)], [(0, 5)]))
    #expect(rows.map(\.start) == [.afterGap(latencySeconds: 1)])
    #expect(rows.map(\.time.startSeconds) == [6])
  }

  @Test("words go to the turn they are said in; what cannot be told is not known")
  func words() {
    let own: [Stretch] = [(0, 4), (10, 14), (20, 24), (30, 34)]
    let other: [Stretch] = [(5, 9), (15, 19), (25, 29)]
    var partly = segment(10, 14, "in 1999 it was")
    partly.words[1].start = nil
    partly.words[1].end = nil
    let said = [
      segment(0, 4, "a b c - d"), partly,
      // Meets the third and the fourth turn.
      segment(22, 32, "one two three", timed: false),
    ]
    let rows = turns(conversation(own, other, saying: said))
    #expect(rows.map(\.wordCount) == [4, 4, nil, nil])
    #expect(rows.map(\.wordsPerMinute) == [60, 60, nil, nil])
    let late = [
      segment(4.1, 4.3, "late"), segment(9.9, 10.3, "early"), segment(23.5, 26, "here", timed: false),
    ]
    #expect(turns(conversation(own, other, saying: late)).map(\.wordCount) == [1, 1, 1, nil])
    var timeless = segment(0, 1, "when", timed: false)
    timeless.start = nil
    timeless.end = nil
    #expect(
      turns(conversation(own, other, saying: [segment(0, 4, "a b"), timeless, segment(20, 24, "c")])).map(
        \.wordCount) == [nil, nil, nil, nil])
  }

  @Test("articulation leaves pauses out, speech rate keeps them")
  func rates() {
    let rows = turns(
      conversation([(0, 2), (3, 5)], [(8, 9)], saying: [segment(0, 2, "a b c d"), segment(3, 5, "e f g h")]))
    #expect(rows.map(\.wordsPerMinute) == [96])
    #expect(rows.map(\.articulatedWordsPerMinute) == [120])
  }
}
