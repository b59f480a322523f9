public import ArgumentParser
public import ClinicalAssessment

extension ValidationScale: ExpressibleByArgument {}
