import ExtractionPipeline
import SignalCore
import Testing

@Suite("The participant's share")
struct ParticipantShareTests {
  private func range(_ start: Double, _ end: Double) -> TimeRange {
    TimeRange(startSeconds: start, endSeconds: end)
  }

  private func transcript(_ turns: [(String?, Double, Double)]) -> Transcript {
    Transcript(
      language: "en",
      segments: turns.map { .init(start: $0.1, end: $0.2, speaker: $0.0, text: "x", words: []) })
  }

  @Test("a role name in the transcript decides, and the channel is the one they are heard on")
  func roles() throws {
    let voices = Voices(
      speechByChannel: [1: [range(0, 2)], 2: [range(2, 3)]], channelCount: 2,
      transcript: transcript([("Interviewer", 0, 2), ("PARTICIPANT", 2, 3)]))
    let share = try ParticipantShare.resolve(.automatic, in: voices)
    #expect(share.speaker == "PARTICIPANT" && share.channel == 2)
    #expect(share.speech == [range(2, 3)] && share.remarks.isEmpty)
  }

  @Test("in one mix the participant's speech is what is heard during their turns")
  func oneMix() throws {
    let voices = Voices(
      speechByChannel: [1: [range(0, 4), range(5, 8)]], channelCount: 1,
      transcript: transcript([("A", 0, 3), ("B", 3.5, 7)]))
    let share = try ParticipantShare.resolve(.speaker(2), in: voices)
    #expect(share.speech == [range(3.5, 4), range(5, 7)])
  }

  @Test("without roles the one who talks decisively most is taken, and it is said")
  func talkShare() throws {
    let voices = Voices(
      speechByChannel: [1: [range(0, 2)], 2: [range(2, 10)]], channelCount: 2,
      transcript: transcript([("channel:1", 0, 2), ("channel:2", 2, 10)]))
    let share = try ParticipantShare.resolve(.automatic, in: voices)
    #expect(share.channel == 2 && share.remarks.count == 1)
  }

  private func interview(_ first: String, _ second: String) -> Voices {
    let segments = [("speaker:1", first, 0.0), ("speaker:2", second, 10)].map { speaker, text, start in
      Transcript.Segment(start: start, end: start + 10, speaker: speaker, text: text, words: [])
    }
    return Voices(
      speechByChannel: [1: [range(0, 20)]], channelCount: 1,
      transcript: Transcript(language: "en", segments: segments))
  }

  @Test("of two who talk alike, the one who answers is the participant, in either order")
  func answers() throws {
    let asking = """
      How have you been sleeping? Tell me about your appetite. Have you ever felt like this before? \
      What do you do all day? Do you see your friends?
      """
    let answering = """
      I lie awake until three. I do not eat much. I felt like this years ago. I stay at home. They stopped \
      calling me.
      """
    let second = try ParticipantShare.resolve(.automatic, in: interview(asking, answering))
    #expect(second.speaker == "speaker:2" && (second.confidence ?? 0) > 0.9)
    let first = try ParticipantShare.resolve(.automatic, in: interview(answering, asking))
    #expect(first.speaker == "speaker:1" && first.confidence == second.confidence)
    #expect(first.speech == [range(0, 10)] && first.remarks.count == 1)
  }

  @Test("two who talk alike and ask alike are not told apart by guessing")
  func alike() {
    #expect(throws: ParticipantError.undecided(confidence: 0.5)) {
      try ParticipantShare.resolve(.automatic, in: interview("Is it late? I think so.", "Is it cold? It is."))
    }
  }

  @Test("speakers told apart by voice count without a transcript")
  func voicesAlone() throws {
    let voices = Voices(
      speechByChannel: [1: [range(0, 20)]], channelCount: 1, transcript: nil,
      speechBySpeaker: ["speaker:1": [range(0, 4)], "speaker:2": [range(4, 20)]])
    let share = try ParticipantShare.resolve(.automatic, in: voices)
    #expect(share.speaker == "speaker:2" && share.speech == [range(4, 20)])
    #expect(try ParticipantShare.resolve(.speaker(1), in: voices).speech == [range(0, 4)])
  }

  @Test("when nobody talks decisively most, it is not guessed")
  func undecided() {
    let voices = Voices(
      speechByChannel: [1: [range(0, 5)], 2: [range(5, 10)]], channelCount: 2, transcript: nil)
    #expect(throws: ParticipantError.undecided(confidence: 0.5)) {
      try ParticipantShare.resolve(.automatic, in: voices)
    }
  }

  @Test("a mix without speakers is taken whole, and that is said")
  func whole() throws {
    let voices = Voices(
      speechByChannel: [1: [range(0, 5)]], channelCount: 1, transcript: transcript([(nil, 0, 5)]))
    let share = try ParticipantShare.resolve(.automatic, in: voices)
    #expect(share.speaker == nil && share.speech == [range(0, 5)] && share.remarks.count == 1)
  }

  @Test("a channel or speaker that is not there is a named error")
  func absent() {
    let voices = Voices(
      speechByChannel: [1: [range(0, 5)]], channelCount: 1, transcript: transcript([("A", 0, 5)]))
    #expect(throws: ParticipantError.noSuchChannel(3, count: 1)) {
      try ParticipantShare.resolve(.channel(3), in: voices)
    }
    #expect(throws: ParticipantError.noSuchSpeaker(count: 1)) {
      try ParticipantShare.resolve(.speaker(2), in: voices)
    }
    #expect(throws: ParticipantError.noSuchSpeaker(count: 1)) {
      try ParticipantShare.resolve(.speakerNamed("B"), in: voices)
    }
  }
}
