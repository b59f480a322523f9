internal import ClinicalAssessment

/// What people read about each figure: its name, and its definition in a sentence or two.
struct FigureWording {
  let title: String
  let definition: String
  /// Decimals it is shown with.
  var decimals = 2

  init(_ title: String, _ definition: String, decimals: Int = 2) {
    self.title = title
    self.definition = definition
    self.decimals = decimals
  }

  init(_ name: Figure.Name) {
    self = Self.agreement(name) ?? Self.discrimination(name) ?? Self.calibration(name)
  }

  private static func agreement(_ name: Figure.Name) -> FigureWording? {
    switch name {
    case .concordance:
      FigureWording(
        "Concordance (CCC)",
        "Lin’s concordance correlation: 1 when every score equals its total, 0 when there is no relation; "
          + "it falls "
          + "when scores run parallel to totals but apart from them. Variances with divisor n (Lin 1989).")
    case .meanAbsoluteError:
      FigureWording("Mean absolute error", "By how many points a score misses the total, on average.")
    case .rootMeanSquaredError:
      FigureWording(
        "Root mean squared error",
        "The same, with large misses counting more: root of the mean squared difference.")
    case .pearson:
      FigureWording(
        "Pearson correlation", "How closely scores and totals lie on any rising straight line, −1 to 1.")
    case .spearman:
      FigureWording(
        "Spearman correlation", "How alike scores and totals put people in order, −1 to 1; from ranks.")
    case .kendallTauB:
      FigureWording(
        "Kendall’s tau-b",
        "Of all pairs of people, those put in the same order by score and total less those put in opposite "
          + "order, as "
          + "a share, with ties allowed for.")
    case .intraclassCorrelation:
      FigureWording(
        "Intraclass correlation (2,1)",
        "Score and total as two raters of the same people: share of variance that lies between people, "
          + "absolute "
          + "agreement (Shrout & Fleiss 1979, form 2,1).")
    case .bias:
      FigureWording(
        "Bias", "Mean of score minus total, in points: above 0, the score is too high on average.")
    case .weightedKappaOfBands:
      FigureWording(
        "Weighted kappa of bands",
        "Agreement of severity bands beyond chance, where missing by two bands weighs four times missing "
          + "by one "
          + "(Cohen 1968, quadratic weights).")
    default: nil
    }
  }

  private static func discrimination(_ name: Figure.Name) -> FigureWording? {
    switch name {
    case .areaUnderROC:
      FigureWording(
        "Area under the ROC curve",
        "Chance that a case taken at random scores above a person taken at random who is none; 0.5 is "
          + "guessing. "
          + "Interval after DeLong et al. 1988 where everybody counts once.")
    case .areaUnderROCOfProbability:
      FigureWording(
        "Area under the ROC curve, probability",
        "The same for the column ‘probability’ in place of the score.")
    case .averagePrecision:
      FigureWording(
        "Average precision",
        "Mean share of true cases among those called positive, over all thresholds, weighted by the gain in "
          + "sensitivity; guessing gives the share of cases.")
    case .sensitivity: FigureWording("Sensitivity", "Share of cases that the score calls positive.")
    case .specificity:
      FigureWording("Specificity", "Share of people who are no cases that the score leaves alone.")
    case .positivePredictiveValue:
      FigureWording(
        "Positive predictive value", "Share of true cases among those called positive, in these data.")
    case .negativePredictiveValue:
      FigureWording(
        "Negative predictive value", "Share of people without a case among those not called positive.")
    case .accuracy:
      FigureWording(
        "Accuracy",
        "Share of people called rightly. High whenever cases are rare, even for a score that finds none.")
    case .balancedAccuracy:
      FigureWording("Balanced accuracy", "Mean of sensitivity and specificity; 0.5 is guessing.")
    case .f1: FigureWording("F1", "Harmonic mean of sensitivity and positive predictive value.")
    case .matthews:
      FigureWording("Matthews correlation", "Correlation of calls and cases, −1 to 1 (Matthews 1975).")
    case .kappa: FigureWording("Cohen’s kappa", "Agreement of calls and cases beyond chance (Cohen 1960).")
    default: nil
    }
  }

  private static func calibration(_ name: Figure.Name) -> FigureWording {
    switch name {
    case .brier:
      FigureWording(
        "Brier score", "Mean squared difference of probability and outcome: 0 is perfect.", decimals: 3)
    case .logLoss:
      FigureWording(
        "Log loss",
        "Mean of −ln of the probability given to what came true; not defined when that is 0 for anybody.",
        decimals: 3)
    case .calibrationSlope:
      FigureWording(
        "Calibration slope",
        "Slope of a logistic regression of the outcome on the log-odds: 1 is right, below 1 the "
          + "probabilities are too "
          + "extreme (Cox 1958).")
    case .calibrationIntercept:
      FigureWording("Calibration intercept", "Intercept fitted together with that slope: 0 is right.")
    case .calibrationInTheLarge:
      FigureWording(
        "Calibration in the large",
        "Intercept with the slope held at 1: above 0, probabilities are too low on the whole; below 0, too "
          + "high."
      )
    default:
      FigureWording(
        "Expected calibration error",
        "Mean distance of probability and share of cases over ten bins of equal width, weighted by their "
          + "people; "
          + "unstable below about 200 people.", decimals: 3)
    }
  }
}
