internal import DenseMath
internal import SignalCore

/// How sessions are kept together when a cohort is split.
public enum FoldGrouping: Sendable, Hashable, Codable {
  /// By participant, into so many folds.
  case participants(folds: Int)
  /// Every site is judged by a model that has seen none of it.
  case sites
}

extension Cohort {
  /// Splits in which every assessed session is judged on exactly once.
  public func splits(_ grouping: FoldGrouping, seed: UInt64) throws(FusionError) -> [SessionSplit] {
    switch grouping {
    case .participants(let folds): try splitsByParticipant(folds: folds, seed: seed)
    case .sites: try splitsBySite()
    }
  }

  /// Folds of participants with like outcomes: sorted by their mean total, each run of `folds` neighbours is dealt out
  /// at random, one a fold.
  private func splitsByParticipant(folds: Int, seed: UInt64) throws(FusionError) -> [SessionSplit] {
    precondition(folds >= 2, "one fold leaves nothing to learn from")
    var totals: [String: [Double]] = [:]
    for session in sessions { session.total.map { totals[session.participant, default: []].append($0) } }
    guard totals.count >= folds else { throw .tooFewPeople(needed: folds, found: totals.count) }
    var generator = SeededGenerator(seed: seed, stream: "folds")
    let people = totals.mapValues { $0.mean ?? 0 }.sorted { $0.key < $1.key }
    let ties = generator.permutation(people.count)
    let sorted = people.indices.sorted { (people[$0].value, ties[$0]) < (people[$1].value, ties[$1]) }
    var foldOfPerson: [String: Int] = [:]
    for start in stride(from: 0, to: sorted.count, by: folds) {
      for (person, fold) in zip(sorted[start...], generator.permutation(folds)) {
        foldOfPerson[people[person].key] = fold
      }
    }
    return try splits(count: folds) { foldOfPerson[$0.participant] }
  }

  private func splitsBySite() throws(FusionError) -> [SessionSplit] {
    var siteOfPerson: [String: String] = [:]
    for session in sessions where session.total != nil {
      guard let site = session.site else { throw .siteMissing(session: session.session) }
      guard siteOfPerson.updateValue(site, forKey: session.participant).map({ $0 == site }) ?? true else {
        throw .personAtTwoSites(participant: session.participant)
      }
    }
    let sites = Set(siteOfPerson.values).sorted()
    guard sites.count >= 2 else { throw .tooFewSites(found: sites.count) }
    return try splits(count: sites.count) { session in
      session.site.flatMap { sites.firstIndex(of: $0) }
    }
  }

  private func splits(count: Int, fold: (CohortSession) -> Int?) throws(FusionError) -> [SessionSplit] {
    let folds = sessions.map { $0.total == nil ? nil : fold($0) }
    let assessed = sessions.indices.filter { folds[$0] != nil }
    var splits: [SessionSplit] = []
    for index in 0..<count {
      splits.append(
        try SessionSplit(
          training: assessed.filter { folds[$0] != index },
          validation: assessed.filter { folds[$0] == index },
          of: self))
    }
    return splits
  }
}

/// A seed for one of many parts of a piece of work, so that no part depends on another's draws.
func partSeed(_ seed: UInt64, _ stream: String, _ part: Int) -> UInt64 {
  var generator = SeededGenerator(seed: seed, stream: stream, step: part)
  return generator.next()
}
