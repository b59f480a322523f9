import Foundation
import MediaDecoding
import SignalCore
import SpeechRecognition
import TestSupport
import Testing

private func diarized(
  _ signal: Signal, count: SpeakerCount = .expected(2), words: [Transcript.Word] = []
) throws -> Diarization {
  let speech = try VoiceActivityDetector(catalog: installedModels()).speechRanges(in: signal)
  var settings = DiarizationSettings()
  settings.speakers = count
  return try SpeakerDiarizer(catalog: installedModels(), settings: settings)
    .diarize(signal, speech: speech, words: words)
}

/// The sample interview as one channel, and its true turns: the interviewer is 1.
private func interview() throws -> (signal: Signal, turns: [SpeakerTurn]) {
  let path = packageRoot.appending(path: "SampleMedia/interview").path
  let channels = try (0...1).map {
    try decodeAudio(path: path + ".mp4", sampleRateHz: 16_000, channel: $0).signals[0]
  }
  let mix = channels[0].changed { samples in
    for i in samples.indices { samples[i] = (samples[i] + channels[1].samples[i]) / 2 }
  }
  let transcript = try TranscriptFile.read(path + ".vtt")
  let turns = transcript.segments.compactMap { segment in
    segment.timeRange.map {
      SpeakerTurn(time: $0, speaker: segment.speaker == "Interviewer" ? 1 : 2, confidence: nil)
    }
  }
  return (mix, turns)
}

@Suite("Who speaks when", .serialized)
struct SpeakerDiarizerTests {
  @Test("one man's speech has one speaker, whatever number is expected")
  func monologue() throws {
    let signal = try SampleMedia.signal("jfk.wav")
    for count in [SpeakerCount.expected(2), .expected(3), .automatic] {
      let found = try diarized(signal, count: count)
      #expect(found.speakerCount == 1)
      #expect(Set(found.turns.map(\.speaker)) == [1])
      #expect(found.separation == nil && found.overlaps.isEmpty && found.confidence == nil)
    }
  }

  /// Truth: the times the voices were synthesised at. Two synthetic voices differ more than two people; half a
  /// second around changes is left out, as evaluations of diarization do.
  @Test(
    "interviewer and participant are told apart on one channel, also when nobody says how many they are",
    arguments: [SpeakerCount.expected(2), .automatic])
  func twoVoices(count: SpeakerCount) throws {
    let (signal, turns) = try interview()
    let found = try diarized(signal, count: count)
    #expect(found.speakerCount == 2)
    var right = 0
    var wrong = 0
    for time in stride(from: 0, to: signal.endSeconds, by: 0.05) {
      let spoken = turns.filter { $0.time.contains(time) }
      let isNearEdge = turns.contains {
        min(($0.time.startSeconds - time).magnitude, ($0.time.endSeconds - time).magnitude) < 0.25
      }
      guard spoken.count == 1, !isNearEdge, let heard = found.turns.first(where: { $0.time.contains(time) })
      else { continue }
      if heard.speaker == spoken[0].speaker { right += 1 } else { wrong += 1 }
    }
    // 46 s of the interview lie inside turns and away from their edges.
    #expect(right > 600)
    #expect(Double(wrong) <= 0.02 * Double(right + wrong))
    for (turn, next) in zip(found.turns, found.turns.dropFirst()) {
      #expect(turn.time.endSeconds <= next.time.startSeconds)
    }
    let confidence = try #require(found.confidence)
    #expect((0.6...1).contains(confidence))
    #expect(try diarized(signal, count: count) == found)
  }

  @Test("a change of speaker falls between two words where words are known")
  func wordEdges() throws {
    let (signal, _) = try interview()
    let diarizer = try SpeakerDiarizer(catalog: installedModels())
    // Pauses closed, so that changes fall inside stretches of speech.
    let joined = try VoiceActivityDetector(catalog: installedModels()).speechRanges(in: signal)
      .merged(closingGapsUpTo: 1.2)
    let words = stride(from: 0.0, to: signal.endSeconds, by: 0.3).map {
      Transcript.Word(word: "word", start: $0, end: $0 + 0.2)
    }
    let found = try diarizer.diarize(signal, speech: joined, words: words)
    let changes = zip(found.turns, found.turns.dropFirst()).filter {
      $0.speaker != $1.speaker && $0.time.endSeconds == $1.time.startSeconds
    }
    #expect(changes.count >= 5)
    for (before, _) in changes {
      let place = before.time.endSeconds / 0.3
      // Gaps lie 0.2 to 0.3 s after a word's start; their middles at 5/6 of the step.
      #expect((place - place.rounded(.down) - 5.0 / 6).magnitude < 1e-6)
    }
  }

  @Test("no speech yields no turns, and one word yields one speaker")
  func little() throws {
    let diarizer = try SpeakerDiarizer(catalog: installedModels())
    let none = try diarizer.diarize(.silence(seconds: 3), speech: [])
    #expect(none.turns.isEmpty && none.speakerCount == 0 && none.separation == nil)
    let empty = try diarizer.diarize(
      .silence(seconds: 0), speech: [TimeRange(startSeconds: 0, endSeconds: 1)])
    #expect(empty == none)
    let signal = try SampleMedia.signal("jfk.wav")
    let word = TimeRange(startSeconds: 0.4, endSeconds: 0.7)
    let one = try diarizer.diarize(signal, speech: [word])
    #expect(one.turns.map(\.time) == [word])
    #expect(one.speakerCount == 1)
  }

  @Test("times are those of the signal's clock")
  func clock() throws {
    let (signal, _) = try interview()
    var late = signal
    late.startSeconds = 100
    let found = try diarized(signal)
    let shifted = try diarized(late)
    #expect(found.turns.count == shifted.turns.count)
    // Windows are snapped to 10 ms of the signal, edges sought in steps of 10 ms.
    for (a, b) in zip(found.turns, shifted.turns) {
      #expect(a.speaker == b.speaker)
      #expect((b.time.startSeconds - a.time.startSeconds - 100).magnitude < 0.021)
    }
  }
}
