internal import RealModule
internal import SignalCore

/// A measure of this program as a simulation draws it: centre + spread · z in its own unit, z with the planted effect
/// and the influences.
///
/// Centres and spreads are round numbers of the size interviews give, influences round numbers in the direction known of
/// men and women, age, microphones and amounts of talk. None was estimated from data.
struct SimulatedMeasure: Sendable, Hashable {
  let name: String
  let centre: Double
  let spread: Double
  let influences: SimulatedInfluences
  /// Whether it needs sound above 4 kHz.
  let isBeyondTelephone: Bool

  init(
    _ name: String, _ centre: Double, _ spread: Double, _ influences: SimulatedInfluences = .init(),
    isBeyondTelephone: Bool = false
  ) {
    self.name = name
    self.centre = centre
    self.spread = spread
    self.influences = influences
    self.isBeyondTelephone = isBeyondTelephone
  }

  /// An index's term of this measure; `nil` for measures without an effect.
  func term(in index: CompositeIndex) -> IndexTerm? { index.terms.first { $0.measure == name } }

  /// To six digits, so that the last bits of the processor's arithmetic never show.
  func value(standard: Double) -> Double { (centre + spread * standard).roundedToSixDigits }

  static func named(_ name: String) -> SimulatedMeasure? { byName[name] }

  static func all(of modality: Measure.Modality) -> [SimulatedMeasure] {
    switch modality {
    case .speech: speech
    case .language: language
    case .face: face
    case .quality: []
    }
  }

  private static let byName = Dictionary(
    (speech + language + face).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}

extension Double {
  /// The nearest number with six digits that count.
  package var roundedToSixDigits: Double {
    guard self != 0, isFinite else { return self }
    let scale = Double.pow(10, Double(5 - Int(Double.log10(magnitude).rounded(.down))))
    return (self * scale).rounded() / scale
  }
}
