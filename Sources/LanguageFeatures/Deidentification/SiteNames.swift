internal import Foundation

/// Names of a site that are always masked: staff, interviewers, clinics.
public struct SiteNames: Sendable {
  /// Folded words of each name, longest first within one beginning.
  private let names: [String: [(words: [String], identity: IdentityClass)]]

  /// No names.
  public init() { names = [:] }

  /// Reads a list, one name a line; after a tab, comma or semicolon may stand `person`, `place` or
  /// `organisation`. Without it a name is a person's. Lines that begin with # are passed over.
  public init(contentsOf path: String) throws(LanguageError) { self.init(text: try Self.text(path)) }

  /// What such a file holds.
  public static func text(_ path: String) throws(LanguageError) -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw .siteNamesUnreadable(path: path)
    }
    return text
  }

  /// - Parameter text: What such a file holds.
  public init(text: String) {
    var names: [String: [(words: [String], identity: IdentityClass)]] = [:]
    func add(_ words: [String], _ identity: IdentityClass) {
      if let first = words.first { names[first, default: []].append((words, identity)) }
    }
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      let columns = line.split { "\t,;".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
      guard let name = columns.first else { continue }
      let identity =
        columns.dropFirst().compactMap { IdentityClass(rawValue: $0.uppercased()) }.first ?? .person
      let words = name.split(whereSeparator: \.isWhitespace).map {
        TurnWord(written: String($0), startsSentence: false, segment: 0, word: 0).core
      }.filter { !$0.isEmpty }
      add(words, identity)
      // Of a person's full name each part is masked alone.
      if identity == .person, words.count > 1 {
        for part in words
        where part.count > 2 && !NameCues.neverNames.contains(part)
          && !NameCues.writtenTitles.contains(part) && !NameCues.spokenTitles.contains(part)
        {
          add([part], .person)
        }
      }
    }
    self.names = names.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  func findings(in turn: Turn) -> [IdentityFinding] {
    turn.words.indices.compactMap { index in
      names[turn.core(index)]?.first { name in
        name.words.indices.allSatisfy { turn.core(index + $0) == name.words[$0] }
      }.map { IdentityFinding(index..<index + $0.words.count, $0.identity, "site list") }
    }
  }

  func holds(_ word: String) -> Bool { names[word]?.contains { $0.words.count == 1 } == true }
}
