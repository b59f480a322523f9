internal import MediaDecoding
internal import SignalCore
internal import SpeechRecognition

/// What is heard in a recording before the participant is told apart: the costly part of the sound.
struct Hearing: Sendable {
  var facts: SoundFacts
  /// Channels that were listened to, counted from 1.
  var channels: [Int]
  var speech: HeardSpeech
  /// What was recognised; `nil` when that was not asked for or broke.
  var transcript: Transcript?
  /// Who speaks when on the only channel with a voice; `nil` where that was not sought.
  var diarization: Diarization?
  /// Manifest names of the models used, in order.
  var models: [String] = []
}

/// The channels of a recording that were decoded, each once.
struct HeldChannels {
  static let sampleRateHz = 16_000.0

  let path: String
  private var held: [Int: DecodedAudio] = [:]

  init(path: String) { self.path = path }

  /// - Parameter channel: Counted from 1.
  mutating func audio(_ channel: Int) throws(MediaError) -> DecodedAudio {
    if let there = held[channel] { return there }
    let audio = try decodeAudio(path: path, sampleRateHz: Self.sampleRateHz, channel: channel - 1)
    held[channel] = audio
    return audio
  }

  mutating func signal(_ channel: Int) throws(MediaError) -> Signal { try audio(channel).signals[0] }
}

extension Hearing {
  /// Everybody's speech and words, in order of trust: speakers a transcript names, one speaker a channel, speakers
  /// told apart by their voices.
  /// - Parameter given: The user's transcript; one that names speakers but no words labels what was recognised.
  func voices(given: Transcript?) -> Voices {
    var voices = Voices(
      speechByChannel: speech.own, channelCount: facts.channelCount,
      transcript: given?.hasWords == true ? given : transcript)
    if let given, !given.hasWords {
      voices.speechBySpeaker = given.speechBySpeaker
      voices.transcript = voices.transcript?.labelled(by: given)
    } else if let diarization, diarization.speakerCount > 1 {
      voices.speechBySpeaker = diarization.speechBySpeaker
      voices.transcript = voices.transcript?.labelled(by: diarization)
    }
    return voices
  }

  /// What a reader must know about speakers told apart by ear.
  func remark(given: Transcript?) -> String? {
    guard given?.speakers.isEmpty ?? true, let diarization, diarization.speakerCount > 1 else { return nil }
    let confidence = diarization.confidence.map { " (mean confidence \(Int((100 * $0).rounded())) %)" } ?? ""
    return "\(diarization.speakerCount) people on one channel were told apart by their voices\(confidence); "
      + "transcript.json shows who was taken for whom and may be corrected."
  }
}

extension Diarization {
  var speechBySpeaker: [String: [TimeRange]] {
    Dictionary(grouping: turns) { Self.label($0.speaker) }.mapValues { $0.map(\.time).merged() }
  }
}

extension Transcript {
  /// Whether anything said is written down, as it is not in a list of turns (RTTM).
  var hasWords: Bool { segments.contains { $0.text.contains { !$0.isWhitespace } } }

  var speechBySpeaker: [String: [TimeRange]] {
    Dictionary(speakers.map { ($0, speech(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// When a speaker speaks, as far as their segments have times.
  func speech(of speaker: String) -> [TimeRange] {
    segments.filter { $0.speaker == speaker }.compactMap(\.timeRange).merged()
  }

  /// These words with the speakers of a list of turns.
  func labelled(by list: Transcript) -> Transcript {
    let names = list.speakers
    let turns = list.segments.compactMap { segment -> SpeakerTurn? in
      guard let time = segment.timeRange, let speaker = segment.speaker,
        let index = names.firstIndex(of: speaker)
      else { return nil }
      return SpeakerTurn(time: time, speaker: index + 1, confidence: nil)
    }
    var copy = labelled(
      by: Diarization(
        turns: turns, overlaps: [], speakerCount: names.count, separation: nil, repaired: []))
    let nameByLabel = Dictionary(
      names.indices.map { (Diarization.label($0 + 1), names[$0]) }, uniquingKeysWith: { first, _ in first })
    for index in copy.segments.indices {
      copy.segments[index].speaker = copy.segments[index].speaker.flatMap { nameByLabel[$0] }
    }
    return copy
  }
}
