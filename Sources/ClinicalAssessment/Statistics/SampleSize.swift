/// What a sample is too small for.
public enum SampleSizeWarning: Sendable, Hashable, Codable {
  /// Fewer than ten of the rarer class for each predictor a model was given.
  case fewEventsPerPredictor(Double)
  /// Fewer than 100 people of the rarer class: values and intervals of a validation are unstable.
  case fewEvents(Int)
  /// The 95 % interval of the area under the ROC curve is expected to be this wide.
  case wideArea(expectedWidth: Double)

  /// For a person to read.
  public var message: String {
    switch self {
    case .fewEventsPerPredictor(let number):
      "There are \(rounded(number, digits: 1)) people of the rarer class for each predictor. Below 10 a model learns "
        + "the sample's accidents (Peduzzi et al. 1996)."
    case .fewEvents(let count):
      "The rarer class has \(count) people. A validation wants at least 100 with and 100 without the condition "
        + "(Vergouwe et al. 2005; Collins et al. 2016)."
    case .wideArea(let width):
      "With this many people the 95 % interval of an area under the ROC curve near 0.75 is about "
        + "\(rounded(width, digits: 2)) wide (Hanley & McNeil 1982)."
    }
  }

  private func rounded(_ value: Double, digits: Int) -> String {
    var power = 1.0
    for _ in 0..<digits { power *= 10 }
    return "\((value * power).rounded() / power)"
  }
}

/// What can be expected of a sample before anything is computed from it.
public struct SampleSizeAdvice: Sendable, Hashable, Codable {
  public var events: Int
  public var nonEvents: Int
  /// People of the rarer class for each predictor; `nil` without predictors.
  public var eventsPerPredictor: Double?
  /// Width of the 95 % interval of an area of 0.75; `nil` when a class is absent.
  public var expectedAreaWidth: Double?
  public var warnings: [SampleSizeWarning]

  /// - Parameters:
  ///   - predictors: Numbers a model was free to use, chosen ones and others; `nil` where that is not known.
  ///   - widestArea: Expected intervals of the area wider than this are warned of.
  public init(events: Int, nonEvents: Int, predictors: Int? = nil, widestArea: Double = 0.1) {
    self.events = events
    self.nonEvents = nonEvents
    let rarer = min(events, nonEvents)
    eventsPerPredictor = predictors.flatMap { $0 > 0 ? Double(rarer) / Double($0) : nil }
    expectedAreaWidth = Self.areaWidth(positives: Double(events), negatives: Double(nonEvents))
    warnings = []
    if let eventsPerPredictor, eventsPerPredictor < 10 {
      warnings.append(.fewEventsPerPredictor(eventsPerPredictor))
    }
    if rarer < 100 { warnings.append(.fewEvents(rarer)) }
    if let expectedAreaWidth, expectedAreaWidth > widestArea {
      warnings.append(.wideArea(expectedWidth: expectedAreaWidth))
    }
  }

  /// Twice 1.96 standard errors by Hanley & McNeil 1982, Radiology 143: 29–36, eq. 1–2, at an area of 0.75.
  private static func areaWidth(positives: Double, negatives: Double) -> Double? {
    guard positives > 0, negatives > 0 else { return nil }
    let area = 0.75
    let twoPositives = area / (2 - area)
    let twoNegatives = 2 * area * area / (1 + area)
    let variance =
      (area * (1 - area) + (positives - 1) * (twoPositives - area * area)
        + (negatives - 1) * (twoNegatives - area * area)) / (positives * negatives)
    return min(1, 2 * 1.959963984540054 * variance.squareRoot())
  }
}
