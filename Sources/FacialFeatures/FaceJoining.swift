/// Joins stretches in which a face was followed without a break into people.
///
/// The surest pair is joined first, then the next; after each, the joined stretches count as one, their looks
/// added up. Stretches seen in one picture are never one person, so neither are any they were joined with.
package enum FaceJoining {
  /// What joining needs of a stretch.
  package struct Stretch: Sendable {
    package let identity: Int
    package let firstSeconds: Double
    package let lastSeconds: Double
    package let first: FaceLikeness.Stand
    package let last: FaceLikeness.Stand
    package let signature: FaceSignature

    package init(
      identity: Int, firstSeconds: Double, lastSeconds: Double, first: FaceLikeness.Stand,
      last: FaceLikeness.Stand, signature: FaceSignature
    ) {
      self.identity = identity
      self.firstSeconds = firstSeconds
      self.lastSeconds = lastSeconds
      self.first = first
      self.last = last
      self.signature = signature
    }
  }

  package struct Person: Sendable, Hashable {
    /// In order; the first one's number becomes the person's.
    package var identities: [Int]
    /// How sure it is that these stretches, and no others, are this person, 0 to 1.
    package var confidence: Double
  }

  /// Two of those who were seen in one picture, the smaller number first.
  package struct Pair: Sendable, Hashable {
    let first: Int
    let second: Int

    package init(_ one: Int, _ other: Int) {
      first = min(one, other)
      second = max(one, other)
    }
  }

  /// Below this probability two stretches stay apart.
  package static let leastProbability = 0.8
  /// A stretch that fits two people nearly alike (odds less than this factor apart) is given to neither.
  private static let leastAdvantage = 1.4

  private struct Cluster {
    var stretches: [Stretch]
    var signature: FaceSignature
    var confidence = 1.0
    var identities: [Int] { stretches.map(\.identity) }

    init(_ stretch: Stretch) {
      stretches = [stretch]
      signature = stretch.signature
    }
  }

  /// - Parameter together: Pairs of identities seen in one picture.
  /// - Returns: In order of first appearance.
  package static func people(of stretches: [Stretch], together: Set<Pair>) -> [Person] {
    var clusters = stretches.sorted { $0.identity < $1.identity }.map(Cluster.init)
    func excluded(_ one: Cluster, _ other: Cluster) -> Bool {
      one.identities.contains { mine in
        other.identities.contains { together.contains(Pair(mine, $0)) }
      }
    }
    while let best = surestPair(of: clusters, excluded: excluded) {
      let other = clusters.remove(at: best.second)
      clusters[best.first].stretches += other.stretches
      clusters[best.first].signature.add(other.signature)
      clusters[best.first].confidence = min(
        clusters[best.first].confidence, other.confidence, best.probability)
    }
    return clusters.indices.map { index in
      let apart = clusters.indices.filter { $0 != index && !excluded(clusters[index], clusters[$0]) }
      let doubt = apart.map { probability(clusters[index], clusters[$0]) }.max() ?? 0
      return Person(
        identities: clusters[index].identities.sorted(),
        confidence: min(clusters[index].confidence, 1 - doubt))
    }.sorted { $0.identities[0] < $1.identities[0] }
  }

  private static func surestPair(
    of clusters: [Cluster], excluded: (Cluster, Cluster) -> Bool
  ) -> (first: Int, second: Int, probability: Double)? {
    var best: (first: Int, second: Int, odds: Double)?
    for second in clusters.indices {
      for first in 0..<second where !excluded(clusters[first], clusters[second]) {
        let odds = odds(clusters[first], clusters[second])
        guard odds > best?.odds ?? -.infinity, FaceLikeness.probability(logOdds: odds) >= leastProbability
        else { continue }
        // Another that fits one of the two nearly as well, but was in view together with the other of the
        // two, …
        let rivals = clusters.indices.filter { $0 != first && $0 != second }
        let isContested = rivals.contains { rival in
          [(first, second), (second, first)].contains { one, other in
            excluded(clusters[rival], clusters[one]) && !excluded(clusters[rival], clusters[other])
              // … leaves it open whose stretch it is.
              && odds - self.odds(clusters[rival], clusters[other]) < leastAdvantage
          }
        }
        if !isContested { best = (first, second, odds) }
      }
    }
    return best.map { ($0.first, $0.second, FaceLikeness.probability(logOdds: $0.odds)) }
  }

  private static func probability(_ one: Cluster, _ other: Cluster) -> Double {
    FaceLikeness.probability(logOdds: odds(one, other))
  }

  /// Looks of all stretches together; place of the two that follow one another most closely.
  private static func odds(_ one: Cluster, _ other: Cluster) -> Double {
    var nearest = (gapSeconds: Double.infinity, place: 0.0)
    for mine in one.stretches {
      for theirs in other.stretches {
        let (earlier, later) = mine.firstSeconds <= theirs.firstSeconds ? (mine, theirs) : (theirs, mine)
        let gap = abs(later.firstSeconds - earlier.lastSeconds)
        if gap < nearest.gapSeconds {
          nearest = (gap, FaceLikeness.place(earlier.last, later.first))
        }
      }
    }
    return FaceLikeness.appearance(one.signature, other.signature) + nearest.place
  }
}
