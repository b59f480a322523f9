public import SignalCore

/// Which part of a recording is the participant's.
public struct ParticipantShare: Sendable, Hashable, Codable {
  /// Sound channel, counted from 1.
  public var channel: Int
  /// Speaker label in the transcript; `nil` when the whole transcript is taken for theirs.
  public var speaker: String?
  /// When they speak.
  public var speech: [TimeRange]
  /// When others speak; `nil` where neither a channel nor a speaker of their own tells.
  public var others: [TimeRange]?
  /// What it rests on, for the results: `channel:2`, `speaker:Participant`, `whole recording`.
  public var source: String
  /// 0 to 1 where the program chose between voices; `nil` where it was told.
  public var confidence: Double?
  /// What a reader of the numbers must know about the choice.
  public var remarks: [String]
}

extension ParticipantShare {
  /// Silence after which the same speaker is taken to begin a new turn, where nobody else speaks in between.
  static let longestSilenceInTurnSeconds = 3.0

  /// The participant's turns: their speech from one word of another, or one long silence, to the next.
  package var turns: [TimeRange] {
    speech.merged().reduce(into: []) { turns, stretch in
      guard let last = turns.last, stretch.startSeconds - last.endSeconds <= Self.longestSilenceInTurnSeconds,
        !isInterrupted(from: last.endSeconds, to: stretch.startSeconds)
      else { return turns.append(stretch) }
      turns[turns.count - 1].endSeconds = stretch.endSeconds
    }
  }

  private func isInterrupted(from start: Double, to end: Double) -> Bool {
    let gap = TimeRange(startSeconds: start, endSeconds: end)
    return others?.contains { $0.intersection(gap) != nil } ?? false
  }

  /// Speaker labels that name the participant, lower case.
  static let roleNames: Set<String> = [
    "participant", "patient", "client", "subject", "interviewee", "respondent",
  ]

  /// Confidence from which on a voice is taken for the participant's; below it the user is asked.
  static let decisiveConfidence = 0.8

  /// Finds the participant as the user said, or from roles and talk shares; refuses rather than guesses.
  package static func resolve(
    _ choice: ParticipantChoice, in voices: Voices
  ) throws(ParticipantError) -> ParticipantShare {
    let labels = voices.speakers
    switch choice {
    case .channel(let number):
      guard voices.speechByChannel[number] != nil else {
        throw .noSuchChannel(number, count: voices.channelCount)
      }
      let speaker = mostOverlapping(labels, with: voices.speechByChannel[number] ?? [], in: voices)
      return share(channel: number, speaker: speaker, source: choice.text, in: voices)
    case .speaker(let number):
      guard labels.indices.contains(number - 1) else { throw .noSuchSpeaker(count: labels.count) }
      return share(speaker: labels[number - 1], source: choice.text, in: voices)
    case .speakerNamed(let name):
      guard let label = labels.first(where: { $0.lowercased() == name.lowercased() }) else {
        throw .noSuchSpeaker(count: labels.count)
      }
      return share(speaker: label, source: "speaker:\(label)", in: voices)
    case .automatic:
      return try automatic(labels, in: voices)
    case .everybody:
      let channel = voices.speechByChannel.keys.min() ?? 1
      return share(channel: channel, speaker: nil, source: choice.text, in: voices)
    }
  }

  /// The speaker label a choice means in a transcript without its recording; `nil` for all of it.
  public static func speaker(
    _ choice: ParticipantChoice, in transcript: Transcript
  ) throws(ParticipantError) -> String? {
    try resolve(choice, in: .described(by: transcript)).speaker
  }

