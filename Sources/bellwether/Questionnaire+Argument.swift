public import ArgumentParser
public import ClinicalAssessment
public import Interchange

extension Questionnaire: ExpressibleByArgument {
  public init?(argument: String) { self.init(named: argument) }
}

extension SlashedDates: ExpressibleByArgument {}
