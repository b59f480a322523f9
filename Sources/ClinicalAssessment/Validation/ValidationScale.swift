/// The questionnaire whose total a score is compared with.
public enum ValidationScale: String, Sendable, Hashable, Codable, CaseIterable {
  case phq8
  case phq9

  public var questionnaire: Questionnaire {
    switch self {
    case .phq8: .phq8
    case .phq9: .phq9
    }
  }

  public var title: String { questionnaire.name }

  /// Totals the questionnaire can yield.
  public var totals: ClosedRange<Double> { questionnaire.totals }

  /// Totals from here on count as a case: the cut-off of either form, Kroenke et al. 2001 and 2009.
  public var caseTotal: Double { questionnaire.cutOff?.atLeast ?? 10 }

  /// Bands of severity, mildest first.
  public var bands: [SeverityBand] { questionnaire.bandScheme.bands }

  /// Place in `bands` of a total; a score's estimate is put where its rounded value lies, and one outside the
  /// scale at the nearest end.
  func band(of total: Double) -> Int { bands.lastIndex { $0.from <= total.rounded() } ?? 0 }
}
