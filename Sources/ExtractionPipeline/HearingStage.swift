internal import FeatureStore
internal import MediaDecoding
internal import NeuralRuntime
internal import SignalCore
internal import SpeechRecognition

/// Finds the speech that is each channel's own, writes it down, and tells speakers on a single channel apart.
struct HearingStage {
  static let silero = "silero/silero-v6.2.0.bin"
  static let speakers = "speakers/ge2e.bin"

  let catalog: ModelCatalog
  let plan: SessionPlan
  let recognises: Bool
  /// Whether speakers on a single channel are to be told apart; not where a transcript or the user does.
  let separates: Bool
  /// Stage that is made now and share of all of the sound's work, 0 to 1; nothing is said of what was kept.
  let progress: (String, Double) -> Void

  // MARK: Speech

  /// When somebody speaks on each channel; words and speakers are for `complete`.
  func speech(_ sound: inout HeldChannels) throws -> Hearing {
    let facts = try facts(&sound)
    let channels = channelsToHear(facts.apart)
    let key = plan.stageKey(
      models: catalog, ["silero/"], ["channels=" + channels.map(String.init).joined(separator: ",")])
    var speech: HeardSpeech? = plan.kept(.speech, key)
    if speech == nil {
      progress(StageName.speech.rawValue, 0.03)
      let found = try listened(to: channels, &sound)
      plan.keep(found, .speech, key)
      speech = found
    }
    return Hearing(facts: facts, channels: channels, speech: speech ?? HeardSpeech(), models: [Self.silero])
  }

  private func facts(_ sound: inout HeldChannels) throws -> SoundFacts {
    let key = plan.stageKey(models: catalog, [], [])
    if let kept: SoundFacts = plan.kept(.sound, key) { return kept }
    progress(StageName.sound.rawValue, 0)
    let first = try sound.audio(firstChannel)
    let facts = SoundFacts(
      channelCount: first.channelStatistics.rootMeanSquare.count,
      apart: VoiceChannels.apart(first.channelStatistics), time: first.signals[0].timeRange,
      report: first.report)
    plan.keep(facts, .sound, key)
    return facts
  }

  private func listened(to channels: [Int], _ sound: inout HeldChannels) throws -> HeardSpeech {
    var speech = HeardSpeech()
    let detector = try VoiceActivityDetector(catalog: catalog)
    var envelopes: [Int: ChannelEnvelope] = [:]
    for channel in channels {
      let signal = try sound.signal(channel)
      speech.detected[channel] = try detector.speechRanges(in: signal)
      if channels.count > 1 { envelopes[channel] = ChannelEnvelope(signal) }
    }
    speech.own = speech.detected
    for (channel, found) in ChannelBleed.resolve(envelopes: envelopes, speech: speech.detected) {
      speech.own[channel] = found.own
      speech.bleedDecibels[channel] = found.bleedDecibels
    }
    return speech
  }

  // MARK: Words and speakers

  /// Under what words and speakers are kept; `nil` where none are recognised or told apart.
  struct Keys {
    var words: String?
    var speakers: String?
  }

  func keys(_ hearing: Hearing) -> Keys {
    let speech = "speech=" + SessionPlan.checksum(hearing.speech)
    let words = wordsKey(speech)
    return Keys(words: words, speakers: speakersKey(hearing, words: words, speech))
  }

  private func wordsKey(_ speech: String) -> String? {
    guard recognises else { return nil }
    return plan.stageKey(
      models: catalog, [plan.settings.recognitionModel.file],
      [
        "language=" + (plan.settings.spokenLanguage?.code ?? "detected"), speech,
      ])
  }

  /// - Parameter words: Under what the words are kept that tell sentences apart.
  private func speakersKey(_ hearing: Hearing, words: String?, _ speech: String) -> String? {
    guard separates, !isChannelNamed, hearing.channels.count == 1 else { return nil }
    return plan.stageKey(
      models: catalog, ["speakers/"],
      [
        "speakers=" + plan.settings.speakers.text, "words=" + (words ?? "none"), speech,
      ])
  }

