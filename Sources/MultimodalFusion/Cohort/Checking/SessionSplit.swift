/// Sessions to learn from and sessions to judge on, as places in a cohort. No person is on both sides.
public struct SessionSplit: Sendable, Hashable {
  public let training: [Int]
  public let validation: [Int]

  /// - Throws: When a person has sessions on both sides.
  public init(training: [Int], validation: [Int], of cohort: Cohort) throws(FusionError) {
    let known = Set(training.map { cohort.sessions[$0].participant })
    for place in validation where known.contains(cohort.sessions[place].participant) {
      throw .personOnBothSides(participant: cohort.sessions[place].participant)
    }
    self.training = training
    self.validation = validation
  }
}
