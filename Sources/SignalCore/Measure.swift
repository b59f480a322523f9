/// What a measure is: its definition, not a value of it.
///
/// A name never changes its meaning; a new definition raises `version`. `MEASURES.md` is made
/// from these values, so every text is written for a clinician to read.
public struct Measure: Sendable, Hashable, Codable {
  public enum Modality: String, Sendable, Hashable, Codable, CaseIterable {
    case speech, language, face, quality
  }

  /// How far a number can be relied on, as judged from what was checked.
  public enum Trust: String, Sendable, Hashable, Codable {
    /// Agrees with ground truth or an accepted reference within a stated tolerance.
    case checked
    /// Computed as published; agreement with a reference has not been measured here.
    case plausible
    /// Of interest to research; do not rest a judgement on it.
    case exploratory
  }

  /// Dotted path, for example `speech.pitch.f0.median`.
  public let name: String
  public let version: Int
  /// A few words for a table's heading.
  public let title: String
  public let modality: Modality
  /// SI or the field's own unit; "1" for a pure number.
  public let unit: String
  /// Values that can occur; outside lies an error. `nil` bounds are open.
  public let lowerBound: Double?
  public let upperBound: Double?
  /// How it is computed, exactly.
  public let definition: String
  /// Least data below which the value is missing.
  public let minimumData: String
  /// Paper or standard, with equation or section.
  public let source: String
  /// What is known about depression: effect, size, source; contrary evidence too.
  public let depression: String
  /// What makes it unreliable.
  public let caution: String
  public let trust: Trust

  public init(
    name: String, version: Int = 1, title: String, modality: Modality, unit: String,
    lowerBound: Double? = nil, upperBound: Double? = nil, definition: String, minimumData: String,
    source: String, depression: String, caution: String, trust: Trust
  ) {
    self.name = name
    self.version = version
    self.title = title
    self.modality = modality
    self.unit = unit
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.definition = definition
    self.minimumData = minimumData
    self.source = source
    self.depression = depression
    self.caution = caution
    self.trust = trust
  }

  /// Whether a number can be a value of this measure.
  public func admits(_ number: Double) -> Bool {
    number.isFinite && number >= lowerBound ?? -.infinity && number <= upperBound ?? .infinity
  }
}
