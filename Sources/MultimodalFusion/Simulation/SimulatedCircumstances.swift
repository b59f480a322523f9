/// What surrounds a simulated session, beside the outcome.
public struct SimulatedCircumstances: Sendable, Hashable {
  /// What a session is recorded with.
  public enum Device: String, Sendable, Hashable, Codable, CaseIterable {
    case studio, laptop
    /// Sound up to 4 kHz, and no picture.
    case telephone
  }

  public let isFemale: Bool
  public let ageYears: Double
  public let device: Device
  /// Standard normal over people and sessions.
  public let talkativeness: Double
  /// The severity the total and the planted measures follow: mean 0, variance 1 over people.
  public let severity: Double
}

/// Standard deviations by which a circumstance moves something, at the same outcome.
public struct SimulatedInfluences: Sendable, Hashable, Codable {
  /// A woman less a man.
  public var female: Double
  /// Somebody ten years older.
  public var tenYears: Double
  /// A laptop less the studio.
  public var laptop: Double
  /// Somebody more talkative by one standard deviation.
  public var talkativeness: Double

  public init(female: Double = 0, tenYears: Double = 0, laptop: Double = 0, talkativeness: Double = 0) {
    self.female = female
    self.tenYears = tenYears
    self.laptop = laptop
    self.talkativeness = talkativeness
  }

  /// What the circumstances add, and the variance of that over people.
  ///
  /// Each enters with its mean taken off, so that on average nothing is added.
  func shift(
    isFemale: Bool, ageYears: Double, device: SimulatedCircumstances.Device, talkativeness: Double,
    laptopShare: Double
  ) -> (sum: Double, variance: Double) {
    let (women, years) = (SimulatedPerson.femaleShare, SimulatedPerson.ages)
    let decades = Double(years.count) / 10
    let sum =
      female * ((isFemale ? 1 : 0) - women)
      + tenYears * (ageYears - Double(years.lowerBound + years.upperBound - 1) / 2) / 10
      + laptop * ((device == .laptop ? 1 : 0) - laptopShare)
      + self.talkativeness * talkativeness
    // Years are whole and evenly spread.
    let variance =
      female * female * women * (1 - women)
      + tenYears * tenYears * (decades * decades - 0.01) / 12
      + laptop * laptop * laptopShare * (1 - laptopShare) + self.talkativeness * self.talkativeness
    return (sum, variance)
  }
}
