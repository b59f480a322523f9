import ConversationDynamics
import SignalCore
import Testing

@Suite("What must not change a conversation")
struct ConversationPropertyTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8]

  @Test("moving all times changes nothing", arguments: seeds)
  func moved(seed: UInt64) {
    let before = ConversationAnalysis.analyse(.invented(seed: seed))
    let after = ConversationAnalysis.analyse(Conversation.invented(seed: seed).moved(bySeconds: 4096))
    #expect(before.turns.map(\.start) == after.turns.map(\.start))
    #expect(before.turns.map(\.wordCount) == after.turns.map(\.wordCount))
    for (first, second) in zip(before.readings, after.readings) {
      guard let one = first.value.number, let other = second.value.number else {
        #expect(first.value == second.value, "\(first.measure.name)")
        continue
      }
      // A third of the conversation and shares of time are rounded; everything else is exact.
      #expect(abs(one - other) <= 1e-9 * max(abs(one), 1), "\(first.measure.name)")
    }
    // The invented interviews hold what the measures are about.
    #expect(before.readings.count { $0.value.number != nil } > 30)
    #expect(before.turns.contains { ($0.start.offsetSeconds ?? 0) < 0 })
    #expect(before.turns.contains { $0.start.latencySeconds != nil })
    #expect(before["interviewer.backchannel.rate"]?.number ?? 0 > 0)
  }

  @Test("exchanging the sides exchanges the measures both have", arguments: seeds)
  func exchanged(seed: UInt64) throws {
    let input = Conversation.invented(seed: seed)
    var swapped = input
    swapped.participant = try #require(input.interviewer)
    swapped.interviewer = input.participant
    let before = ConversationAnalysis.analyse(input)
    let after = ConversationAnalysis.analyse(swapped)
    for name in [
      "turn.count", "turn.length.median", "response_latency.median", "floor_transfer_offset.median",
      "overlapped_start.share", "interruption.rate", "backchannel.rate",
    ] {
      #expect(before[name] == after["interviewer." + name], "\(name)")
      #expect(before["interviewer." + name] == after[name], "\(name)")
    }
    let share = try #require(before["talk_share"]?.number)
    #expect(abs(try #require(after["talk_share"]?.number) - (1 - share)) < 1e-12)
    #expect(before["overlap.count"] == after["overlap.count"])
    #expect(before["silence_share"] == after["silence_share"])
  }

  @Test("a long silence at the end changes only what is defined over the session", arguments: seeds)
  func silence(seed: UInt64) throws {
    let input = Conversation.invented(seed: seed)
    var longer = input
    longer.session?.endSeconds += 1800
    let before = ConversationAnalysis.analyse(input)
    let after = ConversationAnalysis.analyse(longer)
    #expect(before.turns == after.turns)
    let changed = zip(before.readings, after.readings).filter { $0 != $1 }.map(\.0.measure.name)
    #expect(changed == ["speech.conversation.turn.rate", "speech.conversation.silence_share"])
    let rate = try #require(before["turn.rate"]?.number)
    let seconds = try #require(input.session?.durationSeconds)
    let expected = rate * seconds / (seconds + 1800)
    #expect(abs(try #require(after["turn.rate"]?.number) - expected) < 1e-9)
  }

  @Test("no speech, however tangled, gives a value a measure does not admit", arguments: seeds)
  func tangled(seed: UInt64) {
    var random = Congruential(seed: seed)
    func stretches() -> [Stretch] {
      (0..<400).map { _ in
        let start = Double(random.next(below: 400_000)) / 1000
        return (start, start + Double(random.next(below: 3000)) / 1000)
      }
    }
    let own = stretches()
    for other in [stretches(), own, Array(own.prefix(3))] {
      let result = ConversationAnalysis.analyse(
        conversation(own, other, session: (100, 300), unattributed: [(50, 51)]))
      for reading in result.readings {
        if case .missing(.failed) = reading.value { Issue.record("\(reading.measure.name)") }
      }
      #expect(result.turns.allSatisfy { $0.time.durationSeconds > 0 && $0.pauseShare < 1 })
    }
  }

  @Test("order, pieces and repetition of the ranges do not matter", arguments: seeds)
  func pieces(seed: UInt64) {
    let input = Conversation.invented(seed: seed)
    var cut = input
    cut.participant.speech = input.participant.speech.reversed().flatMap { range in
      let middle = (range.startSeconds + range.endSeconds) / 2
      return [
        TimeRange(startSeconds: middle, endSeconds: range.endSeconds),
        TimeRange(startSeconds: range.startSeconds, endSeconds: middle), range,
      ]
    }
    #expect(ConversationAnalysis.analyse(input) == ConversationAnalysis.analyse(cut))
  }
}