  private static func automatic(
    _ labels: [String], in voices: Voices
  ) throws(ParticipantError) -> ParticipantShare {
    if let named = labels.first(where: { roleNames.contains($0.lowercased()) }) {
      return share(speaker: named, source: "speaker:\(named)", in: voices)
    }
    if labels.count >= 2 {
      let chosen = try likeliest(labels.map { (voices.speech(of: $0).coveredSeconds, voices.text(of: $0)) })
      var result = share(speaker: labels[chosen.index], source: labels[chosen.index], in: voices)
      result.note(chosen.confidence)
      return result
    }
    // One voice, or none told apart: all of the sound.
    let channels = voices.speechByChannel.sorted { $0.key < $1.key }
    guard let only = channels.first else { throw .noSuchChannel(1, count: voices.channelCount) }
    if channels.count >= 2 {
      let chosen = try likeliest(channels.map { ($0.value.coveredSeconds, "") })
      let channel = channels[chosen.index].key
      var result = share(channel: channel, speaker: labels.first, source: "channel:\(channel)", in: voices)
      result.note(chosen.confidence)
      return result
    }
    var result = share(channel: only.key, speaker: labels.first, source: "whole recording", in: voices)
    if labels.isEmpty {
      result.remarks.append(
        only.value.coveredSeconds > 0
          ? "All speech was taken for the participant's: only one voice was told apart in this recording."
          : "No speech was found in this recording.")
    }
    return result
  }

  private static func likeliest(
    _ voices: [(talkSeconds: Double, text: String)]
  ) throws(ParticipantError) -> (index: Int, confidence: Double) {
    let total = voices.reduce(0) { $0 + $1.talkSeconds }
    let chosen = RoleEvidence.likeliest(
      voices.map {
        RoleEvidence(talkSeconds: $0.talkSeconds, allTalkSeconds: total, text: $0.text)
      })
    guard total > 0, chosen.confidence >= decisiveConfidence else {
      throw .undecided(confidence: total > 0 ? chosen.confidence : 0)
    }
    return chosen
  }

  private mutating func note(_ confidence: Double) {
    self.confidence = confidence
    remarks.append(
      "The participant was told apart by who talks more and asks less (confidence "
        + "\(Int((100 * confidence).rounded())) %, not validated); --participant settles it.")
  }

  private static func share(speaker: String, source: String, in voices: Voices) -> ParticipantShare {
    let spoken = voices.speech(of: speaker)
    let channels = voices.speechByChannel.keys.sorted()
    let channel =
      channels.max {
        overlap(voices.speechByChannel[$0] ?? [], spoken) < overlap(voices.speechByChannel[$1] ?? [], spoken)
      }
      ?? 1
    return share(channel: channel, speaker: speaker, source: source, in: voices)
  }

  private static func share(
    channel: Int, speaker: String?, source: String, in voices: Voices
  ) -> ParticipantShare {
    let heard = voices.speechByChannel[channel] ?? []
    let isOneMix = voices.speechByChannel.count < 2
    let labels = voices.speakers
    var ranges = heard
    if isOneMix, labels.count >= 2, let speaker {
      ranges = intersection(heard, voices.speech(of: speaker))
    }
    let otherChannels = voices.speechByChannel.filter { $0.key != channel }.flatMap(\.value)
    let otherSpeakers =
      speaker == nil ? [] : labels.filter { $0 != speaker }.flatMap { voices.speech(of: $0) }
    return ParticipantShare(
      channel: channel, speaker: speaker, speech: ranges,
      others: isOneMix && labels.count < 2 ? nil : (otherChannels + otherSpeakers).merged(),
      source: source, confidence: nil, remarks: [])
  }

  private static func mostOverlapping(_ labels: [String], with speech: [TimeRange], in voices: Voices)
    -> String?
  {
    labels.max {
      overlap(voices.speech(of: $0), speech) < overlap(voices.speech(of: $1), speech)
    }
  }

  private static func overlap(_ first: [TimeRange], _ second: [TimeRange]) -> Double {
    intersection(first, second).coveredSeconds
  }

  private static func intersection(_ first: [TimeRange], _ second: [TimeRange]) -> [TimeRange] {
    first.flatMap { range in second.compactMap { range.intersection($0) } }.merged()
  }
}
