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

  @Test("when nobody talks decisively most, it is not guessed")
  func undecided() {
    let voices = Voices(
      speechByChannel: [1: [range(0, 5)], 2: [range(5, 10)]], channelCount: 2, transcript: nil)
    #expect(throws: ParticipantError.undecided(share: 0.5)) {
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
