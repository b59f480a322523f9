internal import ConversationDynamics
internal import FeatureStore
internal import LanguageFeatures
internal import MediaDecoding
internal import NeuralRuntime
internal import SignalCore
internal import SpeechAcoustics
internal import SpeechRecognition

/// What became of a recording's sound and words.
struct SoundResult: Sendable {
  var speech: [MeasureReading]
  var language: [MeasureReading]
  var quality: [MeasureReading]
  var speakerQuality = SpeakerQualityMeasures.readings(nil, channel: nil)
  var tracks: [Track] = []
  var turns: [TurnReadings] = []
  var transcript: Transcript?
  /// What a person changed in it.
  var correction: TranscriptCorrection?
  var share: ParticipantShare?
  var report: DecodingReport?
  var remarks: [String] = []
  var failures: [FailureRecord] = []
  /// What was masked in the transcript, as a table without the words masked; `nil` where that was not asked for.
  var masks: String?
  /// Manifest names of the models used.
  var models: Set<String> = []

  /// Every reading missing for one reason.
  init(missing reason: MissingReason) {
    speech = (SpeechMeasures.all + ConversationMeasures.all + EGeMAPSMeasures.all).map {
      MeasureReading($0, .missing(reason))
    }
    language = LanguageMeasures.all.map { MeasureReading($0, .missing(reason)) }
    quality = SoundQualityMeasures.all.map { MeasureReading($0, .missing(reason)) }
  }
}

/// Hears a recording: decodes, finds speech, writes it down unless a transcript is given, tells the
/// participant apart, measures voice, timing and words.
///
/// One channel is in memory at a time. A step that breaks takes only what depends on it.
struct SoundStage {
  let catalog: ModelCatalog
  let language: SharedLanguage
  let plan: SessionPlan
  let hasSound: Bool
  /// Stage that is made now and share of this work, 0 to 1; nothing is said of what was kept.
  let progress: (String, Double) -> Void

  /// The voice of a longer recording is measured again: to write its frames down takes more memory than all else.
  private static let longestKeptSeconds = 7200.0

  private var wantsSpeech: Bool { plan.settings.modalities.contains(.speech) }
  private var wantsLanguage: Bool { plan.settings.modalities.contains(.language) }
  private var path: String { plan.recording.path }

  func run() -> SoundResult {
    defer { plan.dropUnmaskedWords() }
    var result = SoundResult(missing: .notRequested)
    guard wantsSpeech || wantsLanguage else { return result }
    if wantsSpeech { set(&result, speech: hasSound ? .noSpeech : .notRecorded) }
    if wantsLanguage { set(&result, language: .notRecorded) }

    var given: Transcript?
    if let transcriptPath = plan.recording.transcriptPath {
      do {
        given = try TranscriptFile.read(transcriptPath)
        if let stated = plan.settings.spokenLanguage { given?.language = stated.code }
      } catch {
        fail(&result, stage: "language", error, speech: false)
      }
    }
    do {
      if hasSound {
        try hear(given: given, into: &result)
      } else if let given {
        var voices = Voices.described(by: given)
        let masking = MaskingStage(plan: plan, catalog: catalog, words: nil, speakers: nil, given: given)
        let share = try resolve(&voices, masking, isWhole: true, into: &result)
        if let transcript = result.transcript { measureWords(transcript, of: share, into: &result) }
      }
    } catch let error as any UserFacingError {
      fail(&result, stage: "sound", error, speech: true)
    } catch {
      preconditionFailure("every error of the sound is one a person can act on")
    }
    return result
  }

  // MARK: Hearing

