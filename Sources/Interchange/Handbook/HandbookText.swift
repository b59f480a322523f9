public import ExtractionPipeline

/// Entries of the handbook for programs: a row or an object a measure.
public enum HandbookText {
  public static func csv(_ entries: [MeasureEntry]) -> String {
    var text = CommaSeparated(header: ["version", "modality"] + MeasureEntry.Field.allCases.map(\.rawValue))
    for entry in entries {
      text.append(
        ["\(entry.measure.version)", entry.measure.modality.rawValue]
          + MeasureEntry.Field.allCases.map(entry.text))
    }
    return text.text
  }

  public static func json(_ entries: [MeasureEntry]) throws(InterchangeError) -> String {
    try JSONText.text(entries.map(Entry.init))
  }

  /// Bounds and findings as numbers and lists; everything else in the words of the handbook.
  private struct Entry: Encodable {
    let version: Int
    let modality: String
    let lowerBound: Double?
    let upperBound: Double?
    let findings: [PublishedFinding]
    let texts: [String: String]

    init(_ entry: MeasureEntry) {
      version = entry.measure.version
      modality = entry.measure.modality.rawValue
      lowerBound = entry.measure.lowerBound
      upperBound = entry.measure.upperBound
      findings = entry.findings
      texts = Dictionary(
        uniqueKeysWithValues: MeasureEntry.Field.allCases.map { ($0.rawValue, entry.text($0)) })
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(version, forKey: Key("version"))
      try container.encode(modality, forKey: Key("modality"))
      try container.encodeIfPresent(lowerBound, forKey: Key("lower_bound"))
      try container.encodeIfPresent(upperBound, forKey: Key("upper_bound"))
      try container.encode(findings, forKey: Key("findings"))
      for (name, text) in texts { try container.encode(text, forKey: Key(name)) }
    }

    struct Key: CodingKey {
      let stringValue: String
      let intValue: Int? = nil

      init(_ name: String) { stringValue = name }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
  }
}
