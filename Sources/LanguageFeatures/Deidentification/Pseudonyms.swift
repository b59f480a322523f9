internal import SignalCore

/// Gives each person, place or number of a session the same pseudonym wherever it is mentioned.
struct Pseudonyms {
  private var counts: [IdentityClass: Int] = [:]
  private var numbers: [IdentityClass: [String: Int]] = [:]
  /// Full names of the session, by each of their parts.
  private var fullNames: [String: Set<String>] = [:]

  /// - Parameters:
  ///   - names: Every person's name of the session, folded words apart by spaces.
  ///   - transcript: Where something was masked before, new numbers follow on its own.
  init(names: [String], in transcript: Transcript) {
    for text in transcript.segments.flatMap({ [$0.text, $0.speaker ?? ""] + $0.words.map(\.word) }) {
      for (identity, number) in Self.numbered(in: text) {
        counts[identity] = max(counts[identity] ?? 0, number)
      }
    }
    for name in names {
      let parts = name.split(separator: " ").map(String.init)
      guard parts.count > 1 else { continue }
      for part in [parts[0], parts[parts.count - 1]] { fullNames[part, default: []].insert(name) }
    }
  }

  /// The pseudonyms with a number that stand in a text.
  private static func numbered(in text: String) -> [(IdentityClass, Int)] {
    text.split(separator: "[", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      guard let end = part.firstIndex(of: "]"), let bar = part[..<end].lastIndex(of: "_"),
        let identity = IdentityClass(rawValue: String(part[..<bar])),
        let number = Int(part[part.index(after: bar)..<end]), number < 1_000_000
      else { return nil }
      return (identity, number)
    }
  }

  /// The pseudonym of a mention.
  ///
  /// A given name or a surname alone is the full name's person where the session has only one full name with it.
  mutating func pseudonym(_ identity: IdentityClass, _ mention: String) -> String {
    var key = mention
    if identity == .person, let full = fullNames[mention], full.count == 1, let only = full.first {
      key = only
    }
    if [.phone, .identifier].contains(identity) { key = mention.filter { $0.isLetter || $0.isNumber } }
    if let number = numbers[identity]?[key] { return identity.pseudonym(number) }
    let number = counts[identity, default: 0] + 1
    counts[identity] = number
    numbers[identity, default: [:]][key] = number
    return identity.pseudonym(number)
  }
}
