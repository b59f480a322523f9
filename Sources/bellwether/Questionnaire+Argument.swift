public import ArgumentParser
public import ClinicalAssessment
public import Interchange

extension Questionnaire: ExpressibleByArgument {
  public init?(argument: String) { self.init(named: argument) }
}

extension SlashedDates: ExpressibleByArgument {
  public static var allValueStrings: [String] {
    allCases.filter { $0 != .unstated }.map(\.rawValue)
  }
}
