/// A questionnaire or rating scale: its items, how answers become a total, and what a total is said to mean.
///
/// Items carry short neutral names, never the wording of the form: several of these scales are protected by
/// copyright, and a clinic needs its own licence for the forms. A definition that changes raises `version`.
/// Where sources differ, the alternatives are listed and the one in use is a setting of this value.
public struct Questionnaire: Sendable, Hashable {
  /// Word used in files and column names: `phq9`.
  public let code: String
  /// What people call it: `PHQ-9`.
  public let name: String
  public let version: Int
  /// What is asked, by whom it is filled in, and over which time.
  public let purpose: String
  /// Paper that defined it.
  public let source: String
  public let items: [QuestionnaireItem]
  /// What is added up; one item each but for scales that take the worst of several.
  public let parts: [ScorePart]
  /// What the sum of the parts is multiplied by.
  public let factor: Double
  /// The item about death or suicide, if there is one.
  public let safetyItem: SafetyItem?
  /// Whether the PHQ's diagnostic algorithm is defined for these items.
  public let hasSyndromeAlgorithm: Bool
  /// Other names it has in files: `phq-9`, `hamd`.
  let aliases: [String]

  /// Severity bands published for it; the first is the default.
  public let bandSchemes: [BandScheme]
  /// Cut-offs published for it; the first is the default. Empty where none is certain enough to be offered.
  public let cutOffs: [CutOff]
  /// Scores published as remission; the first is the default. Empty where none is certain enough to be offered.
  public let remissionRules: [RemissionRule]

  /// Reliabilities published for it, with the sample they were found in; empty where none is certain enough.
  public let reliabilities: [PublishedReliability]

  /// Bands in use.
  public var bandScheme: BandScheme
  /// Cut-off in use.
  public var cutOff: CutOff?
  public var missingItems: MissingItemRule

  init(
    code: String, name: String, aliases: [String] = [], purpose: String, source: String,
    items: [QuestionnaireItem], parts: [ScorePart]? = nil, factor: Double = 1, safetyItem: SafetyItem? = nil,
    hasSyndromeAlgorithm: Bool = false, bands: BandScheme, otherBands: [BandScheme] = [],
    cutOffs: [CutOff] = [], remissionRules: [RemissionRule] = [], reliabilities: [PublishedReliability] = [],
    missingItems: MissingItemRule = .allNeeded
  ) {
    self.code = code
    self.name = name
    self.aliases = aliases
    version = 1
    self.purpose = purpose
    self.source = source
    self.items = items
    self.parts = parts ?? items.indices.map { ScorePart([[$0]]) }
    self.factor = factor
    self.safetyItem = safetyItem
    self.hasSyndromeAlgorithm = hasSyndromeAlgorithm
    bandSchemes = [bands] + otherBands
    self.cutOffs = cutOffs
    self.remissionRules = remissionRules
    self.reliabilities = reliabilities
    bandScheme = bands
    cutOff = cutOffs.first
    self.missingItems = missingItems
  }
}

/// One question of a form.
public struct QuestionnaireItem: Sendable, Hashable {
  /// Place on the form, from 1.
  public let number: Int
  /// What it is about, in a word or two of our own.
  public let name: String
  /// Answers the form offers.
  public let answers: ClosedRange<Int>
  /// Whether a high answer means health, so that it counts the other way round.
  public let isReversed: Bool

  /// What an answer adds to the score.
  func points(_ answer: Int) -> Int {
    isReversed ? answers.lowerBound + answers.upperBound - answer : answer
  }

  /// Items numbered from 1 that share a range.
  static func list(
    _ names: [String], _ answers: ClosedRange<Int>, reversed: Set<Int> = []
  ) -> [QuestionnaireItem] {
    names.enumerated().map { index, name in
      QuestionnaireItem(
        number: index + 1, name: name, answers: answers, isReversed: reversed.contains(index + 1))
    }
  }
}

/// One addend of a total: the highest of its groups of items.
public struct ScorePart: Sendable, Hashable {
  /// Indices of items. Within a group the form asks for one of them only (appetite fallen *or* risen), so that
  /// one answer is enough; the part is the highest of its groups.
  public let groups: [[Int]]

  init(_ groups: [[Int]]) { self.groups = groups }
}

/// The item that asks about death or suicide.
public struct SafetyItem: Sendable, Hashable {
  /// Place on the form, from 1.
  public let number: Int
  /// Lowest answer that calls for a person to ask, whatever the total.
  public let promptsFrom: Int
}

/// What is done when items are not answered.
public enum MissingItemRule: Sendable, Hashable {
  /// No total unless every completion gives the same one; otherwise the lowest and highest possible are given.
  ///
  /// In use for every scale but the PHQ-9 and PHQ-8. Trials do put means in place of missing items of the HAM-D, the
  /// MADRS and others, each by a rule of its own protocol; none is part of the scale as published, or certain enough
  /// to be cited here, for the GAD-7, HAM-D17, MADRS, BDI-II, QIDS-SR16 or SDS. The PHQ-2 has too few items for a mean
  /// to say anything. A study with a rule of its own applies it before its totals are read.
  case allNeeded
  /// The mean of the answered items stands for up to so many missing ones; beyond that there is no total.
  case prorated(atMost: Int, source: String)
}
