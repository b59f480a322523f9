internal import FeatureStore
internal import MediaDecoding
internal import NeuralRuntime
internal import SignalCore
internal import SpeechRecognition

/// Finds the speech that is each channel's own, writes it down, and tells speakers on a single channel apart.
struct HearingStage {
  /// Under which it is kept.
  static let name = "hearing"
  static let silero = "silero/silero-v6.2.0.bin"
  static let speakers = "speakers/ge2e.bin"

  let catalog: ModelCatalog
  let plan: SessionPlan
  let recognises: Bool
  /// Whether speakers on a single channel are to be told apart; not where a transcript or the user does.
  let separates: Bool
  /// Share of this stage's work, 0 to 1.
  let progress: (Double) -> Void

  /// What was kept of an earlier run, or else what is heard now.
  ///
  /// - Parameter failed: Called when recognition breaks; the speech is there all the same.
  func run(_ sound: inout HeldChannels, failed: (any UserFacingError) -> Void) throws -> Hearing {
    if plan.settings.deidentification == nil,
      let kept: Hearing = plan.shelf.content(of: Self.name, session: plan.session, key: key)
    {
      return kept
    }
    var isWhole = true
    let hearing = try hear(&sound) { error in
      isWhole = false
      failed(error)
    }
    if plan.settings.deidentification != nil {
      // It holds what was said, names and all.
      plan.shelf.drop(Self.name, session: plan.session)
    } else if isWhole {
      plan.shelf.keep(hearing, of: Self.name, session: plan.session, key: key)
    }
    return hearing
  }

  private var key: String {
    var facts = ["hears=\(recognises ? "words" : "speech")"]
    if recognises { facts.append("language=" + (plan.settings.spokenLanguage?.code ?? "detected")) }
    if case .channel(let number) = plan.settings.participant { facts.append("channel=\(number)") }
    facts.append("speakers=" + (separates ? plan.settings.speakers.text : "given"))
    return plan.stageKey(
      models: catalog, ["silero/", "speakers/", plan.settings.recognitionModel.file], facts)
  }

  private func hear(_ sound: inout HeldChannels, failed: (any UserFacingError) -> Void) throws -> Hearing {
    let first = try sound.audio(firstChannel)
    var hearing = Hearing(
      channelCount: first.channelStatistics.rootMeanSquare.count, report: first.report)
    let channels = channelsToHear(first.channelStatistics)
    let detector = try VoiceActivityDetector(catalog: catalog)
    hearing.models.append(Self.silero)
    var envelopes: [Int: ChannelEnvelope] = [:]
    for channel in channels {
      let signal = try sound.signal(channel)
      hearing.speechByChannel[channel] = try detector.speechRanges(in: signal)
      if channels.count > 1 { envelopes[channel] = ChannelEnvelope(signal) }
    }
    let detected = hearing.speechByChannel
    for (channel, found) in ChannelBleed.resolve(envelopes: envelopes, speech: hearing.speechByChannel) {
      hearing.speechByChannel[channel] = found.own
      hearing.bleedDecibels[channel] = found.bleedDecibels
    }
    if recognises {
      do {
        try recognise(&hearing, channels, &sound, detected: detected)
      } catch let error as any UserFacingError {
        hearing.transcript = nil
        failed(error)
      }
    }
    if separates, !isChannelNamed, channels.count == 1, let only = channels.first {
      try separate(&hearing, try sound.signal(only), speech: hearing.speechByChannel[only] ?? [])
    }
    return hearing
  }

  private func recognise(
    _ hearing: inout Hearing, _ channels: [Int], _ sound: inout HeldChannels, detected: [Int: [TimeRange]]
  ) throws {
    let recogniser = try SpeechRecogniser(catalog: catalog, model: plan.settings.recognitionModel)
    hearing.models.append(plan.settings.recognitionModel.file)
    for (index, channel) in channels.enumerated() {
      let words = try recogniser.transcribe(
        try sound.signal(channel), speech: hearing.speechByChannel[channel] ?? [],
        besides: detected[channel] ?? [], speaker: channels.count > 1 ? "channel:\(channel)" : nil,
        language: plan.settings.spokenLanguage, jobs: plan.threads
      ) { share in progress((Double(index) + share) / Double(channels.count)) }
      .roundedToMilliseconds
      hearing.transcript = hearing.transcript?.joined(with: words) ?? words
    }
  }

  private func separate(_ hearing: inout Hearing, _ signal: Signal, speech: [TimeRange]) throws {
    var settings = DiarizationSettings()
    settings.speakers = plan.settings.speakers
    let words = (hearing.transcript?.segments ?? []).flatMap(\.words)
    hearing.diarization = try SpeakerDiarizer(catalog: catalog, settings: settings)
      .diarize(signal, speech: speech, words: words)
    hearing.models.append(Self.speakers)
  }

  /// A channel the user names is one person's.
  private var isChannelNamed: Bool {
    if case .channel = plan.settings.participant { true } else { false }
  }

  private var firstChannel: Int {
    if case .channel(let number) = plan.settings.participant { number } else { 1 }
  }

  /// A channel the user names is heard, whatever it is like.
  private func channelsToHear(_ statistics: ChannelStatistics) -> [Int] {
    let apart = VoiceChannels.apart(statistics)
    guard case .channel(let number) = plan.settings.participant, !apart.contains(number) else { return apart }
    return apart.count > 1 ? apart + [number] : [number]
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
