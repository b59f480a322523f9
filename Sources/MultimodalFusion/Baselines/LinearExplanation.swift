public import SignalCore

/// Why a linear model gives a session its score: what every measure adds to the score of the average training session.
///
/// `base` plus all `contributions` is the weighted sum; plus `clipping` it is what the model predicts: the total for
/// ridge regression, the log-odds of a case for logistic regression. For a linear model these are its Shapley values
/// with independent inputs (Lundberg & Lee 2017, NeurIPS 30, corollary 1).
public struct LinearExplanation: Sendable, Hashable {
  public struct Contribution: Sendable, Hashable {
    public let name: String
    public let modality: Measure.Modality?
    /// `nil` = missing: the contribution is what the model makes of its being missing.
    public let value: Double?
    /// The training sessions' median, or that of the person's own earlier sessions where it is held against them.
    public let typical: Double
    public let contribution: Double
  }
  public struct ModalityContribution: Sendable, Hashable {
    /// `nil` = what is no measure, such as age.
    public let modality: Measure.Modality?
    public let contribution: Double
  }

  /// The weighted sum for the average training session.
  public let base: Double
  /// One a column of the model, greatest size first.
  public let contributions: [Contribution]
  /// Sums of `contributions`, in the order of `Measure.Modality`; what is no measure comes last.
  public let modalities: [ModalityContribution]
  /// What a sum outside the scale was moved to reach its end; 0 inside, and 0 for log-odds.
  public let clipping: Double
  /// The predicted total, or the log-odds of a case.
  public let score: Double
}

extension LinearModel {
  /// What every measure adds to this session's score, or why there is no score.
  public func explain(_ session: CohortSession) -> Result<LinearExplanation, MissingReason> {
    predict(session).map { prediction in
      let inputs = contributions(session)
      let sum = base + inputs.reduce(0, +)
      // A shared indicator is split evenly between the columns it speaks for.
      var ofColumns = Array(inputs.prefix(scaling.columns.count))
      for (indicator, contribution) in zip(scaling.indicators, inputs.dropFirst(scaling.columns.count)) {
        for place in indicator.places { ofColumns[place] += contribution / Double(indicator.places.count) }
      }
      let contributions = zip(scaling.columns, ofColumns).map { column, contribution in
        LinearExplanation.Contribution(
          name: column.column.name, modality: column.column.modality,
          value: column.column.value(in: session),
          typical: scaling.own(column.column, in: session)?.centre ?? column.centre,
          contribution: contribution)
      }
      let score =
        switch link {
        case .total: prediction.total
        case .logOdds: sum
        }
      return LinearExplanation(
        base: base,
        contributions: contributions.sorted {
          (-abs($0.contribution), $0.name) < (-abs($1.contribution), $1.name)
        },
        modalities: (Measure.Modality.allCases + [nil]).compactMap { modality in
          let own = contributions.filter { $0.modality == modality }
          return own.isEmpty
            ? nil
            : LinearExplanation.ModalityContribution(
              modality: modality, contribution: own.reduce(0) { $0 + $1.contribution })
        },
        clipping: score - sum, score: score)
    }
  }
}