  /// Finds what is said and by whom.
  ///
  /// - Parameters:
  ///   - keys: As `keys` gave them.
  ///   - isMasked: Whether the words are there already with names masked, so that nobody needs these.
  ///   - failed: Called when recognition breaks; the speech is there all the same.
  func complete(
    _ hearing: inout Hearing, _ sound: inout HeldChannels, _ keys: Keys, isMasked: Bool,
    failed: (any UserFacingError) -> Void
  ) throws {
    var speakers = keys.speakers
    hearing.diarization = speakers.flatMap { plan.kept(.speakers, $0) }
    if let key = keys.words {
      if isMasked, speakers == nil || hearing.diarization != nil {
        hearing.models.append(plan.settings.recognitionModel.file)
      } else {
        do {
          try write(&hearing, &sound, key: key)
        } catch let error as any UserFacingError {
          failed(error)
          speakers = speakersKey(hearing, words: nil, "speech=" + SessionPlan.checksum(hearing.speech))
          (hearing.transcript, hearing.diarization) = (nil, nil)
        }
      }
    }
    if let speakers, let only = hearing.channels.first {
      if hearing.diarization == nil {
        progress(StageName.speakers.rawValue, 0.82)
        let found = try separated(hearing, try sound.signal(only), speech: hearing.speech.own[only] ?? [])
        plan.keep(found, .speakers, speakers)
        hearing.diarization = found
      }
      hearing.models.append(Self.speakers)
    }
  }

  private func write(_ hearing: inout Hearing, _ sound: inout HeldChannels, key: String) throws {
    if let kept: Transcript = plan.kept(.words, key) {
      hearing.transcript = kept
      hearing.models.append(plan.settings.recognitionModel.file)
      return
    }
    progress(StageName.words.rawValue, 0.05)
    try recognise(&hearing, &sound)
    // They hold what was said, names and all.
    if plan.settings.deidentification == nil { plan.keep(hearing.transcript, .words, key) }
  }

  private func recognise(_ hearing: inout Hearing, _ sound: inout HeldChannels) throws {
    let recogniser = try SpeechRecogniser(catalog: catalog, model: plan.settings.recognitionModel)
    hearing.models.append(plan.settings.recognitionModel.file)
    let channels = hearing.channels
    for (index, channel) in channels.enumerated() {
      let words = try recogniser.transcribe(
        try sound.signal(channel), speech: hearing.speech.own[channel] ?? [],
        besides: hearing.speech.detected[channel] ?? [],
        speaker: channels.count > 1 ? "channel:\(channel)" : nil,
        language: plan.settings.spokenLanguage, jobs: plan.threads
      ) { share in
        progress(StageName.words.rawValue, 0.05 + 0.75 * (Double(index) + share) / Double(channels.count))
      }
      .roundedToMilliseconds
      hearing.transcript = hearing.transcript?.joined(with: words) ?? words
    }
  }

  private func separated(_ hearing: Hearing, _ signal: Signal, speech: [TimeRange]) throws -> Diarization {
    var settings = DiarizationSettings()
    settings.speakers = plan.settings.speakers
    let words = (hearing.transcript?.segments ?? []).flatMap(\.words)
    return try SpeakerDiarizer(catalog: catalog, settings: settings)
      .diarize(signal, speech: speech, words: words)
  }

  /// A channel the user names is one person's.
  private var isChannelNamed: Bool {
    if case .channel = plan.settings.participant { true } else { false }
  }

  private var firstChannel: Int {
    if case .channel(let number) = plan.settings.participant { number } else { 1 }
  }

  /// A channel the user names is heard, whatever it is like.
  private func channelsToHear(_ apart: [Int]) -> [Int] {
    guard case .channel(let number) = plan.settings.participant, !apart.contains(number) else { return apart }
    return apart.count > 1 ? apart + [number] : [number]
  }
}

extension SessionPlan {
  /// Takes away what was said, names and all, where names are masked now.
  func dropUnmaskedWords() {
    if settings.deidentification != nil { drop(.words) }
  }
}

extension Transcript {
  /// Both transcripts' segments in order of time; at equal times this one's come first.
  func joined(with other: Transcript) -> Transcript {
    let all = (segments + other.segments).enumerated()
    let ordered = all.sorted { first, second in
      (first.element.start ?? 0, first.offset) < (second.element.start ?? 0, second.offset)
    }
    return Transcript(language: language ?? other.language, segments: ordered.map(\.element))
  }
}
