/// Names for stretches of a scale's total.
public struct BandScheme: Sendable, Hashable {
  /// Paper or guideline.
  public let source: String
  /// In rising order; the first starts at the scale's lowest total.
  public let bands: [SeverityBand]

  init(source: String, _ bands: [(Double, String)]) {
    self.source = source
    self.bands = bands.map { SeverityBand(from: $0, name: $1) }
  }

  /// The last band that starts at or below a total. A prorated total between two bands (4.5) lies in the lower.
  public func band(of total: Double) -> SeverityBand? { bands.last { $0.from <= total } }
}

public struct SeverityBand: Sendable, Hashable {
  /// Lowest total in the band.
  public let from: Double
  public let name: String
}

/// A total from which a screen counts as positive.
public struct CutOff: Sendable, Hashable {
  public let atLeast: Double
  /// Paper or guideline, with the accuracy it states where that is certain.
  public let source: String

  public init(atLeast: Double, source: String) {
    self.atLeast = atLeast
    self.source = source
  }
}

/// A total up to which somebody who was ill counts as remitted.
public struct RemissionRule: Sendable, Hashable {
  public let atMost: Double
  public let source: String

  public init(atMost: Double, source: String) {
    self.atMost = atMost
    self.source = source
  }
}
