internal import SignalCore

/// The content of `Models/composite_index.json`: the whole table of the index, for the program and for people alike.
public struct CompositeIndexCard: Sendable, Hashable, Codable {
  /// Of the file's shape; another one is not read.
  public let format: Int
  public let name: String
  /// To be raised with every change of a term or a weight; stands in every score.
  public let version: String
  /// The measure set whose definitions the terms were chosen for.
  public let measureSetVersion: String
  public let notice: String
  /// What an index is counted in.
  public let unit: String
  /// How terms become an index: the part that is this program and no table.
  public let arithmetic: String
  /// Where weights come from.
  public let weights: String
  /// What the interval around an index means.
  public let interval: String
  /// The limits that hold for every term.
  public let caution: String
  public let notForUse: [String]
  /// In the order in which contributions are added.
  public let terms: [IndexTerm]
  public let leftOut: [LeftOutMeasure]

  public static let currentFormat = 1

  /// What makes the table useless or misleading, in words; `nil` for nothing.
  var fault: String? {
    if terms.isEmpty { return "it has no terms" }
    var names: Set<String> = []
    for term in terms {
      guard names.insert(term.measure).inserted else { return "‘\(term.measure)’ stands in it twice" }
      guard term.weight.isFinite, term.weight > 0, term.weight <= 1 else {
        return "the weight of ‘\(term.measure)’ is not above 0 and at most 1"
      }
      guard term.modality != .quality, term.measure.hasPrefix(term.modality.rawValue + ".") else {
        return "‘\(term.measure)’ is not of the modality ‘\(term.modality.rawValue)’"
      }
      if let fault = term.evidenceFault { return fault }
      guard ![term.title, term.effect, term.source, term.contrary].contains("") else {
        return "‘\(term.measure)’ lacks a title, the effect, its source or what speaks against it"
      }
    }
    if let both = leftOut.first(where: { names.contains($0.measure) }) {
      return "‘\(both.measure)’ is both taken and left out"
    }
    return [name, version, measureSetVersion, unit, interval, caution].contains("")
      ? "its name, version, measure set, unit, interval or limits are empty" : nil
  }
}
