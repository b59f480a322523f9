public import NeuralRuntime
public import SignalCore

/// Replaces what could tell who somebody is in transcripts of interviews: names, places, organisations, days,
/// numbers, addresses, ages over 89.
///
/// Rules, lists, two models and the site's own names each find words; all are masked. Years, weekdays and months
/// alone stay, and so do titles. No method finds everything: a person has to read a transcript before it is
/// given away.
public final class Deidentifier {
  private let lists: NameLists
  private let tagger: EntityTagger
  private let context: ContextTagger
  private let siteNames: SiteNames

  /// - Parameters:
  ///   - catalog: The installation's model files.
  ///   - siteNames: Names that are always masked.
  public init(catalog: ModelCatalog, siteNames: SiteNames = SiteNames()) throws(LanguageError) {
    lists = try NameLists(catalog: catalog)
    tagger = try EntityTagger(catalog: catalog)
    context = try ContextTagger(catalog: catalog, lists: lists, tagger: tagger)
    self.siteNames = siteNames
  }

  /// The transcript with pseudonyms, the same one for the same name throughout, and the table of what was masked.
  ///
  /// A pseudonym stands for all words of a name within a segment and takes the time from the first to the last
  /// of them. Text follows the words where a segment has words. Everything derived must come from the result.
  /// Pseudonyms that stand in the transcript already stay as they are.
  /// - Throws: `.deidentificationNotEnglish` for a transcript marked as another language: the rules are English.
  public func deidentified(_ transcript: Transcript) throws(LanguageError) -> (Transcript, MaskTable) {
    if let language = transcript.language, !isEnglish(language) {
      throw .deidentificationNotEnglish(language: language)
    }
    let turns = Turn.turns(of: transcript)
    var found: [[IdentityFinding]] = []
    // Twice: what is certain anywhere in the session decides doubtful words elsewhere.
    var tags: [[EntityTagger.Tag?]] = []
    for turn in turns { tags.append(try tagger.tags(turn)) }
    let contexts = zip(turns, tags).map { context.tags($0, $1) }
    let known = certainNames(turns).union(context.certainNames(turns, contexts))
    for (number, turn) in turns.enumerated() {
      let inContext = context.findings(contexts[number], in: turn, known: known)
      found.append(findings(in: turn, known: known, inContext, tags[number]))
    }

    var pseudonyms = Pseudonyms(
      names: zip(turns, found).flatMap { turn, findings in
        findings.filter { $0.identity == .person }.map { turn.mention($0.words) }
      }, in: transcript)
    var masking = TranscriptMasking(transcript)
    masking.maskSpeakers(&pseudonyms) { isName(label: $0, known: known) }
    for (turn, findings) in zip(turns, found) {
      for finding in findings {
        let pseudonym = pseudonyms.pseudonym(finding.identity, turn.mention(finding.words))
        masking.mask(finding, in: turn, as: pseudonym)
      }
    }
    return masking.result()
  }

  /// Whether something was masked in a transcript before.
  public static func holdsPseudonyms(_ transcript: Transcript) -> Bool {
    transcript.segments.contains { segment in
      (segment.writtenWords + [segment.speaker ?? ""]).contains(where: isPseudonym)
    }
  }

  private func findings(
    in turn: Turn, known: Set<String>, _ inContext: [IdentityFinding], _ tags: [EntityTagger.Tag?]
  ) -> [IdentityFinding] {
    var found =
      siteNames.findings(in: turn) + ContactRules.findings(in: turn, lists: lists)
      + DateRules.findings(in: turn) + NumberRules.findings(in: turn)
      + OrganisationRules(turn: turn, lists: lists).findings()
      + PlaceRules(turn: turn, lists: lists).findings()
      + PersonRules(turn: turn, lists: lists, known: known).findings() + inContext
    found += CodeRules.findings(in: turn) + AddressForms(turn: turn).findings()
    found += OrganisationForms(turn: turn, lists: lists).findings()
    found += PlaceForms(turn: turn, lists: lists).findings()
    found += NamingForms(turn: turn, lists: lists).findings()
    let union = FindingUnion(turn: turn, lists: lists, tags: tags).findings(found)
    return PhraseCompletion(turn: turn, lists: lists).completed(union)
  }

  /// Doubtful names that a cue makes certain somewhere, folded.
  private func certainNames(_ turns: [Turn]) -> Set<String> {
    var names: Set<String> = []
    for turn in turns {
      for finding in PersonRules(turn: turn, lists: lists, known: []).findings() {
        names.formUnion(
          finding.words.map { turn.core($0) }.filter { lists.isGiven($0) && lists.isCommon($0) })
      }
    }
    return names
  }

  /// Labels such as ‘Interviewer’ or ‘SPEAKER_01’ stay; a name, or what no list knows, does not.
  private func isName(label: String, known: Set<String>) -> Bool {
    let parts = foldedName(label).split { !$0.isLetter && $0 != "'" }.map(String.init).filter { $0.count > 2 }
    return parts.contains { part in
      !roles.contains(part)
        && (siteNames.holds(part) || known.contains(part) || lists.isName(part) && !lists.isCommon(part)
          || part.count > 3 && !lists.isCommon(part)
          || lists.isGiven(part) && !NameCues.neverNames.contains(part))
    }
  }
}

/// Speakers' labels that name nobody.
private let roles: Set<String> = [
  "speaker", "spk", "participant", "part", "interviewer", "interviewee", "int", "patient", "clinician",
  "doctor",
  "therapist", "client", "subject", "caregiver", "unknown", "other", "child", "parent", "male", "female",
  "voice",
  "left", "right", "channel", "man", "woman", "researcher", "moderator", "nurse", "host", "guest", "person",
]

extension Turn {
  /// A mention as pseudonyms compare it.
  func mention(_ range: Range<Int>) -> String {
    range.map { core($0) }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
