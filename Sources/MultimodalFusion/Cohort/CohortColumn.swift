public import SignalCore

/// A measure as a column of a cohort.
public struct CohortColumn: Sendable, Hashable, Codable {
  /// The measure's name, for example `speech.pitch.f0.median`.
  public let name: String
  public let modality: Measure.Modality
  /// The name's first two parts, for example `speech.pitch`.
  public let group: String

  public init(name: String, modality: Measure.Modality) {
    self.name = name
    self.modality = modality
    group = name.split(separator: ".").prefix(2).joined(separator: ".")
  }
}
