internal import LanguageFeatures
internal import NeuralRuntime
internal import SignalCore

/// Voices with names masked, in the form they are kept in: with nothing of what was masked.
struct MaskedVoices: Codable {
  let transcript: Transcript
  let speechBySpeaker: [String: [TimeRange]]
  /// What the participant whom the user named by a label is called now; `nil` where no label was named.
  let participant: String?
  /// What was masked, without the words masked.
  let table: String
}

/// Masks names and the like in what was said, or takes up what an earlier run masked.
struct MaskingStage {
  private let settings: Deidentification
  private let catalog: ModelCatalog
  private let plan: SessionPlan
  private let key: String
  /// `nil` where nothing was kept.
  let kept: MaskedVoices?

  /// `nil` where nothing is to be masked.
  /// - Parameters:
  ///   - words: Under what recognised words are kept; `nil` for none.
  ///   - speakers: The same of speakers told apart by voice.
  ///   - given: The user's transcript.
  init?(plan: SessionPlan, catalog: ModelCatalog, words: String?, speakers: String?, given: Transcript?) {
    guard let settings = plan.settings.deidentification else { return nil }
    self.settings = settings
    self.catalog = catalog
    self.plan = plan
    var facts = [
      "names=" + sha256Hex(of: settings.siteNames), "words=" + (words ?? "none"),
      "speakers=" + (speakers ?? "none"), "given=" + (given.map { SessionPlan.checksum($0) } ?? "none"),
    ]
    // A label that is a name is masked too.
    if case .speakerNamed(let name) = plan.settings.participant { facts.append("named=" + name.lowercased()) }
    key = plan.stageKey(models: catalog, [VoiceMasking.modelFolder], facts)
    kept = plan.kept(.masking, key)
  }

  /// Masks the voices and the participant's label.
  /// - Parameters:
  ///   - isWhole: Whether all words are there that this stage's key names.
  ///   - begins: Called when something is masked now.
  /// - Returns: What was masked, as a table.
  func run(
    _ voices: inout Voices, _ choice: inout ParticipantChoice, isWhole: Bool, begins: () -> Void
  ) throws(LanguageError) -> String {
    if isWhole, let kept {
      voices.transcript = kept.transcript
      voices.speechBySpeaker = kept.speechBySpeaker
      if let participant = kept.participant { choice = .speakerNamed(participant) }
      return kept.table
    }
    begins()
    let table = try VoiceMasking(settings, catalog: catalog).mask(&voices, &choice).csv()
    if isWhole, let transcript = voices.transcript {
      let participant: String? = if case .speakerNamed(let name) = choice { name } else { nil }
      plan.keep(
        MaskedVoices(
          transcript: transcript, speechBySpeaker: voices.speechBySpeaker, participant: participant,
          table: table), .masking, key)
    }
    return table
  }

  /// Masks what a person corrected and has put in the place of the voices' words.
  ///
  /// - Parameters:
  ///   - choice: As the user made it; follows a label that is masked.
  ///   - earlier: The table of what was masked before the correction, which stays where its pseudonyms do.
  /// - Returns: What is masked now, as a table.
  func run(
    corrected voices: inout Voices, _ choice: inout ParticipantChoice, after earlier: String
  ) throws(LanguageError) -> String {
    let isMaskedBefore = voices.transcript.map(Deidentifier.holdsPseudonyms) ?? false
    let table = try VoiceMasking(settings, catalog: catalog).mask(&voices, &choice).csv()
    guard isMaskedBefore else { return table }
    return earlier + table.split(separator: "\n").dropFirst().map { $0 + "\n" }.joined()
  }
}
