internal import SignalCore

/// The literature-weighted composite index: published directions and weights, no training.
///
/// index = Σ wᵢ·cut(zᵢ) / Σ wᵢ over the terms that count, zᵢ = ±(xᵢ − meanᵢ)/SDᵢ of the reference, cut to ±3 so that no
/// single sign decides. Definition of this program.
public struct CompositeIndex: Sendable, Hashable {
  /// Standardised values beyond this count as this.
  public static let mostStandardised = 3.0
  /// Least share of the weight, of the whole and of each modality, below which no index is given.
  public static let leastWeightShare = 0.5
  /// Fewest terms for an interval.
  public static let leastTermsForInterval = 5
  /// Share of the terms outside ±3 from which on a session is called unlike its reference.
  public static let shiftedShare = 0.25

  /// The table, as its file has it.
  public let card: CompositeIndexCard
  /// Of the file.
  public let sha256: String
  /// The file itself.
  public let text: String

  /// Every term, in the order in which contributions are added.
  public var terms: [IndexTerm] { card.terms }

  init(card: CompositeIndexCard, sha256: String, text: String) {
    self.card = card
    self.sha256 = sha256
    self.text = text
  }

  /// - Parameter reference: `nil` or a small one gives every term's value and direction, and no index.
  public func score(_ session: MeasuredSession, reference: IndexReference?) -> IndexScore {
    let usable = reference.flatMap { $0.isLargeEnough ? $0 : nil }
    let counted = terms.map { Counted($0, value: session.value(of: $0.measure), reference: usable) }
    let counting = counted.compactMap(\.sign)
    let weight = counting.reduce(0) { $0 + $1.weight }
    let all = terms.reduce(0) { $0 + $1.weight }
    let share = weight / all
    let missing = Self.reason(reference: reference, share: share)
    let given = missing == nil
    let modalities = Measure.Modality.allCases.filter { modality in
      terms.contains { $0.modality == modality }
    }.map { modality in
      Self.modalityIndex(modality, of: counted, weightOfAll: given ? weight : nil, reference: reference)
    }
    let interval = given ? Self.interval(counting) : nil
    return IndexScore(
      // The sum of the contributions in the order of the table, so that they add up to the last bit.
      value: given ? counting.reduce(0) { $0 + $1.product / weight } : nil,
      missing: missing, lower: interval?.lower, upper: interval?.upper, weightShare: share,
      modalities: modalities,
      terms: counted.map { $0.term(weightOfAll: given ? weight : nil) },
      warnings: Self.warnings(counting, reference: usable))
  }

  /// Standard deviations of the terms' jack-knife around the index.
  private static func interval(_ signs: [Sign]) -> (lower: Double, upper: Double)? {
    guard signs.count >= leastTermsForInterval else { return nil }
    let weight = signs.reduce(0) { $0 + $1.weight }
    let sum = signs.reduce(0) { $0 + $1.product }
    let left = signs.map { (sum - $0.product) / (weight - $0.weight) }
    guard let centre = left.mean else { return nil }
    let count = Double(signs.count)
    let squares = left.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    let error = ((count - 1) / count * squares).squareRoot()
    let index = signs.reduce(0) { $0 + $1.product / weight }
    return (index - 1.96 * error, index + 1.96 * error)
  }

  private static func modalityIndex(
    _ modality: Measure.Modality, of counted: [Counted], weightOfAll: Double?, reference: IndexReference?
  ) -> IndexScore.Modality {
    let own = counted.filter { $0.definition.modality == modality }
    let signs = own.compactMap(\.sign)
    let weight = signs.reduce(0) { $0 + $1.weight }
    let share = weight / own.reduce(0) { $0 + $1.definition.weight }
    let missing = Self.reason(reference: reference, share: share)
    return IndexScore.Modality(
      modality: modality,
      value: missing == nil ? signs.reduce(0) { $0 + $1.product / weight } : nil,
      missing: missing, weightShare: share,
      contribution: weightOfAll.map { all in signs.reduce(0) { $0 + $1.product / all } })
  }

  private static func reason(reference: IndexReference?, share: Double) -> String? {
    let least = IndexReference.leastParticipants
    guard let reference else {
      return MissingReason.notApplicable("there is no reference of \(least) participants or more").text
    }
    guard reference.isLargeEnough else {
      return MissingReason.notApplicable(
        "the reference has \(reference.participants) participant\(reference.participants == 1 ? "" : "s"), \(least) are needed"
      ).text
    }
    guard share >= leastWeightShare else {
      return MissingReason.notApplicable(
        "\(percent(share)) % of the weight has a value, \(percent(leastWeightShare)) % is needed"
      ).text
    }
    return nil
  }

  private static func percent(_ share: Double) -> Int { Int((100 * share).rounded(.down)) }

  private static func warnings(_ signs: [Sign], reference: IndexReference?) -> [String] {
    var warnings: [String] = []
    if reference?.origin == .batch {
      warnings.append(
        "The index compares the sessions of this folder with each other; it says nothing about other people.")
    }
    let far = signs.filter { abs($0.standardised) > mostStandardised }.count
    if !signs.isEmpty, Double(far) >= shiftedShare * Double(signs.count) {
      warnings.append(
        "\(far) of \(signs.count) terms lie more than 3 standard deviations from the reference: this session is"
          + " unlike it, perhaps by its recording.")
    }
    return warnings
  }
}

/// A term with a standardised value.
private struct Sign {
  let weight: Double
  let standardised: Double
  /// Weight × standardised value, cut.
  var product: Double {
    weight * min(max(standardised, -CompositeIndex.mostStandardised), CompositeIndex.mostStandardised)
  }
}

/// A term of the table met with a session's value.
private struct Counted {
  let definition: IndexTerm
  let value: MeasuredValue
  let sign: Sign?
  /// Whether there is a reference that lacks this measure.
  let lacksStandard: Bool

  init(_ definition: IndexTerm, value: MeasuredValue, reference: IndexReference?) {
    self.definition = definition
    self.value = value
    let standard = reference?.standards[definition.measure]
    lacksStandard = reference != nil && standard == nil
    if let standard, let number = value.number {
      let deviation = (number - standard.mean) / standard.standardDeviation
      sign = Sign(weight: definition.weight, standardised: definition.direction.sign * deviation)
    } else {
      sign = nil
    }
  }

  func term(weightOfAll: Double?) -> IndexScore.Term {
    let rare = MissingReason.notApplicable(
      "fewer than \(IndexReference.leastParticipants) participants of the reference have it, or it does not vary"
    )
    let missing = value.reason?.text ?? (lacksStandard ? rare.text : nil)
    return IndexScore.Term(
      measure: definition.measure, title: definition.title, modality: definition.modality,
      direction: definition.direction, weight: definition.weight, value: value.number, missing: missing,
      standardised: sign?.standardised,
      contribution: weightOfAll.flatMap { all in sign.map { $0.product / all } })
  }
}
