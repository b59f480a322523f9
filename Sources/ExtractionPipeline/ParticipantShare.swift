public import SignalCore

/// Which part of a recording is the participant's.
public struct ParticipantShare: Sendable, Hashable {
  /// Sound channel, counted from 1.
  public var channel: Int
  /// Speaker label in the transcript; `nil` when the whole transcript is taken for theirs.
  public var speaker: String?
  /// When they speak.
  public var speech: [TimeRange]
  /// When others speak, as far as a channel or speaker of their own tells.
  public var others: [TimeRange]
  /// What it rests on, for the results: `channel:2`, `speaker:Participant`, `whole recording`.
  public var source: String
  /// What a reader of the numbers must know about the choice.
  public var remarks: [String]
}

/// What is known of a recording's voices before the participant is told apart.
package struct Voices {
  /// Speech found on each channel that holds a voice of its own; one entry when the sound is one mix.
  package var speechByChannel: [Int: [TimeRange]]
  /// How many channels the recording has.
  package var channelCount: Int
  /// Given by the user or recognised; `nil` when there is none.
  package var transcript: Transcript?

  package init(speechByChannel: [Int: [TimeRange]], channelCount: Int, transcript: Transcript?) {
    self.speechByChannel = speechByChannel
    self.channelCount = channelCount
    self.transcript = transcript
  }
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
    return others.contains { $0.intersection(gap) != nil }
  }

  /// Speaker labels that name the participant, lower case.
  static let roleNames: Set<String> = [
    "participant", "patient", "client", "subject", "interviewee", "respondent",
  ]

  /// Share of the talking above which the main speaker is taken for the participant: in a clinical
  /// interview the one asked talks more than the one asking.
  static let decisiveTalkShare = 0.6

  /// Finds the participant as the user said, or from roles and talk shares; refuses rather than guesses.
  package static func resolve(
    _ choice: ParticipantChoice, in voices: Voices
  ) throws(ParticipantError) -> ParticipantShare {
    let labels = voices.transcript?.speakers ?? []
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
    let talkByLabel = labels.map { label in (label, speech(of: label, in: voices).coveredSeconds) }
    if talkByLabel.count >= 2 {
      let (main, seconds) = talkByLabel.max { $0.1 < $1.1 } ?? talkByLabel[0]
      let total = talkByLabel.reduce(0) { $0 + $1.1 }
      guard total > 0, seconds / total >= decisiveTalkShare else {
        throw .undecided(share: total > 0 ? seconds / total : 0)
      }
      let percent = Int((100 * seconds / total).rounded())
      var result = share(speaker: main, source: main, in: voices)
      result.remarks.append(
        "The participant was taken to be the one who talks most (\(percent) % of the talking); --participant settles it."
      )
      return result
    }
    // One voice, or none told apart: all of the sound.
    let talkByChannel = voices.speechByChannel.mapValues(\.coveredSeconds)
    let ordered = talkByChannel.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let main = ordered.first else { throw .noSuchChannel(1, count: voices.channelCount) }
    let total = ordered.reduce(0) { $0 + $1.value }
    if ordered.count >= 2, total > 0, main.value / total < decisiveTalkShare {
      throw .undecided(share: main.value / total)
    }
    var result = share(
      channel: main.key, speaker: labels.first,
      source: ordered.count >= 2 ? "channel:\(main.key)" : "whole recording", in: voices)
    if ordered.count < 2, labels.isEmpty {
      result.remarks.append(
        "All speech was taken for the participant's: this recording does not keep speakers apart."
      )
    }
    return result
  }

  private static func share(speaker: String, source: String, in voices: Voices) -> ParticipantShare {
    let spoken = speech(of: speaker, in: voices)
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
    let labels = voices.transcript?.speakers ?? []
    var ranges = heard
    if isOneMix, labels.count >= 2, let speaker {
      ranges = intersection(heard, speech(of: speaker, in: voices))
    }
    let otherChannels = voices.speechByChannel.filter { $0.key != channel }.flatMap(\.value)
    let otherSpeakers =
      speaker == nil ? [] : labels.filter { $0 != speaker }.flatMap { speech(of: $0, in: voices) }
    return ParticipantShare(
      channel: channel, speaker: speaker, speech: ranges, others: (otherChannels + otherSpeakers).merged(),
      source: source, remarks: [])
  }

  private static func mostOverlapping(_ labels: [String], with speech: [TimeRange], in voices: Voices)
    -> String?
  {
    labels.max {
      overlap(self.speech(of: $0, in: voices), speech) < overlap(self.speech(of: $1, in: voices), speech)
    }
  }

  private static func speech(of speaker: String, in voices: Voices) -> [TimeRange] {
    (voices.transcript?.segments ?? []).filter { $0.speaker == speaker }.compactMap(\.timeRange).merged()
  }

  private static func overlap(_ first: [TimeRange], _ second: [TimeRange]) -> Double {
    intersection(first, second).coveredSeconds
  }

  private static func intersection(_ first: [TimeRange], _ second: [TimeRange]) -> [TimeRange] {
    first.flatMap { range in second.compactMap { range.intersection($0) } }.merged()
  }
}

/// The participant cannot be told apart as asked.
public enum ParticipantError: UserFacingError, Equatable {
  case noSuchChannel(Int, count: Int)
  case noSuchSpeaker(count: Int)
  /// Nobody talks decisively more than the others. The share is the main speaker's, 0 to 1.
  case undecided(share: Double)

  public var message: String {
    switch self {
    case .noSuchChannel(let number, let count):
      "Channel \(number) holds no sound of its own; the recording has \(count) channel\(count == 1 ? "" : "s")."
    case .noSuchSpeaker(let count):
      "The transcript names \(count == 0 ? "no speakers" : "\(count) speaker\(count == 1 ? "" : "s")"), and not the one asked for."
    case .undecided(let share):
      "Nobody talks enough more than the others (\(Int((100 * share).rounded())) %) to be taken for the participant."
    }
  }

  public var remedy: String {
    switch self {
    case .noSuchChannel: "Name another channel with --participant channel:N, or leave it to auto."
    case .noSuchSpeaker: "Name a speaker of the transcript with --participant speaker:NAME or speaker:N."
    case .undecided: "Say who it is with --participant channel:N or speaker:N."
    }
  }
}
