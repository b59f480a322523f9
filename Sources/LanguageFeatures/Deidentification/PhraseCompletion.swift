/// Takes the rest of a name along once a part of it is found: ‘side’ of ‘moss side’, ‘north’ of ‘north shields’.
struct PhraseCompletion {
  let turn: Turn
  let lists: NameLists

  /// - Parameter findings: In order, without overlaps.
  /// - Returns: The same, some longer, still without overlaps.
  func completed(_ findings: [IdentityFinding]) -> [IdentityFinding] {
    var result: [IdentityFinding] = []
    for (number, finding) in findings.enumerated() {
      let floor = result.last?.words.upperBound ?? 0
      let ceiling = number + 1 < findings.count ? findings[number + 1].words.lowerBound : turn.words.count
      var grown = finding
      if [.person, .place, .organisation].contains(finding.identity) {
        grown.words = start(finding, floor: floor)..<end(finding, ceiling: ceiling)
        if grown.words.upperBound > finding.words.upperBound, finding.identity == .person {
          grown.identity = .place
        }
      }
      if let last = result.last, isPartnership(last, grown) || isRestOfStreet(last, grown) {
        result[result.count - 1].words = last.words.lowerBound..<grown.words.upperBound
      } else {
        result.append(grown)
      }
    }
    return result
  }

  private func end(_ finding: IdentityFinding, ceiling: Int) -> Int {
    let next = finding.words.upperBound
    let last = turn.words[next - 1]
    guard next < ceiling, !last.endsPhrase, !last.hasPossessive else { return next }
    let word = turn.following(next)
    let opener = turn.preceding(finding.words.lowerBound)
    let isLed = PlaceWords.prepositions.contains(opener)
    // ‘jack park the car’, ‘with anna drive’: what a person does.
    let isSite =
      PlaceWords.sites.contains(word) && word != "down" && (finding.identity != .person || isLed)
      || PlaceWords.doubtfulSites.contains(word) && finding.identity == .place && isLed
      || OrganisationForms.institutions.contains(word) && (finding.identity != .person || isLed)
    guard isSite, !Self.objects.contains(turn.following(next + 1)) || !lists.isCommon(last.core) else {
      return next
    }
    return next + 1
  }

  /// What follows a verb: ‘reading park the car’.
  private static let objects: Set<String> = ["the", "my", "his", "her", "your", "it", "me", "him", "them"]

  private func start(_ finding: IdentityFinding, floor: Int) -> Int {
    let first = finding.words.lowerBound
    guard finding.identity == .place, first > floor, !turn.words[first].startsSentence,
      !turn.words[first - 1].endsPhrase
    else { return first }
    let word = turn.core(first - 1)
    let opener = turn.preceding(first - 1)
    let isPart =
      PlaceWords.directions.contains(word) || PlaceWords.before.contains(word)
      || PlaceWords.attributes.contains(word) && PlaceWords.prepositions.contains(opener)
    return isPart && !["the", "a", "my"].contains(opener) ? first - 1 : first
  }

  /// A street of which one part was found as an address and the rest as a place.
  private func isRestOfStreet(_ first: IdentityFinding, _ second: IdentityFinding) -> Bool {
    first.identity == .address && second.identity == .place
      && first.words.upperBound == second.words.lowerBound
      && !turn.words[first.words.upperBound - 1].endsPhrase
      && PlaceWords.sites.contains(turn.core(second.words.upperBound - 1))
  }

  /// ‘tindall & moss’: a sign between two names of a firm.
  private func isPartnership(_ first: IdentityFinding, _ second: IdentityFinding) -> Bool {
    let gap = first.words.upperBound
    return first.identity == second.identity && second.words.lowerBound == gap + 1
      && turn.words[gap].written == "&"
  }
}
