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
  /// Words of the sentences without names that could be names, as often as they stand there.
  private let ordinary: [String]
  private var generator = SeededGenerator(seed: 1, stream: "name-context.sentences")

  /// - Parameter folder: Holds `frames.txt`, `plain.txt` and `names.txt`.
  init(folder: URL, catalog: ModelCatalog, reader: ContextReader) throws {
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
    ordinary = plain.flatMap { line in
      line.split { " []/".contains($0) }.map { ContextReader.core(of: String($0)) }
        .filter { reader.isCandidate($0) && reader.isNameLike($0) }
    }
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

  /// Names that are words more often than names that are nothing else, the words of the sentences without names
  /// among them, and now and then any word: where a word stands has to speak, not which word it is.
  private mutating func name(_ identity: IdentityClass) -> String {
    let own = names[identity] ?? []
    let lists: [(share: Double, words: [String])]
    switch identity {
    case .person:
      lists = [
        (0.35, ordinary), (0.2, own), (0.13, given.words), (0.05, surnames.words), (0.05, words),
        (0.18, given.plain), (0.04, surnames.plain),
      ]
    case .place:
      lists = [
        (0.3, ordinary), (0.27, own), (0.14, towns.words), (0.05, surnames.words), (0.05, words),
        (0.19, towns.plain),
      ]
    default: lists = [(1, own)]
    }
    var draw = generator.unit()
    let list = lists.first { list in
      draw -= list.share
      return draw < 0
    }
    let name = pick(list?.words ?? own)
    guard identity == .person, generator.unit() < 0.12 else { return name }
    return name + " " + (generator.unit() < 0.6 ? pick(surnames.plain) : pick(surnames.words))
  }
}
