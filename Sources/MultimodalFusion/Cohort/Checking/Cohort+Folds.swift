internal import DenseMath
internal import SignalCore

/// How sessions are kept together when a cohort is split.
public enum FoldGrouping: Sendable, Hashable, Codable {
  /// By participant, into so many folds.
  case participants(folds: Int)
  /// Every site is judged by a model that has seen none of it.
  case sites
  /// Whole sites: each a fold of its own where there are no more than so many, otherwise several together.
  case siteGroups(folds: Int)
}

/// What is held out whole when training makes folds.
public enum FoldUnit: String, Sendable, Codable, CaseIterable {
  case participant, site

  func grouping(folds: Int) -> FoldGrouping {
    switch self {
    case .participant: .participants(folds: folds)
    case .site: .siteGroups(folds: folds)
    }
  }
}

extension Cohort {
  /// Splits in which every assessed session is judged on exactly once.
  public func splits(_ grouping: FoldGrouping, seed: UInt64) throws(FusionError) -> [SessionSplit] {
    switch grouping {
    case .participants(let folds): try splitsByParticipant(folds: folds, seed: seed)
    case .sites: try splitsBySite(folds: nil)
    case .siteGroups(let folds): try splitsBySite(folds: folds)
    }
  }

  /// Splits inside the training part of such a split: of whole sites too as long as two are left, of participants
  /// otherwise.
  func innerSplits(_ outer: FoldGrouping, folds: Int, seed: UInt64) throws(FusionError) -> [SessionSplit] {
    switch outer {
    case .siteGroups where Set(assessed.sessions.map(\.site)).count >= 2:
      try splits(.siteGroups(folds: folds), seed: seed)
    case .participants, .sites, .siteGroups: try splits(.participants(folds: folds), seed: seed)
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

  private func splitsBySite(folds: Int?) throws(FusionError) -> [SessionSplit] {
    var siteOfPerson: [String: String] = [:]
    for session in sessions where session.total != nil {
      guard let site = session.site else { throw .siteMissing(session: session.session) }
      guard siteOfPerson.updateValue(site, forKey: session.participant).map({ $0 == site }) ?? true else {
        throw .personAtTwoSites(participant: session.participant)
      }
    }
    let people = siteOfPerson.values.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    let sites = people.keys.sorted()
    guard sites.count >= 2 else { throw .tooFewSites(found: sites.count) }
    let count = min(sites.count, max(folds ?? sites.count, 2))
    var foldOfSite: [String: Int] = [:]
    if count == sites.count {
      for (fold, site) in sites.enumerated() { foldOfSite[site] = fold }
    } else {
      // The largest first, each to the fold with the fewest people so far.
      var sizes = [Int](repeating: 0, count: count)
      for (site, size) in people.sorted(by: { (-$0.value, $0.key) < (-$1.value, $1.key) }) {
        let fold = sizes.indices.min { (sizes[$0], $0) < (sizes[$1], $1) } ?? 0
        foldOfSite[site] = fold
        sizes[fold] += size
      }
    }
    return try splits(count: count) { session in session.site.flatMap { foldOfSite[$0] } }
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
