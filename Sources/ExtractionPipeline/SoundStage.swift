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
  var tracks: [Track] = []
  var turns: [TurnReadings] = []
  var transcript: Transcript?
  var share: ParticipantShare?
  var report: DecodingReport?
  var remarks: [String] = []
  var failures: [FailureRecord] = []
  /// Manifest names of the models used.
  var models: Set<String> = []

  /// Every reading missing for one reason.
  init(missing reason: MissingReason) {
    speech = (SpeechMeasures.all + EGeMAPSMeasures.all).map { MeasureReading($0, .missing(reason)) }
    language = LanguageMeasures.all.map { MeasureReading($0, .missing(reason)) }
    quality = SoundQualityMeasures.all.map { MeasureReading($0, .missing(reason)) }
  }
}

/// Hears a recording: decodes, finds speech, writes it down unless a transcript is given, tells the
/// participant apart, measures voice, timing and words.
///
/// One channel is in memory at a time. A step that breaks takes only what depends on it.
struct SoundStage {
  private static let sampleRateHz = 16_000.0
  private static let whisper = "whisper/tiny.en.bin"
  private static let silero = "silero/silero-v6.2.0.bin"
  private static let vader = "vader/vader_lexicon.txt"

  let catalog: ModelCatalog
  let plan: SessionPlan
  let hasSound: Bool
  /// Stage name and share of this stage's work, 0 to 1.
  let progress: (String, Double) -> Void

  private var wantsSpeech: Bool { plan.settings.modalities.contains(.speech) }
  private var wantsLanguage: Bool { plan.settings.modalities.contains(.language) }
  private var path: String { plan.recording.path }

  func run() -> SoundResult {
    var result = SoundResult(missing: .notRequested)
    guard wantsSpeech || wantsLanguage else { return result }
    if wantsSpeech { set(&result, speech: hasSound ? .noSpeech : .notRecorded) }
    if wantsLanguage { set(&result, language: .notRecorded) }

    var given: Transcript?
    if wantsLanguage, let transcriptPath = plan.recording.transcriptPath {
      do {
        given = try TranscriptFile.read(transcriptPath)
      } catch {
        fail(&result, stage: "language", error, speech: false)
      }
    }
    let recognises = wantsLanguage && plan.recording.transcriptPath == nil
    do {
      if hasSound {
        try hear(given: given, recognises: recognises, into: &result)
      } else if let given {
        let share = try ParticipantShare.resolve(
          plan.settings.participant, in: .described(by: given))
        result.transcript = given
        result.share = share
        measureWords(given, of: share, into: &result)
      }
    } catch let error as any UserFacingError {
      fail(&result, stage: "sound", error, speech: true)
    } catch {
      preconditionFailure("every error of the sound is one a person can act on")
    }
    return result
  }

  // MARK: Hearing

  /// The channel in memory.
  private struct Heard {
    let channel: Int
    let audio: DecodedAudio
  }

  private func hear(given: Transcript?, recognises: Bool, into result: inout SoundResult) throws {
    progress("sound", 0)
    var heard: Heard?
    let statistics = try hear(firstChannel, instead: &heard).channelStatistics
    result.report = heard?.audio.report
    let channels = channelsToHear(statistics)

    let detector = try VoiceActivityDetector(catalog: catalog)
    result.models.insert(Self.silero)
    var recogniser: SpeechRecogniser?
    if recognises {
      do {
        recogniser = try SpeechRecogniser(catalog: catalog)
        result.models.insert(Self.whisper)
      } catch {
        fail(&result, stage: "speech", error, speech: false)
      }
    }

    var voices = Voices(
      speechByChannel: [:], channelCount: statistics.rootMeanSquare.count, transcript: given)
    for (index, channel) in channels.enumerated() {
      let signal = try hear(channel, instead: &heard).signals[0]
      let speech = try detector.speechRanges(in: signal)
      voices.speechByChannel[channel] = speech
      if let active = recogniser {
        do {
          let words = try active.transcribe(
            signal, speech: speech, speaker: channels.count > 1 ? "channel:\(channel)" : nil
          ) { share in progress("speech", 0.9 * (Double(index) + share) / Double(channels.count)) }
          .roundedToMilliseconds
          voices.transcript = voices.transcript?.joined(with: words) ?? words
        } catch {
          fail(&result, stage: "speech", error, speech: false)
          recogniser = nil
          voices.transcript = nil
        }
      }
    }
    // Its 200 MB are wanted for measuring a long recording.
    recogniser = nil
    result.transcript = voices.transcript

    let share = try ParticipantShare.resolve(plan.settings.participant, in: voices)
    result.share = share
    result.remarks += share.remarks
    progress("voice", 0.9)
    if wantsSpeech {
      measureVoice(try hear(share.channel, instead: &heard).signals[0], of: share, into: &result)
    }
    if let transcript = voices.transcript { measureWords(transcript, of: share, into: &result) }
    progress("language", 1)
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

  /// A channel's sound. What was in memory before is let go first: hours of sound do not fit twice.
  private func hear(_ channel: Int, instead held: inout Heard?) throws(MediaError) -> DecodedAudio {
    if let held, held.channel == channel { return held.audio }
    held = nil
    let audio = try decodeAudio(path: path, sampleRateHz: Self.sampleRateHz, channel: channel - 1)
    held = Heard(channel: channel, audio: audio)
    return audio
  }

  // MARK: Measuring

  private func measureVoice(_ signal: Signal, of share: ParticipantShare, into result: inout SoundResult) {
    do {
      let turns = share.turns
      let acoustics = try AcousticAnalysis().analyse(
        signal, speech: share.speech, turns: turns, others: share.others, with: EGeMAPS())
      let geneva = acoustics.geneva
      result.speech = acoustics.readings + (geneva?.readings ?? [])
      result.quality = acoustics.qualityReadings
      result.tracks += [acoustics.track] + (geneva.map { [$0.track] } ?? [])
      result.turns = zip(turns, acoustics.turnReadings).map { TurnReadings(time: $0, readings: $1) }
      if let doubt = RatePlausibility.doubt(acoustics.readings) { result.remarks.append(doubt) }
    } catch {
      fail(&result, stage: "speech", error, speech: true)
    }
  }

  private func measureWords(
    _ transcript: Transcript, of share: ParticipantShare, into result: inout SoundResult
  ) {
    do {
      let analysis = try LanguageAnalysis(catalog: catalog)
      result.models.insert(Self.vader)
      result.language = analysis.analyse(transcript, participant: share.speaker).readings
    } catch {
      fail(&result, stage: "language", error, speech: false)
    }
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
