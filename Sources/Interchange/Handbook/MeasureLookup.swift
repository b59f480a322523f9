public import ExtractionPipeline
public import SignalCore

/// Measures of the handbook by name, by pattern, or by words in their texts.
public enum MeasureLookup {
  /// - Parameters:
  ///   - names: Names or patterns (`speech.pitch.*`); empty for all measures.
  ///   - search: Words that all must occur in a measure's name or texts, in any case; `nil` for none.
  /// - Returns: In the order of the entries, each once.
  public static func choose(
    _ entries: [MeasureEntry], names: [String], search: String?
  ) throws(MeasureLookupError) -> [MeasureEntry] {
    var chosen = entries
    if !names.isEmpty {
      let patterns = names.map(MeasurePattern.init)
      for pattern in patterns where !entries.contains(where: { pattern.matches($0.measure.name) }) {
        throw .noSuchMeasure(
          name: pattern.text, nearest: nearest(to: pattern.text, among: entries.map(\.measure.name)))
      }
      chosen = entries.filter { entry in patterns.contains { $0.matches(entry.measure.name) } }
    }
    guard let search else { return chosen }
    let words = search.lowercased().split(separator: " ").map(String.init)
    let found = chosen.filter { entry in
      let text = MeasureEntry.Field.allCases.map(entry.text).joined(separator: "\n").lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    if found.isEmpty { throw .nothingFound(words: search) }
    return found
  }

  /// The three names that take the fewest changes, those with a part in common first.
  static func nearest(to name: String, among names: [String]) -> [String] {
    let wanted = name.lowercased()
    let parts = Set(wanted.split { ".*?_ ".contains($0) })
    let ranked = names.map { candidate in
      let shared = parts.intersection(candidate.split { "._".contains($0) }).count
      return (name: candidate, shared: shared, changes: changes(from: wanted, to: candidate))
    }.sorted {
      ($0.changes - 4 * $0.shared, $0.name) < ($1.changes - 4 * $1.shared, $1.name)
    }
    return ranked.prefix(3).map(\.name)
  }

  /// Letters to insert, remove or replace (Levenshtein 1966).
  private static func changes(from first: String, to second: String) -> Int {
    let (one, other) = (Array(first.utf8), Array(second.utf8))
    var row = Array(0...other.count)
    for (i, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, against) in other.enumerated() {
        let replaced = diagonal + (letter == against ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j + 1] + 1, row[j] + 1)
      }
    }
    return row[other.count]
  }
}

/// A measure that was asked for is not in the handbook.
public enum MeasureLookupError: UserFacingError, Equatable {
  case noSuchMeasure(name: String, nearest: [String])
  case nothingFound(words: String)

  public var message: String {
    switch self {
    case .noSuchMeasure(let name, _): "No measure is called ‘\(name)’."
    case .nothingFound(let words): "No measure’s name or texts hold ‘\(words)’."
    }
  }

  public var remedy: String {
    switch self {
    case .noSuchMeasure(_, let nearest):
      "The nearest names are \(nearest.map { "‘\($0)’" }.joined(separator: ", ")). "
        + "Use * for any letters, as in ‘speech.pitch.*’, or look for words with --search."
    case .nothingFound: "Use fewer or other words; ‘bellwether measures’ lists all measures."
    }
  }
}
