import DenseMath
import Foundation
import LanguageFeatures
import NeuralRuntime

/// Words somebody says and what each names.
struct NamingSentence {
  var words: [String] = []
  /// One a word; `nil` for none.
  var classes: [IdentityClass?] = []

  /// - Parameter markup: As `{PERSON|anna} came`; punctuation and capitals are left out.
  init(markup: String) {
    for part in NamingSentence.parts(markup) {
      if part.hasPrefix("{"), let bar = part.firstIndex(of: "|") {
        let identity = IdentityClass(rawValue: String(part[part.index(after: part.startIndex)..<bar]))
        append(String(part[part.index(after: bar)...].dropLast()), identity)
      } else {
        append(String(part), nil)
      }
    }
  }

  init() {}

  mutating func append(_ text: String, _ identity: IdentityClass?) {
    for written in text.split(whereSeparator: \.isWhitespace) {
      let core = ContextReader.core(of: String(written))
      // What is left of `{PERSON|anna}'s`.
      guard !core.isEmpty, core != "s" || !written.contains("'") else { continue }
      words.append(core)
      classes.append(identity)
    }
  }

  mutating func append(_ other: NamingSentence) {
    words += other.words
    classes += other.classes
  }

  /// What stands in braces and what stands between.
  static func parts(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      parts += [rest[..<open], rest[open...close]]
      rest = rest[rest.index(after: close)...]
    }
    return parts + [rest]
  }
}

/// Makes sentences from those written for the model: choices made, places for names filled.
struct NamingSentenceMaker {
  private let frames: [String]
  private let plain: [String]
  private let names: [IdentityClass: [String]]
  private let given: (words: [String], plain: [String])
  private let surnames: (words: [String], plain: [String])
  private let towns: (words: [String], plain: [String])
  private let words: [String]
  private var generator = SeededGenerator(seed: 1, stream: "name-context.sentences")

  /// - Parameter folder: Holds `frames.txt`, `plain.txt` and `names.txt`.
  init(folder: URL, catalog: ModelCatalog) throws {
    func lines(_ file: URL) throws -> [String] {
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        .map(String.init)
    }
    func list(_ name: String) throws -> [String] {
      try lines(URL(filePath: catalog.verifiedPath("deidentification/\(name).txt"))).filter { $0.count > 2 }
    }
    frames = try lines(folder.appending(path: "frames.txt"))
    plain = try lines(folder.appending(path: "plain.txt"))
    var names: [IdentityClass: [String]] = [:]
    for line in try lines(folder.appending(path: "names.txt")) {
      let columns = line.split(separator: "\t").map(String.init)
      guard columns.count == 2, let identity = IdentityClass(rawValue: columns[0]) else { continue }
      names[identity] = columns[1].components(separatedBy: ", ")
    }
    self.names = names
    let common = Set(try list("common_words"))
    func parted(_ list: [String]) -> (words: [String], plain: [String]) {
      (list.filter { common.contains($0) }, list.filter { !common.contains($0) })
    }
    given = parted(try list("given_names"))
    surnames = parted(try list("surnames"))
    towns = parted(try list("places"))
    words = try list("common_words").filter { $0.count > 3 && $0.allSatisfy(\.isLetter) }
  }

  var frameCount: Int { frames.count }
  var plainCount: Int { plain.count }

  mutating func frame(_ number: Int) -> NamingSentence { surrounded(filled(frames[number])) }
  mutating func plain(_ number: Int) -> NamingSentence { surrounded(filled(plain[number])) }

  /// A sentence with other people and places in it; `nil` where it names none.
  mutating func substituted(_ sentence: NamingSentence) -> NamingSentence? {
    guard sentence.classes.contains(.person) || sentence.classes.contains(.place) else { return nil }
    var result = NamingSentence()
    var index = 0
    while index < sentence.words.count {
      let identity = sentence.classes[index]
      var end = index + 1
      if identity == .person || identity == .place, let identity {
        while end < sentence.words.count, sentence.classes[end] == identity { end += 1 }
        result.append(name(identity), identity)
      } else {
        result.words.append(sentence.words[index])
        result.classes.append(identity)
      }
      index = end
    }
    return surrounded(result)
  }

  /// Now and then something said before or after, as in a turn without full stops.
  private mutating func surrounded(_ sentence: NamingSentence) -> NamingSentence {
    var result = NamingSentence()
    if generator.unit() < 0.25 { result.append(filled(pick(plain))) }
    result.append(sentence)
    if generator.unit() < 0.25 { result.append(filled(pick(plain))) }
    return result
  }

  private mutating func filled(_ line: String) -> NamingSentence {
    var text = ""
    var rest = line[...]
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      text += rest[..<open]
      let choices = rest[rest.index(after: open)..<close].split(
        separator: "/", omittingEmptySubsequences: false)
      text += choices[generator.whole(below: choices.count)]
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    var sentence = NamingSentence()
    for part in NamingSentence.parts(text) {
      if part.hasPrefix("{"), let identity = IdentityClass(rawValue: String(part.dropFirst().dropLast())) {
        sentence.append(name(identity), identity)
      } else {
        sentence.append(String(part), nil)
      }
    }
    return sentence
  }

  private mutating func pick(_ list: [String]) -> String { list[generator.whole(below: list.count)] }

  /// Names that are words more often than names that are nothing else, and now and then any word: where a word
  /// stands has to speak.
  private mutating func name(_ identity: IdentityClass) -> String {
    let own = names[identity] ?? []
    let draw = generator.unit()
    switch identity {
    case .person:
      var name =
        draw < 0.28
        ? pick(own)
        : draw < 0.5
          ? pick(given.words)
          : draw < 0.6
            ? pick(surnames.words)
            : draw < 0.7 ? pick(words) : draw < 0.95 ? pick(given.plain) : pick(surnames.plain)
      if generator.unit() < 0.12 {
        name += " " + (generator.unit() < 0.6 ? pick(surnames.plain) : pick(surnames.words))
      }
      return name
    case .place:
      return draw < 0.3
        ? pick(own)
        : draw < 0.5
          ? pick(towns.words)
          : draw < 0.6 ? pick(surnames.words) : draw < 0.7 ? pick(words) : pick(towns.plain)
    default: return pick(own)
    }
  }
}
