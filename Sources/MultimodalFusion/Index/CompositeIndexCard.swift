public import SignalCore

/// The composite index written out for people and other programs: `Models/composite_index.json`.
public struct CompositeIndexCard: Sendable, Hashable, Codable {
  public struct Term: Sendable, Hashable, Codable {
    public let measure: String
    public let turnMeasure: String?
    public let title: String
    public let modality: Measure.Modality
    public let direction: IndexTerm.Direction
    public let weight: Double
    public let effect: String
    public let source: String
    public let contrary: String
  }

  public let name: String
  public let version: String
  public let notice: String
  public let unit: String
  public let arithmetic: String
  public let weights: String
  public let interval: String
  public let caution: String
  public let notForUse: [String]
  public let terms: [Term]
  public let leftOut: [LeftOutMeasure]

  /// What the program uses.
  public static let current = CompositeIndexCard(
    name: CompositeIndex.name, version: CompositeIndex.version, notice: validationNotice,
    unit: "standard deviations of the reference; above 0 in the direction that studies of depression report",
    arithmetic: """
      Sum of weight × standardised value over the sum of the weights, over the terms that have a value; each value \
      less the mean of the reference, over its standard deviation, turned by the direction and cut to ±3. The \
      reference is a cohort the user gives or, without one, the scored sessions themselves; each participant counts \
      once, \(IndexReference.leastParticipants) are needed for every term. Half of the weight must have a value.
      """,
    weights: """
      A correlation with severity pooled over studies where one was found; otherwise 0.10 where two independent \
      samples, or one of 200 people, found the direction, and 0.05 where the evidence is weaker or as much contested. \
      Conventions of this program, fitted to no data.
      """,
    interval: CompositeIndex.intervalMeaning, caution: CompositeIndex.caution,
    notForUse: ModelCard.notForUse + ["An estimate of PHQ or any other scale: it is none."],
    terms: CompositeIndex.terms.map { term in
      Term(
        measure: term.measure, turnMeasure: term.turnMeasure, title: term.title, modality: term.modality,
        direction: term.direction, weight: term.weight, effect: term.effect, source: term.source,
        contrary: term.contrary)
    }, leftOut: CompositeIndex.leftOut)
}
