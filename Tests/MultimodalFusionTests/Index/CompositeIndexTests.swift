import Foundation
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

/// The index of this checkout.
let shippedIndex: CompositeIndex = {
  do throws(CompositeIndexError) {
    return try CompositeIndex(folder: packageRoot.appending(path: "Models").path)
  } catch {
    preconditionFailure("\(error.message) \(error.remedy)")
  }
}()

/// Sessions whose measures are given by a rule.
private func cohort(
  participants: Int, values: (Int, IndexTerm) -> Double? = { index, _ in Double(index) }
) -> [MeasuredSession] {
  (0..<participants).map { index in
    MeasuredSession(
      session: "s\(index)", participant: "p\(index)",
      values: Dictionary(
        uniqueKeysWithValues: shippedIndex.terms.map { term in
          (term.measure, MeasuredValue(values(index, term), orMissing: .noFace))
        }))
  }
}

/// Whether a number is there and that close to another.
private func near(_ number: Double?, _ other: Double, _ tolerance: Double = 1e-12) -> Bool {
  number.map { abs($0 - other) < tolerance } ?? false
}

@Suite("Composite index")
struct CompositeIndexTests {
  /// Values 0…10: mean 5, standard deviation √11.
  static let reference = IndexReference(cohort(participants: 11), for: shippedIndex, origin: .cohort)

  static func session(_ value: (IndexTerm) -> MeasuredValue) -> MeasuredSession {
    MeasuredSession(
      session: "s", participant: "p",
      values: Dictionary(uniqueKeysWithValues: shippedIndex.terms.map { ($0.measure, value($0)) }))
  }

