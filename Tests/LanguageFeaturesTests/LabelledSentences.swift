import Foundation
import LanguageFeatures
import SignalCore
import TestSupport

/// One word of a labelled sentence: what it should be, and what was made of it.
struct LabelledSentence {
  struct Entity {
    let identity: IdentityClass
    let words: Range<Int>
  }

  let text: String
  let words: [String]
  let entities: [Entity]

  /// - Parameter markup: Text with what identifies somebody as `{PERSON|anna}`.
  init(markup: String) {
    var plain = ""
    var entities: [Entity] = []
    var rest = markup[...]
    func count() -> Int { plain.split(separator: " ").count }
    while let open = rest.firstIndex(of: "{") {
      plain += rest[..<open]
      let inside = rest[rest.index(after: open)...].prefix { $0 != "}" }
      let parts = inside.split(separator: "|")
      let first = count()
      plain += parts[1]
      if let identity = IdentityClass(rawValue: String(parts[0])) {
        entities.append(Entity(identity: identity, words: first..<count()))
      }
      rest = rest[inside.endIndex...].dropFirst()
    }
    plain += rest
    text = plain
    words = plain.split(separator: " ").map(String.init)
    self.entities = entities
  }

  /// The sentences of one part of the set, in the file's order.
  static func part(_ name: String) throws -> [LabelledSentence] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/deidentification.tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().compactMap {
      line in
      let columns = line.split(separator: "\t", maxSplits: 1)
      return columns[0] == name ? LabelledSentence(markup: String(columns[1])) : nil
    }
  }

  /// What each word was masked as; every word has a second of its own, by which a pseudonym tells what it covers.
  func masked(by deidentifier: Deidentifier) throws -> [IdentityClass?] {
    let timed = words.enumerated().map {
      Transcript.Word(word: $1, start: Double($0), end: Double($0) + 1)
    }
    let (masked, _) = try deidentifier.deidentified(
      transcript(segment("A1", text, start: 0, end: Double(words.count), words: timed)))
    var classes = [IdentityClass?](repeating: nil, count: words.count)
    for word in masked.segments[0].words {
      guard let identity = IdentityClass(pseudonym: word.word), let start = word.start, let end = word.end
      else { continue }
      for place in Int(start)..<Int(end) { classes[place] = identity }
    }
    return classes
  }
}

extension IdentityClass {
  /// The class of a word such as `([PERSON_1],`.
  init?(pseudonym: String) {
    guard let open = pseudonym.firstIndex(of: "["), let close = pseudonym.firstIndex(of: "]") else {
      return nil
    }
    let name = pseudonym[pseudonym.index(after: open)..<close]
    guard let found = Self.allCases.first(where: { name.hasPrefix($0.rawValue) }) else { return nil }
    self = found
  }
}
