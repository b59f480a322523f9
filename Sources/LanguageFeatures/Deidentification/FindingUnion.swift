/// Joins what rules, lists and the model found in a turn: every word found by any of them, once.
struct FindingUnion {
  let turn: Turn
  let lists: NameLists
  let tags: [EntityTagger.Tag?]

  /// Findings in order that do not overlap.
  func findings(_ found: [IdentityFinding]) -> [IdentityFinding] {
    var owners = [Int?](repeating: nil, count: turn.words.count)
    let all = found + modelFindings()
    // The higher rank first, then a place by its cue before a person from a list, then the longer.
    let order = all.indices.sorted { first, second in
      let (a, b) = (weight(all[first]), weight(all[second]))
      return a == b ? first < second : a > b
    }
    for number in order {
      for word in all[number].words where owners[word] == nil && !turn.core(word).isEmpty {
        owners[word] = number
      }
    }
    return joined(owners, all)
  }

  private func weight(_ finding: IdentityFinding) -> Int {
    let source = finding.basis == "site list" ? 10_000 : finding.identity.rank * 1000
    let isCue = finding.basis.hasPrefix("rule") && finding.basis != "rule: capital"
    let isPlaceCue = finding.identity == .place && isPlaced(finding.words.lowerBound)
    return source + (isCue ? 100 : 0) + (isPlaceCue ? 200 : 0) + min(finding.words.count, 9) * 10
      - (finding.confidence == nil ? 0 : 50)
  }

  private func isPlaced(_ index: Int) -> Bool {
    ["in", "from", "to", "near", "left", "outside"].contains(turn.preceding(index))
  }

  /// Runs of words with one owner; a word in brackets or a dash alone breaks none.
  private func joined(_ owners: [Int?], _ all: [IdentityFinding]) -> [IdentityFinding] {
    var result: [IdentityFinding] = []
    var previous: Int?
    for (word, owner) in owners.enumerated() {
      defer { previous = owner }
      guard let owner else { continue }
      let finding = all[owner]
      if let last = result.last, last.words.upperBound == word,
        previous == owner || last.identity == finding.identity && continues(word, finding.identity)
      {
        result[result.count - 1].words = last.words.lowerBound..<word + 1
      } else {
        result.append(
          IdentityFinding(word..<word + 1, finding.identity, finding.basis, confidence: finding.confidence))
      }
    }
    return result
  }

  /// Whether a word goes on with the one before it, both found apart: one name, not two in a row.
  private func continues(_ word: Int, _ identity: IdentityClass) -> Bool {
    let before = turn.words[word - 1]
    guard !before.hasPossessive, !turn.words[word].startsSentence else { return false }
    switch identity {
    case .person:
      let name = turn.core(word)
      return !before.endsPhrase && (lists.isSurname(name) || !lists.isGiven(name)) && before.core != name
        && !["and", "or"].contains(turn.following(word + 1))
    case .place: return !before.endsPhrase
    default: return true
    }
  }

  // MARK: What the model alone finds

  private func modelFindings() -> [IdentityFinding] {
    turn.words.indices.compactMap { index in
      guard let tag = tags[index], accepts(tag, index) else { return nil }
      return IdentityFinding(index..<index + 1, tag.identity, "model", confidence: tag.probability)
    }
  }

  private func accepts(_ tag: EntityTagger.Tag, _ index: Int) -> Bool {
    let word = turn.core(index)
    guard !word.isEmpty, !NameCues.neverNames.contains(word) else { return false }
    switch tag.identity {
    case .person, .place:
      if exemptCapitals.contains(word) || monthNames.contains(word) { return false }
      if !lists.isCommon(word) { return tag.probability > 0.5 }
      let isName = tag.identity == .person ? lists.isGiven(word) : lists.isPlace(word)
      return isName && tag.probability > 0.8 && !NameCues.determiners.contains(turn.preceding(index))
        && !NameCues.modals.contains(word) && !AmbiguousName.things.contains(word)
        && !["drew", "sang", "hung"].contains(word)
        && turn.following(index + 1) != "of"
    case .address: return tag.probability > 0.9 && (!lists.isCommon(word) || isBesideAddress(index))
    case .email, .url, .phone, .identifier:
      return tag.probability > 0.9 && word.count(where: \.isNumber) >= 3
    case .organisation, .date, .ageOver89: return false
    }
  }

  private func isBesideAddress(_ index: Int) -> Bool {
    [index - 1, index + 1].contains { place in
      tags.indices.contains(place) && tags[place]?.identity == .address
        && turn.core(place).first?.isNumber == true
    }
  }
}
