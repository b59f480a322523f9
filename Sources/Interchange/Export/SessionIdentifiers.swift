internal import Foundation
internal import SignalCore

/// The names by which a results folder knows one session: its own, the participant's and the recording's.
struct SessionIdentifiers {
  struct Found {
    /// Counted from 1; 0 for a speaker's label.
    let segment: Int
    let startSeconds: Double?
    let pseudonym: String
  }

  private struct Name {
    /// Words in lower case, without marks around them.
    let words: [String]
    let pseudonym: String
  }

  /// Names of several words first.
  private let names: [Name]
  /// Label in lower case → pseudonym.
  private let labels: [String: String]

  /// - Parameters:
  ///   - session: Name and pseudonym; likewise `participant`.
  ///   - path: Of the recording.
  init(
    session: (name: String, pseudonym: String), participant: (name: String, pseudonym: String)?, path: String
  ) {
    let file = URL(filePath: path).lastPathComponent
    let stem = URL(filePath: path).deletingPathExtension().lastPathComponent
    let recording = [session.name, path, file, stem].map { ($0, session.pseudonym) }
    let all = (participant.map { [$0] } ?? []) + recording
    labels = Dictionary(all.map { ($0.0.lowercased(), $0.1) }, uniquingKeysWith: { first, _ in first })
    // What is short or a plain word (‘visit’) stands for too much else in what people say.
    let spoken =
      (participant.map { [$0] } ?? [])
      + recording.filter { name, _ in !name.allSatisfy { $0.isLowercase && $0.isLetter } }
    let whole = spoken.filter { $0.0.count > 2 }.map { name, pseudonym in
      Name(
        words: name.split(whereSeparator: \.isWhitespace).map { Self.core(String($0)) }
          .filter { !$0.isEmpty }, pseudonym: pseudonym)
    }
    // Of a full name each part is said alone too.
    let parts = (participant?.name ?? "").split { !$0.isLetter }.map { $0.lowercased() }
      .filter { $0.count > 2 && !Self.generic.contains($0) }
    names = (whole + parts.map { Name(words: [$0], pseudonym: participant?.pseudonym ?? "") })
      .filter { !$0.words.isEmpty }.sorted { $0.words.count > $1.words.count }
  }

  /// Words that stand in names of participants and name nobody.
  private static let generic: Set<String> = [
    "case", "child", "client", "control", "participant", "patient", "person", "pilot", "subject", "test",
    "the", "volunteer",
  ]

  /// Puts the pseudonyms in place of the names.
  func replace(in transcript: inout Transcript) -> [Found] {
    var found: [Found] = []
    for label in transcript.speakers {
      let wholly = labels[label.lowercased()]
      let words = label.split(whereSeparator: \.isWhitespace).map(String.init)
      let places = replaced(words)
      guard let new = wholly ?? (places.isEmpty ? nil : Self.joined(words, places)) else { continue }
      found.append(Found(segment: 0, startSeconds: nil, pseudonym: new))
      for index in transcript.segments.indices where transcript.segments[index].speaker == label {
        transcript.segments[index].speaker = new
      }
    }
    for index in transcript.segments.indices {
      found += replace(in: &transcript.segments[index], number: index + 1)
    }
    return found
  }

  private func replace(in segment: inout Transcript.Segment, number: Int) -> [Found] {
    let written =
      segment.words.isEmpty
      ? segment.text.split(whereSeparator: \.isWhitespace).map(String.init) : segment.words.map(\.word)
    let places = replaced(written)
    if places.isEmpty { return [] }
    let found = places.map { place in
      Found(
        segment: number,
        startSeconds: segment.words.isEmpty
          ? segment.start : segment.words[place.range.lowerBound].start ?? segment.start,
        pseudonym: place.pseudonym)
    }
    if !segment.words.isEmpty {
      for place in places.reversed() {
        let last = segment.words[place.range.upperBound - 1]
        var word = segment.words[place.range.lowerBound]
        word.word = place.text
        word.end = last.end
        segment.words.replaceSubrange(place.range, with: [word])
      }
    }
    segment.text = Self.joined(written, places)
    return found
  }

  private struct Place {
    let range: Range<Int>
    let text: String
    let pseudonym: String
  }

  /// Where names stand among words, in order; none overlaps another.
  private func replaced(_ words: [String]) -> [Place] {
    let cores = words.map(Self.core)
    var places: [Place] = []
    var index = 0
    while index < words.count {
      let name = names.first { name in
        index + name.words.count <= cores.count
          && cores[index..<index + name.words.count].elementsEqual(name.words)
      }
      guard let name else {
        index += 1
        continue
      }
      let range = index..<index + name.words.count
      let opening = words[index].prefix { !Self.isInside($0) }
      let closing = String(words[range.upperBound - 1].reversed().prefix { !Self.isInside($0) }.reversed())
      places.append(Place(range: range, text: opening + name.pseudonym + closing, pseudonym: name.pseudonym))
      index = range.upperBound
    }
    return places
  }

  private static func joined(_ words: [String], _ places: [Place]) -> String {
    var words = words
    for place in places.reversed() { words.replaceSubrange(place.range, with: [place.text]) }
    return words.joined(separator: " ")
  }

  private static func isInside(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  /// In lower case, without what stands around it and without a genitive’s ’s.
  private static func core(_ word: String) -> String {
    var inner = word.lowercased().drop { !isInside($0) }
    while let last = inner.last, !isInside(last) { inner.removeLast() }
    for ending in ["'s", "’s"] where inner.hasSuffix(ending) { inner.removeLast(2) }
    return String(inner)
  }
}