  private func hear(given: Transcript?, into result: inout SoundResult) throws {
    var sound = HeldChannels(path: path)
    var failure: (any UserFacingError)?
    let stage = HearingStage(
      catalog: catalog, plan: plan,
      recognises: wantsLanguage && (given.map { !$0.hasWords } ?? (plan.recording.transcriptPath == nil)),
      separates: given?.speakers.isEmpty ?? true, progress: progress)
    var hearing = try stage.speech(&sound)
    let keys = stage.keys(hearing)
    let masking = MaskingStage(
      plan: plan, catalog: catalog, words: keys.words, speakers: keys.speakers, given: given)
    try stage.complete(&hearing, &sound, keys, isMasked: masking?.kept != nil) { failure = $0 }
    if let failure { fail(&result, stage: "speech", failure, speech: false) }
    result.report = hearing.facts.report
    result.models.formUnion(hearing.models)
    var voices = hearing.voices(given: given)
    if let doubt = hearing.remark(given: given), plan.corrected == nil { result.remarks.append(doubt) }
    let share = try resolve(&voices, masking, isWhole: failure == nil, into: &result)
    let transcript = result.transcript
    result.remarks += share.remarks
    result.speakerQuality = SpeakerQualityMeasures.readings(hearing, channel: share.channel)
    if wantsSpeech {
      try measureVoice(&sound, hearing.facts.time, of: share, transcript: transcript, into: &result)
    }
    if let transcript { measureWords(transcript, of: share, into: &result) }
  }

  /// Masks what is to be masked, takes over what a person corrected, and tells the participant apart.
  private func resolve(
    _ voices: inout Voices, _ masking: MaskingStage?, isWhole: Bool, into result: inout SoundResult
  ) throws -> ParticipantShare {
    var choice = plan.settings.participant
    var isMasked = true
    if let masking {
      do {
        result.masks = try masking.run(&voices, &choice, isWhole: isWhole) {
          progress(StageName.masking.rawValue, 0.85)
        }
        result.models.formUnion(VoiceMasking.models(of: catalog))
        result.remarks += [VoiceMasking.remark]
      } catch {
        // Words that could not be masked go no further.
        voices.transcript = nil
        isMasked = false
        fail(&result, stage: "deidentification", error, speech: false)
      }
    }
    if let corrected = plan.corrected, isMasked {
      takeOver(corrected, &voices, &choice, masking, into: &result)
    }
    result.transcript = voices.transcript
    let share = try ParticipantShare.resolve(choice, in: voices)
    result.share = share
    return share
  }

  /// Puts what a person corrected in the place of the words found, masked as these are.
  private func takeOver(
    _ corrected: Transcript, _ voices: inout Voices, _ choice: inout ParticipantChoice,
    _ masking: MaskingStage?, into result: inout SoundResult
  ) {
    let found = voices.transcript
    voices.transcript = corrected
    voices.speechBySpeaker = [:]
    if let masking {
      var named = plan.settings.participant
      do {
        result.masks = try masking.run(corrected: &voices, &named, after: result.masks ?? "")
        // A label that was masked before the correction is not in it, but the pseudonym that was found for it.
        if case .speakerNamed(let name) = named, voices.transcript?.speakers.contains(name) ?? false {
          choice = named
        }
      } catch {
        voices.transcript = nil
        fail(&result, stage: "deidentification", error, speech: false)
      }
    }
    if let found, let taken = voices.transcript {
      result.correction = TranscriptCorrection(from: found, to: taken)
    }
  }

  // MARK: Measuring

  private func measureVoice(
    _ sound: inout HeldChannels, _ time: TimeRange, of share: ParticipantShare, transcript: Transcript?,
    into result: inout SoundResult
  ) throws {
    if plan.voiceScope == .egemaps {
      return measureGeneva(try sound.signal(share.channel), of: share, into: &result)
    }
    let talk = ConversationAnalysis.analyse(
      Conversation(share: share, transcript: transcript, session: time))
    let turns = talk.turns.isEmpty ? share.turns : talk.turns.map(\.time)
    let key = plan.stageKey(
      models: catalog, [],
      [
        "channel=\(share.channel)", "participant=" + SessionPlan.checksum(share.speech),
        "others=" + SessionPlan.checksum(share.others ?? []), "turns=" + SessionPlan.checksum(turns),
        "scope=\(plan.voiceScope)", MeasureCatalog.placesChecksum,
      ])
    let kept: KeptVoice? = plan.kept(.voice, key)
    var voice = kept?.voice
    if voice == nil {
      progress(StageName.voice.rawValue, 0.88)
      let signal = try sound.signal(share.channel)
      do {
        let found = MeasuredVoice(
          try AcousticAnalysis().analyse(
            signal, speech: share.speech, turns: turns, others: share.others ?? [],
            with: plan.voiceScope == .clinical ? nil : EGeMAPS()), turns: turns)
        if time.durationSeconds <= Self.longestKeptSeconds { plan.keep(KeptVoice(found), .voice, key) }
        voice = found
      } catch {
        fail(&result, stage: "speech", error, speech: true)
      }
    }
    guard let voice else { return }
    result.speech = voice.readings + talk.readings + (voice.geneva ?? [])
    result.quality = voice.quality
    result.tracks += voice.tracks
    result.turns = voice.turns.enumerated().map { index, turn in
      TurnReadings(
        time: turn.time, readings: turn.readings + (talk.turns.isEmpty ? [] : talk.turns[index].readings))
    }
    if let doubt = RatePlausibility.doubt(voice.readings) { result.remarks.append(doubt) }
  }

