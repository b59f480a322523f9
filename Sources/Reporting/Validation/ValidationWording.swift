internal import ClinicalAssessment

/// The page’s English, but for the definitions of figures.
enum ValidationWording {
  static func title(_ scale: ValidationScale) -> String {
    "How well the score agrees with the \(scale.title)"
  }
  static let research =
    "For research and for judging a model. Agreement with a questionnaire is not agreement with a diagnosis."
  static let leakBanner =
    "A leak was found, and figures are shown all the same. They may be far too good. Reason given:"

  static let headline = "In plain words"
  static let contents = "On this page"
  static let flow = "Who was compared"
  static let leaks = "Checks for leaks"
  static let agreement = "Agreement with the total"
  static let discrimination = "Telling cases from others"
  static let threshold = "What a threshold does"
  static let calibration = "What the probabilities are worth"
  static let subgroups = "Groups of people"
  static let missing = "Missing data"
  static let baselines = "What could be said without listening"
  static let checklist = "Reporting checklist (TRIPOD+AI)"
  static let glossary = "What the words mean"
  static let origin = "Where these figures come from"

  static let notDefined = "not defined"
  static let noProbabilities =
    "The score table has no column ‘probability’: without probabilities there is no calibration and no "
    + "decision curve."
  static let noSubgroups = "The score table has none of the columns asked for."
  static let noGaps = "No cell of a paired row is empty."
  static let noJavaScript =
    "With scripts switched on, a slider here moves the threshold. The table shows the threshold chosen."
  static let thresholdLabel = "Threshold: positive from this score on"
  static let prevalenceLabel = "Share of cases where the score is used, in percent"
  static let blank = "for the authors"
  static let tooFew = "too few cases or others"
  static let perThousand = "Of 1,000 people at this share of cases"

  static func title(_ kind: LeakCheck.Kind) -> String {
    switch kind {
    case .participantInTrainAndTest: "Known people tested"
    case .segmentsCountedAsPeople: "Parts counted as people"
    case .recordingOfSeveralPeople: "One recording, several people"
    case .interviewerAsGood: "Interviewer tells as much"
    case .thresholdChosenOnTestRows: "Threshold chosen on the test"
    case .featuresFittedOnLabels: "Features fitted to labels"
    }
  }

  static func word(_ outcome: LeakCheck.Outcome) -> String {
    switch outcome {
    case .passed: "passed"
    case .found: "found"
    case .notPossible: "not possible"
    }
  }

  static func title(_ kind: Baseline.Kind) -> String {
    switch kind {
    case .mean: "The mean of the others"
    case .sexAndAge: "Sex and age"
    case .amountOfSpeech: "Amount of speech"
    case .interviewerOnly: "Interviewer’s turns alone"
    }
  }

  static func title(_ attribute: Subgroup) -> String {
    switch attribute {
    case .sex: "Sex"
    case .age: "Age"
    case .language: "Language"
    case .device: "Device"
    case .site: "Site"
    }
  }

  static func word(_ origin: ValidationReport.ThresholdOrigin) -> String {
    switch origin {
    case .asked: "as asked for"
    case .table: "from the score table"
    case .questionnaire: "the questionnaire’s cut-off"
    }
  }

  static func word(_ method: Figure.IntervalMethod) -> String {
    switch method {
    case .bootstrapBCa: "people drawn again, BCa"
    case .bootstrapPercentile: "people drawn again, percentiles"
    case .deLong: "DeLong"
    case .wilson: "Wilson"
    case .wald: "Wald"
    case .fDistribution: "F distribution"
    }
  }

  /// Words of the glossary that are no figures.
  static func terms(_ report: ValidationReport) -> [(term: String, definition: String)] {
    let settings = report.settings
    return [
      ("Score", "The model’s estimate of the questionnaire’s total, from the column ‘score’."),
      ("Total", "The \(settings.scale.title)’s total, from the assessments."),
      (
        "Case",
        "Somebody with a total of \(points(settings.caseTotal)) or more. It is a screening result, not a "
          + "diagnosis."
      ),
      ("Positive", "Somebody whose score reaches the threshold."),
      (
        "Interval",
        "If the study were made again many times, intervals found like this would hold the true value in "
          + "\(points(settings.coverage * 100)) of 100 studies."
      ),
      (
        "People drawn again",
        "The bootstrap: \(settings.resamples) studies made by drawing as many people as there are, some "
          + "twice, some "
          + "never, with all their rows; BCa corrects for bias and skew (Efron 1987)."
      ),
      (
        "Limits of agreement",
        "Bias ± 1.96 standard deviations of score minus total: 95 of 100 differences lie between (Bland & "
          + "Altman 1986)."
      ),
      (
        "Net benefit",
        "True positives less false positives, the latter weighed by the odds of the threshold, per person "
          + "(Vickers & "
          + "Elkin 2006). A score is worth using where its line lies above both “treat all” and “treat "
          + "nobody”."
      ),
      (
        "Cross-validated",
        "Predicted from other people only: people are dealt into \(settings.folds) parts, and each part is "
          + "predicted "
          + "from the rest."
      ),
      ("Prevalence", "The share of cases among all people."),
    ]
  }

  private static func points(_ value: Double) -> String { Number.shortest(value) }
}