  @Test("one standard deviation in every term's own direction is an index of one, in every modality")
  func unit() throws {
    let score = shippedIndex.score(
      Self.session { .value(5 + $0.direction.sign * 11.0.squareRoot()) }, reference: Self.reference)
    // Sums of 17 rounded products.
    #expect(near(score.value, 1))
    #expect(score.weightShare == 1)
    for modality in score.modalities { #expect(near(modality.value, 1)) }
    // All terms agree, so leaving one out changes nothing.
    let (lower, upper) = (try #require(score.lower), try #require(score.upper))
    #expect(upper - lower < 1e-6)
    #expect(score.counterEvidence.isEmpty && score.evidence.count == shippedIndex.terms.count)
  }

  @Test(
    "the contributions of the terms add up to the index exactly, those of the modalities but for rounding")
  func contributions() throws {
    let score = shippedIndex.score(
      Self.session { term in
        term.measure.hasPrefix("speech.formant")
          ? .missing(.unvoiced) : .value(Double(term.measure.utf8.reduce(0) { $0 + Int($1) } % 13))
      }, reference: Self.reference)
    let value = try #require(score.value)
    #expect(score.terms.compactMap(\.contribution).reduce(0, +) == value)
    #expect(abs(score.modalities.compactMap(\.contribution).reduce(0, +) - value) < 1e-12)
    let signs = score.terms.compactMap(\.standardised)
    #expect(signs.count == shippedIndex.terms.count - 1)
    #expect(score.evidence.count + score.counterEvidence.count <= signs.count)
    for (first, second) in zip(score.evidence, score.evidence.dropFirst()) {
      #expect((first.contribution ?? 0) >= (second.contribution ?? 0))
    }
    let missing = try #require(score.terms.first { $0.measure == "speech.formant.vowel_space_area" })
    #expect(missing.missing == "unvoiced" && missing.contribution == nil && missing.value == nil)
    let (lower, upper) = (try #require(score.lower), try #require(score.upper))
    #expect(lower < value && value < upper)
  }

  @Test("the interval is the jack-knife's: checked against deletion of every term in turn")
  func jackknife() throws {
    let values: (IndexTerm) -> MeasuredValue = { term in .value(Double(term.measure.utf8.count % 10)) }
    let score = shippedIndex.score(Self.session(values), reference: Self.reference)
    let left = shippedIndex.terms.map { dropped in
      shippedIndex.score(
        Self.session { $0 == dropped ? .missing(.lowQuality) : values($0) }, reference: Self.reference
      ).value ?? .nan
    }
    let mean = try #require(left.mean)
    let count = Double(left.count)
    let error = ((count - 1) / count * left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }).squareRoot()
    let value = try #require(score.value)
    #expect(near(score.upper, value + 1.96 * error, 1e-9))
    #expect(near(score.lower, value - 1.96 * error, 1e-9))
  }

  @Test("one extreme value counts as three standard deviations, and many are called unlike the reference")
  func extremes() {
    let first = shippedIndex.terms[1]
    let score = shippedIndex.score(
      Self.session { $0 == first ? .value(1e6) : .value(5) }, reference: Self.reference)
    let weight = shippedIndex.terms.reduce(0) { $0 + $1.weight }
    let share = -3 * first.weight / weight
    #expect(first.direction == .lower && near(score.value, share))
    #expect(score.warnings.isEmpty)
    let far = shippedIndex.score(Self.session { _ in .value(1e6) }, reference: Self.reference)
    #expect(far.warnings.count == 1)
  }

  @Test("without a reference, or with nine people, there is no index but every value and direction")
  func noReference() {
    let small = IndexReference(cohort(participants: 9), for: shippedIndex, origin: .batch)
    for reference in [nil, small] {
      let score = shippedIndex.score(Self.session { _ in .value(3) }, reference: reference)
      #expect(score.value == nil && score.lower == nil && score.missing?.hasPrefix("notApplicable(") == true)
      #expect(score.terms.allSatisfy { $0.value == 3 && $0.contribution == nil })
      #expect(score.modalities.allSatisfy { $0.value == nil && $0.missing != nil })
    }
  }

  @Test("two sessions of one person count once in the reference")
  func participantsCountOnce() {
    var sessions = cohort(participants: 9)
    sessions.append(MeasuredSession(session: "again", participant: "p0", values: sessions[0].values))
    #expect(IndexReference(sessions, for: shippedIndex, origin: .batch).isLargeEnough == false)
    sessions += cohort(participants: 11).suffix(2)
    let doubled = IndexReference(sessions, for: shippedIndex, origin: .batch)
    #expect(doubled.standards == Self.reference.standards)
  }

  @Test("less than half of the weight gives no index; a modality that is whole keeps its own")
  func coverage() {
    let score = shippedIndex.score(
      Self.session { $0.modality == .face ? .value(7) : .missing(.noSpeech) }, reference: Self.reference)
    #expect(score.value == nil && score.missing?.contains("of the weight") == true)
    #expect(score.terms.allSatisfy { $0.contribution == nil })
    for modality in score.modalities {
      #expect((modality.value != nil) == (modality.modality == .face))
      #expect(modality.contribution == nil)
    }
  }

  @Test("a measure that fewer than ten people have, or that never varies, does not count")
  func standards() {
    let rare = shippedIndex.terms[0]
    let constant = shippedIndex.terms[1]
    let reference = IndexReference(
      cohort(participants: 11) { index, term in
        term == rare && index < 2 ? nil : term == constant ? 0.1 : Double(index)
      }, for: shippedIndex, origin: .cohort)
    #expect(reference.standards[rare.measure] == nil && reference.standards[constant.measure] == nil)
    #expect(reference.standards.count == shippedIndex.terms.count - 2)
    let score = shippedIndex.score(Self.session { _ in .value(6) }, reference: reference)
    #expect(score.value != nil)
    #expect(score.terms.prefix(2).allSatisfy { $0.contribution == nil && $0.missing != nil && $0.value == 6 })
  }

  @Test("the table names each measure once, says what speaks against it, and weighs by its stated rule")
  func table() {
    #expect(Set(shippedIndex.terms.map(\.measure)).count == shippedIndex.terms.count)
    let taken = Set(shippedIndex.terms.map(\.measure))
    #expect(shippedIndex.card.leftOut.allSatisfy { !taken.contains($0.measure) && !$0.reason.isEmpty })
    for term in shippedIndex.terms {
      #expect(!term.effect.isEmpty && !term.source.isEmpty && !term.contrary.isEmpty)
      #expect(term.measure.hasPrefix(term.modality.rawValue + "."))
      switch term.evidence {
      case .pooled: #expect(term.weight == term.correlation.map { abs($0) })
      case .repeated: #expect(term.weight == 0.10)
      case .weak: #expect(term.weight == 0.05)
      }
    }
    let arithmetic = shippedIndex.card.arithmetic
    #expect(CompositeIndex.mostStandardised == 3 && arithmetic.contains("±3"))
    #expect(IndexReference.leastParticipants == 10 && arithmetic.contains("10 are needed"))
    #expect(CompositeIndex.leastWeightShare == 0.5 && arithmetic.contains("Half of the weight"))
  }
}

@Suite("Evidence in turns")
struct TurnEvidenceTests {
  static func turn(_ number: Int, _ value: Double, without measure: String? = nil) -> MeasuredTurn {
    MeasuredTurn(
      number: number, time: TimeRange(startSeconds: Double(number), endSeconds: Double(number) + 1),
      values: Dictionary(
        uniqueKeysWithValues: shippedIndex.terms.compactMap(\.turnMeasure).filter { $0 != measure }
          .map { ($0, value) }))
  }

  /// Every participant has turns of 4 and 6: mean 5, spread 1.
  static let reference = IndexReference(
    (0..<12).map {
      MeasuredSession(
        session: "s\($0)", participant: "p\($0)", values: [:], turns: [turn(1, 4), turn(2, 6)])
    }, for: shippedIndex, origin: .cohort)

  @Test("a turn's signs add up to its strength, and the strongest turn comes first")
  func strength() throws {
    let ranked = TurnEvidence.ranked(
      [Self.turn(1, 5), Self.turn(2, 6), Self.turn(3, 4)], by: shippedIndex, reference: Self.reference)
    #expect(ranked.count == 3)
    for evidence in ranked {
      #expect(evidence.signs.reduce(0) { $0 + $1.contribution } == evidence.strength)
    }
    let terms = shippedIndex.terms.filter { $0.turnMeasure != nil }
    let weight = terms.reduce(0) { $0 + $1.weight }
    let expected = terms.reduce(0) { $0 + $1.weight * $1.direction.sign } / weight
    let second = try #require(ranked.first { $0.turn == 2 })
    #expect(abs(second.strength - expected) < 1e-12)
    #expect(ranked.map(\.turn) == (expected > 0 ? [2, 1, 3] : [3, 1, 2]))
  }

  @Test("a turn with little of what is asked is left out; many turns of one person count as one person's")
  func coverage() {
    let sparse = MeasuredTurn(
      number: 1, time: TimeRange(startSeconds: 0, endSeconds: 1), values: ["speech.timing.pause_share": 5])
    #expect(TurnEvidence.ranked([sparse], by: shippedIndex, reference: Self.reference).isEmpty)
    let talkative = IndexReference(
      (0..<12).map { index in
        MeasuredSession(
          session: "s\(index)", participant: "p\(index)", values: [:],
          turns: (0..<(index == 0 ? 100 : 1)).flatMap {
            [Self.turn(2 * $0 + 1, 4), Self.turn(2 * $0 + 2, 6)]
          })
      }, for: shippedIndex, origin: .cohort)
    #expect(talkative.turnStandards == Self.reference.turnStandards)
  }
}
