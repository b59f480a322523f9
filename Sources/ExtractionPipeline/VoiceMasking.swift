internal import LanguageFeatures
internal import NeuralRuntime
internal import SignalCore

/// Masks names and the like in what was said, before anything is derived from it.
struct VoiceMasking {
  /// What a reader of masked results must know.
  static let remark = """
    Names, places, dates and numbers were masked by rules, lists and a model (masked.csv); none of these finds \
    everything: a person has to check before the transcript is given away.
    """
  static let modelFolder = "deidentification/"

  private let deidentifier: Deidentifier

  init(_ settings: Deidentification, catalog: ModelCatalog) throws(LanguageError) {
    deidentifier = try Deidentifier(catalog: catalog, siteNames: SiteNames(text: settings.siteNames))
  }

  /// Manifest names of the models used.
  static func models(of catalog: ModelCatalog) -> Set<String> {
    Set(catalog.entries.map(\.file).filter { $0.hasPrefix(modelFolder) })
  }

  /// - Parameter choice: Follows a participant whose label was a name.
  func mask(_ voices: inout Voices, _ choice: inout ParticipantChoice) throws(LanguageError) -> MaskTable {
    guard let transcript = voices.transcript else { return MaskTable() }
    let (masked, table) = try deidentifier.deidentified(transcript)
    voices.transcript = masked
    for (label, pseudonym) in table.speakers {
      voices.speechBySpeaker[pseudonym] = voices.speechBySpeaker.removeValue(forKey: label)
      if case .speakerNamed(let name) = choice, name.lowercased() == label.lowercased() {
        choice = .speakerNamed(pseudonym)
      }
    }
    return table
  }
}
