public import ArgumentParser
public import MultimodalFusion

extension TrainingCandidates: ExpressibleByArgument {}
extension GatedTurnLearner.Position: ExpressibleByArgument {}
extension GatedTurnLearner.Tuning: ExpressibleByArgument {}
extension FoldUnit: ExpressibleByArgument {}