  private func measureGeneva(_ signal: Signal, of share: ParticipantShare, into result: inout SoundResult) {
    do {
      let geneva = try EGeMAPS().analyse(signal, speech: share.speech)
      result.speech = geneva.readings
      result.tracks.append(geneva.track)
    } catch {
      fail(&result, stage: "speech", error, speech: true)
    }
  }

  private func measureWords(
    _ transcript: Transcript, of share: ParticipantShare, into result: inout SoundResult
  ) {
    let folders = LanguageAnalysis.modelFolders
    let key = plan.stageKey(
      models: catalog, folders,
      [
        "words=" + SessionPlan.checksum(transcript),
        "participant=" + (share.speaker.map { "speaker:" + $0 } ?? "all"), MeasureCatalog.placesChecksum,
      ])
    let kept: KeptWords? = plan.kept(.language, key)
    var words = kept.flatMap { MeasuredWords($0) }
    if words == nil {
      progress(StageName.language.rawValue, 0.95)
      do {
        let found = MeasuredWords(
          try language.analysis().analyse(transcript, participant: share.speaker))
        plan.keep(KeptWords(found), .language, key)
        words = found
      } catch {
        fail(&result, stage: "language", error, speech: false)
      }
    }
    guard let words else { return }
    result.models.formUnion(
      catalog.entries.map(\.file).filter { file in folders.contains { file.hasPrefix($0) } })
    result.language = words.readings
    result.turns = TurnReadings.joined(result.turns, words.turns)
    result.remarks += words.remark.map { [$0] } ?? []
  }

  // MARK: Failing

  /// Notes a failure; the words are lost with it, and the voice too if `speech` says so.
  private func fail(_ result: inout SoundResult, stage: String, _ error: any UserFacingError, speech: Bool) {
    result.failures.append(FailureRecord(path: path, stage: stage, error: error))
    if wantsLanguage { set(&result, language: .failed(error.message)) }
    if speech, wantsSpeech { set(&result, speech: .failed(error.message)) }
  }

  private func set(_ result: inout SoundResult, speech reason: MissingReason) {
    let missing = SoundResult(missing: reason)
    result.speech = missing.speech
    result.quality = missing.quality
  }

  private func set(_ result: inout SoundResult, language reason: MissingReason) {
    result.language = SoundResult(missing: reason).language
  }
}

extension Voices {
  /// A recording without sound whose words are known.
  static func described(by transcript: Transcript) -> Voices {
    Voices(
      speechByChannel: [1: transcript.segments.compactMap(\.timeRange).merged()], channelCount: 0,
      transcript: transcript)
  }
}

extension Conversation {
  /// The participant's side against everybody else's, as far as it is known when others speak.
  init(share: ParticipantShare, transcript: Transcript?, session: TimeRange) {
    let segments = transcript?.segments ?? []
    self.init(
      participant: Voice(
        speech: share.speech,
        segments: segments.filter { share.speaker == nil || $0.speaker == share.speaker }),
      interviewer: share.others.map { others in
        Voice(speech: others, segments: segments.filter { $0.speaker != nil && $0.speaker != share.speaker })
      },
      unattributed: share.others == nil
        ? [] : segments.filter { $0.speaker == nil }.compactMap(\.timeRange),
      session: session)
  }
}
