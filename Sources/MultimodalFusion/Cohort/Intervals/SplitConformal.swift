public import ClinicalAssessment
internal import DenseMath

/// Intervals around a model's totals from the errors it made in people it had not learned from (split conformal
/// prediction; Vovk, Gammerman & Shafer 2005; Lei et al. 2018, J. Am. Stat. Assoc. 113:1094).
///
/// The interval of a session of a new person of the same population holds the true total with at least the stated
/// probability, whatever the model. It says nothing about one group of people alone, or another population.
public struct SplitConformal: Sendable, Hashable, Codable {
  public let scale: OutcomeScale
  /// Truth less prediction in size, one a calibration session.
  public let errors: [PersonError]

  public struct PersonError: Sendable, Hashable, Codable {
    public let participant: String
    public let size: Double

    public init(participant: String, size: Double) {
      self.participant = participant
      self.size = size
    }
  }

  /// - Parameter errors: Of sessions of people the model has not learned from.
  public init(scale: OutcomeScale, errors: [PersonError]) {
    self.scale = scale
    self.errors = errors
  }

  /// Learns from some people and calibrates on the others.
  /// - Parameter calibrationFolds: One of so many folds of people calibrates: 4 leaves three quarters to learn from.
  public static func fit(
    _ learner: any SessionLearner, to cohort: Cohort, calibrationFolds: Int = 4, seed: UInt64
  ) throws(FusionError) -> (model: any SessionModel, intervals: SplitConformal) {
    let splits = try cohort.splits(.participants(folds: calibrationFolds), seed: seed)
    let model = try learner.fit(cohort.subset(splits[0].training), seed: seed)
    let errors = splits[0].validation.compactMap { place -> PersonError? in
      let session = cohort.sessions[place]
      guard let total = session.total, case .success(let prediction) = model.predict(session) else {
        return nil
      }
      return PersonError(participant: session.participant, size: abs(total - prediction.total))
    }
    return (model, SplitConformal(scale: cohort.scale, errors: errors))
  }

  /// Half the interval's width before it is cut at the scale's ends.
  /// - Parameter coverage: Above 0 and below 1.
  /// - Returns: `nil` with fewer than coverage / (1 − coverage) people: 19 for 0.95.
  public func halfWidth(coverage: Double) -> Double? {
    PersonWeightedQuantile(errors.map { ($0.participant, $0.size) }).score(coverage: coverage)
  }

  /// The whole scale where there are too few people to say less.
  public func interval(around total: Double, coverage: Double) -> Interval {
    guard let half = halfWidth(coverage: coverage) else {
      return Interval(lower: scale.minimum, upper: scale.maximum, coverage: coverage)
    }
    return Interval(
      lower: scale.clipped(total - half), upper: scale.clipped(total + half), coverage: coverage)
  }
}
