package import SignalCore

/// What is known of a recording's voices before the participant is told apart.
package struct Voices {
  /// Speech found on each channel that holds a voice of its own; one entry when the sound is one mix.
  package var speechByChannel: [Int: [TimeRange]]
  /// How many channels the recording has.
  package var channelCount: Int
  /// Given by the user or recognised; `nil` when there is none.
  package var transcript: Transcript?
  /// When each speaker told apart by voice alone speaks; empty when the sound was not searched for speakers.
  package var speechBySpeaker: [String: [TimeRange]]

  package init(
    speechByChannel: [Int: [TimeRange]], channelCount: Int, transcript: Transcript?,
    speechBySpeaker: [String: [TimeRange]] = [:]
  ) {
    self.speechByChannel = speechByChannel
    self.channelCount = channelCount
    self.transcript = transcript
    self.speechBySpeaker = speechBySpeaker
  }

  /// Speakers in order of appearance.
  var speakers: [String] {
    let named = transcript?.speakers ?? []
    let unheard = speechBySpeaker.filter { !named.contains($0.key) }
    return named
      + unheard.sorted { ($0.value.first?.startSeconds ?? 0) < ($1.value.first?.startSeconds ?? 0) }.map(
        \.key)
  }

  /// When a speaker speaks: as their voice was found, or else as the transcript says.
  func speech(of speaker: String) -> [TimeRange] {
    speechBySpeaker[speaker] ?? transcript?.speech(of: speaker) ?? []
  }

  /// What a speaker says, or everybody for `nil`.
  func text(of speaker: String?) -> String {
    (transcript?.segments ?? []).filter { speaker == nil || $0.speaker == speaker }.map(\.text)
      .joined(separator: " ")
  }
}
