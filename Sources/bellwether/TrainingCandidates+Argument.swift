public import ArgumentParser
public import MultimodalFusion

extension TrainingCandidates: ExpressibleByArgument {}
